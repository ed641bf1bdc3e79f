package network

import (
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Parameters are what the network learns, in the order in which an [Optimizer] gets them:
// for each layer its weights, row by row, and then its biases, nil where there are none.
// They are views: what you change in them changes in the network.
func (n *Network) Parameters() [][]float64 {
	var all [][]float64
	for _, layer := range n.Layers {
		weights, bias := layer.parameters()
		all = append(all, weights, bias)
	}
	return all
}

// Gradients are those of the mean loss at each of [Network.Parameters], in their order.
func (p *Pass) Gradients() [][]float64 {
	var all [][]float64
	for _, layer := range p.Layers {
		weights, bias := layer.gradients()
		all = append(all, weights, bias)
	}
	return all
}

// Copy returns a network with the same layers, whose weights learn on by themselves. Its
// optimizer has the same numbers and remembers nothing; one that is not of this package is
// shared.
func (n *Network) Copy() *Network {
	twin := *n
	twin.err = nil
	twin.Layers = nil
	for _, layer := range n.Layers {
		twin.Layers = append(twin.Layers, layer.copy())
	}
	switch o := n.Optimizer.(type) {
	case *Momentum:
		twin.Optimizer = &Momentum{Rate: o.Rate, Momentum: o.Momentum}
	case *Adam:
		twin.Optimizer = &Adam{Rate: o.Rate, Beta1: o.Beta1, Beta2: o.Beta2, Epsilon: o.Epsilon}
	}
	return &twin
}

func (l *Layer) copy() *Layer {
	twin := *l
	twin.Bias = slices.Clone(l.Bias)
	if l.Weights != nil {
		twin.Weights = mat.DenseCopyOf(l.Weights)
	}
	switch c := l.connection.(type) { // these have the layer in them
	case dense:
		twin.connection = dense{&twin}
	case convolution:
		c.Layer = &twin
		twin.connection = c
	}
	return &twin
}
