package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type (
	chooses  = func(outputs []float64, from, to int) int
	disturbs = func(rate, err float64, b, a []float64) float64
	weighs   = func(probabilities []float64, gradients [][]float64) []float64
	pulls    = func(strength float64, importance, weights, old []float64) []float64
)

// BestAmong is lesson 13's first exercise: the best answer among those of one task.
var BestAmong = &lesson.Exercise[chooses]{
	Name:  "bestAmong",
	Right: bestAmong,
	Try: func(f chooses, t *lesson.Trial) {
		for _, outputs := range [][]float64{
			{0.1, 0.25, 0.05, 0.2, 0.4},
			{0.5, 0.02, 0.03, 0.3, 0.15},
			{-3, -1.5, -2, -7, -0.5},
			{0.3, 0.1, 0.35, 0.2, 0.05},
			{0.1, 0.9, 0.3, 0.2, 0.25},
		} {
			for _, span := range [][2]int{{0, 3}, {1, 4}, {2, 5}, {0, 5}} {
				call := fmt.Sprintf("bestAmong(%v, %d, %d)", outputs, span[0], span[1])
				t.Call(call, func() []float64 { return []float64{float64(f(outputs, span[0], span[1]))} }, outputs)
			}
		}
	},
	Why: "Only the outputs from `from` up to, and without, `to` are looked at; the index of the largest of them is the answer.",
	How: "Begin with `best := from`, and in `for i := from; i < to; i++` set `best = i` where `outputs[i] > outputs[best]`.",
	Mistakes: []lesson.Mistake[chooses]{
		{
			Wrong: func(o []float64, from, to int) int { return argmax(o[from:to]) },
			Where: "The index is counted from the beginning of the range, and not from that of the list.",
			Why:   "The answer is a class, and classes are counted from the first output of all.",
			How:   "Return `from +` your index.",
		},
		{
			Wrong: func(o []float64, _, _ int) int { return argmax(o) },
			Where: "All outputs are looked at.",
			Why:   "Answers that do not belong to the task should not be able to win.",
			How:   "Loop with `for i := from; i < to; i++`.",
		},
		{
			Wrong: func(o []float64, from, to int) int { return from + argmax(o[from:min(to+1, len(o))]) },
			Where: "The range is one too long.",
			Why:   "The end of a range is not part of it, as in a slice.",
			How:   "Loop while `i < to`.",
		},
		{
			Wrong: func(o []float64, from, to int) int { return from + argmax(o[from:to-1]) },
			Where: "The last output of the range is left out.",
			Why:   "The range ends before its end, and not one earlier.",
			How:   "Loop while `i < to`.",
		},
		{
			Wrong: func(o []float64, from, to int) int { return from + 1 + argmax(o[from+1:to]) },
			Where: "The first output of the range is left out.",
			Why:   "It may be the best one.",
			How:   "Begin with `best := from`.",
		},
		{
			Wrong: func(o []float64, from, to int) int {
				return from + slices.Index(o[from:to], slices.Min(o[from:to]))
			},
			Where: "It is the smallest output.",
			Why:   "The network's answer is the class that it gives most.",
			How:   "Compare with `outputs[i] > outputs[best]`.",
		},
		{
			Wrong: func(o []float64, from, to int) int { return betterThan(o, from, to, 0, o[0]) },
			Where: "The search begins with output 0, which may be outside of the range.",
			Why:   "Where output 0 is larger than all of the range, it wins without taking part.",
			How:   "Begin with `best := from`.",
		},
		{
			Wrong: func(o []float64, from, to int) int { return betterThan(o, from, to, from, 0) },
			Where: "The search begins with the number 0 as the best so far.",
			Why:   "Outputs may be negative, and then none is better than 0.",
			How:   "Begin with `best := from` and compare with `outputs[best]`.",
		},
		{
			Wrong: func(o []float64, from, to int) int { return int(slices.Max(o[from:to])) },
			Where: "It is the largest output itself, and not its index.",
			Why:   "The answer is which class, and not how much of it.",
			How:   "Keep the index: `best = i`.",
		},
		{
			Wrong: func(o []float64, from, _ int) int { return from + argmax(o[from:]) },
			Where: "The end of the range is ignored.",
			Why:   "Behind the range come the answers of another task.",
			How:   "Loop while `i < to`.",
		},
		{
			Wrong: func(o []float64, _, to int) int { return argmax(o[:to]) },
			Where: "The beginning of the range is ignored.",
			Why:   "Before the range come the answers of another task.",
			How:   "Loop with `i := from`.",
		},
		{
			Wrong: func(o []float64, from, to int) int {
				return from + argmax(neurons(to-from, func(i int) float64 { return math.Abs(o[from+i]) }))
			},
			Where: "Signs are ignored.",
			Why:   "An output that is far below 0 is the worst answer, and not the best.",
			How:   "Compare with `outputs[i] > outputs[best]`.",
		},
		{
			Wrong: func(o []float64, from, to int) int { return argmax(o[from:to]) + 1 },
			Where: "The classes of the range are counted from 1.",
			Why:   "The answer is an index into all outputs, and the first of those has the index 0.",
			How:   "Return `from +` the index in the range.",
		},
		{
			Wrong: func(o []float64, from, to int) int {
				best := from
				for i := from + 1; i < to; i++ {
					if o[i] > o[i-1] {
						best = i
					}
				}
				return best
			},
			Where: "Each output is compared with the one before.",
			Why:   "Larger than its neighbour does not mean larger than all.",
			How:   "Compare with `outputs[best]`.",
		},
	},
}

// Interference is lesson 13's second exercise: by how much a step for one example moves the signal of another.
var Interference = &lesson.Exercise[disturbs]{
	Name:  "interference",
	Right: interference,
	Try: func(f disturbs, t *lesson.Trial) {
		for _, c := range []struct {
			rate, err float64
			b, a      []float64
		}{
			{1, -0.5, []float64{1, 1}, []float64{1, 2}},
			{0.1, 0.8, []float64{1, -2, 3}, []float64{2, 0.5, -1}},
			{0.5, -0.25, []float64{2, 0, 4}, []float64{0, 3, 1}},
			{2, 0.3, []float64{1, -1}, []float64{2, 2}},
		} {
			call := fmt.Sprintf("interference(%g, %g, %v, %v)", c.rate, c.err, c.b, c.a)
			t.Call(call, func() []float64 { return []float64{f(c.rate, c.err, c.b, c.a)} }, c.b, c.a)
		}
	},
	Why: "The step adds rate × error × b's input to each weight. The signal of a multiplies each of these changes by its own input, and adds them up.",
	How: "Add up `rate * err * b[i] * a[i]` over all i.",
	Mistakes: []lesson.Mistake[disturbs]{
		{
			Wrong: func(_, err float64, b, a []float64) float64 { return err * weightedSum(b, a) },
			Where: "The learning rate is missing.",
			Why:   "A step takes only that part of each correction.",
			How:   "Add up `rate * err * b[i] * a[i]`.",
		},
		{
			Wrong: func(rate, _ float64, b, a []float64) float64 { return rate * weightedSum(b, a) },
			Where: "The error is missing.",
			Why:   "An example that is answered right changes nothing.",
			How:   "Multiply by `err`.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 { return -rate * err * weightedSum(b, a) },
			Where: "The sign is turned.",
			Why:   "The error is target minus output, so the weights move with it.",
			How:   "Add up `rate * err * b[i] * a[i]`.",
		},
		{
			Wrong: func(rate, err float64, b, _ []float64) float64 { return rate * err * weightedSum(b, b) },
			Where: "It is what the step does to the signal of b itself.",
			Why:   "The question is what happens to the other example.",
			How:   "Multiply by `a[i]` in place of the second `b[i]`.",
		},
		{
			Wrong: func(rate, err float64, _, a []float64) float64 { return rate * err * weightedSum(a, a) },
			Where: "The step is one for a, and not for b.",
			Why:   "The correction of a weight has the input of the example that is learnt as a factor.",
			How:   "Multiply by `b[i]` in place of the second `a[i]`.",
		},
		{
			Wrong: func(rate, err float64, b, _ []float64) float64 { return rate * err * total(b) },
			Where: "The inputs of a are missing.",
			Why:   "A weight whose input is 0 in a can move as far as it likes: the signal of a does not feel it.",
			How:   "Multiply each change by `a[i]`.",
		},
		{
			Wrong: func(rate, err float64, _, a []float64) float64 { return rate * err * total(a) },
			Where: "The inputs of b are missing.",
			Why:   "A weight moves only where the example that is learnt has an input.",
			How:   "Multiply by `b[i]`.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 { return rate * err * total(b) * total(a) },
			Where: "The inputs are added up before they are multiplied.",
			Why:   "Each weight belongs to one input of both examples: their products are added up, and not the inputs.",
			How:   "Add up `rate * err * b[i] * a[i]` over all i.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 {
				return rate * err * weightedSum(b, a) / float64(len(a))
			},
			Where: "The sum is divided by the number of inputs.",
			Why:   "A signal is a sum of products, and not their mean.",
			How:   "Return the sum as it is, without `len(a)`.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 { return rate * err * weightedSum(b, a[:len(a)-1]) },
			Where: "The last input is left out: the loop ends one too early.",
			Why:   "Every weight moves.",
			How:   "Loop with `for i := range a`.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 { return rate * err * weightedSum(b[1:], a[1:]) },
			Where: "The first input is left out: the loop begins one too late.",
			Why:   "Go counts from 0.",
			How:   "Loop with `for i := range a`.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 {
				return rate * err * b[len(b)-1] * a[len(a)-1]
			},
			Where: "Only the last input counts.",
			Why:   "Each turn of the loop replaces what the turns before have added.",
			How:   "Write `+=` in the loop.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 {
				return rate * err * total(neurons(len(a), func(i int) float64 { return math.Abs(b[i] * a[i]) }))
			},
			Where: "Signs of inputs are ignored.",
			Why:   "Changes of opposite signs cancel out: examples at right angles do not disturb each other.",
			How:   "Add up `rate * err * b[i] * a[i]` with their signs.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 { return rate * err * err * weightedSum(b, a) },
			Where: "The error is squared.",
			Why:   "The correction has the error itself as a factor; its sign says in which direction the weights move.",
			How:   "Multiply by `err` once.",
		},
		{
			Wrong: func(rate, err float64, b, a []float64) float64 { return rate * err * (total(b) + total(a)) },
			Where: "Inputs of a and b are added in place of multiplied.",
			Why:   "Where one of the two is 0, the weight either does not move or does not count.",
			How:   "Add up `rate * err * b[i] * a[i]`.",
		},
	},
}

// Importance is lesson 13's third exercise: how much an answer depends on each weight.
var Importance = &lesson.Exercise[weighs]{
	Name:  "importance",
	Right: importance,
	Try: func(f weighs, t *lesson.Trial) {
		for _, c := range []struct {
			probabilities []float64
			gradients     [][]float64
		}{
			{[]float64{0.9, 0.1}, [][]float64{{0.1, -0.2, 3}, {-0.9, 2, 1}}},
			{[]float64{0.5, 0.3, 0.2}, [][]float64{{1, 0}, {-2, 0.5}, {0.4, -3}}},
			{[]float64{0.25, 0.75}, [][]float64{{-4}, {2}}},
		} {
			call := fmt.Sprintf("importance(%v, %v)", c.probabilities, c.gradients)
			t.Call(call, func() []float64 { return f(c.probabilities, c.gradients) }, append(c.gradients, c.probabilities)...)
		}
	},
	Why: "For each weight the squares of its gradients are added up over the answers, each multiplied by the answer's probability.",
	How: "In two loops write `result[i] += probabilities[k] * gradients[k][i] * gradients[k][i]`.",
	Mistakes: []lesson.Mistake[weighs]{
		{
			Wrong: eachAnswer(func(p, g float64) float64 { return p * g }),
			Where: "The gradients are not squared.",
			Why:   "Gradients of both signs cancel out, though each of them says that the answer depends on the weight.",
			How:   "Multiply `gradients[k][i] * gradients[k][i]`.",
		},
		{
			Wrong: eachAnswer(func(p, g float64) float64 { return p * math.Abs(g) }),
			Where: "It is the size of the gradients in place of their square.",
			Why:   "Fisher information is a mean of squares.",
			How:   "Multiply `gradients[k][i] * gradients[k][i]`.",
		},
		{
			Wrong: eachAnswer(func(_, g float64) float64 { return g * g }),
			Where: "The probabilities are missing.",
			Why:   "An answer that the network hardly ever gives counts little.",
			How:   "Multiply each square by `probabilities[k]`.",
		},
		{
			Wrong: eachAnswer(func(p, g float64) float64 { return p * p * g * g }),
			Where: "The probabilities are squared too.",
			Why:   "A mean weights each square by the probability itself.",
			How:   "Multiply by `probabilities[k]` once.",
		},
		{
			Wrong: eachAnswer(func(p, g float64) float64 { return (1 - p) * g * g }),
			Where: "The probabilities are turned round.",
			Why:   "An answer counts as often as the network would give it.",
			How:   "Multiply by `probabilities[k]`.",
		},
		{
			Wrong: afterwards(importance, func(sum float64, answers int) float64 { return sum / float64(answers) }),
			Where: "The sum is divided by the number of answers.",
			Why:   "Probabilities add up to 1, so the weighted sum is a mean already.",
			How:   "Leave `len(gradients)` out.",
		},
		{
			Wrong: afterwards(importance, func(sum float64, _ int) float64 { return math.Sqrt(sum) }),
			Where: "The root is taken at the end.",
			Why:   "Fisher information is the mean of the squares itself.",
			How:   "Return the sums without `math.Sqrt`.",
		},
		{
			Wrong: afterwards(eachAnswer(func(p, g float64) float64 { return p * g }), func(sum float64, _ int) float64 { return sum * sum }),
			Where: "The mean is squared, and not the gradients.",
			Why:   "In the mean gradients of both signs cancel out. The squares come first.",
			How:   "Square inside of the loop: `gradients[k][i] * gradients[k][i]`.",
		},
		{
			Wrong: afterwards(eachAnswer(func(_, g float64) float64 { return g * g }), func(sum float64, answers int) float64 { return sum / float64(answers) }),
			Where: "All answers count alike.",
			Why:   "An answer that the network hardly ever gives counts little.",
			How:   "Multiply each square by `probabilities[k]`, and do not divide.",
		},
		{
			Wrong: func(p []float64, g [][]float64) []float64 {
				return importance([]float64{1}, g[argmax(p):][:1])
			},
			Where: "Only the most probable answer is taken.",
			Why:   "The weights of a rare answer matter too: the network must go on not giving it.",
			How:   "Loop with `for k := range gradients`.",
		},
		{
			Wrong: func(p []float64, g [][]float64) []float64 { return importance(p[:len(p)-1], g[:len(g)-1]) },
			Where: "The last answer is left out: the loop ends one too early.",
			Why:   "Every answer counts with its probability.",
			How:   "Loop with `for k := range gradients`.",
		},
		{
			Wrong: func(p []float64, g [][]float64) []float64 { return importance(p[1:], g[1:]) },
			Where: "The first answer is left out: the loop begins one too late.",
			Why:   "Go counts from 0.",
			How:   "Loop with `for k := range gradients`.",
		},
		{
			Wrong: func(p []float64, g [][]float64) []float64 { return importance(p[len(p)-1:], g[len(g)-1:]) },
			Where: "Only the last answer counts.",
			Why:   "Each turn of the loop replaces what the turns before have added.",
			How:   "Write `+=` in the loop.",
		},
		{
			Wrong: func(p []float64, g [][]float64) []float64 {
				return neurons(len(g), func(k int) float64 { return p[k] * weightedSum(g[k], g[k]) })
			},
			Where: "There is one number for each answer, and not for each weight.",
			Why:   "The question is how much the answers depend on a weight. So one column is added up, over all answers.",
			How:   "Make a slice of `len(gradients[0])` numbers, and add to `result[i]`.",
		},
		{
			Wrong: eachAnswer(func(p, g float64) float64 { return -math.Log(p) * g * g }),
			Where: "The squares are weighted by the logarithm of the probability.",
			Why:   "The logarithm is in the gradient already. The mean takes the probability itself.",
			How:   "Multiply by `probabilities[k]`.",
		},
	},
}

// PenaltyGradient is lesson 13's fourth exercise: what pulls each weight back to where it was.
var PenaltyGradient = &lesson.Exercise[pulls]{
	Name:  "penaltyGradient",
	Right: penaltyGradient,
	Try: func(f pulls, t *lesson.Trial) {
		for _, c := range []struct {
			strength                 float64
			importance, weights, old []float64
		}{
			{10, []float64{0.5, 0, 2}, []float64{1, 5, -1}, []float64{0.5, 1, 0.25}},
			{0.1, []float64{3, 0.2}, []float64{-2, 4}, []float64{-1, 1}},
			{4, []float64{0.25, 1.5}, []float64{0.7, -0.3}, []float64{0.7, 0.9}},
		} {
			call := fmt.Sprintf("penaltyGradient(%g, %v, %v, %v)", c.strength, c.importance, c.weights, c.old)
			t.Call(call, func() []float64 { return f(c.strength, c.importance, c.weights, c.old) }, c.importance, c.weights, c.old)
		}
	},
	Why: "The penalty of a weight is strength / 2 × importance × (weight - old)². Its derivative is strength × importance × (weight - old).",
	How: "For each i set `result[i] = strength * importance[i] * (weights[i] - old[i])`.",
	Mistakes: []lesson.Mistake[pulls]{
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return s * i * (o - w) }),
			Where: "The sign is turned.",
			Why:   "A step goes against the gradient. With this sign it would push the weights away from where they were.",
			How:   "Write `weights[i] - old[i]`.",
		},
		{
			Wrong: eachPull(func(_, i, w, o float64) float64 { return i * (w - o) }),
			Where: "The strength is missing.",
			Why:   "It says how much remembering counts beside learning.",
			How:   "Begin with `strength * importance[i]`.",
		},
		{
			Wrong: eachPull(func(s, _, w, o float64) float64 { return s * (w - o) }),
			Where: "The importance is missing: all weights are held alike.",
			Why:   "Weights that the first task does not need should be free.",
			How:   "Multiply by `importance[i]`.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return s * i * (w - o) * (w - o) }),
			Where: "The distance is squared.",
			Why:   "The penalty has the square, and its derivative does not.",
			How:   "Multiply by `(weights[i] - old[i])` once.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return s / 2 * i * (w - o) * (w - o) }),
			Where: "It is the penalty itself, and not its gradient.",
			Why:   "A step needs the derivative: the 2 of the square and the half cancel out.",
			How:   "Write `strength * importance[i] * (weights[i] - old[i])`.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return 2 * s * i * (w - o) }),
			Where: "It is twice too large.",
			Why:   "The penalty has a half in front, which cancels out the 2 of the square.",
			How:   "Leave the 2 out: `strength * importance[i] * (weights[i] - old[i])`.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return s / 2 * i * (w - o) }),
			Where: "The half is still there.",
			Why:   "The derivative of a square brings a 2, which cancels out the half.",
			How:   "Write `strength * importance[i] * (weights[i] - old[i])`.",
		},
		{
			Wrong: eachPull(func(s, i, w, _ float64) float64 { return s * i * w }),
			Where: "The old weights are missing: it pulls to 0.",
			Why:   "That is weight decay. The weights should stay where the first task had them.",
			How:   "Write `weights[i] - old[i]`.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return s * i * math.Abs(w-o) }),
			Where: "The direction is lost.",
			Why:   "A weight that has become smaller must be pulled up, and one that has become larger down.",
			How:   "Leave `math.Abs` out.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return s * i * i * (w - o) }),
			Where: "The importance is squared.",
			Why:   "It is a mean of squares already.",
			How:   "Multiply by `importance[i]` once.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return w - s*i*(w-o) }),
			Where: "It is the new weight, and not the gradient.",
			Why:   "The optimizer makes the step, at its own rate.",
			How:   "Leave the first `weights[i] -` out.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return i / s * (w - o) }),
			Where: "It is divided by the strength.",
			Why:   "The stronger, the more a weight is pulled.",
			How:   "Begin with `strength * importance[i]`.",
		},
		{
			Wrong: eachPull(func(s, i, w, o float64) float64 { return s * i * (w + o) }),
			Where: "Old and new weight are added.",
			Why:   "A weight that has not moved must not be pulled.",
			How:   "Write `weights[i] - old[i]`.",
		},
		{
			Wrong: func(s float64, importance, weights, old []float64) []float64 {
				return []float64{total(penaltyGradient(s, importance, weights, old))}
			},
			Where: "All weights are added up into one number.",
			Why:   "A gradient has one number for each weight.",
			How:   "Return a slice of `len(weights)` numbers.",
		},
		{
			Wrong: func(s float64, importance, weights, old []float64) []float64 {
				result := penaltyGradient(s, importance, weights, old)
				result[len(result)-1] = 0
				return result
			},
			Where: "The last weight is left out: the loop ends one too early.",
			Why:   "Every weight is held.",
			How:   "Loop with `for i := range weights`.",
		},
	},
}

func bestAmong(outputs []float64, from, to int) int {
	best := from
	for i := from; i < to; i++ {
		if outputs[i] > outputs[best] {
			best = i
		}
	}
	return best
}

func interference(rate, err float64, b, a []float64) float64 {
	change := 0.0
	for i := range a {
		change += rate * err * b[i] * a[i]
	}
	return change
}

func importance(probabilities []float64, gradients [][]float64) []float64 {
	result := make([]float64, len(gradients[0]))
	for k, gradient := range gradients {
		for i, slope := range gradient {
			result[i] += probabilities[k] * slope * slope
		}
	}
	return result
}

func penaltyGradient(strength float64, importance, weights, old []float64) []float64 {
	result := make([]float64, len(weights))
	for i := range weights {
		result[i] = strength * importance[i] * (weights[i] - old[i])
	}
	return result
}

// The rest is what mistaken functions get right.

// betterThan finds the best answer of a range that is better than one that is there already.
func betterThan(outputs []float64, from, to, best int, most float64) int {
	for i := from; i < to; i++ {
		if outputs[i] > most {
			best, most = i, outputs[i]
		}
	}
	return best
}

// eachAnswer adds up a number for each answer and weight.
func eachAnswer(of func(probability, slope float64) float64) weighs {
	return func(probabilities []float64, gradients [][]float64) []float64 {
		return neurons(len(gradients[0]), func(i int) float64 {
			return total(neurons(len(gradients), func(k int) float64 { return of(probabilities[k], gradients[k][i]) }))
		})
	}
}

// afterwards changes each sum at the end.
func afterwards(sums weighs, change func(sum float64, answers int) float64) weighs {
	return func(probabilities []float64, gradients [][]float64) []float64 {
		result := sums(probabilities, gradients)
		return neurons(len(result), func(i int) float64 { return change(result[i], len(gradients)) })
	}
}

func eachPull(of func(strength, importance, weight, old float64) float64) pulls {
	return func(strength float64, importance, weights, old []float64) []float64 {
		return neurons(len(weights), func(i int) float64 { return of(strength, importance[i], weights[i], old[i]) })
	}
}
