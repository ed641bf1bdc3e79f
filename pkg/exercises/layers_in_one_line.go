package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

// Batches is lesson 07's first exercise: the examples of an epoch, cut into batches.
var Batches = &lesson.Exercise[func(order []int, size int) [][]int]{
	Name:  "batches",
	Right: batches,
	Try: func(f func(order []int, size int) [][]int, t *lesson.Trial) {
		for _, c := range []struct {
			order []int
			size  int
		}{
			{[]int{4, 2, 0, 1, 3}, 2},
			{[]int{3, 5, 1, 0, 2, 4}, 3},
			{[]int{10, 30, 20}, 3},
			{[]int{9, 0, 8, 1, 7, 2, 6, 3, 5, 4}, 4},
			{[]int{7}, 4},
			{[]int{1, 2, 0}, 1},
		} {
			t.CallRows(fmt.Sprintf("batches(%v, %d)", c.order, c.size), func() [][]float64 { return asRows(f(slices.Clip(slices.Clone(c.order)), c.size)) })
		}
	},
	Why: "Each number of the order goes into one batch, in that order. The last batch takes what is left.",
	How: "Loop with `for from := 0; from < len(order); from += size`, and append `order[from:min(from+size, len(order))]` to the result.",
	Mistakes: []lesson.Mistake[func(order []int, size int) [][]int]{
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for i := range len(order) / size {
					all = append(all, order[i:i+size])
				}
				return all
			},
			Where: "Each batch begins one example after the one before, and the rest is lost.",
			Why:   "A batch begins where the one before has ended: no example comes twice in an epoch, and none is left out.",
			How:   "Let the start grow by a whole batch: `from += size`, while `from < len(order)`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := 0; from+size <= len(order); from += size {
					all = append(all, order[from:from+size])
				}
				return all
			},
			Where: "The rest is lost where the batches do not fit exactly.",
			Why:   "An epoch goes once through all examples. The last batch may be smaller than the others.",
			How:   "Go on while `from < len(order)`, and end the batch at `min(from+size, len(order))`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := 0; from < len(order); from += size {
					all = append(all, order[from:][:size:size])
				}
				return all
			},
			Where: "The last batch reaches beyond the end of the order.",
			Why:   "There may be fewer examples left than a full batch takes.",
			How:   "End the batch at `min(from+size, len(order))`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				each := (len(order) + size - 1) / size
				return batches(order, each)
			},
			Where: "The size of a batch and the number of batches are exchanged.",
			Why:   "The size says how many examples are in one batch.",
			How:   "Begin a new batch when one is full: `from += size`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := range order {
					all = append(all, order[from:min(from+size, len(order))])
				}
				return all
			},
			Where: "The batches overlap: the next one begins only one example later.",
			Why:   "In an epoch each example is used once.",
			How:   "Move on by a whole batch: `from += size`.",
		},
		{
			Wrong: func(order []int, size int) [][]int {
				numbers := make([]int, len(order))
				for i := range numbers {
					numbers[i] = i
				}
				return batches(numbers, size)
			},
			Where: "The batches hold places in the order, not the numbers that stand there.",
			Why:   "The order says which example comes when. Without it every epoch would be the same.",
			How:   "Append `order[i]` in place of i.",
		},
		{
			Wrong: func(order []int, size int) [][]int {
				order = slices.Clone(order)
				slices.Sort(order)
				return batches(order, size)
			},
			Where: "The numbers are put in order.",
			Why:   "The random order is on purpose: another one in each epoch makes other batches.",
			How:   "Take the numbers as they come: `order[from:min(from+size, len(order))]`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for _, batch := range batches(order, size) {
					all = append(all, batch[:len(batch)-1])
				}
				return all
			},
			Where: "The last example of each batch is missing.",
			Why:   "In Go the end of a piece is the first index that is not in it.",
			How:   "End the batch at `min(from+size, len(order))`, without taking off 1.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := 0; from < len(order); from += size {
					all = append(all, order[from:min(from+size+1, len(order))])
				}
				return all
			},
			Where: "Each batch takes the first example of the next one, too.",
			Why:   "In Go the end of a piece is the first index that is not in it.",
			How:   "End the batch at `min(from+size, len(order))`, without adding 1.",
		},
		{
			Wrong: func(order []int, size int) [][]int { return batches(order[1:], size) },
			Where: "The first example of the order is left out.",
			Why:   "Go counts from 0.",
			How:   "Begin with `from := 0`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				batch := make([]int, 0, size)
				for _, piece := range batches(order, size) {
					batch = append(batch[:0], piece...)
					all = append(all, batch)
				}
				return all
			},
			Where: "All batches share the memory of one slice, so the last one has overwritten the others.",
			Why:   "A slice is a view: emptying it and filling it again changes whoever holds it.",
			How:   "Begin each batch with a slice of its own, such as `batch = nil`, or append `order[from:to]`.",
		},
		{
			Wrong: func(order []int, size int) [][]int {
				all := make([][]int, (len(order)+size-1)/size)
				for i, number := range order {
					all[i%len(all)] = append(all[i%len(all)], number)
				}
				return all
			},
			Where: "The examples are dealt out in turn, like cards.",
			Why:   "A batch is a piece of the order: numbers that stand beside each other.",
			How:   "Append `order[from:min(from+size, len(order))]`.",
		},
		{
			Wrong: func(order []int, size int) [][]int { return batches(order, size)[:1] },
			Where: "Only the first batch comes back.",
			Why:   "All batches together are the epoch.",
			How:   "Put the `return` below the loop.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := 0; from <= len(order); from += size {
					all = append(all, order[from:min(from+size, len(order))])
				}
				return all
			},
			Where: "Where the batches fit exactly, an empty one comes last.",
			Why:   "From the end of the order on there is nothing left to take.",
			How:   "Go on while `from < len(order)`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := 0; from < len(order); from += size {
					batch := make([]int, size)
					copy(batch, order[from:])
					all = append(all, batch)
				}
				return all
			},
			Where: "The last batch is filled up with zeros.",
			Why:   "Zero is the number of an example: it would be learnt several times in an epoch.",
			How:   "Let the last batch be smaller: `order[from:min(from+size, len(order))]`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := 0; from < len(order); from += size {
					batch := make([]int, size)
					for i := range batch {
						batch[i] = order[(from+i)%len(order)]
					}
					all = append(all, batch)
				}
				return all
			},
			Where: "The last batch is filled up from the beginning of the order.",
			Why:   "In an epoch each example is used once.",
			How:   "Let the last batch be smaller: `order[from:min(from+size, len(order))]`.",
		},
		{
			Wrong: func(order []int, size int) (all [][]int) {
				for from := 0; from < len(order); from += size {
					all = append(all, order[:min(from+size, len(order))])
				}
				return all
			},
			Where: "Each batch holds all examples of those before.",
			Why:   "A batch begins where the one before has ended.",
			How:   "Cut at both ends, `order[from:min(from+size, len(order))]`, or empty the batch with `batch = nil`.",
		},
		{
			Wrong: func(order []int, size int) [][]int { return [][]int{order} },
			Where: "All examples are in one batch.",
			Why:   "Then an epoch would be a single step.",
			How:   "Begin a new batch when one is full: `from += size`.",
		},
	},
}

func batches(order []int, size int) [][]int {
	var all [][]int
	for from := 0; from < len(order); from += size {
		to := min(from+size, len(order))
		all = append(all, order[from:to])
	}
	return all
}

// asRows returns rows of whole numbers as the rows that a Trial compares.
func asRows(rows [][]int) [][]float64 {
	converted := make([][]float64, len(rows))
	for i, row := range rows {
		for _, number := range row {
			converted[i] = append(converted[i], float64(number))
		}
	}
	return converted
}

// Softmax is lesson 07's second exercise: logits become probabilities, large ones too.
var Softmax = &lesson.Exercise[func(logits []float64) []float64]{
	Name:  "softmax",
	Right: softmax,
	Try: func(f func(logits []float64) []float64, t *lesson.Trial) {
		for _, logits := range [][]float64{
			{1, 2, 3}, {0, 0}, {-1, 0.5, 0.25, 2}, {3}, {1000, 1001}, {-1000, -999, -1002}, {710, 0, -710}, {0, 710, -710}, {-5, -3},
		} {
			t.Call(fmt.Sprintf("softmax(%v)", logits), func() []float64 { return f(logits) }, logits)
		}
	},
	Why: "Each output is the exponential of its logit, divided by the sum of all exponentials. The largest logit is subtracted from all of them first.",
	How: "Take `largest := slices.Max(logits)`, collect `math.Exp(logit - largest)` for each logit and their sum, and divide each by the sum.",
	Mistakes: []lesson.Mistake[func(logits []float64) []float64]{
		{
			Wrong: shares(func(logits []float64) float64 { return 0 }, math.Exp),
			Where: "Large logits give NaN, not a number.",
			Why:   "The exponential of 1000 is too large for a float64: it is infinite, and infinity divided by infinity is not a number.",
			How:   "Subtract `slices.Max(logits)` from every logit before `math.Exp`.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				powers := make([]float64, len(logits))
				for i, logit := range logits {
					powers[i] = math.Exp(logit)
				}
				return powers
			},
			Where: "The exponentials are returned as they are, and do not add up to 1.",
			Why:   "Probabilities of classes of which one is right add up to 1.",
			How:   "Divide each of them by `sum`, the sum of them all.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				powers := make([]float64, len(logits))
				for i, logit := range logits {
					powers[i] = math.Exp(logit - slices.Max(logits))
				}
				return powers
			},
			Where: "The largest output is always 1: something is divided by the largest, or by nothing.",
			Why:   "The outputs add up to 1 only when each is divided by the sum of them all.",
			How:   "Divide each exponential by `sum`.",
		},
		{
			Wrong: shares(func([]float64) float64 { return 0 }, func(z float64) float64 { return z }),
			Where: "The logits themselves are divided by their sum: there is no exponential.",
			Why:   "Logits may be negative, and probabilities may not. An exponential is always positive.",
			How:   "Divide `math.Exp(logit - largest)` by the sum of all of these.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				means := softmax(logits)
				largest, sum := slices.Max(logits), 0.0
				for _, logit := range logits {
					sum += math.Exp(logit - largest)
				}
				for i := range means {
					means[i] *= sum / float64(len(logits))
				}
				return means
			},
			Where: "The exponentials are divided by how many there are.",
			Why:   "Only division by their sum makes them add up to 1.",
			How:   "Divide by `sum`, not by `float64(len(logits))`.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				outputs := make([]float64, len(logits))
				for i, logit := range logits {
					outputs[i] = 1 / (1 + math.Exp(-logit))
				}
				return outputs
			},
			Where: "This is the sigmoid of each logit.",
			Why:   "The sigmoid looks at one logit alone, so its outputs do not add up to 1. Softmax compares all of them.",
			How:   "Divide `math.Exp(logit - largest)` by the sum of all of these.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				outputs, sum := make([]float64, len(logits)), 0.0
				for i, logit := range logits {
					power := math.Exp(logit - slices.Max(logits))
					sum += power
					outputs[i] = power / sum
				}
				return outputs
			},
			Where: "The division comes too early, while the sum is still growing.",
			Why:   "The sum is complete only after the last logit.",
			How:   "Use two loops: one for `sum`, and after it one that divides by it.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				copy(logits, softmax(logits))
				return logits
			},
			Where: "The slice that the function gets is changed.",
			Why:   "Whoever calls the function may still need the logits: a slice is a view, not a copy.",
			How:   "Begin with `outputs := make([]float64, len(logits))` and write into that.",
		},
		{
			Wrong: shares(slices.Min[[]float64], math.Exp),
			Where: "The smallest logit is subtracted.",
			Why:   "Then all exponents are positive and can still be too large.",
			How:   "Subtract `slices.Max(logits)`: the exponents are then 0 or less.",
		},
		{
			Wrong: shares(func(logits []float64) float64 { return max(0, slices.Max(logits)) }, math.Exp),
			Where: "The largest logit is never below 0 here: look at the value with which its search begins.",
			Why:   "All logits may be negative. Then every exponential is 0, and 0 divided by 0 is not a number.",
			How:   "Begin with `largest := logits[0]`, or use `slices.Max(logits)`.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				outputs := make([]float64, len(logits))
				for i, logit := range logits {
					if logit == slices.Max(logits) {
						outputs[i] = 1
						return outputs
					}
				}
				return outputs
			},
			Where: "The largest logit gets everything.",
			Why:   "Softmax is softer than a choice: the others get a share, too. Without it there is no slope to learn from.",
			How:   "Divide `math.Exp(logit - largest)` by the sum of all of these.",
		},
		{
			Wrong: shares(slices.Max[[]float64], func(z float64) float64 { return math.Exp(-z) }),
			Where: "The smallest logit gets the largest probability: look at the sign in the exponent.",
			Why:   "A larger logit must mean a larger probability.",
			How:   "Write `math.Exp(logit - largest)`.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				outputs := softmax(logits)
				for i := range outputs {
					outputs[i] = math.Log(outputs[i])
				}
				return outputs
			},
			Where: "These are the logarithms of the probabilities.",
			Why:   "Cross-entropy needs the logarithm; softmax itself gives probabilities, between 0 and 1.",
			How:   "Divide by `sum`, and return that.",
		},
		{
			Wrong: shares(slices.Max[[]float64], math.Exp2),
			Where: "These are powers of 2.",
			Why:   "Softmax takes powers of e, about 2.718. Training with another base would mean other logits.",
			How:   "Use `math.Exp`.",
		},
		{
			Wrong: shares(func(logits []float64) float64 {
				sum := 0.0
				for _, logit := range logits {
					sum += logit
				}
				return sum / float64(len(logits))
			}, math.Exp),
			Where: "The mean of the logits is subtracted.",
			Why:   "A single logit far above the mean is still too large for the exponential.",
			How:   "Subtract `slices.Max(logits)`: the exponents are then 0 or less.",
		},
		{
			Wrong: shares(func([]float64) float64 { return 0 }, func(z float64) float64 { return math.Exp(min(z, 700)) }),
			Where: "Large logits are cut off, and become equal.",
			Why:   "The differences between the logits are what counts. They must stay.",
			How:   "Subtract `slices.Max(logits)` from all of them: that changes no difference.",
		},
		{
			Wrong: func(logits []float64) []float64 {
				scaled := make([]float64, len(logits))
				for i, logit := range logits {
					scaled[i] = logit / slices.Max(logits)
				}
				return shares(func([]float64) float64 { return 0 }, math.Exp)(scaled)
			},
			Where: "The logits are divided by the largest one.",
			Why:   "Division changes the differences between the logits, and with them the probabilities. Subtraction does not.",
			How:   "Write `math.Exp(logit - largest)`.",
		},
	},
}

func softmax(logits []float64) []float64 {
	largest := slices.Max(logits)
	outputs, sum := make([]float64, len(logits)), 0.0
	for i, logit := range logits {
		outputs[i] = math.Exp(logit - largest)
		sum += outputs[i]
	}
	for i := range outputs {
		outputs[i] /= sum
	}
	return outputs
}

// shares is softmax with another number subtracted, and another function in place of the exponential.
func shares(subtracted func(logits []float64) float64, power func(z float64) float64) func(logits []float64) []float64 {
	return func(logits []float64) []float64 {
		outputs, sum := make([]float64, len(logits)), 0.0
		for i, logit := range logits {
			outputs[i] = power(logit - subtracted(logits))
			sum += outputs[i]
		}
		for i := range outputs {
			outputs[i] /= sum
		}
		return outputs
	}
}

// MeanCrossEntropy is lesson 07's third exercise: the loss of a batch.
var MeanCrossEntropy = &lesson.Exercise[func(probabilities [][]float64, labels []int) float64]{
	Name:  "meanCrossEntropy",
	Right: meanCrossEntropy,
	Try: func(f func(probabilities [][]float64, labels []int) float64, t *lesson.Trial) {
		for _, c := range []struct {
			probabilities [][]float64
			labels        []int
		}{
			{[][]float64{{0.7, 0.2, 0.1}, {0.3, 0.1, 0.6}}, []int{0, 1}},
			{[][]float64{{0.25, 0.75}, {0.9, 0.1}, {0.6, 0.4}}, []int{1, 0, 1}},
			{[][]float64{{0.1, 0.2, 0.3, 0.4}}, []int{2}},
			{[][]float64{{0.5, 0.3, 0.2}, {0.05, 0.8, 0.15}, {0.3, 0.3, 0.4}, {0.2, 0.7, 0.1}}, []int{2, 1, 0, 0}},
		} {
			rows := c.probabilities
			t.Call(fmt.Sprintf("meanCrossEntropy(%v, %v)", rows, c.labels),
				func() []float64 { return []float64{f(rows, slices.Clone(c.labels))} }, rows...)
		}
	},
	Why: "Of each row only the probability of the right class counts. The loss of the row is minus its natural logarithm, and the loss of the batch is the mean.",
	How: "Start with `sum := 0.0`, add `-math.Log(probabilities[i][labels[i]])` for every i, and divide by `float64(len(labels))`.",
	Mistakes: []lesson.Mistake[func(probabilities [][]float64, labels []int) float64]{
		{
			Wrong: meanOverRows(math.Log),
			Where: "The loss is negative: a sign is turned.",
			Why:   "The logarithm of a number below 1 is negative, and a loss should fall towards 0 while the network learns.",
			How:   "Add `-math.Log(probabilities[i][labels[i]])`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				return meanCrossEntropy(probabilities, labels) * float64(len(labels))
			},
			Where: "The losses of the examples are added up, but not averaged.",
			Why:   "A sum would be the larger, the larger the batch is.",
			How:   "Divide by `float64(len(labels))`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				return meanCrossEntropy(probabilities, labels) * float64(len(labels)) / float64(len(probabilities[0]))
			},
			Where: "The sum is divided by the number of classes.",
			Why:   "It is the mean over the examples of the batch.",
			How:   "Divide by `float64(len(labels))`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				return meanCrossEntropy(probabilities, labels) / float64(len(probabilities[0]))
			},
			Where: "The sum is divided by the number of all outputs.",
			Why:   "Each example has one right class, so it gives one number to the mean.",
			How:   "Divide by `float64(len(labels))` alone.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				sum := 0.0
				for _, row := range probabilities {
					sum -= math.Log(slices.Max(row))
				}
				return sum / float64(len(labels))
			},
			Where: "The largest probability of each row is taken.",
			Why:   "Then a network that is sure and wrong would have no loss.",
			How:   "Take `probabilities[i][labels[i]]`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				sum := 0.0
				for _, row := range probabilities {
					for _, p := range row {
						sum -= math.Log(p)
					}
				}
				return sum / float64(len(labels))
			},
			Where: "The logarithms of all classes are added up.",
			Why:   "The target is 1 for the right class and 0 for the others, so only one logarithm is left in each row.",
			How:   "Take `probabilities[i][labels[i]]` alone.",
		},
		{
			Wrong: meanOverRows(func(p float64) float64 { return 1 - p }),
			Where: "There is no logarithm: this is how far the probability is from 1.",
			Why:   "Cross-entropy grows without limit where the right class gets a probability near 0.",
			How:   "Add `-math.Log(probabilities[i][labels[i]])`.",
		},
		{
			Wrong: meanOverRows(func(p float64) float64 { return -math.Log2(p) }),
			Where: "This is the logarithm to base 2.",
			Why:   "It would do, but our networks and most frameworks take the natural logarithm, and the numbers could not be compared.",
			How:   "Use `math.Log`, without the 2.",
		},
		{
			Wrong: meanOverRows(func(p float64) float64 { return -math.Log10(p) }),
			Where: "This is the logarithm to base 10.",
			Why:   "It would do, but our networks and most frameworks take the natural logarithm, and the numbers could not be compared.",
			How:   "Use `math.Log`, without the 10.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				sum := 0.0
				for i, row := range probabilities {
					for j, p := range row {
						if j == labels[i] {
							sum -= math.Log(p)
						} else {
							sum -= math.Log(1 - p)
						}
					}
				}
				return sum / float64(len(labels))
			},
			Where: "Each class is treated as a yes or no of its own.",
			Why:   "That is the loss for outputs with a sigmoid. After softmax the outputs are one choice, and the other classes are in it already: the probabilities add up to 1.",
			How:   "Take `probabilities[i][labels[i]]` alone.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				sum := 0.0
				for i := 1; i < len(labels); i++ {
					sum -= math.Log(probabilities[i][labels[i]])
				}
				return sum / float64(len(labels))
			},
			Where: "The first example of the batch is left out.",
			Why:   "Go counts from 0.",
			How:   "Loop with `for i := range labels`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				sum := 0.0
				for i := range labels[1:] {
					sum -= math.Log(probabilities[i][labels[i]])
				}
				return sum / float64(len(labels))
			},
			Where: "The last example of the batch is left out.",
			Why:   "Go counts from 0: of three examples the last is number 2.",
			How:   "Loop with `for i := range labels`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				sum := 0.0
				for i, label := range labels {
					sum -= math.Log(probabilities[i][label-1])
				}
				return sum / float64(len(labels))
			},
			Where: "The labels are taken to count from 1.",
			Why:   "Labels count from 0, as Go does.",
			How:   "Use the label as the index: `probabilities[i][labels[i]]`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				return -math.Log(meanOverRows(func(p float64) float64 { return p })(probabilities, labels))
			},
			Where: "The mean is taken before the logarithm.",
			Why:   "The loss is the mean of the examples' losses. The logarithm of a mean is another number.",
			How:   "Add `-math.Log(probabilities[i][labels[i]])` inside the loop.",
		},
		{
			Wrong: meanOverRows(func(p float64) float64 { return -p * math.Log(p) }),
			Where: "Each logarithm is multiplied by its own probability.",
			Why:   "The factor before the logarithm is the target, which is 1 for the right class.",
			How:   "Add `-math.Log(probabilities[i][labels[i]])`.",
		},
		{
			Wrong: meanOverRows(func(p float64) float64 { return (1 - p) * (1 - p) }),
			Where: "This is a squared error.",
			Why:   "Cross-entropy measures with a logarithm, so a small probability of the right class is a large loss.",
			How:   "Add `-math.Log(probabilities[i][labels[i]])`.",
		},
		{
			Wrong: func(probabilities [][]float64, labels []int) float64 {
				last := len(labels) - 1
				return -math.Log(probabilities[last][labels[last]]) / float64(len(labels))
			},
			Where: "Only the last example counts.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Use `sum +=` in place of `sum =`.",
		},
	},
}

func meanCrossEntropy(probabilities [][]float64, labels []int) float64 {
	sum := 0.0
	for i := range labels {
		sum -= math.Log(probabilities[i][labels[i]])
	}
	return sum / float64(len(labels))
}

// meanOverRows is the mean of a function of the right classes' probabilities.
func meanOverRows(f func(p float64) float64) func(probabilities [][]float64, labels []int) float64 {
	return func(probabilities [][]float64, labels []int) float64 {
		sum := 0.0
		for i, label := range labels {
			sum += f(probabilities[i][label])
		}
		return sum / float64(len(labels))
	}
}
