package network

import (
	"math"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// A Pass is everything that is computed on the way from the examples forward to the
// loss, and back to the gradient of each weight.
type Pass struct {
	Layers []*LayerPass

	// Examples are the places in the set of the examples of a batch, in the order of the
	// rows of each layer. Nil where the pass is of all, in their own order.
	Examples []int

	targets *mat.Dense
	loss    float64
}

// A LayerPass is what is computed in one layer. From Input to SignalGradient there is a
// row for each example; Input has a column for each input of the layer, the others one
// for each output.
type LayerPass struct {
	Input  *mat.Dense // of the first layer the examples, else the output of the layer before
	Signal *mat.Dense // what goes into the activation
	Output *mat.Dense // what comes out of it

	// Gradients for each example, of its own loss, with respect to Output and to Signal.
	// Slope is the derivative of the activation. SignalGradient is OutputGradient x Slope, except with [Softmax].
	OutputGradient *mat.Dense
	Slope          *mat.Dense
	SignalGradient *mat.Dense

	// Gradients of the mean loss: WeightGradient is the mean of input x SignalGradient
	// over the examples, BiasGradient that of SignalGradient. Nil where the layer has none.
	WeightGradient *mat.Dense
	BiasGradient   []float64

	patches *mat.Dense // of a convolution
}

// Pass computes the outputs for all examples, the loss, and the gradients; the weights
// stay as they are. It panics if the set has examples of another size, none, or nothing
// to learn.
func (n *Network) Pass(set *datasets.Set) *Pass {
	if err := n.check(set); err != nil {
		panic(err.Error())
	}
	return n.pass(set)
}

// Output is the network's outputs: a row for each example, a column for each output.
func (p *Pass) Output() *mat.Dense { return p.Layers[len(p.Layers)-1].Output }

// Loss is the one number that learning makes small, the mean over the examples.
func (p *Pass) Loss() float64 { return p.loss }

// LargestError is the largest difference between an output and its target.
func (p *Pass) LargestError() float64 { return floats.Norm(p.errors().RawMatrix().Data, math.Inf(1)) }

// MeanError is the mean absolute error over all outputs and examples.
func (p *Pass) MeanError() float64 {
	errors := p.errors().RawMatrix().Data
	return floats.Norm(errors, 1) / float64(len(errors))
}

func (n *Network) pass(set *datasets.Set) *Pass {
	targets, err := set.TargetsFor(n.last().To.Size())
	if err != nil {
		panic(err.Error()) // check would have found it
	}
	pass := &Pass{Layers: n.forward(mat.NewDense(set.Len(), set.Size(), set.Values)), targets: matrix(targets)}
	pass.loss = n.meanLoss(pass.Layers[len(pass.Layers)-1], pass.targets)
	n.backward(pass)
	return pass
}

// forward takes the input through every layer: the output of each is the input of the next.
func (n *Network) forward(input *mat.Dense) []*LayerPass {
	layers := make([]*LayerPass, len(n.Layers))
	for i, layer := range n.Layers {
		p := &LayerPass{Input: input}
		p.Signal = layer.connection.signal(p)
		p.Output = layer.Activation.output(p.Signal)
		layers[i], input = p, p.Output
	}
	return layers
}

// backward takes the gradient of the loss back through every layer, by the chain rule:
// from its outputs to its signals, from there to its weights, and to its inputs, which
// are the outputs of the layer before.
func (n *Network) backward(pass *Pass) {
	last := len(n.Layers) - 1
	gradient := n.lossGradient(pass.Output(), pass.targets)
	for i := last; i >= 0; i-- {
		layer, p := n.Layers[i], pass.Layers[i]
		p.OutputGradient = gradient
		p.Slope = layer.Activation.slope(p)
		if i == last && n.Loss == CrossEntropy {
			p.SignalGradient = pass.errors() // the slope cancels out, as it does for one neuron
		} else {
			p.SignalGradient = layer.Activation.signalGradient(p)
		}
		layer.connection.parameterGradients(p)
		if i > 0 {
			gradient = layer.connection.inputGradient(p)
		}
	}
}

// errors are output - target.
func (p *Pass) errors() *mat.Dense {
	var errors mat.Dense
	errors.Sub(p.Output(), p.targets)
	return &errors
}

func (p *LayerPass) examples() int { return p.Input.RawMatrix().Rows }

func (p *LayerPass) gradients() (weights, bias []float64) {
	if p.WeightGradient == nil {
		return nil, nil
	}
	return p.WeightGradient.RawMatrix().Data, p.BiasGradient
}
