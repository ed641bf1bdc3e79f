package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type (
	numericalGradientFunc = func(loss func([]float64) float64, weights []float64, h float64) []float64
	gradientStepFunc      = func(weights, gradient []float64, rate float64) []float64
	biasGradientFunc      = func(outputs, targets []float64) float64
)

// NumericalGradient is lesson 03's first exercise: how much the loss rises for each
// weight, measured by raising and lowering that weight alone.
var NumericalGradient = &lesson.Exercise[numericalGradientFunc]{
	Name:  "numericalGradient",
	Right: numericalGradient,
	Try: func(f numericalGradientFunc, t *lesson.Trial) {
		for _, c := range []struct {
			name    string
			loss    func(w []float64) float64
			weights []float64
			h       float64
		}{
			{"w1*w1 + 3*w1*w2", func(w []float64) float64 { return w[0]*w[0] + 3*w[0]*w[1] }, []float64{1, 2}, 0.25},
			{"w1*w1*w2 + w3*w3", func(w []float64) float64 { return w[0]*w[0]*w[1] + w[2]*w[2] }, []float64{-1, 0.5, 3}, 0.5},
			{"5*w1", func(w []float64) float64 { return 5 * w[0] }, []float64{2}, 0.25},
			{"w1*w1*w1", func(w []float64) float64 { return w[0] * w[0] * w[0] }, []float64{2}, 0.5},
		} {
			loss := func(w []float64) float64 {
				if len(w) != len(c.weights) {
					panic(fmt.Sprintf("loss gets %d weights, and it needs %d", len(w), len(c.weights)))
				}
				return c.loss(w)
			}
			t.Call(fmt.Sprintf("numericalGradient(loss = %s, %v, %v)", c.name, c.weights, c.h),
				func() []float64 { return f(loss, c.weights, c.h) }, c.weights)
		}
	},
	Why: "Each weight gets a number of its own: the loss with this weight raised, less the loss with it lowered, over the distance between the two.",
	How: "For each i, copy the weights twice with `slices.Clone(weights)`, change `up[i] += h` and `down[i] -= h`, and write `gradient[i] = (loss(up) - loss(down)) / (2 * h)`.",
	Mistakes: []lesson.Mistake[numericalGradientFunc]{
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (up - here) / h }),
			Where: "Each weight is raised, but never lowered.",
			Why:   "Where the curve bends, the slope to the right alone is too steep or not steep enough. The slope to the left errs the other way, and between the two places most of it cancels.",
			How:   "Make a second copy with `down[i] -= h`, and divide `(loss(up) - loss(down))` by `2 * h`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (here - down) / h }),
			Where: "Each weight is lowered, but never raised.",
			Why:   "Where the curve bends, the slope to the left alone is too steep or not steep enough. The slope to the right errs the other way, and between the two places most of it cancels.",
			How:   "Make a second copy with `up[i] += h`, and divide `(loss(up) - loss(down))` by `2 * h`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (up - down) / h }),
			Where: "Every number is twice too large: look at what you divide by.",
			Why:   "From the lowered weight to the raised one it is h and h again.",
			How:   "Divide by `(2 * h)`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (down - up) / (2 * h) }),
			Where: "The sign is turned: the gradient points downhill.",
			Why:   "A positive number must mean that the loss rises when the weight is raised.",
			How:   "Write `loss(up) - loss(down)`, in this order.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return up - down }),
			Where: "The change of the loss is not divided by anything.",
			Why:   "A slope is a change of height for each unit of distance. Without the division, a smaller h gives a smaller number.",
			How:   "Divide the difference by `(2 * h)`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (up - down) / 2 * h }),
			Where: "The division ends too early: parentheses are missing.",
			Why:   "Go divides and multiplies from left to right, so h multiplies the result where it should divide it.",
			How:   "Write `/ (2 * h)` with the parentheses.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return up - down/(2*h) }),
			Where: "Only the second loss is divided: parentheses are missing.",
			Why:   "In Go a division comes before a difference.",
			How:   "Write `(loss(up) - loss(down)) / (2 * h)`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (up + down) / (2 * h) }),
			Where: "The two losses are added.",
			Why:   "The slope is how much the loss changes from one place to the other.",
			How:   "Write `loss(up) - loss(down)`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (up - here) / (2 * h) }),
			Where: "Every number is about half of what it should be: the second place is the start, and not below it.",
			Why:   "If you raise a weight by h and then lower it by h, you are back where you started. The second loss must be measured at one h below the start.",
			How:   "Lower a fresh copy: `down := slices.Clone(weights)` and `down[i] -= h`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return 0 }),
			Where: "Every number is 0, as if the loss were the same at both places.",
			Why:   "A slice that is assigned is not copied: two names for the same numbers, and raising one lowers nothing.",
			How:   "Copy with `up := slices.Clone(weights)` and `down := slices.Clone(weights)`.",
		},
		{
			Wrong: func(loss func([]float64) float64, weights []float64, h float64) []float64 {
				up, down := slices.Clone(weights), slices.Clone(weights)
				for i := range weights {
					up[i] += h
					down[i] -= h
				}
				gradient := make([]float64, len(weights))
				for i := range gradient {
					gradient[i] = (loss(up) - loss(down)) / (2 * h)
				}
				return gradient
			},
			Where: "All weights are changed at the same time.",
			Why:   "Then nobody can tell which weight the loss has changed with. Each number of the gradient belongs to one weight alone.",
			How:   "Make the two copies with `slices.Clone(weights)` inside the loop, and change only number i.",
		},
		{
			Wrong: func(loss func([]float64) float64, weights []float64, h float64) []float64 {
				up, down := slices.Clone(weights), slices.Clone(weights)
				for i := range weights {
					up[i] += h
					down[i] -= h
				}
				return []float64{(loss(up) - loss(down)) / (2 * h)}
			},
			Where: "All weights are changed at the same time, and a single number comes back.",
			Why:   "One number cannot say which weight to change. Each weight gets one of its own, measured while all others stay as they are.",
			How:   "Make the two copies with `slices.Clone(weights)` inside the loop, and write `gradient[i] =` in it.",
		},
		{
			Wrong: func(loss func([]float64) float64, weights []float64, h float64) []float64 {
				gradient := make([]float64, len(weights))
				up, down := slices.Clone(weights), slices.Clone(weights)
				for i := range weights {
					up[i] += h
					down[i] -= h
					gradient[i] = (loss(up) - loss(down)) / (2 * h)
				}
				return gradient
			},
			Where: "The first number is right, but a weight stays changed when the next one is measured.",
			Why:   "Each number of the gradient belongs to one weight alone. All others must be where they were.",
			How:   "Make the two copies with `slices.Clone(weights)` inside the loop.",
		},
		{
			Wrong: func(loss func([]float64) float64, weights []float64, h float64) []float64 {
				gradient := make([]float64, len(weights))
				for i := range weights {
					weights[i] += h
					up := loss(weights)
					weights[i] -= 2 * h
					gradient[i] = (up - loss(weights)) / (2 * h)
				}
				return gradient
			},
			Where: "The weights themselves are changed, and not put back.",
			Why:   "A slice is shared with the caller: a measurement would move the neuron, and the next weight is measured at another place.",
			How:   "Change a copy, `slices.Clone(weights)`, or end the turn with `weights[i] += h`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (up - down) / (2 * h) }, skipLast),
			Where: "The last weight gets no number: the loop ends one too early.",
			Why:   "The gradient has a number for each weight.",
			How:   "Loop with `for i := range weights`.",
		},
		{
			Wrong: eachWeight(func(up, down, here, h float64) float64 { return (up - down) / (2 * h) }, skipFirst),
			Where: "The first weight gets no number: the loop begins one too late.",
			Why:   "Go counts from 0, so the first weight is number 0.",
			How:   "Loop with `for i := range weights`.",
		},
		{
			Wrong: func(loss func([]float64) float64, weights []float64, h float64) []float64 {
				return append(make([]float64, len(weights)), numericalGradient(loss, weights, h)...)
			},
			Where: "There are twice as many numbers as weights, the first half of them 0.",
			Why:   "In Go, append puts a number behind those that a slice has already, and make has filled it with zeros.",
			How:   "Write into the slice: `gradient[i] = (loss(up) - loss(down)) / (2 * h)`.",
		},
		{
			Wrong: func(loss func([]float64) float64, weights []float64, h float64) []float64 {
				sum := 0.0
				for _, slope := range numericalGradient(loss, weights, h) {
					sum += slope
				}
				return []float64{sum}
			},
			Where: "The slopes are added up to a single number.",
			Why:   "One number cannot say which weight to change. The gradient has a number for each weight.",
			How:   "Start with `gradient := make([]float64, len(weights))` and write `gradient[i] =` in the loop.",
		},
		{
			Wrong: func(loss func([]float64) float64, weights []float64, h float64) []float64 {
				gradient := make([]float64, len(weights))
				for i := range weights {
					up, down := slices.Clone(weights), slices.Clone(weights)
					up[i] *= 1 + h
					down[i] *= 1 - h
					gradient[i] = (loss(up) - loss(down)) / (2 * h)
				}
				return gradient
			},
			Where: "Each weight is multiplied, so that a large weight is changed by more than a small one.",
			Why:   "You divide by a distance of 2h. Every weight has to be moved by just that.",
			How:   "Write `up[i] += h` and `down[i] -= h`.",
		},
	},
}

func numericalGradient(loss func([]float64) float64, weights []float64, h float64) []float64 {
	gradient := make([]float64, len(weights))
	for i := range weights {
		up, down := slices.Clone(weights), slices.Clone(weights)
		up[i] += h
		down[i] -= h
		gradient[i] = (loss(up) - loss(down)) / (2 * h)
	}
	return gradient
}

// eachWeight is a gradient that is measured by another formula: of the loss with the
// weight raised, with it lowered, and as it is.
func eachWeight(slope func(up, down, here, h float64) float64, left ...func(n int) (from, to int)) numericalGradientFunc {
	return func(loss func([]float64) float64, weights []float64, h float64) []float64 {
		from, to := 0, len(weights)
		for _, part := range left {
			from, to = part(len(weights))
		}
		gradient := make([]float64, len(weights))
		for i := from; i < to; i++ {
			up, down := slices.Clone(weights), slices.Clone(weights)
			up[i] += h
			down[i] -= h
			gradient[i] = slope(loss(up), loss(down), loss(weights), h)
		}
		return gradient
	}
}

func skipLast(n int) (from, to int)  { return 0, n - 1 }
func skipFirst(n int) (from, to int) { return 1, n }

// GradientStep is lesson 03's second exercise: the weights after one step of gradient descent.
var GradientStep = &lesson.Exercise[gradientStepFunc]{
	Name:  "gradientStep",
	Right: gradientStep,
	Try: func(f gradientStepFunc, t *lesson.Trial) {
		for _, c := range []struct {
			weights, gradient []float64
			rate              float64
		}{
			{[]float64{1, -2, 3}, []float64{0.5, -0.25, 2}, 0.1},
			{[]float64{-4, 0.5}, []float64{3, 4}, 2},
			{[]float64{7}, []float64{-0.2}, 10},
			{[]float64{0.3, 0.2, 0.6, 5}, []float64{0.4, 2, -1, 0.7}, 0.5},
		} {
			t.Call(fmt.Sprintf("gradientStep(%v, %v, %v)", c.weights, c.gradient, c.rate),
				func() []float64 { return f(c.weights, c.gradient, c.rate) }, c.weights, c.gradient)
		}
	},
	Why: "Each weight goes against its own number of the gradient, by rate times that number, and the new weights are returned in a slice of their own.",
	How: "Start with `next := slices.Clone(weights)`, write `next[i] -= rate * gradient[i]` for every i, and return next.",
	Mistakes: []lesson.Mistake[gradientStepFunc]{
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w + rate*g }),
			Where: "The weights move uphill: look at the sign.",
			Why:   "The gradient points to where the loss rises. A step goes the other way.",
			How:   "Write `next[i] -= rate * gradient[i]`.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w - g }),
			Where: "The learning rate has no effect.",
			Why:   "The rate says how far a step goes for each unit of gradient.",
			How:   "Subtract `rate * gradient[i]`.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w - rate }),
			Where: "The gradient has no effect: every weight goes down by the rate.",
			Why:   "The gradient says in which direction each weight moves, and how far.",
			How:   "Subtract `rate * gradient[i]`.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return -rate * g }),
			Where: "The steps are returned, and not the weights after them.",
			Why:   "The new weight is the old one and the step. Without the old one, all that was learnt before is lost.",
			How:   "Write `next[i] = weights[i] - rate*gradient[i]`.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w - g/rate }),
			Where: "The gradient is divided by the rate.",
			Why:   "A larger rate must make a longer step.",
			How:   "Subtract `rate * gradient[i]`.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return (w - rate) * g }),
			Where: "The subtraction comes before the product: parentheses are in the wrong place.",
			Why:   "What is subtracted from a weight is the product of the rate and the gradient.",
			How:   "Write `weights[i] - rate*gradient[i]`, without parentheses.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return rate * (w - g) }),
			Where: "The rate multiplies the weight too: parentheses are in the wrong place.",
			Why:   "The old weight stays whole. The rate says how much of the gradient is taken from it.",
			How:   "Write `weights[i] - rate*gradient[i]`, without parentheses.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w * (1 - rate*g) }),
			Where: "Each step is in proportion to the weight itself.",
			Why:   "A weight of 0 could then never move. How far a weight moves depends on the gradient and the rate alone.",
			How:   "Write `weights[i] - rate*gradient[i]`.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w - math.Copysign(rate, g) }),
			Where: "Only the sign of the gradient has an effect: every step is equally long.",
			Why:   "Where the ground is steep the step is long, and near the bottom, where it is level, the step is short.",
			How:   "Subtract `rate * gradient[i]`, the number itself.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w - rate*math.Abs(g) }),
			Where: "The sign of the gradient is lost: every weight goes down.",
			Why:   "Where the gradient is negative, the loss falls when the weight is raised.",
			How:   "Subtract `rate * gradient[i]`, with its sign.",
		},
		{
			Wrong: eachStep(func(w, g, rate float64) float64 { return w }),
			Where: "The weights come back as they were.",
			Why:   "In Go the second variable of a loop over a slice is a copy of each number. Whoever changes the copy has not changed the slice.",
			How:   "Change the number in the slice: `next[i] -= rate * gradient[i]`.",
		},
		{
			Wrong: func(weights, gradient []float64, rate float64) []float64 {
				for i := range weights {
					weights[i] -= rate * gradient[i]
				}
				return weights
			},
			Where: "The numbers are right, but a slice that the function was given is changed.",
			Why:   "A slice is shared with the caller, who may still need the weights from before the step.",
			How:   "Start with `next := slices.Clone(weights)` and change next.",
		},
		{
			Wrong: func(weights, gradient []float64, rate float64) []float64 {
				for i := range weights {
					weights[i] += rate * gradient[i]
				}
				return weights
			},
			Where: "The weights move uphill, and a slice that the function was given is changed.",
			Why:   "The gradient points to where the loss rises, and a step goes the other way. A slice is shared with the caller, who may still need the old weights.",
			How:   "Start with `next := slices.Clone(weights)` and write `next[i] -= rate * gradient[i]`.",
		},
		{
			Wrong: func(weights, gradient []float64, rate float64) []float64 {
				next := slices.Clone(weights)
				for i := range len(weights) - 1 {
					next[i] -= rate * gradient[i]
				}
				return next
			},
			Where: "The last weight never moves: the loop ends one too early.",
			Why:   "Every weight takes part in a step.",
			How:   "Loop with `for i := range next`.",
		},
		{
			Wrong: func(weights, gradient []float64, rate float64) []float64 {
				next := slices.Clone(weights)
				for i := 1; i < len(weights); i++ {
					next[i] -= rate * gradient[i]
				}
				return next
			},
			Where: "The first weight never moves: the loop begins one too late.",
			Why:   "Go counts from 0, so the first weight is number 0.",
			How:   "Loop with `for i := range next`.",
		},
		{
			Wrong: func(weights, gradient []float64, rate float64) []float64 {
				next := slices.Clone(weights)
				for i := range next {
					next[i] -= rate * gradient[0]
				}
				return next
			},
			Where: "Every weight moves by the first number of the gradient.",
			Why:   "The gradient has a number for each weight: each goes its own way.",
			How:   "Subtract `rate * gradient[i]`.",
		},
		{
			Wrong: func(weights, gradient []float64, rate float64) []float64 {
				return append(make([]float64, len(weights)), gradientStep(weights, gradient, rate)...)
			},
			Where: "Twice as many weights come back, the first half of them 0.",
			Why:   "In Go, append puts a number behind those that a slice has already, and make has filled it with zeros.",
			How:   "Start with `next := slices.Clone(weights)`, and write `next[i] -= rate * gradient[i]`.",
		},
		{
			Wrong: func(weights, gradient []float64, rate float64) []float64 {
				return gradientStep(weights, gradient, rate/float64(len(weights)))
			},
			Where: "The step is divided by the number of weights.",
			Why:   "Each weight has a number of its own in the gradient. Nothing is averaged over the weights.",
			How:   "Subtract `rate * gradient[i]`.",
		},
	},
}

func gradientStep(weights, gradient []float64, rate float64) []float64 {
	next := slices.Clone(weights)
	for i := range next {
		next[i] -= rate * gradient[i]
	}
	return next
}

func eachStep(moved func(w, g, rate float64) float64) gradientStepFunc {
	return func(weights, gradient []float64, rate float64) []float64 {
		next := slices.Clone(weights)
		for i := range next {
			next[i] = moved(next[i], gradient[i], rate)
		}
		return next
	}
}

// BiasGradient is lesson 03's third exercise: the derivative of the squared error with
// respect to a neuron's bias, summed over the examples.
var BiasGradient = &lesson.Exercise[biasGradientFunc]{
	Name:  "biasGradient",
	Right: biasGradient,
	Try: func(f biasGradientFunc, t *lesson.Trial) {
		for _, c := range []struct{ outputs, targets []float64 }{
			{[]float64{0.2, 0.75, 0.5}, []float64{0, 1, 0}},
			{[]float64{0.9, 0.4}, []float64{0, 1}},
			{[]float64{0.6}, []float64{0.6}},
			{[]float64{0.25, 0.35, 0.95, 0.7}, []float64{1, 0.3, 0, 1}},
		} {
			t.Call(fmt.Sprintf("biasGradient(%v, %v)", c.outputs, c.targets),
				func() []float64 { return []float64{f(c.outputs, c.targets)} }, c.outputs, c.targets)
		}
	},
	Why: "For each example, multiply the derivatives on the way from the loss back to the bias: output - target, then the slope of the sigmoid, then 1. Add over the examples.",
	How: "Start with `sum := 0.0`, add `(outputs[i] - targets[i]) * outputs[i] * (1 - outputs[i])` for every i, and return sum.",
	Mistakes: []lesson.Mistake[biasGradientFunc]{
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (y - a) * a * (1 - a) }),
			Where: "The sign is turned: this is the adjustment, and not the gradient.",
			Why:   "The gradient says how the loss rises. Where the output is too large, a larger bias makes the loss larger, so the number is positive.",
			How:   "Begin the product with `(outputs[i] - targets[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return a - y }),
			Where: "The slope of the sigmoid is missing.",
			Why:   "The way from the loss to the bias goes through the sigmoid, whose derivative is a factor too. Without it, this is the gradient of cross-entropy.",
			How:   "Multiply by `outputs[i] * (1 - outputs[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return a * (1 - a) }),
			Where: "The error is missing: the targets have no effect.",
			Why:   "The derivative of half the squared error is output - target. Without it, nothing says what the answer should be.",
			How:   "Multiply by `(outputs[i] - targets[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (a - y) * y * (1 - y) }),
			Where: "The slope is taken at the target, and not at the output.",
			Why:   "The sigmoid was computed at this neuron's sum, so its slope belongs to the output. At a target of 0 or 1 there would be none.",
			How:   "Use `outputs[i] * (1 - outputs[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (a - y) * (1 - a*a) }),
			Where: "The slope is that of tanh, and not of the sigmoid.",
			Why:   "Each curve has a derivative of its own. The sigmoid goes from 0 to 1, so its slope is 0 at outputs 0 and 1.",
			How:   "Use `outputs[i] * (1 - outputs[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (a - y) * sigmoid(a) * (1 - sigmoid(a)) }),
			Where: "The sigmoid is applied a second time: the slope is computed from the wrong number.",
			Why:   "The outputs have been through the sigmoid already.",
			How:   "Use `outputs[i] * (1 - outputs[i])`, without computing a sigmoid.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (sigmoid(a) - y) * sigmoid(a) * (1 - sigmoid(a)) }),
			Where: "The outputs go through the sigmoid a second time.",
			Why:   "An output is what the sigmoid has returned: nothing more has to be done to it.",
			How:   "Add up `(outputs[i] - targets[i]) * outputs[i] * (1 - outputs[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (a - y) * a }),
			Where: "Half of the slope is missing.",
			Why:   "The slope must be 0 at an output of 1 as well as at an output of 0: a sure neuron is on the flat part of the curve at both ends.",
			How:   "Multiply by `(1 - outputs[i])` too.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (a - y) * (a - y) / 2 }),
			Where: "This is the loss, and not its derivative.",
			Why:   "The loss says how wrong the answers are. The gradient says how that changes when the bias is raised.",
			How:   "Add up `(outputs[i] - targets[i]) * outputs[i] * (1 - outputs[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (a - y) * (a - y) * a * (1 - a) }),
			Where: "The error is still squared.",
			Why:   "The derivative of half a square is the number itself.",
			How:   "Use `(outputs[i] - targets[i])` once.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return 2 * (a - y) * a * (1 - a) }),
			Where: "The result is twice too large: there is a factor of 2 that the loss does not have.",
			Why:   "The loss is half the squared error, just so that the 2 of the derivative cancels.",
			How:   "Add up `(outputs[i] - targets[i]) * outputs[i] * (1 - outputs[i])`, without a 2.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return math.Abs(a-y) * a * (1 - a) }),
			Where: "The sign of the error is lost.",
			Why:   "An output that is too large and one that is too small pull the bias in opposite directions.",
			How:   "Use `(outputs[i] - targets[i])` with its sign.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return a - y*a*(1-a) }),
			Where: "Only the target is multiplied by the slope: parentheses are missing.",
			Why:   "In Go a product comes before a difference.",
			How:   "Put parentheses around `(outputs[i] - targets[i])`.",
		},
		{
			Wrong: eachOutput(func(a, y float64) float64 { return (a-y)*a*1 - a }),
			Where: "The slope of the sigmoid is cut in two: parentheses are missing.",
			Why:   "In Go a product comes before a difference.",
			How:   "Put parentheses around `(1 - outputs[i])`.",
		},
		{
			Wrong: func(outputs, targets []float64) float64 {
				return biasGradient(outputs, targets) / float64(len(outputs))
			},
			Where: "The sum is divided by the number of examples.",
			Why:   "The loss of this lesson is the sum over the examples, so its gradient is a sum as well.",
			How:   "Return `sum` as it is.",
		},
		{
			Wrong: func(outputs, targets []float64) float64 {
				errors, slopes := 0.0, 0.0
				for i, a := range outputs {
					errors += a - targets[i]
					slopes += a * (1 - a)
				}
				return errors * slopes
			},
			Where: "Errors and slopes are added up separately, and multiplied at the end.",
			Why:   "Each example has an error and a slope of its own. They belong together, so they are multiplied before anything is added.",
			How:   "Add up the whole product: `sum += (outputs[i] - targets[i]) * outputs[i] * (1 - outputs[i])`.",
		},
		{
			Wrong: func(outputs, targets []float64) float64 { return biasGradient(outputs[:1], targets[:1]) },
			Where: "Only the first example has an effect.",
			Why:   "A return ends the function, and the loop with it, in its first turn.",
			How:   "Add to `sum` in the loop, and write `return sum` below it.",
		},
		{
			Wrong: func(outputs, targets []float64) float64 {
				last := len(outputs) - 1
				return biasGradient(outputs[last:], targets[last:])
			},
			Where: "Only the last example has an effect: the loop keeps the last product alone.",
			Why:   "Each turn of the loop replaces what the turns before have found.",
			How:   "Use `sum +=` in place of `sum =`.",
		},
		{
			Wrong: func(outputs, targets []float64) float64 {
				last := len(outputs) - 1
				return biasGradient(outputs[:last], targets[:last])
			},
			Where: "The last example has no effect: the loop ends one too early.",
			Why:   "The loss is a sum over all examples, and so is its gradient.",
			How:   "Loop with `for i := range outputs`.",
		},
		{
			Wrong: func(outputs, targets []float64) float64 { return biasGradient(outputs[1:], targets[1:]) },
			Where: "The first example has no effect: the loop begins one too late.",
			Why:   "Go counts from 0, so the first example is number 0.",
			How:   "Loop with `for i := range outputs`.",
		},
	},
}

func biasGradient(outputs, targets []float64) float64 {
	sum := 0.0
	for i := range outputs {
		sum += (outputs[i] - targets[i]) * outputs[i] * (1 - outputs[i])
	}
	return sum
}

func eachOutput(f func(a, y float64) float64) biasGradientFunc {
	return func(outputs, targets []float64) float64 {
		sum := 0.0
		for i := range outputs {
			sum += f(outputs[i], targets[i])
		}
		return sum
	}
}
