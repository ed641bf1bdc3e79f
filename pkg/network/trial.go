package network

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// A Trial is what a network made of its examples, with every number on the way
// forward and back.
type Trial struct {
	Layers []*LayerTrial

	loss    Loss
	targets *mat.Dense
}

// A LayerTrial is what happened in one layer. The matrices have one row for each
// example; Input has one column for each input of the layer, and those up to
// Delta one for each output.
type LayerTrial struct {
	Input  *mat.Dense // what the layer before gave; in the first layer the examples themselves
	Signal *mat.Dense // what goes into the activation
	Output *mat.Dense // what comes out of it

	Error *mat.Dense // what came back to the output: target - output in the last layer, else the deltas of the next layer through its weights
	Slope *mat.Dense // of the activation at this output
	Delta *mat.Dense // error x slope: what came back to the signal; with CrossEntropy in the last layer the error alone, and see Softmax

	Adjustment     *mat.Dense // one for each weight: input x delta, the mean over the examples; nil where there are no weights
	BiasAdjustment []float64  // one for each bias: delta, the mean over the examples; nil where there is none

	activation  Activation
	patches     *mat.Dense // of a convolution
	patchErrors *mat.Dense
	winners     []int // of a max pooling
}

// Output is the network's answers: one row for each example, one column for each output.
func (t *Trial) Output() *mat.Dense { return t.last().Output }

// Error is target - output, with the rows and columns of Output.
func (t *Trial) Error() *mat.Dense { return t.last().Error }

// Loss is the one number that learning makes small, the mean over the examples.
// The adjustments are exactly its negative gradient.
func (t *Trial) Loss() float64 {
	examples, _ := t.targets.Dims()
	last, sum := t.last(), 0.0
	for i := range examples {
		sum += lossOf(t.loss, last.activation, t.targets.RawRowView(i), last.Output.RawRowView(i), last.Signal.RawRowView(i))
	}
	return sum / float64(examples)
}

// LargestError is the worst error of all examples and outputs, without its sign.
func (t *Trial) LargestError() float64 {
	return floats.Norm(t.Error().RawMatrix().Data, math.Inf(1))
}

// MeanError is the average of all errors, without their signs.
func (t *Trial) MeanError() float64 {
	errors := t.Error().RawMatrix().Data
	return floats.Norm(errors, 1) / float64(len(errors))
}

// Clone returns a copy that the next step does not overwrite.
func (t *Trial) Clone() *Trial {
	clone := &Trial{loss: t.loss, targets: cloned(t.targets)}
	for _, layer := range t.Layers {
		clone.Layers = append(clone.Layers, &LayerTrial{
			Input:          cloned(layer.Input),
			Signal:         cloned(layer.Signal),
			Output:         cloned(layer.Output),
			Error:          cloned(layer.Error),
			Slope:          cloned(layer.Slope),
			Delta:          cloned(layer.Delta),
			Adjustment:     cloned(layer.Adjustment),
			BiasAdjustment: slices.Clone(layer.BiasAdjustment),
			activation:     layer.activation,
		})
	}
	return clone
}

func (t *Trial) examples() int {
	rows, _ := t.Output().Dims()
	return rows
}

func (t *Trial) last() *LayerTrial { return t.Layers[len(t.Layers)-1] }

// adjustments are those of the layer's parameters, number for number.
func (t *LayerTrial) adjustments() (weights, bias []float64) {
	if t.Adjustment == nil {
		return nil, nil
	}
	return t.Adjustment.RawMatrix().Data, t.BiasAdjustment
}

func (t *LayerTrial) eachRow(do func(i int)) {
	examples, _ := t.Output.Dims()
	for i := range examples {
		do(i)
	}
}

// newTrial has room for the way forward of this many examples.
func (n *Network) newTrial(examples int) *Trial {
	trial := &Trial{loss: n.Loss}
	for _, layer := range n.Layers {
		trial.Layers = append(trial.Layers, &LayerTrial{
			Signal:     mat.NewDense(examples, layer.To.Size(), nil),
			Output:     mat.NewDense(examples, layer.To.Size(), nil),
			activation: layer.Activation,
		})
	}
	return trial
}

// newFullTrial has room for the way back too.
func (n *Network) newFullTrial(examples int) *Trial {
	trial := n.newTrial(examples)
	for i, layer := range n.Layers {
		t := trial.Layers[i]
		t.Error = mat.NewDense(examples, layer.To.Size(), nil)
		t.Slope = mat.NewDense(examples, layer.To.Size(), nil)
		t.Delta = mat.NewDense(examples, layer.To.Size(), nil)
		if layer.Weights != nil {
			inputs, neurons := layer.Weights.Dims()
			t.Adjustment = mat.NewDense(inputs, neurons, nil)
		}
		if layer.Bias != nil {
			t.BiasAdjustment = make([]float64, len(layer.Bias))
		}
	}
	return trial
}

func cloned(m *mat.Dense) *mat.Dense {
	if m == nil {
		return nil
	}
	return mat.DenseCopyOf(m)
}
