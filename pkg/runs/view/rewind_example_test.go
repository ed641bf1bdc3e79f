package view_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/neuron"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/view"
)

// recorded is a run of so many steps that has kept its weights before the first and after the last.
func recorded(net *network.Network, set *datasets.Set, steps int) (ledger *runs.Ledger, id string) {
	folder, err := os.MkdirTemp("", "runs")
	if err != nil {
		panic(err)
	}
	ledger = runs.Open(folder)
	recording := ledger.New(runs.Settings{Model: net, Data: set, SnapshotEvery: steps})
	for range runs.Record(recording, net.Steps(set, steps)) {
	}
	return ledger, recording.ID()
}

// describe prints what a panel shows of a run, in words.
func describe(ledger *runs.Ledger, id string, net *network.Network, panel view.Panel) {
	steps, err := ledger.Rewind(id, net)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, figure := range panel(ledger.Run(id), steps) {
		fmt.Println(figure.Alt())
	}
}

func xor() *network.Network {
	net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(2, 4, network.Tanh), network.Dense(4, 2, network.Softmax))
	net.Loss = network.CrossEntropy
	return net
}

// A run that is not in the ledger cannot be rewound.
func ExampleRewind() {
	net := xor()
	ledger := runs.Open("runs")
	view.Rewind(ledger, "20261129-100000-xor-0a1b", net, view.Curve("loss"), view.Confusion(net, datasets.XOR()))
	// Output:
	// runs: there is no run "20261129-100000-xor-0a1b" in runs: a run is called as the table of runs calls it
}

func ExampleCurve() {
	run := runs.Run{Curves: map[string][]runs.Point{"loss": {{Step: 0, Value: 0.9}, {Step: 1, Value: 0.5}, {Step: 2, Value: 0.4}}}}
	for _, figure := range view.Curve("loss")(run, slices.Values([]int{0, 2})) {
		fmt.Println(figure.Alt())
	}
	// Output:
	// The run's loss: loss falls from 0.9 to 0.4 in 3 steps; before the first step.
	// The run's loss: loss falls from 0.9 to 0.4 in 3 steps; after 2 steps.
}

func ExampleWeights() {
	net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(3, 1, network.Sigmoid).WithoutBias())
	ledger, id := recorded(net, datasets.Patterns(), 100)
	defer os.RemoveAll(ledger.Folder)
	describe(ledger, id, net, view.Weights([]string{"first", "second", "third"}, func() []float64 { return net.Layers[0].Weights.RawMatrix().Data }))
	// Output:
	// Weights: 3 bars, largest is second at 0.00226, smallest is third at -1.1.
	// Weights: 3 bars, largest is first at 2.7, smallest is third at -1.15.
}

func ExampleFilters() {
	digits := datasets.Digits().Slice(0, 50)
	kernels := network.Convolution(network.Shape{8, 8, 1}, network.Kernels{Count: 2, Size: 3, Stride: 1}, network.Tanh)
	net := network.New(rand.New(rand.NewPCG(1, 0)), kernels, network.Dense(kernels.To.Size(), 10, network.Softmax))
	ledger, id := recorded(net, digits, 10)
	defer os.RemoveAll(ledger.Folder)
	describe(ledger, id, net, view.Filters([]int{3, 3, 2}, func() []float64 { return kernels.Weights.RawMatrix().Data }))
	// Output:
	// Filters: 2 pictures of 3 by 3 pixels, values from -0.466 in "2" to 0.256 in "1": "1", "2".
	// Filters: 2 pictures of 3 by 3 pixels, values from -0.481 in "1" to 0.275 in "1": "1", "2".
}

func ExampleBoundary() {
	net, set := xor(), datasets.XOR()
	ledger, id := recorded(net, set, 500)
	defer os.RemoveAll(ledger.Folder)
	describe(ledger, id, net, view.Boundary(func(x, y float64) float64 { return net.Predict([]float64{x, y})[1] }, set))
	// Output:
	// Decision boundary: probability is lowest at (-0.1, -0.1) with 0.469 and highest at (1.1, 0.6) with 0.714, 0.5 or more on 98% of the area; 0: 2 points, input 1 from 0 to 1, input 2 from 0 to 1; 1: 2 points, input 1 from 0 to 1, input 2 from 0 to 1.
	// Decision boundary: probability is lowest at (-0.055, -0.1) with 0.000285 and highest at (-0.1, 1.1) with 0.998, 0.5 or more on 36.5% of the area; 0: 2 points, input 1 from 0 to 1, input 2 from 0 to 1; 1: 2 points, input 1 from 0 to 1, input 2 from 0 to 1.
}

func ExampleConfusion() {
	net, set := xor(), datasets.XOR()
	ledger, id := recorded(net, set, 500)
	defer os.RemoveAll(ledger.Folder)
	describe(ledger, id, net, view.Confusion(net, set))
	// Output:
	// XOR: 75% right: 2 classes, 3 of 4 examples right, most often confused: 0 predicted as 1, 1 time: true class 0 predicted as 0 1, 1 1; true class 1 predicted as 1 2.
	// XOR: 100% right: 2 classes, 4 of 4 examples right: true class 0 predicted as 0 2; true class 1 predicted as 1 2.
}

// Three of the article's four examples have the third input, and two of them say no.
func ExampleContributions() {
	n, set := neuron.Classic(), datasets.Patterns()
	why := n.Attribute(set, 2)
	for _, pass := range n.Steps(set, 1000) {
		why.Add(pass)
	}
	view.Contributions(why.Contributions, set, 3)
	// Output:
	// moves the weight by  steps  class  inputs
	// the weight before  -0.999771
	// example 0          -5.257429            1000   0      0 0 1
	// example 3          -4.588616            1000   0      0 1 1
	// example 1          +3.931821            1000   1      1 1 1
	// 1 other example    +3.496965
	// sum                -3.417030
	// the weight now     -3.417030
}
