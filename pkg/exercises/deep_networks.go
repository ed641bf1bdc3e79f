package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

// Deviation is lesson 06's first exercise: how large the random first weights of a ReLU layer should be.
var Deviation = &lesson.Exercise[func(inputs int) float64]{
	Name:  "deviation",
	Right: deviation,
	Try: func(f func(inputs int) float64, t *lesson.Trial) {
		for _, inputs := range []int{16, 2, 784, 5} {
			t.Call(fmt.Sprintf("deviation(%d)", inputs), func() []float64 { return []float64{f(inputs)} })
		}
	},
	Why: "The variance should be 2 divided by the number of inputs. The standard deviation is the square root of the variance.",
	How: "Return `math.Sqrt(2 / float64(inputs))`.",
	Mistakes: []lesson.Mistake[func(inputs int) float64]{
		{
			Wrong: func(inputs int) float64 { return math.Sqrt(float64(2 / inputs)) },
			Where: "The division is one of integers, and its result is rounded down.",
			Why:   "In Go 2 divided by 16 is 0 as long as both are integers.",
			How:   "Convert before you divide: `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return 2 / float64(inputs) },
			Where: "That is the variance: the square root is missing.",
			Why:   "The standard deviation says how far the weights are from 0. The variance is its square.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return math.Sqrt(1 / float64(inputs)) },
			Where: "ReLU is forgotten.",
			Why:   "ReLU lets about half of the signals through. The other half is made up for by twice the variance.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return 2 / math.Sqrt(float64(inputs)) },
			Where: "The square root is taken of the number of inputs alone.",
			Why:   "The root belongs to the whole variance, the 2 too.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return math.Sqrt(2) / float64(inputs) },
			Where: "The square root is taken of the 2 alone.",
			Why:   "The root belongs to the whole variance, the number of inputs too.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return math.Sqrt(float64(inputs) / 2) },
			Where: "The fraction is upside down.",
			Why:   "The more inputs are added up, the smaller each weight must be.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return math.Sqrt(2 * float64(inputs)) },
			Where: "The number of inputs is multiplied where it should be divided by.",
			Why:   "The more inputs are added up, the smaller each weight must be.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return 1 / float64(inputs) },
			Where: "It is 1 divided by the number of inputs.",
			Why:   "That would make the sum of many inputs an average. Signs differ, so a sum of random numbers grows only with the square root of their count.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return math.Sqrt(6 / float64(inputs)) },
			Where: "The variance is too large.",
			Why:   "With 6 it is the limit of evenly distributed weights. Ours have a normal distribution.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return 4 / float64(inputs*inputs) },
			Where: "The variance is squared where its root should be taken.",
			Why:   "The variance is the square of the standard deviation, and not the other way round.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return 1 / math.Sqrt(2*float64(inputs)) },
			Where: "The 2 is on the wrong side of the fraction.",
			Why:   "ReLU takes signals away, so the weights must be larger than without it.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return math.Sqrt(2 / float64(inputs+1)) },
			Where: "The bias is counted as an input.",
			Why:   "Biases start at 0 and add nothing to the first signals.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
		{
			Wrong: func(inputs int) float64 { return 1 },
			Where: "The number of inputs has no effect.",
			Why:   "A sum of more products is larger, so each weight must be smaller.",
			How:   "Return `math.Sqrt(2 / float64(inputs))`.",
		},
	},
}

// CountDead is lesson 06's second exercise: how many neurons of a ReLU layer are dead.
var CountDead = &lesson.Exercise[func(signals [][]float64) int]{
	Name:  "countDead",
	Right: countDead,
	Try: func(f func(signals [][]float64) int, t *lesson.Trial) {
		for _, signals := range [][][]float64{
			{{-1, 2, -0.5, -3}, {-2, -1, -4, -0.1}, {-0.3, 1, -2, 0.2}},
			{{-1, -2, 0, 3, 1}, {-4, 0, 0, 2, -5}},
			{{-1, -2}, {5, -1}, {-1, 3}, {-2, -9}},
			{{1, -1, -2, 2, -3, -5}, {2, -1, 0.5, -4, -2, -1}, {3, -2, -1, -1, -7, -6}},
			{{-1, 0.5, -1}, {0.2, -1, -1}},
		} {
			t.Call(fmt.Sprintf("countDead(%v)", signals), func() []float64 { return []float64{float64(f(signals))} }, signals...)
		}
	},
	Why: "A neuron is dead if its signal is above 0 for no example: a whole column without a positive number. The dead columns are counted.",
	How: "For each column j set `dead := true`, set `dead = false` in a row with `row[j] > 0`, and count j if dead is still true.",
	Mistakes: []lesson.Mistake[func(signals [][]float64) int]{
		{
			Wrong: func(s [][]float64) int { return countIf(slices.Concat(s...), func(z float64) bool { return z <= 0 }) },
			Where: "All signals that are not positive are counted, and not the neurons.",
			Why:   "A neuron that is silent for some examples and answers others is what ReLU is for. Dead is one that answers none.",
			How:   "Count a column once, `if dead { count++ }`, below the loop over the rows.",
		},
		{
			Wrong: func(s [][]float64) int { return deadIn(s, everySilent) },
			Where: "Rows are counted in place of columns.",
			Why:   "A row is an example. A neuron is a column.",
			How:   "Let the outer loop be `for j := range signals[0]`.",
		},
		{
			Wrong: func(s [][]float64) int {
				count := 0
				for j := range s[0] {
					if everySilent(neurons(len(s), func(i int) float64 { return s[j][i] })) {
						count++
					}
				}
				return count
			},
			Where: "Row and column have changed places.",
			Why:   "The first index is the example and the second one the neuron.",
			How:   "Write `signals[i][j]`, with i for the example and j for the neuron.",
		},
		{
			Wrong: func(s [][]float64) int {
				return deadIn(turned(s), func(z []float64) bool { return slices.ContainsFunc(z, silent) })
			},
			Where: "A neuron is counted as soon as it is silent for one example.",
			Why:   "Dead is a neuron that is silent for every example.",
			How:   "Set `dead = false` where a signal is above 0, and never back to true.",
		},
		{
			Wrong: func(s [][]float64) int { return len(s[0]) - countDead(s) },
			Where: "The living neurons are counted.",
			Why:   "The question is how many can learn nothing.",
			How:   "Begin with `dead := true` for each column.",
		},
		{
			Wrong: func(s [][]float64) int { return countDead(s[:1]) },
			Where: "Only the first example is looked at.",
			Why:   "A neuron that is silent for one example may answer the next.",
			How:   "Loop with `for _, row := range signals`.",
		},
		{
			Wrong: func(s [][]float64) int { return countDead(s[len(s)-1:]) },
			Where: "Only the last example decides.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Write `if row[j] > 0 { dead = false }`, without an else.",
		},
		{
			Wrong: func(s [][]float64) int {
				return deadIn(turned(s), func(z []float64) bool { return slices.Max(z) < 0 })
			},
			Where: "A signal of exactly 0 is taken for a living one.",
			Why:   "The slope of ReLU is 0 there too, as package network has it. Only a signal above 0 lets the gradient through.",
			How:   "Compare with `row[j] > 0`.",
		},
		{
			Wrong: func(s [][]float64) int { return countDead(withoutLast(s)) },
			Where: "The last neuron is left out: the loop ends one too early.",
			Why:   "Every column is a neuron.",
			How:   "Loop with `for j := range signals[0]`.",
		},
		{
			Wrong: func(s [][]float64) int {
				return countDead(neuronsOf(s, func(row []float64) []float64 { return row[1:] }))
			},
			Where: "The first neuron is left out: the loop begins one too late.",
			Why:   "Go counts from 0, so the first neuron is column 0.",
			How:   "Loop with `for j := range signals[0]`.",
		},
		{
			Wrong: func(s [][]float64) int {
				return deadIn(turned(s), func(z []float64) bool { return total(z) <= 0 })
			},
			Where: "The sum of the signals decides.",
			Why:   "One large negative signal does not silence the others: ReLU is applied to each of them.",
			How:   "Look at each signal by itself: `row[j] > 0`.",
		},
		{
			Wrong: func(s [][]float64) int {
				dead, count := true, 0
				for _, z := range turned(s) {
					dead = dead && everySilent(z)
					if dead {
						count++
					}
				}
				return count
			},
			Where: "After the first living neuron every other one is taken for living too.",
			Why:   "Each neuron is asked again.",
			How:   "Move `dead := true` into the loop over the columns.",
		},
		{
			Wrong: func(s [][]float64) int { return min(1, countDead(s)) },
			Where: "The count ends at the first dead neuron.",
			Why:   "There may be more, and all of them are counted.",
			How:   "Put `return count` below the loop over the columns.",
		},
		{
			Wrong: func(s [][]float64) int { return countDead(s[:len(s)-1]) },
			Where: "The last example is left out: the loop ends one too early.",
			Why:   "One single example with a signal above 0 makes a neuron a living one.",
			How:   "Loop with `for _, row := range signals`.",
		},
		{
			Wrong: func(s [][]float64) int {
				return deadIn(turned(s), func(z []float64) bool { return slices.Min(z) > 0 })
			},
			Where: "The neurons that answer every example are counted.",
			Why:   "Dead is the opposite: a signal that is never above 0.",
			How:   "Begin with `dead := true` and set `dead = false` where `row[j] > 0`.",
		},
	},
}

type normalizes = func(signals []float64) (scale, shift float64)

// Normalization is lesson 06's third exercise: by what to multiply the signals of a neuron, and what to add then, so
// that they have the mean 0 and the variance 1.
var Normalization = &lesson.Exercise[normalizes]{
	Name:  "normalization",
	Right: normalization,
	Try: func(f normalizes, t *lesson.Trial) {
		for _, signals := range [][]float64{{1, 2, 6}, {-3, 0.5, 0.25, -4}, {0.1, 0.3}, {5, 5, 5}} {
			t.Call(fmt.Sprintf("normalization(%v)", signals), func() []float64 {
				scale, shift := f(signals)
				return []float64{scale, shift}
			}, signals)
		}
	},
	Why: "First comes the mean, then the variance, which is the mean of the squared distances from it. The scale is 1 divided by the root of the variance plus tiny, and the shift moves the scaled mean to 0.",
	How: "With mean and variance at hand write `scale = 1 / math.Sqrt(variance+tiny)` and `shift = -mean * scale`.",
	Mistakes: []lesson.Mistake[normalizes]{
		{
			Wrong: func(z []float64) (float64, float64) {
				return scaledBy(z, 0, func(v float64) float64 { return math.Sqrt(v) })
			},
			Where: "Where all signals are equal, it divides by 0: the tiny number is missing.",
			Why:   "Signals that are all equal have the variance 0.",
			How:   "Write `scale = 1 / math.Sqrt(variance+tiny)`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				return scaledBy(z, 0, func(v float64) float64 { return math.Sqrt(v) + 1e-9 })
			},
			Where: "The tiny number is added to the root.",
			Why:   "It belongs to the variance: where all signals are equal, the scale comes out too large.",
			How:   "Write `scale = 1 / math.Sqrt(variance+tiny)`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) { return scaledBy(z, 1e-9, func(v float64) float64 { return v }) },
			Where: "It divides by the variance: the square root is missing.",
			Why:   "Signals that are twice as large have four times the variance. Only its root grows as they do.",
			How:   "Write `scale = 1 / math.Sqrt(variance+tiny)`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				scale, _ := normalization(z)
				return scale, -meanOf(z)
			},
			Where: "The shift is that of signals that were not scaled.",
			Why:   "The shift is added after the scaling, and the mean has been scaled too.",
			How:   "Write `shift = -mean * scale`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				scale, shift := normalization(z)
				return scale, -shift
			},
			Where: "The sign of the shift is turned.",
			Why:   "The shift takes the mean away.",
			How:   "Write `shift = -mean * scale`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				scale, _ := normalization(z)
				return scale, 0
			},
			Where: "There is no shift: the mean stays.",
			Why:   "Half of normalization is a mean of 0.",
			How:   "Write `shift = -mean * scale`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) { return 1, -meanOf(z) },
			Where: "The scale is always 1: the variance stays.",
			Why:   "Half of normalization is a variance of 1.",
			How:   "Write `scale = 1 / math.Sqrt(variance+tiny)`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				n := float64(len(z))
				return scaledBy(z, 1e-9, func(v float64) float64 { return math.Sqrt((v-1e-9)*n/(n-1) + 1e-9) })
			},
			Where: "The variance is divided by one less than the number of signals.",
			Why:   "That is the estimate for a sample. Here the batch is all there is, and its own variance should be 1.",
			How:   "Divide by `float64(len(signals))`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				n := float64(len(z))
				return scaledBy(z, 1e-9, func(v float64) float64 { return math.Sqrt((v-1e-9)*n + 1e-9) })
			},
			Where: "The squared distances are added up, but not divided by their number.",
			Why:   "The variance is a mean, so it does not depend on the size of the batch.",
			How:   "Divide by `float64(len(signals))` before you take the root.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				scale := 1 / math.Sqrt(meanOfSquares(z)+1e-9)
				return scale, -meanOf(z) * scale
			},
			Where: "The variance is the mean of the squares, without the mean taken away.",
			Why:   "Variance is how far the signals are from their mean, and not from 0.",
			How:   "Add up `(signal - mean) * (signal - mean)`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				mean, sum := meanOf(z), 0.0
				for _, x := range z {
					sum += math.Abs(x - mean)
				}
				scale := 1 / (sum/float64(len(z)) + 1e-9)
				return scale, -mean * scale
			},
			Where: "It divides by the mean distance, without squares.",
			Why:   "The standard deviation is the root of the mean squared distance.",
			How:   "Add up `(signal - mean) * (signal - mean)`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				scale := 1 / (slices.Max(z) - slices.Min(z) + 1e-9)
				return scale, -slices.Min(z) * scale
			},
			Where: "The signals are brought into the range from 0 to 1.",
			Why:   "A single far signal would squeeze all others together. Mean and variance look at all of them.",
			How:   "Write `scale = 1 / math.Sqrt(variance+tiny)` and `shift = -mean * scale`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				scale, _ := normalization(z)
				return 1 / scale, -meanOf(z) / scale
			},
			Where: "The scale is upside down: it multiplies where it should divide.",
			Why:   "Signals that lie far apart must be brought nearer together.",
			How:   "Write `scale = 1 / math.Sqrt(variance+tiny)`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				scale, _ := normalization(z)
				return scale, -total(z) * scale
			},
			Where: "The shift is made of the sum in place of the mean.",
			Why:   "Only the mean of the signals, taken away from each of them, leaves a mean of 0.",
			How:   "Divide the sum by `float64(len(signals))`.",
		},
		{
			Wrong: func(z []float64) (float64, float64) {
				mean := meanOf(z)
				for i := range z {
					z[i] -= mean
				}
				scale, _ := normalization(z)
				return scale, -mean * scale
			},
			Where: "Scale and shift are right, but the signals are changed.",
			Why:   "Who called the function still needs the signals as they were, and would shift them twice.",
			How:   "Use `(signal - mean)` without storing it in the slice.",
		},
	},
}

func deviation(inputs int) float64 { return math.Sqrt(2 / float64(inputs)) }

func countDead(signals [][]float64) int {
	count := 0
	for j := range signals[0] {
		dead := true
		for _, row := range signals {
			if row[j] > 0 {
				dead = false
			}
		}
		if dead {
			count++
		}
	}
	return count
}

func normalization(signals []float64) (scale, shift float64) {
	mean, variance := 0.0, 0.0
	for _, signal := range signals {
		mean += signal / float64(len(signals))
	}
	for _, signal := range signals {
		variance += (signal - mean) * (signal - mean) / float64(len(signals))
	}
	scale = 1 / math.Sqrt(variance+1e-9)
	return scale, -mean * scale
}

// The rest is what mistaken functions get right.

// silent is what ReLU makes of a signal that is not above 0.
func silent(signal float64) bool { return signal <= 0 }

func everySilent(signals []float64) bool { return countIf(signals, silent) == len(signals) }

func countIf(numbers []float64, is func(float64) bool) (count int) {
	for _, x := range numbers {
		if is(x) {
			count++
		}
	}
	return count
}

// deadIn counts the lists of signals that are those of a dead neuron.
func deadIn(lists [][]float64, dead func([]float64) bool) (count int) {
	for _, list := range lists {
		if dead(list) {
			count++
		}
	}
	return count
}

// turned exchanges rows and columns.
func turned(rows [][]float64) [][]float64 {
	columns := make([][]float64, len(rows[0]))
	for _, row := range rows {
		for j, x := range row {
			columns[j] = append(columns[j], x)
		}
	}
	return columns
}

// neuronsOf returns some neurons of each row.
func neuronsOf(rows [][]float64, some func(row []float64) []float64) [][]float64 {
	result := make([][]float64, len(rows))
	for i, row := range rows {
		result[i] = some(row)
	}
	return result
}

func withoutLast(rows [][]float64) [][]float64 {
	return neuronsOf(rows, func(row []float64) []float64 { return row[:len(row)-1] })
}

func meanOf(numbers []float64) float64 { return total(numbers) / float64(len(numbers)) }

func meanOfSquares(numbers []float64) float64 {
	return meanOf(neurons(len(numbers), func(i int) float64 { return numbers[i] * numbers[i] }))
}

// scaledBy normalizes with another divisor, made of the variance and a tiny number.
func scaledBy(signals []float64, tiny float64, divisor func(variance float64) float64) (scale, shift float64) {
	mean := meanOf(signals)
	variance := meanOfSquares(neurons(len(signals), func(i int) float64 { return signals[i] - mean }))
	scale = 1 / divisor(variance+tiny)
	return scale, -mean * scale
}
