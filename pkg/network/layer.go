package network

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
)

// A Layer is neurons side by side, all with the same activation. Make it with
// [Dense], [Convolution], [MaxPool] or [MeanPool].
type Layer struct {
	From       Shape // what it takes of one example
	To         Shape // what it gives
	Activation Activation

	// Weights has one row for each input of a neuron and one column for each
	// neuron; those of a convolution have one column for each kernel, and rows in
	// the order kernel height, kernel width, channels. Nil where there is nothing
	// to learn.
	//
	// They start random, small enough that signals neither die out nor grow on
	// their way through many layers. Before ReLU they are normal with variance
	// 2/inputs (He and others, "Delving Deep into Rectifiers", 2015). Otherwise
	// they are uniform up to ±√(6/(inputs+outputs)) (Glorot and Bengio,
	// "Understanding the difficulty of training deep feedforward neural networks",
	// 2010).
	Weights *mat.Dense

	// Bias is added to the signal, one number for each column of Weights. It
	// starts at 0. Nil where there is none.
	Bias []float64

	name     string
	synapses synapses
	taken    bool
}

// synapses are how a layer hangs on the one before it. Layers differ in nothing else.
type synapses interface {
	signals(*Layer, *LayerTrial)                 // from Input to Signal
	adjust(*Layer, *LayerTrial)                  // from Input and Delta to Adjustment and BiasAdjustment
	back(l *Layer, t *LayerTrial, to *mat.Dense) // from Delta to the error of the layer before
	size(*Layer) (inputs, neurons int)           // of the weights; 0 where there is nothing to learn
}

// WithoutBias takes the bias away and returns the layer. A network of
// Dense(3, 1, Sigmoid).WithoutBias() is package neuron's Neuron.
func (l *Layer) WithoutBias() *Layer {
	l.Bias = nil
	return l
}

// Parameters is how many numbers the layer learns: weights and biases.
func (l *Layer) Parameters() int {
	weights, bias := l.parameters()
	return len(weights) + len(bias)
}

// Rows returns a copy of the weights as plain slices, one for each row.
func (l *Layer) Rows() [][]float64 {
	return rows(l.Weights)
}

// String is one line: "dense tanh, 3 to 4, 16 parameters".
func (l *Layer) String() string {
	return fmt.Sprintf("%s, %v to %v, %d parameters", l.kind(), l.From, l.To, l.Parameters())
}

func (l *Layer) kind() string {
	if l.Weights == nil && l.Activation == Linear {
		return l.name
	}
	return l.name + " " + l.Activation.String()
}

func (l *Layer) parameters() (weights, bias []float64) {
	if l.Weights == nil {
		return nil, nil
	}
	return l.Weights.RawMatrix().Data, l.Bias
}

// follows says whether the layer can stand behind another. A dense layer reads a
// picture as a row, and a row may be read as a picture.
func (l *Layer) follows(before *Layer) bool {
	return l.From == before.To || l.From.Size() == before.To.Size() && (l.From.isRow() || before.To.isRow())
}

func (l *Layer) draw(rng *rand.Rand) {
	if l.Weights == nil {
		return
	}
	inputs, neurons := l.Weights.Dims()
	outputs := inputs / l.From[2] * neurons // an input of a convolution meets every point of every kernel
	weights, _ := l.parameters()
	for i := range weights {
		if l.Activation == ReLU {
			weights[i] = rng.NormFloat64() * math.Sqrt(2/float64(inputs))
		} else {
			weights[i] = (2*rng.Float64() - 1) * math.Sqrt(6/float64(inputs+outputs))
		}
	}
}

func rows(m *mat.Dense) [][]float64 {
	if m == nil {
		return nil
	}
	copied := make([][]float64, m.RawMatrix().Rows)
	for i := range copied {
		copied[i] = mat.Row(nil, i, m)
	}
	return copied
}
