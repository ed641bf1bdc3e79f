package network

import (
	"math"

	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
)

// Activation turns a neuron's signal into its output.
type Activation int

const (
	Linear  Activation = iota // the signal as it is
	Sigmoid                   // 1 / (1 + e^-signal), from 0 to 1
	Tanh                      // the sigmoid's twin from -1 to 1
	ReLU                      // the signal where it is positive, else 0: rectified linear unit

	// Softmax is e^signal over the sum of all the layer's e^signal: shares that
	// add up to 1. A signal moves the shares of its neighbours too: Slope is what
	// it does to its own, and Delta counts what it does to all.
	Softmax
)

// String names the activation as the lessons do.
func (a Activation) String() string {
	switch a {
	case Linear:
		return "linear"
	case Sigmoid:
		return "sigmoid"
	case Tanh:
		return "tanh"
	case ReLU:
		return "ReLU"
	case Softmax:
		return "softmax"
	}
	return "no activation"
}

// outputs fills Output from Signal.
func (a Activation) outputs(t *LayerTrial) {
	t.eachRow(func(i int) {
		signal, output := t.Signal.RawRowView(i), t.Output.RawRowView(i)
		switch a {
		case Linear:
			copy(output, signal)
		case Sigmoid:
			for j, x := range signal {
				output[j] = neuron.Sigmoid(x)
			}
		case Tanh:
			for j, x := range signal {
				output[j] = math.Tanh(x)
			}
		case ReLU:
			for j, x := range signal {
				output[j] = max(x, 0)
			}
		case Softmax:
			// A number taken from all signals changes no share, and without
			// it e^signal could be larger than any number.
			largest := floats.Max(signal)
			for j, x := range signal {
				output[j] = math.Exp(x - largest)
			}
			floats.Scale(1/floats.Sum(output), output)
		}
	})
}

// slopes fills Slope from Output: each of these functions knows its steepness from what it gave.
func (a Activation) slopes(t *LayerTrial) {
	t.eachRow(func(i int) {
		output, slope := t.Output.RawRowView(i), t.Slope.RawRowView(i)
		switch a {
		case Linear:
			fill(slope, 1)
		case Sigmoid, Softmax:
			for j, y := range output {
				slope[j] = neuron.Slope(y)
			}
		case Tanh:
			for j, y := range output {
				slope[j] = 1 - y*y
			}
		case ReLU:
			for j, y := range output {
				slope[j] = 0
				if y > 0 {
					slope[j] = 1
				}
			}
		}
	})
}

// deltas fills Delta from Error and Slope.
func (a Activation) deltas(t *LayerTrial) {
	if a != Softmax {
		t.Delta.MulElem(t.Error, t.Slope)
		return
	}
	// A share grows at the cost of the others, so each signal has to answer for
	// all errors: delta = output x (error - sum of output x error).
	t.eachRow(func(i int) {
		output, err, delta := t.Output.RawRowView(i), t.Error.RawRowView(i), t.Delta.RawRowView(i)
		copy(delta, err)
		floats.AddConst(-floats.Dot(output, err), delta)
		floats.Mul(delta, output)
	})
}

func fill(values []float64, value float64) {
	for i := range values {
		values[i] = value
	}
}
