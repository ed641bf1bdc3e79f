package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

// ToInputs is lesson 08's first exercise: a picture becomes a row of inputs.
var ToInputs = &lesson.Exercise[func(picture [][]int) []float64]{
	Name:  "toInputs",
	Right: toInputs,
	Try: func(f func(picture [][]int) []float64, t *lesson.Trial) {
		for _, picture := range [][][]int{
			{{0, 16}, {8, 4}}, {{1, 2, 3}, {4, 5, 6}}, {{16}}, {{0, 0, 16}, {0, 5, 0}, {12, 16, 7}}, {{3}, {9}}, {{15, 0, 1, 8}},
		} {
			t.Call(fmt.Sprintf("toInputs(%v)", picture), func() []float64 { return f(picture) })
		}
	},
	Why: "The inputs are the pixels row by row, from the top, each divided by 16.",
	How: "Take two loops, `for _, row := range picture` and in it one over the row's greys, and append `float64(grey) / 16`.",
	Mistakes: []lesson.Mistake[func(picture [][]int) []float64]{
		{
			Wrong: eachPixel(func(grey int) float64 { return float64(grey / 16) }),
			Where: "All greys except white have become 0: the division loses what comes after the point.",
			Why:   "In Go an int divided by an int is an int again.",
			How:   "Convert first and divide then: `float64(grey) / 16`.",
		},
		{
			Wrong: eachPixel(func(grey int) float64 { return float64(grey) }),
			Where: "The greys go from 0 to 16.",
			Why:   "The network has been trained with inputs from 0 to 1. Larger ones make its signals larger than any in its training.",
			How:   "Divide: `float64(grey) / 16`.",
		},
		{
			Wrong: func(picture [][]int) (inputs []float64) {
				for x := range picture[0] {
					for y := range picture {
						inputs = append(inputs, float64(picture[y][x])/16)
					}
				}
				return inputs
			},
			Where: "The picture is read column by column.",
			Why:   "Every picture must be read in the order of the training set, or a weight meets another pixel than the one it was learnt for.",
			How:   "Put the loop over the rows, `for _, row := range picture`, on the outside.",
		},
		{
			Wrong: eachPixel(func(grey int) float64 { return float64(grey) / 255 }),
			Where: "The greys are divided as if white were 255.",
			Why:   "Many picture files have 256 greys. In this one white is 16.",
			How:   "Divide by 16: `float64(grey) / 16`.",
		},
		{
			Wrong: eachPixel(func(grey int) float64 { return float64(grey) / 17 }),
			Where: "White does not become 1, but a little less.",
			Why:   "There are 17 greys, and the first is 0, so the last is 16.",
			How:   "Divide by 16: `float64(grey) / 16`.",
		},
		{
			Wrong: func(picture [][]int) []float64 {
				brightest := 0
				for _, row := range picture {
					brightest = max(brightest, slices.Max(row))
				}
				return eachPixel(func(grey int) float64 { return float64(grey) / float64(brightest) })(picture)
			},
			Where: "Each picture is divided by its own brightest pixel.",
			Why:   "The pixels of the training set are all divided by the same number.",
			How:   "Divide by 16: `float64(grey) / 16`.",
		},
		{
			Wrong: func(picture [][]int) []float64 { return toInputs(picture[:1]) },
			Where: "Only the first row of the picture is there.",
			Why:   "The inputs are all pixels, one row after the other.",
			How:   "Put the `return` below both loops.",
		},
		{
			Wrong: func(picture [][]int) []float64 { return toInputs(picture[:len(picture)-1]) },
			Where: "The last row of the picture is missing.",
			Why:   "Go counts from 0: of eight rows the last is number 7.",
			How:   "Loop with `for _, row := range picture`.",
		},
		{
			Wrong: func(picture [][]int) (inputs []float64) {
				for y := range 8 {
					for x := range 8 {
						inputs = append(inputs, float64(picture[y][x])/16)
					}
				}
				return inputs
			},
			Where: "The picture is expected to have 8 by 8 pixels.",
			Why:   "A function that asks the picture for its size works for every picture.",
			How:   "Loop with `range picture` and `range row`.",
		},
		{
			Wrong: func(picture [][]int) (inputs []float64) {
				for y := range picture {
					for x := range picture {
						inputs = append(inputs, float64(picture[y][x])/16)
					}
				}
				return inputs
			},
			Where: "The picture is expected to be as wide as it is high.",
			Why:   "The outer loop counts rows; the inner one must count the pixels of a row.",
			How:   "Let the inner loop go over the row: `range picture[y]`.",
		},
		{
			Wrong: eachPixel(func(grey int) float64 { return 1 - float64(grey)/16 }),
			Where: "Black and white are exchanged.",
			Why:   "In this set 0 is black, the paper, and the largest number is white, the ink.",
			How:   "Append `float64(grey) / 16`.",
		},
		{
			Wrong: func(picture [][]int) []float64 {
				row := toInputs(picture)
				return append(make([]float64, len(row)), row...)
			},
			Where: "Zeros come before the pixels, as many as there are pixels.",
			Why:   "A slice that is made with a length is full of zeros, and appending writes behind them.",
			How:   "Begin with `var inputs []float64` and append to that.",
		},
		{
			Wrong: eachPixel(func(grey int) float64 {
				if grey > 0 {
					return 1
				}
				return 0
			}),
			Where: "Every grey that is not black has become white.",
			Why:   "A grey says how much of the pixel is inked. The network can use that.",
			How:   "Append `float64(grey) / 16`.",
		},
		{
			Wrong: func(picture [][]int) (sums []float64) {
				for _, row := range picture {
					sum := 0.0
					for _, grey := range row {
						sum += float64(grey) / 16
					}
					sums = append(sums, sum)
				}
				return sums
			},
			Where: "There is one number for each row of the picture.",
			Why:   "Every pixel is an input of its own. A sum cannot tell where in the row the ink is.",
			How:   "Append `float64(grey) / 16` in the inner loop.",
		},
		{
			Wrong: func(picture [][]int) []float64 {
				turned := slices.Clone(picture)
				slices.Reverse(turned)
				return toInputs(turned)
			},
			Where: "The picture is upside down.",
			Why:   "The first pixels of a row of inputs are those at the top.",
			How:   "Loop with `for _, row := range picture`.",
		},
		{
			Wrong: func(picture [][]int) (inputs []float64) {
				for _, row := range picture {
					row = slices.Clone(row)
					slices.Reverse(row)
					inputs = append(inputs, toInputs([][]int{row})...)
				}
				return inputs
			},
			Where: "Left and right are exchanged.",
			Why:   "The first pixel of each row is the one on the left.",
			How:   "Loop over the row from its beginning: `for _, grey := range row`.",
		},
		{
			Wrong: eachPixel(func(grey int) float64 { return float64(grey)/8 - 1 }),
			Where: "The inputs go from -1 to 1.",
			Why:   "That is a usual choice, too, but the training set's inputs go from 0 to 1.",
			How:   "Append `float64(grey) / 16`.",
		},
	},
}

func toInputs(picture [][]int) []float64 {
	var inputs []float64
	for _, row := range picture {
		for _, grey := range row {
			inputs = append(inputs, float64(grey)/16)
		}
	}
	return inputs
}

// eachPixel is toInputs with another number for a grey.
func eachPixel(number func(grey int) float64) func(picture [][]int) []float64 {
	return func(picture [][]int) (inputs []float64) {
		for _, row := range picture {
			for _, grey := range row {
				inputs = append(inputs, number(grey))
			}
		}
		return inputs
	}
}

// Split is lesson 08's second exercise: examples are divided into a training set and a test set.
var Split = &lesson.Exercise[func(order []int, fraction float64) (train, test []int)]{
	Name:  "split",
	Right: split,
	Try: func(f func(order []int, fraction float64) (train, test []int), t *lesson.Trial) {
		for _, c := range []struct {
			order    []int
			fraction float64
		}{
			{[]int{3, 1, 2, 0}, 0.5},
			{[]int{9, 4, 7, 1, 5}, 0.8},
			{[]int{6, 2, 9, 0, 4, 8, 1, 7, 3, 5}, 0.7},
			{[]int{7, 0, 3, 5, 1, 6, 2, 4}, 0.25},
			{[]int{2, 4, 1, 0, 3}, 0.2},
		} {
			t.CallRows(fmt.Sprintf("split(%v, %v)", c.order, c.fraction), func() [][]float64 {
				train, test := f(slices.Clone(c.order), c.fraction)
				return asRows([][]int{train, test})
			})
		}
	},
	Why: "The training set is the first part of the order, the test set all the rest. No number is in both, and none is in neither.",
	How: "Compute `n := int(fraction * float64(len(order)))` and return `order[:n], order[n:]`.",
	Mistakes: []lesson.Mistake[func(order []int, fraction float64) (train, test []int)]{
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				_, test = split(order, fraction)
				return order, test
			},
			Where: "The test set is in the training set, too.",
			Why:   "What a network has learnt from cannot show whether it has learnt to read or has only memorised.",
			How:   "End the training set where the test set begins: `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				train, _ = split(order, fraction)
				return train, order
			},
			Where: "The training set is in the test set, too.",
			Why:   "A network reads what it has learnt from better than what is new to it, so its score would be too good.",
			How:   "Begin the test set where the training set ends: `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				train, _ = split(order, fraction)
				return train, train
			},
			Where: "Both sets are the same.",
			Why:   "Then the network would be tested with what it has learnt from.",
			How:   "Return the rest as the second: `order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				n := count(fraction, order)
				return order[:n], order[n-1:]
			},
			Where: "One example is in both sets.",
			Why:   "In Go the end of a piece is the first index that is not in it.",
			How:   "Use the same n twice: `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				n := count(fraction, order)
				return order[:n], order[n+1:]
			},
			Where: "One example is in neither set.",
			Why:   "In Go the end of a piece is the first index that is not in it, so the rest begins just there.",
			How:   "Use the same n twice: `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				train, test = split(order, fraction)
				return test, train
			},
			Where: "The training set and the test set are exchanged.",
			Why:   "The function returns the training set first, and the fraction is that of the training set.",
			How:   "Return `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) { return split(order, 1-fraction) },
			Where: "The fraction is taken for that of the test set.",
			Why:   "A fraction of 0.8 means that 8 of 10 examples are learnt from.",
			How:   "Compute `n := int(fraction * float64(len(order)))`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				n := int(fraction) * len(order)
				return order[:n], order[n:]
			},
			Where: "The training set is empty: the number of its examples has become 0.",
			Why:   "A conversion to int cuts off what comes after the point, and of a fraction that leaves 0.",
			How:   "Multiply first and convert then: `int(fraction * float64(len(order)))`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				numbers := make([]int, len(order))
				for i := range numbers {
					numbers[i] = i
				}
				return split(numbers, fraction)
			},
			Where: "The sets hold places in the order, not the numbers that stand there.",
			Why:   "The order is random on purpose. Without it the training set would be the first examples, whatever is special about them.",
			How:   "Return pieces of the order itself: `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				order = slices.Clone(order)
				slices.Sort(order)
				return split(order, fraction)
			},
			Where: "The numbers are put in order before they are divided.",
			Why:   "The order is random on purpose. Without it the training set would be the first examples, whatever is special about them.",
			How:   "Leave the order as it is: `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				n := count(fraction, order)
				return order[:n], order[len(order)-n:]
			},
			Where: "The test set is as large as the training set.",
			Why:   "Counted from the end, the sets overlap, or leave examples out between them.",
			How:   "Begin the test set where the training set ends: `order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				n := len(order) - count(fraction, order)
				return order[n:], order[:n]
			},
			Where: "The training set is taken from the end.",
			Why:   "That is fair, too, but here the first part is to be the training set.",
			How:   "Return `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				for i, number := range order {
					if i%2 == 0 {
						train = append(train, number)
					} else {
						test = append(test, number)
					}
				}
				return train, test
			},
			Where: "Every second example goes to the test set, whatever the fraction.",
			Why:   "The fraction says how many of the examples are learnt from.",
			How:   "Compute `n := int(fraction * float64(len(order)))` and divide there.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) { return split(order, 0.5) },
			Where: "The sets are halves, whatever the fraction.",
			Why:   "The fraction says how many of the examples are learnt from.",
			How:   "Compute `n := int(fraction * float64(len(order)))`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				n := count(fraction, order)
				return order[:n-1], order[n-1:]
			},
			Where: "The training set has one example too few.",
			Why:   "Go counts from 0, but the end of a piece is the first index that is not in it: from 0 to n there are n examples.",
			How:   "Return `order[:n], order[n:]`.",
		},
		{
			Wrong: func(order []int, fraction float64) (train, test []int) {
				n := count(fraction, order)
				return order[:n+1], order[n+1:]
			},
			Where: "The training set has one example too many.",
			Why:   "The end of a piece is the first index that is not in it: from 0 to n there are n examples.",
			How:   "Return `order[:n], order[n:]`.",
		},
	},
}

func split(order []int, fraction float64) (train, test []int) {
	n := int(fraction * float64(len(order)))
	return order[:n], order[n:]
}

// count is how many numbers are in the first part of an order.
func count(fraction float64, order []int) int {
	return int(math.Round(fraction * float64(len(order))))
}

// Accuracy is lesson 08's third exercise: the fraction of the examples that are classified right.
var Accuracy = &lesson.Exercise[func(outputs [][]float64, labels []int) float64]{
	Name:  "accuracy",
	Right: accuracy,
	Try: func(f func(outputs [][]float64, labels []int) float64, t *lesson.Trial) {
		for _, c := range []struct {
			outputs [][]float64
			labels  []int
		}{
			{[][]float64{{0.7, 0.2, 0.1}, {0.1, 0.3, 0.6}, {0.4, 0.35, 0.25}, {0.2, 0.7, 0.1}}, []int{0, 2, 0, 0}},
			{[][]float64{{-3, -1, -2}, {-0.5, -4, -6}, {-2, -1, -0.5}}, []int{1, 0, 2}},
			{[][]float64{{2, 1, 0.5}, {0.5, 1, 0.2}, {3, 2.5, 4}, {0.2, 0.1, 0.3}, {1, 5, 2}}, []int{1, 2, 0, 2, 1}},
			{[][]float64{{1, 6, 4, 2}, {5, 1, 3, 2}, {0, 3, 9, 1}}, []int{1, 0, 0}},
			{[][]float64{{0.1, 0.9}, {0.8, 0.2}, {0.3, 0.7}}, []int{1, 0, 0}},
		} {
			rows := c.outputs
			t.Call(fmt.Sprintf("accuracy(%v, %v)", rows, c.labels), func() []float64 { return []float64{f(rows, slices.Clone(c.labels))} }, rows...)
		}
	},
	Why: "For each row find the index of its largest output, count how often that is the label, and divide by the number of rows.",
	How: "In the outer loop set `best := 0`, then for each j with `outputs[i][j] > outputs[i][best]` set `best = j`; at the end return `float64(right) / float64(len(labels))`.",
	Mistakes: []lesson.Mistake[func(outputs [][]float64, labels []int) float64]{
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				return float64(int(accuracy(outputs, labels)))
			},
			Where: "The accuracy is 0 or 1, never something between them: the division loses what comes after the point.",
			Why:   "In Go an int divided by an int is an int again.",
			How:   "Convert first and divide then: `float64(right) / float64(len(labels))`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				return math.Round(accuracy(outputs, labels) * float64(len(labels)))
			},
			Where: "The right answers are counted, but not divided by their number.",
			Why:   "A count says little without the size of the set.",
			How:   "Return `float64(right) / float64(len(labels))`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 { return 100 * accuracy(outputs, labels) },
			Where: "These are percents.",
			Why:   "The lessons write an accuracy as a fraction, from 0 to 1.",
			How:   "Return `float64(right) / float64(len(labels))`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 { return 1 - accuracy(outputs, labels) },
			Where: "The mistakes are counted, not the right answers.",
			Why:   "An accuracy of 1 means that all answers are right.",
			How:   "Count where `best == labels[i]`.",
		},
		{
			Wrong: choosing(func(row []float64) int {
				best, largest := 0, 0.0
				for j, output := range row {
					if output > largest {
						best, largest = j, output
					}
				}
				return best
			}),
			Where: "Where all outputs are negative, class 0 always wins.",
			Why:   "The search for the largest begins with 0, and no negative output is larger than that.",
			How:   "Begin with the row's first output: `largest := outputs[i][0]`.",
		},
		{
			Wrong: choosing(func(row []float64) int { return slices.Index(row, slices.Min(row)) }),
			Where: "The smallest output is taken for the answer.",
			Why:   "The largest output belongs to the most probable class.",
			How:   "Compare with the sign for greater: `outputs[i][j] > outputs[i][best]`.",
		},
		{
			Wrong: choosing(func(row []float64) int { return argmax(row) + 1 }),
			Where: "The classes are counted from 1.",
			Why:   "The labels count from 0, as Go does.",
			How:   "Compare the index itself: `best == labels[i]`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				right := 0
				for i, label := range labels {
					if outputs[i][label] > 0.5 {
						right++
					}
				}
				return float64(right) / float64(len(labels))
			},
			Where: "An output counts as the answer when it is above one half.",
			Why:   "Of many classes the most probable one may have less than one half, and logits may have any size.",
			How:   "Find the largest output of the row first, and count where `best == labels[i]`.",
		},
		{
			Wrong: choosing(func(row []float64) int { return int(slices.Max(row)) }),
			Where: "The largest output is compared with the label, where its place should be.",
			Why:   "The label is an index. So the answer must be an index, too.",
			How:   "Keep the index of the largest output, `best = j`, and compare that.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				return accuracy(outputs, labels) * float64(len(labels)) / float64(len(outputs[0]))
			},
			Where: "The count is divided by the number of classes.",
			Why:   "The accuracy is a fraction of the examples.",
			How:   "Divide by `float64(len(labels))`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				n := len(labels)
				return accuracy(outputs[:n-1], labels[:n-1]) * float64(n-1) / float64(n)
			},
			Where: "The last example is never counted.",
			Why:   "Go counts from 0: of three examples the last is number 2.",
			How:   "Loop with `for i := range labels`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				n := len(labels)
				return accuracy(outputs[1:], labels[1:]) * float64(n-1) / float64(n)
			},
			Where: "The first example is never counted.",
			Why:   "Go counts from 0.",
			How:   "Loop with `for i := range labels`.",
		},
		{
			Wrong: choosing(func(row []float64) int {
				best := 0
				for j := range row {
					if row[j] > row[0] {
						best = j
					}
				}
				return best
			}),
			Where: "The outputs are all compared with the first one of their row.",
			Why:   "The search must compare with the best that it has found so far.",
			How:   "Compare `outputs[i][j] > outputs[i][best]`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				sum := 0.0
				for i, label := range labels {
					sum += outputs[i][label]
				}
				return sum / float64(len(labels))
			},
			Where: "This is the mean of the outputs of the right classes.",
			Why:   "An answer is right or wrong, however sure the network was.",
			How:   "Add 1 where `best == labels[i]`.",
		},
		{
			Wrong: choosing(func(row []float64) int { return argmax(row[:len(row)-1]) }),
			Where: "The last class is never the answer.",
			Why:   "Go counts from 0: of ten classes the last is number 9.",
			How:   "Loop with `for j := range outputs[i]`.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				right, best, largest := 0, 0, math.Inf(-1)
				for i, label := range labels {
					for j, output := range outputs[i] {
						if output > largest {
							best, largest = j, output
						}
					}
					if best == label {
						right++
					}
				}
				return float64(right) / float64(len(labels))
			},
			Where: "The largest output of one example is still remembered at the next.",
			Why:   "Each example has an answer of its own, so the search starts over.",
			How:   "Set `best := 0` inside the outer loop.",
		},
		{
			Wrong: func(outputs [][]float64, labels []int) float64 {
				places := make([]int, len(labels))
				for i := range places {
					places[i] = i
				}
				return accuracy(outputs, places)
			},
			Where: "The answer is compared with the number of the example.",
			Why:   "The right answer to an example is its label.",
			How:   "Compare `best == labels[i]`.",
		},
	},
}

func accuracy(outputs [][]float64, labels []int) float64 {
	right := 0
	for i := range labels {
		best := 0
		for j := range outputs[i] {
			if outputs[i][j] > outputs[i][best] {
				best = j
			}
		}
		if best == labels[i] {
			right++
		}
	}
	return float64(right) / float64(len(labels))
}

// choosing is accuracy with another way to choose the class.
func choosing(class func(row []float64) int) func(outputs [][]float64, labels []int) float64 {
	return func(outputs [][]float64, labels []int) float64 {
		right := 0
		for i, label := range labels {
			if class(outputs[i]) == label {
				right++
			}
		}
		return float64(right) / float64(len(labels))
	}
}

func argmax(row []float64) int { return slices.Index(row, slices.Max(row)) }
