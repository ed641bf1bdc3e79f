// Package network is layers of neurons that learn by backpropagation, written by
// hand on matrices, small enough to read from top to bottom.
//
// A layer is one expression, and a network is its layers:
//
//	net := network.New(rng,
//		network.Dense(2, 4, network.Tanh),
//		network.Dense(4, 1, network.Sigmoid))
//
// The words are those of package neuron: a single neuron is a network of one layer.
// [Network.Pass] computes the outputs and the gradient of the loss, layer by layer;
// [Network.Learn] takes a step of the optimizer; [Network.Steps] does both again and
// again with all examples, [Network.BatchSteps] and [Network.Epochs] with a batch of
// them at a time:
//
//	for step, pass := range net.Steps(set, 1000) {
//		fmt.Println(step, pass.Loss())
//	}
//	fmt.Println(net.Predict([]float64{1, 0}))
//
// Three things differ from one neuron. Each layer has a bias, which
// [Layer.WithoutBias] removes. What comes back is the gradient itself, where the
// article's adjustment is minus the gradient. And loss and gradient are the mean over
// the examples, where a neuron takes their sum, so that a learning rate suits batches
// of every size: a neuron's rate of 1 on four examples is a rate of 4 here.
//
// A picture is a row of numbers in the order height, width, channels, and a [Shape]
// says how to read it, so dense layers and convolutions follow each other as they are.
package network

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"text/tabwriter"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/metrics"

	"gonum.org/v1/gonum/mat"
)

// A Network is layers, each with the output of the one before as its input. Make it
// with [New].
type Network struct {
	Layers    []*Layer
	Loss      Loss      // what learning makes small; zero means SquaredError
	Optimizer Optimizer // how learning changes the weights; New sets GradientDescent{Rate: 1}

	err error
}

// New puts layers one after another and draws their weights from rng, as
// [Layer.Weights] says. It panics if there is no layer, if the output of one layer
// does not fit the input of the next, or if a layer is in a network already.
func New(rng *rand.Rand, layers ...*Layer) *Network {
	if len(layers) == 0 {
		panic("network: a network needs at least 1 layer, not 0")
	}
	for i, layer := range layers {
		if i > 0 && !layer.follows(layers[i-1]) {
			panic(fmt.Sprintf("network: layer %d has outputs of %v but layer %d takes %v", i, layers[i-1].To, i+1, layer.From))
		}
		if layer.taken {
			panic(fmt.Sprintf("network: layer %d, %v, is in a network already: make a new layer for each place", i+1, layer))
		}
		layer.taken = true
		layer.initialize(rng)
	}
	return &Network{Layers: layers, Optimizer: GradientDescent{Rate: 1}}
}

// Predict is the outputs for one example, which has one number for each input. It
// panics if the example has another size. An input that is NaN makes outputs NaN.
func (n *Network) Predict(example []float64) []float64 {
	return n.outputs(&datasets.Set{Shape: []int{len(example)}, Values: example})[0]
}

// Outputs are what [Network.Predict] returns for each example of a set.
func (n *Network) Outputs(set *datasets.Set) [][]float64 {
	const batch = 128 // more at once would only take more memory
	var outputs [][]float64
	for from := 0; from < set.Len(); from += batch {
		outputs = append(outputs, n.outputs(set.Slice(from, min(from+batch, set.Len())))...)
	}
	return outputs
}

func (n *Network) outputs(set *datasets.Set) [][]float64 {
	n.checkSize(set.Size())
	if err := n.checkLayers(); err != nil {
		panic(err.Error())
	}
	layers := n.forward(mat.NewDense(set.Len(), set.Size(), set.Values))
	return rows(layers[len(layers)-1].Output)
}

// Classify is the class of each example: the one with the largest output. A single
// output means class 1 from 0.5 on, else class 0. Where an output is NaN it is -1, no
// class.
func (n *Network) Classify(set *datasets.Set) []int {
	return metrics.Classify(n.Outputs(set))
}

// Accuracy is the fraction of a set's examples that get their own class, 0 to 1. It
// panics if the examples have another size, or no labels.
func (n *Network) Accuracy(set *datasets.Set) float64 {
	return metrics.Accuracy(n.Classify(set), labels(set))
}

// Confusion counts which class the examples of each class get. It panics as
// [Network.Accuracy] does.
func (n *Network) Confusion(set *datasets.Set) metrics.Confusion {
	return metrics.NewConfusion(n.Classify(set), labels(set), len(set.Classes))
}

func labels(set *datasets.Set) []int {
	if set.Labels == nil {
		panic(fmt.Sprintf("network: the examples of %s have no labels to compare with", set.Name))
	}
	return set.Labels
}

// NumParameters is how many numbers the network learns: weights and biases.
func (n *Network) NumParameters() int {
	count := 0
	for _, layer := range n.Layers {
		count += layer.NumParameters()
	}
	return count
}

func (n *Network) last() *Layer { return n.Layers[len(n.Layers)-1] }

// String is a table with a line for each layer.
func (n *Network) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "network of %d layers, %d parameters, loss: %v\n", len(n.Layers), n.NumParameters(), n.Loss)
	table := tabwriter.NewWriter(&text, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "layer\tfrom\tto\tparameters")
	for _, layer := range n.Layers {
		fmt.Fprintf(table, "%s\t%v\t%v\t%d\n", layer.kind(), layer.From, layer.To, layer.NumParameters())
	}
	table.Flush()
	return text.String()
}
