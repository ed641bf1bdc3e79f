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
	From       Shape // of its input for one example
	To         Shape // of its output
	Activation Activation

	// Weights has one row for each input of a neuron and one column for each
	// neuron; those of a convolution have one column for each kernel, and rows in
	// the order kernel height, kernel width, channels. Nil where there is nothing
	// to learn.
	//
	// They start random, small enough that signals neither vanish nor explode on
	// their way through many layers. Before ReLU they are normal with variance
	// 2/inputs (He and others, "Delving Deep into Rectifiers", 2015). Otherwise
	// they are uniform up to ±√(6/(inputs+outputs)) (Glorot and Bengio,
	// "Understanding the difficulty of training deep feedforward neural networks",
	// 2010).
	Weights *mat.Dense

	// Bias is added to the signal, one number for each column of Weights. It
	// starts at 0. Nil where there is none.
	Bias []float64

	name            string
	connection      connection
	inputs, neurons int // rows and columns of Weights
	taken           bool
}

// A connection is how a layer gets its signal from its input. Layers differ in nothing else.
type connection interface {
	signal(*LayerPass) *mat.Dense        // from Input
	parameterGradients(*LayerPass)       // sets WeightGradient and BiasGradient, from Input and SignalGradient
	inputGradient(*LayerPass) *mat.Dense // from SignalGradient
}

func newLayer(name string, from, to Shape, inputs, neurons int, activation Activation) *Layer {
	if activation.Slope == nil || activation.Function == nil && !activation.isSoftmax() {
		panic(fmt.Sprintf("network: the activation %q needs both Function and Slope", activation.Name))
	}
	l := &Layer{From: from, To: to, Activation: activation, name: name, inputs: inputs, neurons: neurons}
	if inputs > 0 {
		l.Weights, l.Bias = mat.NewDense(inputs, neurons, nil), make([]float64, neurons)
	}
	return l
}

// WithoutBias removes the bias and returns the layer. A network of
// Dense(3, 1, Sigmoid).WithoutBias() is package neuron's Neuron.
func (l *Layer) WithoutBias() *Layer {
	l.Bias = nil
	return l
}

// NumParameters is how many numbers the layer learns: weights and biases.
func (l *Layer) NumParameters() int {
	weights, bias := l.parameters()
	return len(weights) + len(bias)
}

// Rows returns a copy of the weights as plain slices, one for each row.
func (l *Layer) Rows() [][]float64 { return rows(l.Weights) }

// String is one line: "dense tanh, 3 to 4, 16 parameters".
func (l *Layer) String() string {
	return fmt.Sprintf("%s, %v to %v, %d parameters", l.kind(), l.From, l.To, l.NumParameters())
}

func (l *Layer) parameters() (weights, bias []float64) {
	if l.Weights == nil {
		return nil, nil
	}
	return l.Weights.RawMatrix().Data, l.Bias
}

func (l *Layer) kind() string {
	if l.inputs == 0 {
		return l.name
	}
	return l.name + " " + l.Activation.Name
}

// follows says whether the layer fits after another. A dense layer reads a picture
// as a row, and a row may be read as a picture.
func (l *Layer) follows(before *Layer) bool {
	return l.From == before.To || l.From.Size() == before.To.Size() && (l.From.isRow() || before.To.isRow())
}

func (l *Layer) initialize(rng *rand.Rand) {
	weights, _ := l.parameters()
	inputs, outputs := float64(l.inputs), float64(l.inputs/l.From[2]*l.neurons) // an input of a convolution meets every point of every kernel
	for i := range weights {
		if l.Activation.Name == ReLU.Name {
			weights[i] = rng.NormFloat64() * math.Sqrt(2/inputs)
		} else {
			weights[i] = (2*rng.Float64() - 1) * math.Sqrt(6/(inputs+outputs))
		}
	}
}
