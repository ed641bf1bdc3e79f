package exercises

import (
	"fmt"
	"math"

	"firstneuron/pkg/lesson"
)

type (
	slopes    = func(answer float64) float64
	adjusts   = func(inputs [][]float64, labels, answers []float64) []float64
	entropies = func(answer, label float64) float64
)

// SlopeOf is lesson 02's first exercise: the slope of the sigmoid, given the neuron's answer.
var SlopeOf = &lesson.Exercise[slopes]{
	Name:  "slopeOf",
	Right: slopeOf,
	Try: func(f slopes, t *lesson.Trial) {
		for _, answer := range []float64{0.5, 0.1, 0.8, 0.997, 0.0004} {
			t.Call(fmt.Sprintf("slopeOf(%v)", answer), func() []float64 { return []float64{f(answer)} })
		}
	},
	Why: "The slope of the sigmoid is the answer times what is missing from the answer to 1.",
	How: "Return `answer * (1 - answer)`.",
	Mistakes: []lesson.Mistake[slopes]{
		{
			Wrong: func(a float64) float64 { return sigmoid(a) * (1 - sigmoid(a)) },
			Where: "It is the slope at another place: the sigmoid is applied a second time.",
			Why:   "The answer has been through the sigmoid already. The sum is not needed any more.",
			How:   "Use the answer as it is: `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return a * (a - 1) },
			Where: "The sign is turned: the sigmoid rises everywhere, so no slope is negative.",
			Why:   "An answer is below 1, so the answer minus 1 is negative.",
			How:   "Write `(1 - answer)` for the second factor.",
		},
		{
			Wrong: func(a float64) float64 { return 1 - a },
			Where: "One of the two factors is missing: near an answer of 0 the slope is too large.",
			Why:   "The curve is flat at both ends. What is returned must be near 0 for a small answer too.",
			How:   "Return `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return a },
			Where: "One of the two factors is missing: near an answer of 1 the slope is too large.",
			Why:   "The curve is flat at both ends. What is returned must be near 0 for an answer near 1 too.",
			How:   "Return `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return 1 - a*a },
			Where: "This is the slope of another curve, tanh.",
			Why:   "Answers of tanh go from -1 to 1, those of the sigmoid from 0 to 1.",
			How:   "Return `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return 0.25 },
			Where: "It is the same for every answer.",
			Why:   "The curve is steepest in the middle, where the slope is a quarter, and flat at the ends.",
			How:   "Return `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return 1 - 2*a },
			Where: "It is one derivative too far: how the slope changes, and not the slope.",
			Why:   "In the middle, at an answer of 0.5, the curve is steepest. It is not flat there.",
			How:   "Return `answer * (1 - answer)`, without taking the derivative again.",
		},
		{
			Wrong: func(a float64) float64 { return a * a },
			Where: "The answer is multiplied by itself.",
			Why:   "The second factor must be small where the answer is near 1.",
			How:   "Multiply by `(1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return (1 - a) * (1 - a) },
			Where: "1 - answer is multiplied by itself.",
			Why:   "One of the two factors must be small where the answer is near 0.",
			How:   "Return `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return a * (1 + a) },
			Where: "The sign in the second factor is turned.",
			Why:   "The slope must fall to 0 where the answer comes near 1.",
			How:   "Write `(1 - answer)` for the second factor.",
		},
		{
			Wrong: func(a float64) float64 { return a / (1 - a) },
			Where: "It divides where it should multiply.",
			Why:   "For an answer near 1 the result grows without limit, and no slope is above a quarter.",
			How:   "Multiply: `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return 1 / (a * (1 - a)) },
			Where: "It is turned upside down: 1 divided by the slope.",
			Why:   "The curve is steep in the middle, so the result must be largest there.",
			How:   "Return `answer * (1 - answer)` itself.",
		},
		{
			Wrong: func(a float64) float64 { return 2 * a * (1 - a) },
			Where: "It is twice as steep as the curve.",
			Why:   "At an answer of 0.5 both factors are a half, and their product is a quarter.",
			How:   "Return `answer * (1 - answer)`.",
		},
		{
			Wrong: func(a float64) float64 { return math.Log(a / (1 - a)) },
			Where: "It is the sum that leads to this answer, and not the slope.",
			Why:   "The logarithm takes back the sigmoid. The slope needs neither of the two.",
			How:   "Return `answer * (1 - answer)`.",
		},
	},
}

func slopeOf(answer float64) float64 {
	return answer * (1 - answer)
}

// Adjust is lesson 02's second exercise: error x input x slope, summed over the examples.
var Adjust = &lesson.Exercise[adjusts]{
	Name:  "adjust",
	Right: adjust,
	Try: func(f adjusts, t *lesson.Trial) {
		for _, c := range []struct {
			inputs          [][]float64
			labels, answers []float64
		}{
			{[][]float64{{1, 0, 1}}, []float64{1}, []float64{0.25}},
			{[][]float64{{0, 0, 1}, {1, 1, 1}, {1, 0, 1}, {0, 1, 1}}, []float64{0, 1, 1, 0}, []float64{0.27, 0.33, 0.24, 0.36}},
			{[][]float64{{2, -1, 0.5}, {0.3, 3, 1}, {-1, 0.2, 4}}, []float64{1, 0, 1}, []float64{0.9, 0.6, 0.05}},
			{[][]float64{{1, 3}, {2, -4}}, []float64{0, 0}, []float64{0.7, 0.2}},
		} {
			t.Call(fmt.Sprintf("adjust(%v, %v, %v)", c.inputs, c.labels, c.answers),
				func() []float64 { return f(c.inputs, c.labels, c.answers) }, append([][]float64{c.labels, c.answers}, c.inputs...)...)
		}
	},
	Why: "For each weight, the examples' error x input x slope are added up; the error is label - answer.",
	How: "For each example i, `delta := (labels[i] - answers[i]) * answers[i] * (1 - answers[i])`; then for each input j, `adjustment[j] += delta * inputs[i][j]`.",
	Mistakes: []lesson.Mistake[adjusts]{
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return (a - y) * a * (1 - a) * x }),
			Where: "The sign is turned: the weights would move away from the labels.",
			Why:   "Where the answer is below the label, the error is positive and the answer must rise.",
			How:   "The error is `labels[i] - answers[i]`.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return (y - a) * x }),
			Where: "The slope is missing.",
			Why:   "A change of the sum changes the answer by only so much as the sigmoid is steep there.",
			How:   "Multiply by `answers[i] * (1 - answers[i])` too.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return (y - a) * a * (1 - a) }),
			Where: "The input is missing: all weights get the same adjustment.",
			Why:   "A weight whose input was 0 had no part in the answer.",
			How:   "Multiply by `inputs[i][j]` too.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return a * (1 - a) * x }),
			Where: "The error is missing: the labels have no effect.",
			Why:   "Without the labels nothing says in which direction the answers should go.",
			How:   "Multiply by `labels[i] - answers[i]`, in parentheses.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return (y - a) * sigmoid(a) * (1 - sigmoid(a)) * x }),
			Where: "It is the slope at another place: the sigmoid is applied to the answer again.",
			Why:   "The answer has been through the sigmoid already.",
			How:   "The slope is `answers[i] * (1 - answers[i])`.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { e := y - a; return e * e * (1 - e) * x }),
			Where: "It is the slope of the wrong thing: of the error, and not of the answer.",
			Why:   "How steep the sigmoid is depends on the answer alone, and not on the label.",
			How:   "The slope is `answers[i] * (1 - answers[i])`.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return (y - a*a*(1-a)) * x }),
			Where: "The label is not multiplied by the slope: parentheses are missing around the error.",
			Why:   "In Go a product comes before a difference.",
			How:   "Write `(labels[i] - answers[i])` with its parentheses.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return ((y-a)*a*1 - a) * x }),
			Where: "The slope is not finished: parentheses are missing around its second factor.",
			Why:   "In Go a product comes before a difference, so the 1 is multiplied first and does nothing.",
			How:   "Write `(1 - answers[i])` with its parentheses.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return math.Abs(y-a) * a * (1 - a) * x }),
			Where: "The error has lost its sign.",
			Why:   "The sign is the direction: down where the answer is above the label.",
			How:   "Use `labels[i] - answers[i]` as it is.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return (y - a) * (y - a) * a * (1 - a) * x }),
			Where: "The error is squared.",
			Why:   "The loss has the square in it. Its derivative has the error itself.",
			How:   "Multiply by `labels[i] - answers[i]` once, in parentheses.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return 2 * (y - a) * a * (1 - a) * x }),
			Where: "Every adjustment is twice as large as it should be.",
			Why:   "The loss is half the squared error, so that the 2 of its derivative cancels out.",
			How:   "Leave the 2 out: `(labels[i] - answers[i]) * answers[i] * (1 - answers[i])`.",
		},
		{
			Wrong: adjustBy(func(y, a, x float64) float64 { return (1 - a) * a * (1 - a) * x }),
			Where: "The label is taken to be 1 in every example.",
			Why:   "In an example with the label 0 the answer must go down.",
			How:   "The error is `labels[i] - answers[i]`.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				return adjust(inputs[len(inputs)-1:], labels[len(labels)-1:], answers[len(answers)-1:])
			},
			Where: "Only the last example has an effect.",
			Why:   "Each example replaces what the examples before have said. All of them must be added up.",
			How:   "Make the slice once, above the loops, and use `adjustment[j] +=`.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				return adjust(inputs[:len(inputs)-1], labels, answers)
			},
			Where: "The last example has no effect: the loop ends one too early.",
			Why:   "The neuron learns from all of its examples.",
			How:   "Loop with `for i, example := range inputs`.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				adjustment := adjust(inputs, labels, answers)
				return everyWeight(adjustment, func(j int) float64 { return adjustment[j] / float64(len(inputs)) })
			},
			Where: "The sum is divided by the number of examples.",
			Why:   "The article adds the examples up. An average would be a smaller step.",
			How:   "Return the sums as they are: `adjustment[j] += delta * inputs[i][j]`, and no division.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				adjustment := make([]float64, len(inputs[0]))
				for i := range inputs {
					for j := range inputs[0] {
						adjustment[j] += (labels[i] - answers[i]) * answers[i] * (1 - answers[i]) * inputs[j][i]
					}
				}
				return adjustment
			},
			Where: "Rows are taken for columns: the two indices of the inputs are exchanged.",
			Why:   "The first index is the example and the second one the input.",
			How:   "Write `inputs[i][j]` for input j of example i.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				adjustment := make([]float64, len(inputs[0]))
				for i := range inputs {
					for j := range inputs[0] {
						adjustment[i] += (labels[i] - answers[i]) * answers[i] * (1 - answers[i]) * inputs[i][j]
					}
				}
				return adjustment
			},
			Where: "The sum is over the inputs of one example, and it should be over the examples.",
			Why:   "There is one adjustment for each weight, so it belongs to the index of the input.",
			How:   "Add to `adjustment[j]`.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				adjustment := make([]float64, len(inputs[0]))
				for i, example := range inputs {
					for j, input := range example {
						adjustment[j] += (labels[i] - answers[i]) * answers[j] * (1 - answers[j]) * input
					}
				}
				return adjustment
			},
			Where: "An answer is looked up with the index of an input.",
			Why:   "There is one answer for each example, so it has the same index as the label.",
			How:   "Write `answers[i]`, with the index of the example.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				return everyWeight(answers, func(i int) float64 { return (labels[i] - answers[i]) * answers[i] * (1 - answers[i]) })
			},
			Where: "There is one number for each example, and not for each weight.",
			Why:   "Error x slope is the share of an example. It has still to reach each weight by way of its input.",
			How:   "Loop over the inputs of each example, and set `adjustment[j] += delta * inputs[i][j]`.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				adjustment := make([]float64, len(inputs[0]))
				for i := range inputs {
					answers[i] = (labels[i] - answers[i]) * answers[i] * (1 - answers[i])
					for j, input := range inputs[i] {
						adjustment[j] += answers[i] * input
					}
				}
				return adjustment
			},
			Where: "The answers are changed: it is the slice itself that is written into.",
			Why:   "The numbers are right, but whoever calls this still needs the answers.",
			How:   "Put the product into a variable of its own, `delta :=`.",
		},
		{
			Wrong: func(inputs [][]float64, labels, answers []float64) []float64 {
				adjustment, delta := make([]float64, len(inputs[0])), 0.0
				for i := range inputs {
					delta += (labels[i] - answers[i]) * answers[i] * (1 - answers[i])
					for j, input := range inputs[i] {
						adjustment[j] += delta * input
					}
				}
				return adjustment
			},
			Where: "An example also carries the errors of those before it.",
			Why:   "Error x slope belongs to one example. Something is kept from one turn of the loop to the next.",
			How:   "Start over for each example: `delta :=` inside the outer loop.",
		},
	},
}

func adjust(inputs [][]float64, labels, answers []float64) []float64 {
	adjustment := make([]float64, len(inputs[0]))
	for i, example := range inputs {
		delta := (labels[i] - answers[i]) * answers[i] * (1 - answers[i])
		for j, input := range example {
			adjustment[j] += delta * input
		}
	}
	return adjustment
}

// adjustBy adds up a mistaken correction, which gets the label, the answer and the input.
func adjustBy(correction func(y, a, x float64) float64) adjusts {
	return func(inputs [][]float64, labels, answers []float64) []float64 {
		adjustment := make([]float64, len(inputs[0]))
		for i, example := range inputs {
			for j, input := range example {
				adjustment[j] += correction(labels[i], answers[i], input)
			}
		}
		return adjustment
	}
}

// CrossEntropy is lesson 02's third exercise: the cross-entropy of one answer.
var CrossEntropy = &lesson.Exercise[entropies]{
	Name:  "crossEntropy",
	Right: crossEntropy,
	Try: func(f entropies, t *lesson.Trial) {
		for _, c := range [][2]float64{{0.9, 1}, {0.9, 0}, {0.25, 1}, {0.25, 0}, {0.001, 1}} {
			t.Call(fmt.Sprintf("crossEntropy(%v, %v)", c[0], c[1]), func() []float64 { return []float64{f(c[0], c[1])} })
		}
	},
	Why: "For the label 1 the loss is minus the logarithm of the answer, for the label 0 it is minus the logarithm of 1 - answer.",
	How: "Return `-label*math.Log(answer) - (1-label)*math.Log(1-answer)`.",
	Mistakes: []lesson.Mistake[entropies]{
		{
			Wrong: func(a, y float64) float64 { return y*math.Log(a) + (1-y)*math.Log(1-a) },
			Where: "The sign is turned: the loss is negative.",
			Why:   "The logarithm of a number below 1 is negative, and a loss should grow with the mistake.",
			How:   "Put a minus before each part: `-label*math.Log(answer) - (1-label)*math.Log(1-answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y*math.Log(a) + (1-y)*math.Log(1-a) },
			Where: "The sign of the second part is turned.",
			Why:   "For the label 0 the loss is negative, as if a mistake were a gain.",
			How:   "Subtract the second part: `- (1-label)*math.Log(1-answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y * math.Log(a) },
			Where: "The second part is missing: with the label 0 there is no loss.",
			Why:   "An answer near 1 is a mistake where the label is 0.",
			How:   "Subtract `(1-label)*math.Log(1-answer)` too.",
		},
		{
			Wrong: func(a, y float64) float64 { return -(1 - y) * math.Log(1-a) },
			Where: "The first part is missing: with the label 1 there is no loss.",
			Why:   "An answer near 0 is a mistake where the label is 1.",
			How:   "Begin with `-label*math.Log(answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -math.Log(a) },
			Where: "The label has no effect.",
			Why:   "The same answer is right for one label and wrong for the other.",
			How:   "Begin the parts with `-label*` and `(1-label)*`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y*math.Log(1-a) - (1-y)*math.Log(a) },
			Where: "The two parts are exchanged: a right answer has the larger loss.",
			Why:   "For the label 1 the loss must be small where the answer is near 1.",
			How:   "Write `label*math.Log(answer)` and `(1-label)*math.Log(1-answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -a*math.Log(y) - (1-a)*math.Log(1-y) },
			Where: "Answer and label are exchanged.",
			Why:   "The label is 0 or 1, and the logarithm of 0 is infinite.",
			How:   "Write `-label*math.Log(answer) - (1-label)*math.Log(1-answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -a*math.Log(a) - (1-a)*math.Log(1-a) },
			Where: "The answer stands where the label should.",
			Why:   "A loss compares the answer with the label.",
			How:   "Begin the parts with `-label*` and `(1-label)*`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y*math.Log10(a) - (1-y)*math.Log10(1-a) },
			Where: "The logarithm has the wrong base: it is 10.",
			Why:   "With another base than e its derivative gets another factor.",
			How:   "Use `math.Log`, which is the natural logarithm.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y*math.Log2(a) - (1-y)*math.Log2(1-a) },
			Where: "The logarithm has the wrong base: it is 2.",
			Why:   "With another base than e its derivative gets another factor.",
			How:   "Use `math.Log`, which is the natural logarithm.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y*math.Log(a) - (1-y)*(math.Log(1)-a) },
			Where: "The second logarithm ends too early: it does not include the answer.",
			Why:   "The logarithm of 1 is 0, so it does nothing here.",
			How:   "Put the difference inside: `math.Log(1-answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y*math.Log(a) - 1 - y*math.Log(1-a) },
			Where: "Parentheses are missing in the second part.",
			Why:   "In Go a product comes before a difference, so only the label is multiplied by the logarithm.",
			How:   "Write `(1-label)*math.Log(1-answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return (y - a) * (y - a) / 2 },
			Where: "It is the squared error.",
			Why:   "The squared error of one answer is never above a half. Cross-entropy has no limit.",
			How:   "Return `-label*math.Log(answer) - (1-label)*math.Log(1-answer)`.",
		},
		{
			Wrong: func(a, y float64) float64 { return -y*math.Log(a)/2 - (1-y)*math.Log(1-a)/2 },
			Where: "The loss is half as large as it should be.",
			Why:   "Only one of the two parts is there at a time, so there is nothing to divide by 2.",
			How:   "Return `-label*math.Log(answer) - (1-label)*math.Log(1-answer)`.",
		},
	},
}

func crossEntropy(answer, label float64) float64 {
	return -label*math.Log(answer) - (1-label)*math.Log(1-answer)
}
