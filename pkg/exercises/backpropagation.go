package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type forwards = func(inputs []float64, weights [][]float64, bias []float64) []float64

// Forward is lesson 05's first exercise: the outputs of a layer of tanh neurons.
var Forward = &lesson.Exercise[forwards]{
	Name:  "forward",
	Right: forward,
	Try: func(f forwards, t *lesson.Trial) {
		for _, c := range []struct {
			inputs  []float64
			weights [][]float64
			bias    []float64
		}{
			{[]float64{1, 0.5}, [][]float64{{0.4, -0.7}, {0.9, 0.2}}, []float64{0.1, -0.3}},
			{[]float64{1, -2, 0.5}, [][]float64{{0.3, -0.6}, {0.2, 0.1}, {-0.8, 0.5}}, []float64{0.2, 0.7}},
			{[]float64{-0.4, 1}, [][]float64{{0.5, 0.2, -0.9}, {-0.3, 0.8, 0.6}}, []float64{0.25, -0.5, 0.1}},
			{[]float64{0, 0}, [][]float64{{1, 2}, {3, 4}}, []float64{0.5, -1}},
		} {
			t.Call(fmt.Sprintf("forward(%v, %v, %v)", c.inputs, c.weights, c.bias),
				func() []float64 { return f(c.inputs, c.weights, c.bias) }, append(c.weights, c.inputs, c.bias)...)
		}
	},
	Why: "Each neuron of the layer adds up its bias and all inputs times weights, and applies tanh once.",
	How: "For each neuron j start with `sum := bias[j]`, add `inputs[i] * weights[i][j]` for every i, and set `outputs[j] = math.Tanh(sum)`.",
	Mistakes: []lesson.Mistake[forwards]{
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 { return signalsOf(x, w, b) },
			Where: "The sums are returned as they are: tanh is missing.",
			Why:   "Without an activation function two layers amount to a single one.",
			How:   "Set `outputs[j] = math.Tanh(sum)`.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				return tanhOf(signalsOf(x, w, make([]float64, len(b))))
			},
			Where: "The bias has no effect.",
			Why:   "Without its bias a neuron must answer 0 when all its inputs are 0.",
			How:   "Start with `sum := bias[j]`.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				without := tanhOf(signalsOf(x, w, make([]float64, len(b))))
				return neurons(len(b), func(j int) float64 { return without[j] + b[j] })
			},
			Where: "The bias comes too late: it is added behind tanh.",
			Why:   "The bias is part of the sum, and the activation function is applied to the whole sum.",
			How:   "Start with `sum := bias[j]`, in front of the loop.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				return tanhOf(signalsOf(x, w, neurons(len(b), func(j int) float64 { return b[j] * float64(len(x)) })))
			},
			Where: "The bias is added once for each input.",
			Why:   "A neuron has one bias, whatever the number of its inputs.",
			How:   "Start with `sum := bias[j]`, and add only `inputs[i] * weights[i][j]` in the loop.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				sum := 0.0
				return neurons(len(b), func(j int) float64 {
					sum += signalsOf(x, w, b)[j]
					return math.Tanh(sum)
				})
			},
			Where: "The first neuron is right, and every other one begins with the sum of those before it.",
			Why:   "The neurons of a layer work side by side: each has a sum of its own.",
			How:   "Move `sum := bias[j]` into the loop over the neurons.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				outputs := make([]float64, len(b))
				for j := range outputs {
					sum := b[j]
					for i := range x {
						sum += x[i] * w[j][i]
					}
					outputs[j] = math.Tanh(sum)
				}
				return outputs
			},
			Where: "The weights are read by rows where they should be read by columns.",
			Why:   "There is a row for each input and a column for each neuron, so the input comes first.",
			How:   "Write `weights[i][j]`, with i for the input and j for the neuron.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				last := len(x) - 1
				return tanhOf(signalsOf(x[last:], w[last:], make([]float64, len(b))))
			},
			Where: "Only the last input has an effect: the loop keeps the last product alone.",
			Why:   "Each turn of the loop replaces what the turns before have found, the bias too.",
			How:   "Use `sum +=` in place of `sum =`.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 { return tanhOf(signalsOf(x[:len(x)-1], w, b)) },
			Where: "The last input has no effect: the loop ends one too early.",
			Why:   "Every input has a weight, and all of them are added.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 { return tanhOf(signalsOf(x[1:], w[1:], b)) },
			Where: "The first input has no effect: the loop begins one too late.",
			Why:   "Go counts from 0, so the first input is number 0.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				sums := signalsOf(x, w, b)
				return neurons(len(b), func(j int) float64 { return sigmoid(sums[j]) })
			},
			Where: "The outputs go from 0 to 1: this is the sigmoid.",
			Why:   "All neurons of this lesson use tanh, which goes from -1 to 1.",
			How:   "Set `outputs[j] = math.Tanh(sum)`.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				return neurons(len(b), func(j int) float64 {
					sum := b[j]
					for i := range x {
						sum += math.Tanh(x[i] * w[i][j])
					}
					return sum
				})
			},
			Where: "Tanh comes too early: it is inside the loop over the inputs.",
			Why:   "A neuron has one sum and one output. The activation function is applied once.",
			How:   "Add up `inputs[i] * weights[i][j]` first, and write `math.Tanh(sum)` below the loop.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				return neurons(len(b), func(j int) float64 {
					sum := 0.0
					for i := range x {
						sum += math.Tanh(x[i]*w[i][j] + b[j])
					}
					return sum
				})
			},
			Where: "Tanh comes too early: it is inside the loop over the inputs, and so is the bias.",
			Why:   "A neuron has one bias, one sum and one output. Tanh is applied once, to the whole sum.",
			How:   "Start with `sum := bias[j]`, add up `inputs[i] * weights[i][j]`, and write `math.Tanh(sum)` below the loop.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				return neurons(len(b), func(j int) float64 {
					sum := b[j]
					for i := range x {
						sum += x[i] + w[i][j]
					}
					return math.Tanh(sum)
				})
			},
			Where: "Each input is added to its weight.",
			Why:   "An input of 0 must not count at all, whatever its weight.",
			How:   "Add up `inputs[i] * weights[i][j]`.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				return append(make([]float64, len(b)), forward(x, w, b)...)
			},
			Where: "There are twice as many outputs as neurons, and the first half is 0.",
			Why:   "The slice already has a place for each neuron, and append adds more behind them.",
			How:   "Set `outputs[j] = math.Tanh(sum)` in place of append.",
		},
		{
			Wrong: func(x []float64, w [][]float64, b []float64) []float64 {
				return neurons(len(x), func(j int) float64 { return math.Tanh(signalsOf(x, w, b)[j]) })
			},
			Where: "There is an output for each input, and it should be one for each neuron.",
			Why:   "A layer may have more neurons than inputs, or fewer.",
			How:   "Begin with `outputs := make([]float64, len(bias))`.",
		},
	},
}

type goesBack = func(outputs []float64, weights [][]float64, next []float64) []float64

// Deltas is lesson 05's second exercise: the deltas of a hidden layer of tanh neurons, from those of the next layer.
var Deltas = &lesson.Exercise[goesBack]{
	Name:  "deltas",
	Right: deltas,
	Try: func(f goesBack, t *lesson.Trial) {
		for _, c := range []struct {
			outputs []float64
			weights [][]float64
			next    []float64
		}{
			{[]float64{0.5, -0.8}, [][]float64{{0.4, -0.7}, {0.9, 0.2}}, []float64{0.3, -0.6}},
			{[]float64{0.1, -0.6, 0.9}, [][]float64{{0.3, -0.6}, {0.2, 1.1}, {-0.8, 0.5}}, []float64{0.25, 0.4}},
			{[]float64{0.7, -0.3}, [][]float64{{0.5, 0.2, -0.9}, {-0.3, 0.8, 0.6}}, []float64{-0.4, 0.15, 0.35}},
			{[]float64{0, 0.2}, [][]float64{{2}, {-1.5}}, []float64{-0.1}},
		} {
			t.Call(fmt.Sprintf("deltas(%v, %v, %v)", c.outputs, c.weights, c.next),
				func() []float64 { return f(c.outputs, c.weights, c.next) }, append(c.weights, c.outputs, c.next)...)
		}
	},
	Why: "A neuron's delta is what comes back to it, each delta of the next layer times the weight between, added up, and then times its own slope.",
	How: "For each neuron j add up `weights[j][k] * next[k]` for every k, and multiply the sum by `1 - outputs[j]*outputs[j]`.",
	Mistakes: []lesson.Mistake[goesBack]{
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 { return cameBack(w, next) },
			Where: "That is what comes back to the outputs: the slope is missing.",
			Why:   "A delta belongs to the sum in front of the activation function. On the way through it the gradient is multiplied by the slope.",
			How:   "Multiply by `1 - outputs[j]*outputs[j]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return slopedBy(w, next, func(j int) float64 { return out[j] * (1 - out[j]) })
			},
			Where: "The slope is that of a sigmoid.",
			Why:   "These neurons use tanh, whose slope is 1 minus the square of the output.",
			How:   "Multiply by `1 - outputs[j]*outputs[j]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return slopedBy(w, next, func(j int) float64 { return out[j]*out[j] - 1 })
			},
			Where: "Every sign is turned.",
			Why:   "Deltas are gradients and point uphill. The step turns them round, and only once.",
			How:   "Multiply by `1 - outputs[j]*outputs[j]`, without a minus in front.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				result := make([]float64, len(out))
				for j := range out {
					sum := 0.0
					for k := range next {
						sum += w[k][j] * next[k]
					}
					result[j] = sum * (1 - out[j]*out[j])
				}
				return result
			},
			Where: "The weights are read by columns where they should be read by rows.",
			Why:   "Row j holds the weights that lead from neuron j to the next layer.",
			How:   "Write `weights[j][k]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				last := len(next) - 1
				return neurons(len(out), func(j int) float64 { return w[j][last] * next[last] * (1 - out[j]*out[j]) })
			},
			Where: "Only the last neuron of the next layer counts: the loop keeps the last product alone.",
			Why:   "A hidden neuron's delta is a sum over all the neurons that use its output.",
			How:   "Use `sum +=` in place of `sum =`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return neurons(len(out), func(j int) float64 { return total(next) * (1 - out[j]*out[j]) })
			},
			Where: "The weights have no effect: every neuron gets the same error back.",
			Why:   "A neuron with a weight near 0 to the next layer has hardly a part in the error, and behind a negative weight it has the opposite one.",
			How:   "Add up `weights[j][k] * next[k]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return slopedBy(w, next, func(j int) float64 { return 1 - math.Tanh(out[j])*math.Tanh(out[j]) })
			},
			Where: "Tanh is applied once more in the slope.",
			Why:   "The function gets the outputs, and they have been through tanh already.",
			How:   "Multiply by `1 - outputs[j]*outputs[j]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				back := cameBack(w, next)
				return slopedBy(w, next, func(j int) float64 { return 1 - back[j]*back[j] })
			},
			Where: "The slope is taken of what comes back.",
			Why:   "The slope is that of the neuron's own tanh, so it depends on the neuron's own output.",
			How:   "Multiply by `1 - outputs[j]*outputs[j]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				sloped := neurons(len(next), func(k int) float64 { return next[k] * (1 - next[k]*next[k]) })
				return cameBack(w, sloped)
			},
			Where: "The slope is taken of the next layer's deltas.",
			Why:   "Those deltas have their slopes already. This layer's slope depends on its own outputs.",
			How:   "Add up `weights[j][k] * next[k]`, and multiply the sum by `1 - outputs[j]*outputs[j]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return slopedBy(w, next, func(j int) float64 { return 1 - out[j] })
			},
			Where: "The slope is not that of tanh: the square is missing.",
			Why:   "The slope of tanh is the same at an output and at its opposite.",
			How:   "Multiply by `1 - outputs[j]*outputs[j]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return slopedBy(w, next, func(j int) float64 { return out[j] })
			},
			Where: "What comes back is multiplied by the output in place of the slope.",
			Why:   "The slope says how much the output rises when the sum is raised a little. The output itself does not say that.",
			How:   "Multiply by `1 - outputs[j]*outputs[j]`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				sum, back := 0.0, cameBack(w, next)
				return neurons(len(out), func(j int) float64 {
					sum += back[j]
					return sum * (1 - out[j]*out[j])
				})
			},
			Where: "The first neuron is right, and every other one begins with the sum of those before it.",
			Why:   "Each neuron has a sum of its own.",
			How:   "Move `sum := 0.0` into the loop over j.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return slopedBy(w, next, func(j int) float64 { return (1 - out[j]*out[j]) / float64(len(next)) })
			},
			Where: "The sum is divided by the number of neurons in the next layer.",
			Why:   "Where paths meet, the chain rule adds. It does not average.",
			How:   "Multiply `sum` by the slope as it is.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				last := len(next) - 1
				return slopedBy(w, append(slices.Clone(next[:last]), 0), func(j int) float64 { return 1 - out[j]*out[j] })
			},
			Where: "The last neuron of the next layer has no effect: the loop ends one too early.",
			Why:   "Every neuron that uses the output sends something back.",
			How:   "Loop with `for k := range next`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return slopedBy(w, append([]float64{0}, next[1:]...), func(j int) float64 { return 1 - out[j]*out[j] })
			},
			Where: "The first neuron of the next layer has no effect: the loop begins one too late.",
			Why:   "Go counts from 0, so the first one is number 0.",
			How:   "Loop with `for k := range next`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				copy(out, slopedBy(w, next, func(j int) float64 { return 1 - out[j]*out[j] }))
				return out
			},
			Where: "The deltas are right, but they are written over the outputs.",
			Why:   "The outputs are still needed: they are the inputs that the weights' gradients are made of.",
			How:   "Begin with `deltas := make([]float64, len(outputs))`.",
		},
		{
			Wrong: func(out []float64, w [][]float64, next []float64) []float64 {
				return append(make([]float64, len(out)), deltas(out, w, next)...)
			},
			Where: "There are twice as many deltas as neurons, and the first half is 0.",
			Why:   "The slice already has a place for each neuron, and append adds more behind them.",
			How:   "Set `deltas[j] =` in place of append.",
		},
	},
}

type gradients = func(inputs, deltas []float64) [][]float64

// WeightGradient is lesson 05's third exercise: the gradient of a layer's weights for one example.
var WeightGradient = &lesson.Exercise[gradients]{
	Name:  "weightGradient",
	Right: weightGradient,
	Try: func(f gradients, t *lesson.Trial) {
		for _, c := range []struct{ inputs, deltas []float64 }{
			{[]float64{0.5, -2, 3}, []float64{0.3, -0.7}},
			{[]float64{1, 0.25}, []float64{-0.4, 0.2, 0.9}},
			{[]float64{1}, []float64{0.6, -0.1}},
			{[]float64{0, -1.5}, []float64{0.8, 0.35}},
		} {
			t.CallRows(fmt.Sprintf("weightGradient(%v, %v)", c.inputs, c.deltas),
				func() [][]float64 { return f(c.inputs, c.deltas) }, c.inputs, c.deltas)
		}
	},
	Why: "The weight from input i to neuron j has the gradient input times delta: its own input, and the delta of the neuron to which it leads.",
	How: "For each input i make a row with `row := make([]float64, len(deltas))`, set `row[j] = inputs[i] * deltas[j]` for every j, and append the row.",
	Mistakes: []lesson.Mistake[gradients]{
		{
			Wrong: func(x, d []float64) [][]float64 { return weightGradient(d, x) },
			Where: "Rows and columns are exchanged.",
			Why:   "The gradient has the shape of the weights: a row for each input and a column for each neuron.",
			How:   "Let the outer loop be `for i := range inputs`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 { return filled(x, d, func(i, j int) float64 { return -x[i] * d[j] }) },
			Where: "Every sign is turned.",
			Why:   "The gradient points uphill. It is the step that goes the other way.",
			How:   "Set `row[j] = inputs[i] * deltas[j]`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 { return filled(x, d, func(i, j int) float64 { return x[i] + d[j] }) },
			Where: "Input and delta are added.",
			Why:   "Where the input is 0 the weight has no part in the error, so its gradient must be 0.",
			How:   "Set `row[j] = inputs[i] * deltas[j]`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 { return filled(x, d, func(i, j int) float64 { return d[j] }) },
			Where: "The inputs have no effect: all rows are the deltas.",
			Why:   "A weight counts as much as its input: error, slope and input are the three factors.",
			How:   "Set `row[j] = inputs[i] * deltas[j]`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 { return filled(x, d, func(i, j int) float64 { return x[i] }) },
			Where: "The deltas have no effect.",
			Why:   "Without the delta nothing says how wrong the answer was.",
			How:   "Set `row[j] = inputs[i] * deltas[j]`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 {
				last := len(x) - 1
				return filled(x, d, func(i, j int) float64 { return x[last] * d[j] })
			},
			Where: "All rows are the last one.",
			Why:   "A slice is a view. If one row is made in front of the loop, every row of the result is that same row.",
			How:   "Move `row := make([]float64, len(deltas))` into the loop over the inputs.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 {
				return filled(x, d, func(i, j int) float64 { return x[i] * d[j] / float64(len(x)) })
			},
			Where: "The products are divided by the number of inputs.",
			Why:   "A mean is taken over examples, and this is the gradient for one example.",
			How:   "Set `row[j] = inputs[i] * deltas[j]`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 { return weightGradient(x[:len(x)-1], d) },
			Where: "The row of the last input is missing: the loop ends one too early.",
			Why:   "Every input has its weights, and each of them has a gradient.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 { return weightGradient(x[1:], d) },
			Where: "The row of the first input is missing: the loop begins one too late.",
			Why:   "Go counts from 0, so the first input is number 0.",
			How:   "Loop with `for i := range inputs`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 { return weightGradient(x, d[:len(d)-1]) },
			Where: "The column of the last neuron is missing.",
			Why:   "Each neuron of the layer has a weight from every input.",
			How:   "Loop with `for j := range deltas`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 {
				return append(make([][]float64, len(x)), weightGradient(x, d)...)
			},
			Where: "There are twice as many rows as inputs, and the first half is empty.",
			Why:   "The slice already has a place for each row, and append adds more behind them.",
			How:   "Begin with `gradient := [][]float64{}`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 {
				gradient := [][]float64{}
				gradient[0][0] = x[0] * d[0]
				return gradient
			},
			Where: "A number is written into a row that is not there yet.",
			Why:   "The gradient has no rows at the start. Append makes them, one for each input.",
			How:   "Make `row := make([]float64, len(deltas))`, set `row[j] = inputs[i] * deltas[j]`, and then append the row.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 {
				return filled(x, d, func(i, j int) float64 { return total(x) * d[j] })
			},
			Where: "Every weight gets the sum of all inputs.",
			Why:   "A weight carries one input, and its gradient has that input alone.",
			How:   "Set `row[j] = inputs[i] * deltas[j]`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 {
				return filled(x, d, func(i, j int) float64 { return x[i] * d[j] * (1 - x[i]*x[i]) })
			},
			Where: "The slope is multiplied in once more.",
			Why:   "The delta has its slope already, and it is the slope of the neuron that the weight leads to.",
			How:   "Set `row[j] = inputs[i] * deltas[j]`.",
		},
		{
			Wrong: func(x, d []float64) [][]float64 {
				var rows [][]float64
				for i := range x {
					for j := range d {
						d[j] *= x[i]
					}
					rows = append(rows, slices.Clone(d))
				}
				return rows
			},
			Where: "The deltas are changed in place, so the second row is made of the first.",
			Why:   "The deltas are still needed: for the next rows, and for the layer before.",
			How:   "Make a new row with `row := make([]float64, len(deltas))`.",
		},
	},
}

func forward(inputs []float64, weights [][]float64, bias []float64) []float64 {
	outputs := make([]float64, len(bias))
	for j := range outputs {
		sum := bias[j]
		for i := range inputs {
			sum += inputs[i] * weights[i][j]
		}
		outputs[j] = math.Tanh(sum)
	}
	return outputs
}

func deltas(outputs []float64, weights [][]float64, next []float64) []float64 {
	deltas := make([]float64, len(outputs))
	for j := range deltas {
		sum := 0.0
		for k := range next {
			sum += weights[j][k] * next[k]
		}
		deltas[j] = sum * (1 - outputs[j]*outputs[j])
	}
	return deltas
}

func weightGradient(inputs, deltas []float64) [][]float64 {
	gradient := [][]float64{}
	for i := range inputs {
		row := make([]float64, len(deltas))
		for j := range row {
			row[j] = inputs[i] * deltas[j]
		}
		gradient = append(gradient, row)
	}
	return gradient
}

// The rest is what mistaken functions get right.

// neurons returns a number for each of n neurons.
func neurons(n int, of func(j int) float64) []float64 {
	numbers := make([]float64, n)
	for j := range numbers {
		numbers[j] = of(j)
	}
	return numbers
}

// signalsOf returns the sum of each neuron of a layer.
func signalsOf(inputs []float64, weights [][]float64, bias []float64) []float64 {
	return neurons(len(bias), func(j int) float64 {
		sum := bias[j]
		for i := range inputs {
			sum += inputs[i] * weights[i][j]
		}
		return sum
	})
}

func tanhOf(numbers []float64) []float64 {
	return neurons(len(numbers), func(j int) float64 { return math.Tanh(numbers[j]) })
}

// cameBack returns what comes back to each neuron of a layer from the next.
func cameBack(weights [][]float64, next []float64) []float64 {
	return neurons(len(weights), func(j int) float64 {
		sum := 0.0
		for k := range next {
			sum += weights[j][k] * next[k]
		}
		return sum
	})
}

// slopedBy returns what comes back to each neuron times a slope.
func slopedBy(weights [][]float64, next []float64, slope func(j int) float64) []float64 {
	back := cameBack(weights, next)
	return neurons(len(back), func(j int) float64 { return back[j] * slope(j) })
}

// filled returns a row for each input with a number for each delta.
func filled(inputs, deltas []float64, of func(i, j int) float64) [][]float64 {
	rows := make([][]float64, len(inputs))
	for i := range rows {
		rows[i] = neurons(len(deltas), func(j int) float64 { return of(i, j) })
	}
	return rows
}
