package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type occludes = func(picture []float64, height, width, row, column, size int) []float64

// Occlude is lesson 12's first exercise: a copy of a picture with a grey square around one pixel.
var Occlude = &lesson.Exercise[occludes]{
	Name:  "occlude",
	Right: occlude,
	Try: func(f occludes, t *lesson.Trial) {
		picture := make([]float64, 4*6)
		for i := range picture {
			picture[i] = float64((i+1)*(i+1)) / 625
		}
		for _, at := range [][]int{{1, 2, 1}, {2, 3, 3}, {1, 4, 3}, {0, 0, 3}, {3, 5, 3}, {2, 1, 5}} {
			call := fmt.Sprintf("occlude(picture, 4, 6, %d, %d, %d)", at[0], at[1], at[2])
			t.Call(call, func() []float64 { return f(picture, 4, 6, at[0], at[1], at[2]) }, picture)
		}
	},
	Why: "A copy of the picture is needed. In it the pixels whose row and column are at most size/2 from those of the middle become 0.5, as far as they are inside the picture.",
	How: "With `covered := slices.Clone(picture)` and loops over r from `max(0, row-size/2)` to `min(height-1, row+size/2)` and over c in the same way, set `covered[r*width+c] = 0.5`.",
	Mistakes: []lesson.Mistake[occludes]{
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				copy(picture, occlude(picture, height, width, row, column, size))
				return picture
			},
			Where: "The picture itself is changed.",
			Why:   "The picture is needed again for the next square. In Go a slice that a function gets is not a copy.",
			How:   "Begin with `covered := slices.Clone(picture)`.",
		},
		{
			Wrong: painting(0, near),
			Where: "The square is black.",
			Why:   "Grey is half way between black, 0, and white, 1.",
			How:   "Set the pixels to `0.5`.",
		},
		{
			Wrong: painting(1, near),
			Where: "The square is white.",
			Why:   "Grey is half way between black, 0, and white, 1.",
			How:   "Set the pixels to `0.5`.",
		},
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				return painting(meanOf(picture), near)(picture, height, width, row, column, size)
			},
			Where: "The square has the mean of the picture.",
			Why:   "That would work too, but here grey is the same for all pictures.",
			How:   "Set the pixels to `0.5`.",
		},
		{
			Wrong: painting(0.5, func(down, right, size int) bool { return down >= 0 && down < size && right >= 0 && right < size }),
			Where: "The square begins at the pixel instead of being around it.",
			Why:   "The pixel is the middle of the square. Half of the square is above it and to the left.",
			How:   "Let the row go from `row-size/2` to `row+size/2`, and the column in the same way.",
		},
		{
			Wrong: painting(0.5, func(down, right, size int) bool {
				return down >= -(size/2) && down < size/2 && right >= -(size/2) && right < size/2
			}),
			Where: "The square is one pixel too small: the last row and the last column are missing.",
			Why:   "A square of 3 reaches one pixel to each side, which makes three with the middle.",
			How:   "Let the loops end with `r <= row+size/2` and `c <= column+size/2`.",
		},
		{
			Wrong: painting(0.5, func(down, right, size int) bool { return max(down, -down) <= size && max(right, -right) <= size }),
			Where: "The square is too large: it reaches as far to each side as it should be wide.",
			Why:   "Its whole width is the size, so to each side it reaches about half of that.",
			How:   "Use `size/2` in place of the size.",
		},
		{
			Wrong: painting(0.5, func(down, right, size int) bool { return down == 0 && right == 0 }),
			Where: "Only the pixel in the middle is covered.",
			Why:   "The square has `size` rows and `size` columns.",
			How:   "Loop over the rows from `row-size/2` to `row+size/2`, and over the columns in the same way.",
		},
		{
			Wrong: painting(0.5, func(down, right, size int) bool { return max(down, -down) <= size/2 }),
			Where: "Whole rows are covered.",
			Why:   "The columns have their limits too.",
			How:   "Let the column go from `column-size/2` to `column+size/2`.",
		},
		{
			Wrong: painting(0.5, func(down, right, size int) bool { return max(right, -right) <= size/2 }),
			Where: "Whole columns are covered.",
			Why:   "The rows have their limits too.",
			How:   "Let the row go from `row-size/2` to `row+size/2`.",
		},
		{
			Wrong: painting(0.5, func(down, right, size int) bool { return !near(down, right, size) }),
			Where: "Everything but the square is covered.",
			Why:   "The square hides a part, and the rest of the picture stays as it is.",
			How:   "Begin with a copy, `slices.Clone(picture)`, and set only the square to 0.5.",
		},
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				return occlude(picture, height, width, column, row, size)
			},
			Where: "Row and column have changed places.",
			Why:   "The row says how far down the pixel is, the column how far to the right.",
			How:   "Write `covered[r*width+c]`, with r around the row and c around the column.",
		},
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				covered := slices.Clone(picture)
				for r := max(0, row-size/2); r <= min(height-1, row+size/2); r++ {
					for c := max(0, column-size/2); c <= min(width-1, column+size/2); c++ {
						covered[r*height+c] = 0.5
					}
				}
				return covered
			},
			Where: "The index of a pixel is computed with the height.",
			Why:   "One row has as many pixels as the picture is wide. To get to row r, r whole rows are skipped.",
			How:   "Write `covered[r*width+c]`.",
		},
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				covered := slices.Clone(picture)
				for r := row - size/2; r <= row+size/2; r++ {
					for c := column - size/2; c <= column+size/2; c++ {
						covered[r*width+c] = 0.5
					}
				}
				return covered
			},
			Where: "At the border the square leaves the picture.",
			Why:   "There is no row -1. Beside the last column the next row begins, and the square would go on there.",
			How:   "Let r begin at `max(0, row-size/2)` and end at `min(height-1, row+size/2)`, and c in the same way with the width.",
		},
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				covered := slices.Clone(picture)
				for r := row - size/2; r <= row+size/2; r++ {
					for c := column - size/2; c <= column+size/2; c++ {
						if i := r*width + c; i >= 0 && i < len(covered) {
							covered[i] = 0.5
						}
					}
				}
				return covered
			},
			Where: "At the left and the right border the square goes on in another row.",
			Why:   "An index can be inside the list although the column is outside the picture.",
			How:   "Let c begin at `max(0, column-size/2)` and end at `min(width-1, column+size/2)`.",
		},
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				if half := size / 2; min(row, column) < half || row+half >= height || column+half >= width {
					return slices.Clone(picture)
				}
				return occlude(picture, height, width, row, column, size)
			},
			Where: "Where the square does not fit in whole, nothing is covered.",
			Why:   "The part that is inside the picture is covered all the same.",
			How:   "Cut the loops off with `max(0, row-size/2)` and `min(height-1, row+size/2)`.",
		},
		{
			Wrong: func(picture []float64, height, width, row, column, size int) []float64 {
				half := size / 2
				return occlude(picture, height, width, min(max(row, half), height-1-half), min(max(column, half), width-1-half), size)
			},
			Where: "At the border the whole square is moved inside.",
			Why:   "Then it would no longer be around the pixel, and several pixels would get the same square.",
			How:   "Cut the loops off with `max(0, row-size/2)` and `min(height-1, row+size/2)`.",
		},
	},
}

type tempers = func(logits []float64, temperature float64) []float64

// Temper is lesson 12's third exercise: softmax with a temperature.
var Temper = &lesson.Exercise[tempers]{
	Name:  "temper",
	Right: temper,
	Try: func(f tempers, t *lesson.Trial) {
		for _, logits := range [][]float64{{2, 0}, {1, -1, 3}, {0.5, 0.25, -4, 1}, {2000, 1990}} {
			for _, temperature := range []float64{2, 1, 0.5} {
				call := fmt.Sprintf("temper(%v, %v)", logits, temperature)
				t.Call(call, func() []float64 { return f(logits, temperature) }, logits)
			}
		}
	},
	Why: "Each logit is divided by the temperature. Softmax comes after that: e to the power of each, divided by the sum of all. The largest is subtracted from each first, so that no power is too large.",
	How: "With the largest logit at hand: `powers[i] = math.Exp((z - largest) / temperature)`, and then divide each by the sum of the powers.",
	Mistakes: []lesson.Mistake[tempers]{
		{
			Wrong: func(logits []float64, temperature float64) []float64 { return temper(logits, 1/temperature) },
			Where: "The logits are multiplied by the temperature.",
			Why:   "A high temperature makes an answer less sure, so the logits must come closer to each other.",
			How:   "Divide: `(z - largest) / temperature`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 { return temper(logits, 1) },
			Where: "The temperature has no effect.",
			Why:   "It divides each logit. A factor of all powers does not matter, as it is in the sum too.",
			How:   "Divide inside the power: `math.Exp((z - largest) / temperature)`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return everyWeight(temper(logits, 1), func(i int) float64 { return temper(logits, 1)[i] / temperature })
			},
			Where: "The probabilities are divided by the temperature, and not the logits.",
			Why:   "Then the sum of the probabilities is no longer 1.",
			How:   "Divide inside the power: `math.Exp((z - largest) / temperature)`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return shared(logits, total, func(z float64) float64 { return math.Exp(z / temperature) })
			},
			Where: "For large logits the powers are infinite, or all of them are 0.",
			Why:   "e to the power of 1000 is too large for a number, and e to the power of -1000 too small. As every power is divided by the sum, the same number may be subtracted from all logits first.",
			How:   "Subtract the largest, then divide: `math.Exp((z - slices.Max(logits)) / temperature)`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return everyWeight(logits, func(i int) float64 { return logits[i] / temperature })
			},
			Where: "Softmax is missing.",
			Why:   "Probabilities are positive, and their sum is 1.",
			How:   "Take `math.Exp((z - largest) / temperature)` of each, and divide by the sum.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return shared(logits, one, func(z float64) float64 { return math.Exp(z / temperature) })
			},
			Where: "The powers are not divided by their sum.",
			Why:   "The sum of probabilities is 1.",
			How:   "Add the powers up, and divide each: `powers[i] /= sum`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return shared(lowered(logits), slices.Max, func(z float64) float64 { return math.Exp(z / temperature) })
			},
			Where: "The powers are divided by the largest of them.",
			Why:   "The sum of probabilities is 1, so it is the sum that divides.",
			How:   "Add the powers up, and divide each: `powers[i] /= sum`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return shared(lowered(logits), func(p []float64) float64 { return float64(len(p)) }, func(z float64) float64 { return math.Exp(z / temperature) })
			},
			Where: "The powers are divided by how many there are.",
			Why:   "The sum of probabilities is 1, so it is the sum that divides.",
			How:   "Add the powers up, and divide each: `powers[i] /= sum`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 { return temper(logits, temperature*temperature) },
			Where: "The logits are divided by the temperature twice.",
			Why:   "Once is enough.",
			How:   "Write `math.Exp((z - largest) / temperature)`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return everyWeight(logits, func(i int) float64 { return sigmoid(logits[i] / temperature) })
			},
			Where: "The sigmoid of each logit is taken in place of softmax.",
			Why:   "The sigmoid looks at each logit by itself, and the sum of the results is not 1.",
			How:   "Take `math.Exp((z - largest) / temperature)` of each, and divide by the sum.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return shared(temper(logits, 1), one, func(p float64) float64 { return math.Pow(p, 1/temperature) })
			},
			Where: "The probabilities are raised to a power, and their sum is no longer 1.",
			Why:   "That is the right way round only if they are divided by their sum afterwards.",
			How:   "Divide the logits before softmax: `math.Exp((z - largest) / temperature)`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return shared(lowered(logits), total, func(z float64) float64 { return math.Exp2(z / temperature) })
			},
			Where: "The powers are those of 2, and not of e.",
			Why:   "Softmax has e, 2.718, as its base.",
			How:   "Use `math.Exp`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				return shared(lowered(logits), func(p []float64) float64 { return total(p[:len(p)-1]) }, func(z float64) float64 { return math.Exp(z / temperature) })
			},
			Where: "The last power is missing in the sum.",
			Why:   "The sum has all powers, or the probabilities do not add up to 1.",
			How:   "Add up in `for _, power := range powers`.",
		},
		{
			Wrong: func(logits []float64, temperature float64) []float64 {
				copy(logits, temper(logits, temperature))
				return logits
			},
			Where: "The logits themselves are overwritten.",
			Why:   "They are needed for the next temperature. In Go a slice that a function gets is not a copy.",
			How:   "Begin with a new slice: `powers := make([]float64, len(logits))`.",
		},
	},
}

type calibrates = func(confidences, right []float64, bins int) float64

// CalibrationError is lesson 12's second exercise: the expected calibration error.
var CalibrationError = &lesson.Exercise[calibrates]{
	Name:  "calibrationError",
	Right: calibrationError,
	Try: func(f calibrates, t *lesson.Trial) {
		for _, answers := range []struct {
			confidences, right []float64
			bins               int
		}{
			{[]float64{0.55, 0.58, 0.93, 0.97}, []float64{1, 0, 1, 0}, 10},
			{[]float64{0.62, 0.68, 0.7, 0.91, 0.96, 1}, []float64{1, 1, 0, 1, 1, 1}, 4},
			{[]float64{0.52, 0.84, 0.88, 0.81, 0.99}, []float64{1, 0, 0, 1, 1}, 5},
			{[]float64{0.15, 0.3, 0.35, 0.9, 0.95}, []float64{1, 0, 1, 1, 1}, 2},
		} {
			call := fmt.Sprintf("calibrationError(%v, %v, %d)", answers.confidences, answers.right, answers.bins)
			t.Call(call, func() []float64 { return []float64{f(answers.confidences, answers.right, answers.bins)} }, answers.confidences, answers.right)
		}
	},
	Why: "Each bin has the sum of its confidences and the sum of its right answers. The distances between these two sums, without their sign, are added up and divided by the number of answers.",
	How: "With `gaps[bin] += confidence - right[i]` in a loop over the answers, add up `math.Abs(gap)` over the bins and divide by `float64(len(right))`.",
	Mistakes: []lesson.Mistake[calibrates]{
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 {
				return sumOver(b, func(a answersIn) float64 { return math.Abs(a.gap()) / float64(len(b)) })
			}),
			Where: "Every bin counts the same, however many answers are in it.",
			Why:   "A bin with many answers says more. It counts as much as it has answers.",
			How:   "Weight each distance: `count / float64(len(right)) * math.Abs(confidence-accuracy)`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 {
				filled := sumOver(b, func(a answersIn) float64 { return min(1, a.count) })
				return sumOver(b, func(a answersIn) float64 { return math.Abs(a.gap()) / filled })
			}),
			Where: "Every bin with answers counts the same.",
			Why:   "A bin with many answers says more. It counts as much as it has answers.",
			How:   "Weight each distance: `count / float64(len(right)) * math.Abs(confidence-accuracy)`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 {
				return sumOver(b, func(a answersIn) float64 { return a.count * a.gap() }) / answered(b)
			}),
			Where: "The distances have signs, and cancel each other.",
			Why:   "Too sure in one bin and too unsure in another are two faults, and not none.",
			How:   "Take `math.Abs` of each bin's distance.",
		},
		{
			Wrong: func(confidences, right []float64, bins int) float64 { return calibrationError(confidences, right, 1) },
			Where: "All answers are in one bin.",
			Why:   "Then those that are too sure make up for those that are too unsure. Answers are compared with others of about the same confidence.",
			How:   "Find the bin of each answer: `int(confidence * float64(bins))`.",
		},
		{
			Wrong: func(confidences, right []float64, bins int) (sum float64) {
				for i, confidence := range confidences {
					sum += math.Abs(confidence-right[i]) / float64(len(right))
				}
				return sum
			},
			Where: "Each answer is compared by itself, without bins.",
			Why:   "A single answer is right or wrong; it has no accuracy. Only of several can 80 % be right.",
			How:   "Add up in the answer's bin: `gaps[bin] += confidence - right[i]`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 {
				return sumOver(b, func(a answersIn) float64 {
					return a.count / answered(b) * math.Abs(a.confidence/a.count-a.right/a.count)
				})
			}),
			Where: "A bin without answers makes the result NaN.",
			Why:   "It has no mean: 0 divided by 0 is not a number.",
			How:   "Leave it out with `if count > 0`.",
		},
		{
			Wrong: func(confidences, right []float64, bins int) float64 {
				gaps := make([]float64, bins)
				for i, confidence := range confidences {
					gaps[int(confidence*float64(bins))] += confidence - right[i]
				}
				for i := range gaps {
					gaps[i] = math.Abs(gaps[i])
				}
				return total(gaps) / float64(len(right))
			},
			Where: "A confidence of exactly 1 has no bin.",
			Why:   "1 times the number of bins is one more than the last index. It belongs in the last bin.",
			How:   "Write `min(bins-1, int(confidence*float64(bins)))`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 {
				return sumOver(b, func(a answersIn) float64 { return a.count * math.Abs(a.gap()) })
			}),
			Where: "The sum is not divided by the number of answers.",
			Why:   "It is a mean over the answers, so that 100 and 1,000 of them can be compared.",
			How:   "Divide by `float64(len(right))`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 {
				sum := 0.0
				for i, a := range b {
					middle := (float64(i) + 0.5) / float64(len(b))
					sum += math.Abs(a.count*middle-a.right) / answered(b)
				}
				return sum
			}),
			Where: "The middle of the bin is taken for the confidence of its answers.",
			Why:   "They may all be near one end of it. Their mean says where they are.",
			How:   "Add up the confidences themselves: `gaps[bin] += confidence - right[i]`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) (largest float64) {
				for _, a := range b {
					largest = max(largest, math.Abs(a.gap()))
				}
				return largest
			}),
			Where: "Only the largest distance is returned.",
			Why:   "That is another measure, the maximum calibration error. Ours is the mean.",
			How:   "Add up the distances of all bins: `sum += math.Abs(gap)`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 {
				return sumOver(b, func(a answersIn) float64 { return a.count * a.gap() * a.gap() }) / answered(b)
			}),
			Where: "The distances are squared.",
			Why:   "That is another measure. Ours is the mean of the distances themselves.",
			How:   "Take `math.Abs` of each bin's distance.",
		},
		{
			Wrong: binned(func(c float64, bins int) int { return int(c * float64(bins-1)) }, expected),
			Where: "The bins are too wide: there is one too few.",
			Why:   "All the bins together divide 0 to 1 into `bins` pieces of equal width.",
			How:   "Write `min(bins-1, int(confidence*float64(bins)))`.",
		},
		{
			Wrong: binned(func(c float64, bins int) int { return min(bins-1, int(math.Round(c*float64(bins)))) }, expected),
			Where: "The bin is rounded to the nearest one.",
			Why:   "Bin 0 goes from 0 to one width, bin 1 from one width to two: the number is rounded down.",
			How:   "Write `min(bins-1, int(confidence*float64(bins)))`.",
		},
		{
			Wrong: func(confidences, right []float64, bins int) float64 { return calibrationError(confidences, right, 10) },
			Where: "There are always 10 bins.",
			Why:   "The function is told how many there should be.",
			How:   "Make `gaps := make([]float64, bins)`.",
		},
		{
			Wrong: binned(floorBin, func(b []answersIn) float64 { return expected(b) * answered(b) / answered(b[:len(b)-1]) }),
			Where: "It divides by the answers outside the last bin.",
			Why:   "The mean is over all answers.",
			How:   "Divide by `float64(len(right))`.",
		},
		{
			Wrong: func(confidences, right []float64, bins int) float64 {
				return binned(floorBin, func(b []answersIn) float64 {
					return expected(b[:len(b)-1]) * answered(b[:len(b)-1]) / answered(b)
				})(confidences, right, bins)
			},
			Where: "The last bin is left out.",
			Why:   "It holds the answers that are surest, and they count like all others.",
			How:   "Loop with `for _, gap := range gaps`.",
		},
		{
			Wrong: func(confidences, right []float64, bins int) float64 {
				n := len(right) - 1
				return calibrationError(confidences[:n], right[:n], bins)
			},
			Where: "The last answer is left out: the loop ends one too early.",
			Why:   "Every answer counts.",
			How:   "Loop with `for i, confidence := range confidences`.",
		},
	},
}

func occlude(picture []float64, height, width, row, column, size int) []float64 {
	covered := slices.Clone(picture)
	for r := max(0, row-size/2); r <= min(height-1, row+size/2); r++ {
		for c := max(0, column-size/2); c <= min(width-1, column+size/2); c++ {
			covered[r*width+c] = 0.5
		}
	}
	return covered
}

func temper(logits []float64, temperature float64) []float64 {
	powers, sum := make([]float64, len(logits)), 0.0
	for i, z := range logits {
		powers[i] = math.Exp((z - slices.Max(logits)) / temperature)
		sum += powers[i]
	}
	for i := range powers {
		powers[i] /= sum
	}
	return powers
}

func calibrationError(confidences, right []float64, bins int) float64 {
	gaps := make([]float64, bins)
	for i, confidence := range confidences {
		bin := min(bins-1, int(confidence*float64(bins)))
		gaps[bin] += confidence - right[i]
	}
	sum := 0.0
	for _, gap := range gaps {
		sum += math.Abs(gap)
	}
	return sum / float64(len(right))
}

// painting covers other pixels, by how far down and to the right of the middle they are, or with another grey.
func painting(grey float64, covers func(down, right, size int) bool) occludes {
	return func(picture []float64, height, width, row, column, size int) []float64 {
		return everyWeight(picture, func(i int) float64 {
			if covers(i/width-row, i%width-column, size) {
				return grey
			}
			return picture[i]
		})
	}
}

// near tells whether a pixel is in the square.
func near(down, right, size int) bool {
	return max(down, -down) <= size/2 && max(right, -right) <= size/2
}

// shared divides the powers of all logits by one number.
func shared(logits []float64, by func(powers []float64) float64, power func(z float64) float64) []float64 {
	powers := everyWeight(logits, func(i int) float64 { return power(logits[i]) })
	divisor := by(powers)
	return everyWeight(powers, func(i int) float64 { return powers[i] / divisor })
}

func one([]float64) float64 { return 1 }

// lowered takes the largest logit away from each.
func lowered(logits []float64) []float64 {
	return everyWeight(logits, func(i int) float64 { return logits[i] - slices.Max(logits) })
}

// answersIn are the answers in one bin: how many, the sum of their confidences, and how many are right.
type answersIn struct{ count, confidence, right float64 }

// gap is the bin's mean confidence without its accuracy; 0 where it is empty.
func (a answersIn) gap() float64 { return (a.confidence - a.right) / max(1, a.count) }

// binned sorts answers into bins, and makes one number of them.
func binned(bin func(confidence float64, bins int) int, result func(bins []answersIn) float64) calibrates {
	return func(confidences, right []float64, bins int) float64 {
		all := make([]answersIn, bins)
		for i, confidence := range confidences {
			a := &all[bin(confidence, bins)]
			a.count, a.confidence, a.right = a.count+1, a.confidence+confidence, a.right+right[i]
		}
		return result(all)
	}
}

func floorBin(confidence float64, bins int) int { return min(bins-1, int(confidence*float64(bins))) }

func sumOver(bins []answersIn, of func(a answersIn) float64) (sum float64) {
	for _, a := range bins {
		sum += of(a)
	}
	return sum
}

func answered(bins []answersIn) float64 {
	return sumOver(bins, func(a answersIn) float64 { return a.count })
}

func expected(bins []answersIn) float64 {
	return sumOver(bins, func(a answersIn) float64 { return a.count * math.Abs(a.gap()) }) / answered(bins)
}
