package network

import (
	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Loss says how wrong outputs are: package neuron's, for one output or several.
type Loss = neuron.Loss

const (
	// SquaredError is half the squared error, summed over the outputs.
	SquaredError = neuron.SquaredError

	// CrossEntropy is for last layers with probabilities as outputs. With Sigmoid each
	// output is a yes or no of its own, and the loss is summed over them:
	// -target ln(output) - (1 - target) ln(1 - output). With Softmax the outputs are
	// one choice: -target ln(output), summed, where the targets of an example add up to
	// 1. Either way the slope cancels out of the gradient at the signal, which is
	// output - target.
	CrossEntropy = neuron.CrossEntropy
)

// meanLoss is the loss of a pass. The cross-entropy of softmax, as that of a sigmoid,
// is computed from the signals: an output that was rounded to 0 has no logarithm.
func (n *Network) meanLoss(p *LayerPass, targets *mat.Dense) float64 {
	examples, sum := targets.RawMatrix().Rows, 0.0
	for i := range examples {
		target, output, signal := targets.RawRowView(i), p.Output.RawRowView(i), p.Signal.RawRowView(i)
		if n.Loss == CrossEntropy && n.last().Activation.isSoftmax() {
			logarithm := floats.LogSumExp(signal)
			for j, x := range signal {
				sum += target[j] * (logarithm - x)
			}
			continue
		}
		for j, x := range signal {
			sum += n.Loss.Of(target[j], output[j], x)
		}
	}
	return sum / float64(examples)
}

// lossGradient is that of each example's loss at each output.
func (n *Network) lossGradient(outputs, targets *mat.Dense) *mat.Dense {
	gradient := newLike(outputs)
	gradient.Apply(func(i, j int, output float64) float64 {
		target := targets.At(i, j)
		switch {
		case n.Loss == SquaredError:
			return output - target
		case n.last().Activation.isSoftmax():
			return -ratio(target, output)
		}
		return ratio(1-target, 1-output) - ratio(target, output)
	}, outputs)
	return gradient
}

// ratio is a / b, or 0 if a is 0: a target of 0 adds nothing to the gradient, even
// where the output is 0.
func ratio(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return a / b
}
