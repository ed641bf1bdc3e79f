package network

import (
	"fmt"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Dense is a layer where every neuron hangs on every input: signal = input x
// weights + bias. It panics if inputs or neurons is less than 1.
func Dense(inputs, neurons int, activation Activation) *Layer {
	if inputs < 1 || neurons < 1 {
		panic(fmt.Sprintf("network: a dense layer needs at least 1 input and 1 neuron, not %d and %d", inputs, neurons))
	}
	return &Layer{
		From:       Shape{1, 1, inputs},
		To:         Shape{1, 1, neurons},
		Activation: activation,
		Weights:    mat.NewDense(inputs, neurons, nil),
		Bias:       make([]float64, neurons),
		name:       "dense",
		synapses:   dense{},
	}
}

type dense struct{}

func (dense) size(l *Layer) (inputs, neurons int) { return l.From.Size(), l.To.Size() }

func (dense) signals(l *Layer, t *LayerTrial) {
	t.Signal.Mul(t.Input, l.Weights)
	addBias(t.Signal, l.Bias)
}

func (dense) adjust(_ *Layer, t *LayerTrial) {
	examples, _ := t.Input.Dims()
	t.Adjustment.Mul(t.Input.T(), t.Delta)
	t.Adjustment.Scale(1/float64(examples), t.Adjustment)
	adjustBias(t.BiasAdjustment, t.Delta, examples)
}

func (dense) back(l *Layer, t *LayerTrial, to *mat.Dense) {
	to.Mul(t.Delta, l.Weights.T())
}

func addBias(signal *mat.Dense, bias []float64) {
	if bias == nil {
		return
	}
	rows, _ := signal.Dims()
	for i := range rows {
		floats.Add(signal.RawRowView(i), bias)
	}
}

// adjustBias sums what reaches each neuron, as if its bias were the weight of
// an input that is always 1, and takes the mean over the examples.
func adjustBias(adjustment []float64, delta *mat.Dense, examples int) {
	if adjustment == nil {
		return
	}
	clear(adjustment)
	rows, _ := delta.Dims()
	for i := range rows {
		floats.Add(adjustment, delta.RawRowView(i))
	}
	floats.Scale(1/float64(examples), adjustment)
}
