package network

import (
	"fmt"
	"math"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
)

// Bias, given as the row of a weight, means the bias of the column.
const Bias = -1

// An Attribution counts how far each example moves one weight while the network learns: the
// [neuron.Contributions]. Make one with [Network.Attribute].
type Attribution struct {
	neuron.Contributions
	network            *Network
	optimizer          splitter
	layer, row, column int
	memory             []float64 // each example's share of what the optimizer remembers
	earlier            float64   // the share of the steps before the first
}

// Attribute begins to count how far each example of a set moves one weight: the one in a row and a
// column of a layer's Weights, all counted from 0, or with [Bias] as the row, the bias of the column.
//
//	why, err := net.Attribute(set, 0, 2, 1)
//	for _, pass := range net.BatchSteps(rng, set, 32, 1000) {
//		why.Add(pass)
//	}
//
// An example moves a weight in the step in which it is used. With [Momentum] and [Adam] it also moves
// it in later steps, as long as the optimizer remembers its gradient. Adam divides by a mean of the
// squared gradients of all examples. This divisor is taken as given, so its update is a sum over
// examples too.
//
// It is an error if the optimizer is not one of this package, because its updates cannot be split.
// Attribute panics if the network has no such weight.
func (n *Network) Attribute(set *datasets.Set, layer, row, column int) (*Attribution, error) {
	n.checkSize(set.Size())
	if layer < 0 || layer >= len(n.Layers) || !n.Layers[layer].has(row, column) {
		panic(fmt.Sprintf("network: there is no weight in row %d, column %d of layer %d", row, column, layer))
	}
	optimizer, ok := n.Optimizer.(splitter)
	if !ok {
		return nil, fmt.Errorf("network: the updates of the optimizer %v cannot be split by examples: use GradientDescent, Momentum or Adam", n.Optimizer)
	}
	a := &Attribution{network: n, optimizer: optimizer, layer: layer, row: row, column: column, memory: make([]float64, set.Len())}
	a.First, a.Last = a.now(), a.now()
	a.Moved, a.Steps = make([]float64, set.Len()), make([]int, set.Len())
	a.earlier = optimizer.memory(a.place())
	return a, nil
}

// Add counts the step that the network has just taken with a pass. It panics if the pass has examples
// that the set does not have.
func (a *Attribution) Add(pass *Pass) {
	p := pass.Layers[a.layer]
	update := a.optimizer.update(a.place())
	floats.Scale(update.keep, a.memory)
	a.earlier *= update.keep
	for row := range p.examples() {
		example := row
		if pass.Examples != nil {
			example = pass.Examples[row]
		}
		a.memory[example] += update.take * p.ExampleGradient(row, a.row, a.column)
		a.Steps[example]++
	}
	floats.AddScaled(a.Moved, -update.scale, a.memory)
	a.Earlier -= update.scale * a.earlier
	a.Last = a.now()
}

// place is where the weight is in [Network.Parameters].
func (a *Attribution) place() (list, index int) {
	if a.row == Bias {
		return 2*a.layer + 1, a.column
	}
	return 2 * a.layer, a.row*a.network.Layers[a.layer].neurons + a.column
}

func (a *Attribution) now() float64 {
	list, index := a.place()
	return a.network.Parameters()[list][index]
}

func (l *Layer) has(row, column int) bool {
	if row == Bias {
		return column >= 0 && column < len(l.Bias)
	}
	return row >= 0 && row < l.inputs && column >= 0 && column < l.neurons
}

// ExampleGradient is the part of one example, a row of the pass, in the gradient of a weight,
// WeightGradient.At(row, column), or with [Bias] as the row, in BiasGradient[column]. The parts of all
// examples add up to the gradient. In a convolution the part is a sum over all positions of the kernel.
// It panics if there is no such example or weight.
func (p *LayerPass) ExampleGradient(example, row, column int) float64 {
	input, gradient, positions := p.Input, p.SignalGradient, 1
	if p.patches != nil {
		_, kernels := p.WeightGradient.Dims()
		input, gradient = p.patches, reshaped(p.SignalGradient, kernels)
		positions = p.patches.RawMatrix().Rows / p.examples()
	}
	sum := 0.0
	for i := example * positions; i < (example+1)*positions; i++ {
		if row == Bias {
			sum += gradient.At(i, column)
		} else {
			sum += input.At(i, row) * gradient.At(i, column)
		}
	}
	return sum / float64(p.examples())
}

// A splitter is an optimizer whose update of a weight is a weighted sum of the gradients so far.
type splitter interface {
	update(list, index int) update  // the one that it has just made
	memory(list, index int) float64 // what it remembers of gradients
}

// An update is
//
//	memory = keep x memory + take x gradient
//	weight -= scale x memory
type update struct{ keep, take, scale float64 }

func (g GradientDescent) update(_, _ int) update { return update{0, 1, g.Rate} }

func (m *Momentum) update(_, _ int) update { return update{m.Momentum, 1, m.Rate} }

func (a *Adam) update(list, index int) update {
	meanPart, squarePart := 1-math.Pow(a.Beta1, a.steps), 1-math.Pow(a.Beta2, a.steps)
	return update{a.Beta1, 1 - a.Beta1, a.Rate / meanPart / (math.Sqrt(a.square[list][index]/squarePart) + a.Epsilon)}
}

func (g GradientDescent) memory(_, _ int) float64 { return 0 }

func (m *Momentum) memory(list, index int) float64 { return remembered(m.velocity, list, index) }

func (a *Adam) memory(list, index int) float64 { return remembered(a.mean, list, index) }

func remembered(state [][]float64, list, index int) float64 {
	if state == nil {
		return 0
	}
	return state[list][index]
}
