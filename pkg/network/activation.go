package network

import (
	"math"

	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// An Activation turns a neuron's signal into its output. Give one of your own a name,
// the function, and its slope (the derivative), which may use the signal, the output,
// or both.
type Activation struct {
	Name     string
	Function func(signal float64) float64
	Slope    func(signal, output float64) float64
}

var (
	// Linear leaves the signal as it is.
	Linear = Activation{"linear",
		func(signal float64) float64 { return signal },
		func(_, _ float64) float64 { return 1 }}

	// Sigmoid is 1 / (1 + e^-signal), from 0 to 1.
	Sigmoid = Activation{"sigmoid",
		neuron.Sigmoid,
		func(_, output float64) float64 { return neuron.Slope(output) }}

	// Tanh is the hyperbolic tangent: a sigmoid from -1 to 1.
	Tanh = Activation{"tanh",
		math.Tanh,
		func(_, output float64) float64 { return 1 - output*output }}

	// ReLU, the rectified linear unit, is the signal where it is positive, else 0.
	ReLU = Activation{"ReLU",
		func(signal float64) float64 { return max(signal, 0) },
		func(signal, _ float64) float64 {
			if signal > 0 {
				return 1
			}
			return 0
		}}

	// Softmax is e^signal over the sum of the e^signal of all the layer's neurons, so
	// that the outputs add up to 1, as probabilities do. Unlike the
	// others it is not elementwise: each signal affects every output. Slope is the
	// diagonal of its Jacobian; SignalGradient uses the full Jacobian.
	Softmax = Activation{"softmax",
		nil,
		func(_, output float64) float64 { return output * (1 - output) }}
)

// String is the name.
func (a Activation) String() string { return a.Name }

func (a Activation) isSoftmax() bool { return a.Name == Softmax.Name }

func (a Activation) output(signal *mat.Dense) *mat.Dense {
	if a.isSoftmax() {
		return softmax(signal)
	}
	output := newLike(signal)
	to := output.RawMatrix().Data
	for i, x := range signal.RawMatrix().Data {
		to[i] = a.Function(x)
	}
	return output
}

func (a Activation) slope(p *LayerPass) *mat.Dense {
	slope := newLike(p.Signal)
	signal, output, to := p.Signal.RawMatrix().Data, p.Output.RawMatrix().Data, slope.RawMatrix().Data
	for i := range to {
		to[i] = a.Slope(signal[i], output[i])
	}
	return slope
}

// signalGradient takes the gradient back from the output to the signal.
func (a Activation) signalGradient(p *LayerPass) *mat.Dense {
	gradient := newLike(p.Signal)
	if !a.isSoftmax() {
		gradient.MulElem(p.OutputGradient, p.Slope)
		return gradient
	}
	// One output grows at the cost of the others, so the gradient at a signal is
	// output x (gradient - sum of output x gradient).
	for i := range p.Output.RawMatrix().Rows {
		output, to := p.Output.RawRowView(i), gradient.RawRowView(i)
		copy(to, p.OutputGradient.RawRowView(i))
		floats.AddConst(-floats.Dot(output, to), to)
		floats.Mul(to, output)
	}
	return gradient
}

func softmax(signal *mat.Dense) *mat.Dense {
	outputs := newLike(signal)
	for i := range outputs.RawMatrix().Rows {
		signal, output := signal.RawRowView(i), outputs.RawRowView(i)
		// Subtracting the largest signal cancels out, and keeps e^signal from overflowing.
		largest := floats.Max(signal)
		for j, x := range signal {
			output[j] = math.Exp(x - largest)
		}
		floats.Scale(1/floats.Sum(output), output)
	}
	return outputs
}
