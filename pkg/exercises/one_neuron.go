package exercises

import (
	"fmt"
	"math"

	"firstneuron/pkg/lesson"
)

// Think is lesson 01's first exercise: the neuron's answer, the sigmoid of the sum of
// inputs x weights.
var Think = &lesson.Exercise[func(inputs, weights []float64) float64]{
	Name:  "think",
	Right: think,
	Try: func(f func(inputs, weights []float64) float64, t *lesson.Trial) {
		for _, c := range []struct{ inputs, weights []float64 }{
			{[]float64{0, 0, 1}, []float64{9.67, -0.21, -4.63}},
			{[]float64{1, 1, 1}, []float64{-0.5, 0.25, 1}},
			{[]float64{1, 0, 1}, []float64{0.5, 3, -2}},
			{[]float64{2, -1, 0.5}, []float64{0.3, 0.8, -0.4}},
			{[]float64{0, 0, 0}, []float64{1, 2, 3}},
			{[]float64{1, 3}, []float64{-0.7, 0.2}},
		} {
			t.Call(fmt.Sprintf("think(%v, %v)", c.inputs, c.weights), func() []float64 { return []float64{f(c.inputs, c.weights)} },
				c.inputs, c.weights)
		}
	},
	Why: "The answer is the sigmoid of one sum: for each input, the input times its weight.",
	How: "Start with `sum := 0.0`, add `inputs[i] * weights[i]` for every i, and return `1 / (1 + math.Exp(-sum))`.",
	Mistakes: []lesson.Mistake[func(inputs, weights []float64) float64]{
		{
			Wrong: func(inputs, weights []float64) float64 { return weightedSum(inputs, weights) },
			Where: "The sum is returned as it is: the sigmoid is missing.",
			Why:   "The sum can be any number. The sigmoid turns it into an answer between 0 and 1.",
			How:   "Return `1 / (1 + math.Exp(-sum))`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 { return sigmoid(-weightedSum(inputs, weights)) },
			Where: "The sigmoid falls where it should rise: look at the sign inside it.",
			Why:   "A large positive sum must give an answer near 1.",
			How:   "Put a minus before the sum in the exponent: `math.Exp(-sum)`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 { return 1 / math.Exp(-weightedSum(inputs, weights)) },
			Where: "The sigmoid is not finished: the answer is not between 0 and 1.",
			Why:   "The denominator of the sigmoid is 1 plus the exponential. Without the 1 the answer grows without limit.",
			How:   "Divide by `(1 + math.Exp(-sum))`. The parentheses matter.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 { return 1/1 + math.Exp(-weightedSum(inputs, weights)) },
			Where: "The sigmoid's division ends too early: parentheses are missing.",
			Why:   "In Go a division comes before a sum, so only a part of the denominator is divided by.",
			How:   "Write `1 / (1 + math.Exp(-sum))`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				product := 1.0
				for i := range inputs {
					product *= inputs[i] * weights[i]
				}
				return sigmoid(product)
			},
			Where: "The inputs are put together by multiplying, and not by adding.",
			Why:   "A single input of 0 would make the whole product 0, whatever the other inputs say.",
			How:   "Begin with `sum := 0.0` and use `sum +=` in the loop.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				sum := 0.0
				for i := range inputs {
					sum = inputs[i] * weights[i]
				}
				return sigmoid(sum)
			},
			Where: "Only the last input has an effect: the loop keeps the last product alone.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Use `sum +=` in place of `sum =`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				return sigmoid(weightedSum(inputs, weights) / float64(len(inputs)))
			},
			Where: "The sum is divided by the number of inputs.",
			Why:   "The neuron adds its inputs up. It does not average them.",
			How:   "Pass `sum` to the sigmoid as it is.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				sum := 0.0
				for i := range inputs[1:] {
					sum += inputs[i] * weights[i]
				}
				return sigmoid(sum)
			},
			Where: "The last input has no effect: the loop ends one too early.",
			Why:   "Every input has a weight, and all of them are added.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				sum := 0.0
				for i := 1; i < len(inputs); i++ {
					sum += inputs[i] * weights[i]
				}
				return sigmoid(sum)
			},
			Where: "The first input has no effect: the loop begins one too late.",
			Why:   "Go counts from 0, so the first input is number 0.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				sum := 0.0
				for i := 0; i <= len(inputs); i++ {
					sum += inputs[i] * weights[i]
				}
				return sigmoid(sum)
			},
			Where: "The loop goes one step too far, beyond the last input.",
			Why:   "Go counts from 0: of three inputs the last is number 2.",
			How:   "Loop with `for i := range inputs`, or while `i < len(inputs)`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				answer := 0.0
				for i := range inputs {
					answer += sigmoid(inputs[i] * weights[i])
				}
				return answer
			},
			Where: "The sigmoid comes too early: it is inside the loop.",
			Why:   "The neuron has one sum and one answer. The sigmoid is applied once, to the whole sum.",
			How:   "Add up the products first, and return `1 / (1 + math.Exp(-sum))` below the loop.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				sum := 0.0
				for i := range inputs {
					sum += inputs[i] + weights[i]
				}
				return sigmoid(sum)
			},
			Where: "Each input is added to its weight.",
			Why:   "A weight says how much its input counts. An input of 0 must not count at all.",
			How:   "Add up `inputs[i] * weights[i]`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				sum := 0.0
				for _, input := range inputs {
					sum += input
				}
				return sigmoid(sum)
			},
			Where: "The weights have no effect.",
			Why:   "The neuron learns by changing its weights. If they had no effect, it could learn nothing.",
			How:   "Add up `inputs[i] * weights[i]`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				if weightedSum(inputs, weights) > 0 {
					return 1
				}
				return 0
			},
			Where: "The answer jumps from 0 to 1 where it should rise smoothly.",
			Why:   "A step has no slope, so nothing says in which direction a weight should move.",
			How:   "Return `1 / (1 + math.Exp(-sum))`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 {
				a := sigmoid(weightedSum(inputs, weights))
				return a * (1 - a)
			},
			Where: "The slope of the sigmoid is returned in place of the answer.",
			Why:   "The slope is for learning. The answer is the value of the sigmoid itself.",
			How:   "Return `1 / (1 + math.Exp(-sum))`.",
		},
		{
			Wrong: func(inputs, weights []float64) float64 { return math.Tanh(weightedSum(inputs, weights)) },
			Where: "The answer goes from -1 to 1: this is tanh, another curve of the same shape.",
			Why:   "The labels are 0 and 1, so the answers should lie between them.",
			How:   "Return `1 / (1 + math.Exp(-sum))`.",
		},
	},
}

func think(inputs, weights []float64) float64 {
	sum := 0.0
	for i := range inputs {
		sum += inputs[i] * weights[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// weightedSum and sigmoid are what mistaken functions get right.
func weightedSum(inputs, weights []float64) float64 {
	sum := 0.0
	for i := range inputs {
		sum += inputs[i] * weights[i]
	}
	return sum
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
