package network

import (
	"fmt"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Dense is a layer where every neuron is connected to every input: signal = input x
// weights + bias. It panics if inputs or neurons is less than 1.
func Dense(inputs, neurons int, activation Activation) *Layer {
	if inputs < 1 || neurons < 1 {
		panic(fmt.Sprintf("network: a dense layer needs at least 1 input and 1 neuron, not %d and %d", inputs, neurons))
	}
	l := newLayer("dense", Shape{1, 1, inputs}, Shape{1, 1, neurons}, inputs, neurons, activation)
	l.connection = dense{l}
	return l
}

type dense struct{ *Layer }

func (d dense) signal(p *LayerPass) *mat.Dense { return d.weighted(p.Input) }

func (d dense) parameterGradients(p *LayerPass) { d.setGradients(p, p.Input, p.SignalGradient) }

func (d dense) inputGradient(p *LayerPass) *mat.Dense {
	return product(p.SignalGradient, d.Weights.T())
}

// weighted is input x weights + bias.
func (l *Layer) weighted(input *mat.Dense) *mat.Dense {
	signal := product(input, l.Weights)
	if l.Bias == nil {
		return signal
	}
	for i := range signal.RawMatrix().Rows {
		floats.Add(signal.RawRowView(i), l.Bias)
	}
	return signal
}

// setGradients computes the gradients of the weights and biases that weighted used:
// the mean over the examples of input x gradient of the signal. A bias is the weight
// of an input that is always 1.
func (l *Layer) setGradients(p *LayerPass, input, signalGradient *mat.Dense) {
	examples := float64(p.examples())
	p.WeightGradient = product(input.T(), signalGradient)
	p.WeightGradient.Scale(1/examples, p.WeightGradient)
	if l.Bias == nil {
		return
	}
	p.BiasGradient = make([]float64, len(l.Bias))
	for i := range signalGradient.RawMatrix().Rows {
		floats.AddScaled(p.BiasGradient, 1/examples, signalGradient.RawRowView(i))
	}
}
