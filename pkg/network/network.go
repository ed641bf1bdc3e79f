// Package network is layers of neurons that learn by backpropagation, written
// by hand on matrices, small enough to read from top to bottom.
//
// A layer is one expression, and a network is its layers:
//
//	net := network.New(rng,
//		network.Dense(2, 4, network.Tanh),
//		network.Dense(4, 1, network.Sigmoid))
//
// The words are those of package neuron, which is this network's smallest case.
// [Network.Try] answers examples and returns a [Trial] with every number on the
// way forward and back, layer by layer; [Network.Learn] changes the weights;
// [Network.Trials] does both again and again with the whole set, and
// [Network.Steps] with a small batch at a time:
//
//	for step, trial := range net.Trials(examples, 1000) {
//		fmt.Println(step, trial.Loss())
//	}
//	fmt.Println(net.Think([]float64{1, 0}))
//
// Two things differ from one neuron. Each layer has a bias, which
// [Layer.WithoutBias] takes away. And the loss and the adjustment are the mean
// over the examples where a neuron takes their sum, so that a learning rate
// suits batches of every size: a neuron's rate of 1 on four examples is a rate
// of 4 here.
//
// A picture is a row of numbers in the order height, width, channels, and a
// [Shape] says how to read it, so dense layers and convolutions follow each
// other as they are.
package network

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"text/tabwriter"

	"gonum.org/v1/gonum/mat"
)

// A Network answers a question with one number or several, and learns from
// examples. Make it with [New].
type Network struct {
	Layers []*Layer
	Loss   Loss // what learning makes small; zero means SquaredError
	Rule   Rule // how learning changes the weights; nil means GradientDescent{Rate: 1}
}

// New puts layers behind each other and draws their weights from rng, as
// [Layer.Weights] says. It panics if there is no layer, if what one layer gives
// does not fit what the next one takes, or if a layer is in a network already.
func New(rng *rand.Rand, layers ...*Layer) *Network {
	if len(layers) == 0 {
		panic("network: a network needs at least 1 layer, not 0")
	}
	for i, layer := range layers {
		if i > 0 && !layer.follows(layers[i-1]) {
			panic(fmt.Sprintf("network: layer %d gives %v but layer %d takes %v", i, layers[i-1].To, i+1, layer.From))
		}
		if layer.taken {
			panic(fmt.Sprintf("network: layer %d, %v, is in a network already: make a new layer for each place", i+1, layer))
		}
		layer.taken = true
		layer.draw(rng)
	}
	return &Network{Layers: layers}
}

// Think answers one question, which has one number for each input.
// It panics if the question has another length, and an input that is NaN makes
// answers NaN: questions that come from outside go through [Network.Answers].
func (n *Network) Think(inputs []float64) []float64 {
	if takes := n.Layers[0].From.Size(); len(inputs) != takes {
		panic(fmt.Sprintf("network: a question with %d inputs does not fit a network with %d", len(inputs), takes))
	}
	n.checkParameters()
	trial := n.newTrial(1)
	n.forward(mat.NewDense(1, len(inputs), inputs), trial)
	return trial.Output().RawRowView(0)
}

// Try answers every example and returns everything that was computed on the
// way forward and back. The weights stay as they are. It panics if the examples
// do not fit the network, or its loss.
func (n *Network) Try(examples *Examples) *Trial {
	trial := n.begin(examples, examples.Len())
	n.try(examples, trial)
	return trial
}

// Learn changes the weights by the adjustments of a trial, as the first step of
// the network's rule does. Where a rule remembers earlier steps, as [Momentum]
// and [Adam] do, [Network.Trials] and [Network.Steps] let it. It panics if the
// trial is of a network with other layers.
func (n *Network) Learn(trial *Trial) {
	n.checkTrial(trial)
	n.learning()(trial)
}

// Parameters is how many numbers the network learns: weights and biases.
func (n *Network) Parameters() int {
	total := 0
	for _, layer := range n.Layers {
		total += layer.Parameters()
	}
	return total
}

// String is a table with a line for each layer.
func (n *Network) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "network of %d layers, %d parameters, learns from %v\n", len(n.Layers), n.Parameters(), n.Loss)
	table := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "layer\tfrom\tto\tparameters")
	for _, layer := range n.Layers {
		fmt.Fprintf(table, "%s\t%v\t%v\t%d\n", layer.kind(), layer.From, layer.To, layer.Parameters())
	}
	table.Flush()
	return text.String()
}

func (n *Network) try(examples *Examples, trial *Trial) {
	n.forward(examples.Inputs, trial)
	n.backward(examples.Targets, trial)
}

// forward carries the inputs through every layer: each one's output is the next one's input.
func (n *Network) forward(inputs *mat.Dense, trial *Trial) {
	for i, layer := range n.Layers {
		t := trial.Layers[i]
		t.Input = inputs
		layer.synapses.signals(layer, t)
		layer.Activation.outputs(t)
		inputs = t.Output
	}
}

// backward carries the errors back: each layer works out its adjustment, then
// hands to the layer before it what that layer's outputs have to answer for.
func (n *Network) backward(targets *mat.Dense, trial *Trial) {
	last := len(n.Layers) - 1
	trial.targets = targets
	trial.Layers[last].Error.Sub(targets, trial.Layers[last].Output)
	for i := last; i >= 0; i-- {
		layer, t := n.Layers[i], trial.Layers[i]
		layer.Activation.slopes(t)
		if i == last && n.Loss == CrossEntropy {
			t.Delta.Copy(t.Error) // the slope cancels out, as it does for one neuron
		} else {
			layer.Activation.deltas(t)
		}
		layer.synapses.adjust(layer, t)
		if i > 0 {
			layer.synapses.back(layer, t, trial.Layers[i-1].Error)
		}
	}
}
