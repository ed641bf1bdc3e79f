package network

import (
	"math"

	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
)

// Loss says how bad wrong answers are: package neuron's, for one output or several.
type Loss = neuron.Loss

const (
	// SquaredError is half the squared error, summed over the outputs.
	SquaredError = neuron.SquaredError

	// CrossEntropy is made for last layers that answer with probabilities. With
	// Sigmoid each output is a yes or no of its own, and the loss is summed over
	// them: -target ln(output) - (1 - target) ln(1 - output). With Softmax the
	// outputs are one choice: -target ln(output), summed, where the targets of an
	// example add up to 1. Either way the slope cancels out of the gradient.
	CrossEntropy = neuron.CrossEntropy
)

// lossOf is the loss of one example. Cross-entropy is computed from the
// signals, because an output that has rounded to 0 has no logarithm to take.
func lossOf(loss Loss, activation Activation, target, output, signal []float64) float64 {
	sum := 0.0
	switch {
	case loss == SquaredError:
		for j := range target {
			sum += (target[j] - output[j]) * (target[j] - output[j]) / 2
		}
	case activation == Softmax:
		logarithm := floats.LogSumExp(signal)
		for j := range target {
			sum += target[j] * (logarithm - signal[j])
		}
	default:
		for j, x := range signal {
			sum += math.Max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) - target[j]*x
		}
	}
	return sum
}
