package exercises

import (
	"fmt"
	"math"
	"slices"

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
			Wrong: func(inputs, weights []float64) float64 { return 1 + math.Exp(-weightedSum(inputs, weights)) },
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
			Why:   "A step is flat nearly everywhere, and the adjustment has the slope as a factor: no weight would move.",
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

type learns = func(weights, adjustment []float64, rate float64) []float64

// Learn is lesson 01's second exercise: the weights after one step of training.
var Learn = &lesson.Exercise[learns]{
	Name:  "learn",
	Right: learn,
	Try: func(f learns, t *lesson.Trial) {
		for _, c := range []struct {
			weights, adjustment []float64
			rate                float64
		}{
			{[]float64{1, 2, 3}, []float64{0.5, -0.25, 0}, 1},
			{[]float64{-0.5, 0.25, 4}, []float64{0.3, 0.7, -0.2}, 0.5},
			{[]float64{0, 0}, []float64{-1, 3}, 10},
			{[]float64{2, 2, -1, 1}, []float64{0, 0, 0, 0}, 2},
			{[]float64{7}, []float64{0.4}, 0},
		} {
			t.Call(fmt.Sprintf("learn(%v, %v, %v)", c.weights, c.adjustment, c.rate),
				func() []float64 { return f(c.weights, c.adjustment, c.rate) }, c.weights, c.adjustment)
		}
	},
	Why: "Each weight moves by its own adjustment, and the rate says how much of it is taken.",
	How: "Make a slice for the new weights, and for every i set `moved[i] = weights[i] + rate*adjustment[i]`.",
	Mistakes: []lesson.Mistake[learns]{
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] - rate*a[i] })
			},
			Where: "The weights move the wrong way: look at the sign.",
			Why:   "The adjustment already points to smaller errors.",
			How:   "Add it: `weights[i] + rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] + a[i] })
			},
			Where: "The rate has no effect.",
			Why:   "The rate says how much of each adjustment is taken: with a rate of 0.5 it is half.",
			How:   "Add `rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return rate * a[i] })
			},
			Where: "The old weights are lost: only the change is returned.",
			Why:   "A step moves a weight from where it is. What earlier steps have learnt must stay.",
			How:   "Return `weights[i] + rate*adjustment[i]` for each weight.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				for i := range w {
					w[i] += rate * a[i]
				}
				return w
			},
			Where: "The old weights are changed: it is the slice itself that is written into.",
			Why:   "A slice is no copy of its numbers. Whoever calls this still needs the old weights, to compare.",
			How:   "Make a new slice, `moved := make([]float64, len(weights))`, and write into that.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] + rate + a[i] })
			},
			Where: "The rate is added to the adjustment.",
			Why:   "With an adjustment of 0 a weight must stay where it is, whatever the rate.",
			How:   "Multiply: `rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return rate * (w[i] + a[i]) })
			},
			Where: "The rate multiplies the weight too.",
			Why:   "With a rate of 0 nothing is learnt, but nothing is forgotten either.",
			How:   "Only the adjustment is multiplied: `weights[i] + rate*adjustment[i]`, without parentheses.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] * rate * a[i] })
			},
			Where: "The weight is multiplied by its change.",
			Why:   "A weight of 0 would stay 0 for ever.",
			How:   "Add the change: `weights[i] + rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] + a[i]/rate })
			},
			Where: "The adjustment is divided by the rate.",
			Why:   "A larger rate must make larger steps, and not smaller ones.",
			How:   "Multiply: `rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] + float64(int(rate))*a[i] })
			},
			Where: "The fraction of the rate is lost.",
			Why:   "An integer has no place for a rate of 0.5.",
			How:   "Use the rate as it comes: `rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] + rate*a[0] })
			},
			Where: "Every weight moves by the adjustment of the first one.",
			Why:   "Each weight has an adjustment of its own, at the same index.",
			How:   "Add `rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				sum := 0.0
				return everyWeight(w, func(i int) float64 { sum += rate * a[i]; return w[i] + sum })
			},
			Where: "A weight also gets the adjustments of those before it.",
			Why:   "Something is carried from one turn of the loop to the next.",
			How:   "In each turn use nothing but `weights[i] + rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				return everyWeight(w, func(i int) float64 { return w[i] + rate*a[i]/float64(len(a)) })
			},
			Where: "The change is divided by the number of weights.",
			Why:   "Each weight takes its whole adjustment, however many weights there are.",
			How:   "Add `rate*adjustment[i]`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				moved := slices.Clone(w)
				for i := 0; i < len(w)-1; i++ {
					moved[i] += rate * a[i]
				}
				return moved
			},
			Where: "The last weight does not move: the loop ends one too early.",
			Why:   "Every weight has an adjustment.",
			How:   "Loop with `for i := range weights`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				moved := make([]float64, len(w))
				for i := 0; i <= len(w); i++ {
					moved[i] = w[i] + rate*a[i]
				}
				return moved
			},
			Where: "The loop goes one step too far, beyond the last weight.",
			Why:   "Go counts from 0: of three weights the last is number 2.",
			How:   "Loop with `for i := range weights`.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 {
				moved := make([]float64, len(w))
				for i := range w {
					moved = append(moved, w[i]+rate*a[i])
				}
				return moved
			},
			Where: "The new weights come after a row of zeros, so there are too many.",
			Why:   "A slice that is made with a length already has its numbers. `append` puts more behind them.",
			How:   "Set `moved[i] = weights[i] + rate*adjustment[i]` in place of appending.",
		},
		{
			Wrong: func(w, a []float64, rate float64) []float64 { return slices.Clone(w) },
			Where: "The weights come back as they were.",
			Why:   "A neuron learns by moving its weights.",
			How:   "For every i set `moved[i] = weights[i] + rate*adjustment[i]`.",
		},
	},
}

func learn(weights, adjustment []float64, rate float64) []float64 {
	moved := make([]float64, len(weights))
	for i := range weights {
		moved[i] = weights[i] + rate*adjustment[i]
	}
	return moved
}

// everyWeight returns what f makes of each weight.
func everyWeight(weights []float64, f func(i int) float64) []float64 {
	moved := make([]float64, len(weights))
	for i := range weights {
		moved[i] = f(i)
	}
	return moved
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
