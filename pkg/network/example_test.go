package network_test

import (
	"errors"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
)

// One neuron cannot learn XOR. Four hidden neurons and one output neuron can.
func Example() {
	rng := rand.New(rand.NewPCG(1, 2))
	net := network.New(rng,
		network.Dense(2, 4, network.Tanh),
		network.Dense(4, 1, network.Sigmoid))
	if err := net.Train(datasets.XOR(), 3000); err != nil {
		log.Fatal(err)
	}
	for _, inputs := range datasets.XOR().Rows() {
		fmt.Printf("%v %.0f\n", inputs, net.Predict(inputs))
	}
	// Output:
	// [0 0] [0]
	// [0 1] [1]
	// [1 0] [1]
	// [1 1] [0]
}

func ExampleNew() {
	rng := rand.New(rand.NewPCG(1, 2))
	defer func() { fmt.Println(recover()) }()
	network.New(rng, network.Dense(2, 4, network.Tanh), network.Dense(3, 1, network.Sigmoid))
	// Output: network: layer 1 has outputs of 4 but layer 2 takes 3
}

// A convolutional network for the digits. A convolution uses few weights at many positions.
func ExampleConvolution() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Print(network.New(rng,
		network.Convolution(network.Shape{8, 8, 1}, network.Kernels{Count: 16, Size: 3, Stride: 1, Padding: network.Same}, network.ReLU),
		network.MaxPool(network.Shape{8, 8, 16}, 2),
		network.Dense(4*4*16, 10, network.Softmax)))
	// Output:
	// network of 3 layers, 2730 parameters, loss: squared error
	// layer                  from     to       parameters
	// convolution 3x3 ReLU   8x8x1    8x8x16   160
	// max pool 2x2           8x8x16   4x4x16   0
	// dense softmax          256      10       2570
}

// A kernel set by hand finds where bright follows dark, from left to right.
func ExampleConvolution_edges() {
	layer := network.Convolution(network.Shape{3, 5, 1}, network.Kernels{Count: 1, Size: 3, Stride: 1}, network.ReLU)
	net := network.New(rand.New(rand.NewPCG(1, 2)), layer)
	layer.Weights = mat.NewDense(9, 1, []float64{
		-1, 0, 1,
		-1, 0, 1,
		-1, 0, 1,
	})
	fmt.Println(net.Predict([]float64{
		0, 0, 1, 1, 0,
		0, 0, 1, 1, 0,
		0, 0, 1, 1, 0,
	}))
	// Output: [3 3 0]
}

func ExampleKernels() {
	for _, kernels := range []network.Kernels{
		{Count: 6, Size: 5, Stride: 1},
		{Count: 6, Size: 5, Stride: 1, Padding: network.Same},
		{Count: 6, Size: 5, Padding: network.Same, Stride: 2},
	} {
		fmt.Println(network.Convolution(network.Shape{28, 28, 1}, kernels, network.Tanh))
	}
	// Output:
	// convolution 5x5 tanh, 28x28x1 to 24x24x6, 156 parameters
	// convolution 5x5 tanh, 28x28x1 to 28x28x6, 156 parameters
	// convolution 5x5 tanh, 28x28x1 to 14x14x6, 156 parameters
}

func ExampleMaxPool() {
	net := network.New(nil, network.MaxPool(network.Shape{2, 4, 1}, 2))
	fmt.Println(net.Predict([]float64{
		1, 2, 0, 0,
		3, 4, 0, 8,
	}))
	// Output: [4 8]
}

func ExampleMeanPool() {
	net := network.New(nil, network.MeanPool(network.Shape{2, 4, 1}, 2))
	fmt.Println(net.Predict([]float64{
		1, 2, 0, 0,
		3, 4, 0, 8,
	}))
	// Output: [2.5 2]
}

func ExampleShape_Channel() {
	picture := []float64{1, 10, 2, 20, 3, 30, 4, 40} // 2x2 points, two numbers each
	fmt.Println(mat.Formatted(network.Shape{2, 2, 2}.Channel(picture, 1)))
	// Output:
	// ⎡10  20⎤
	// ⎣30  40⎦
}

func ExampleActivation() {
	for _, activation := range []network.Activation{network.Linear, network.Sigmoid, network.Tanh, network.ReLU, network.Softmax} {
		layer := network.Dense(3, 3, activation)
		net := network.New(rand.New(rand.NewPCG(1, 2)), layer)
		layer.Weights = mat.DenseCopyOf(mat.NewDiagDense(3, []float64{1, 1, 1})) // each signal is an input
		fmt.Printf("%-7v %.3f\n", activation, net.Predict([]float64{-1, 0, 2}))
	}
	// Output:
	// linear  [-1.000 0.000 2.000]
	// sigmoid [0.269 0.500 0.881]
	// tanh    [-0.762 0.000 0.964]
	// ReLU    [0.000 0.000 2.000]
	// softmax [0.042 0.114 0.844]
}

// An activation of one's own works like the others.
func ExampleActivation_own() {
	leaky := network.Activation{
		Name:     "leaky ReLU",
		Function: func(signal float64) float64 { return max(signal, 0.1*signal) },
		Slope: func(signal, _ float64) float64 {
			if signal > 0 {
				return 1
			}
			return 0.1
		},
	}
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 8, leaky), network.Dense(8, 1, network.Sigmoid))
	net.Loss = network.CrossEntropy
	if err := net.Train(datasets.XOR(), 1000); err != nil {
		log.Fatal(err)
	}
	fmt.Println(net.Layers[0], net.Accuracy(datasets.XOR()))
	// Output: dense leaky ReLU, 2 to 8, 24 parameters 1
}

func ExampleLayer_WithoutBias() {
	fmt.Println(network.Dense(3, 1, network.Sigmoid))
	fmt.Println(network.Dense(3, 1, network.Sigmoid).WithoutBias())
	// Output:
	// dense sigmoid, 3 to 1, 4 parameters
	// dense sigmoid, 3 to 1, 3 parameters
}

// Weights can be set by hand, and read. These make the two hidden neurons
// "at least one" and "both", and the last one "the first but not the second".
func ExampleLayer() {
	hidden, last := network.Dense(2, 2, network.Sigmoid), network.Dense(2, 1, network.Sigmoid)
	net := network.New(rand.New(rand.NewPCG(1, 2)), hidden, last)
	hidden.Weights = mat.NewDense(2, 2, []float64{20, 20, 20, 20})
	hidden.Bias = []float64{-10, -30}
	last.Weights = mat.NewDense(2, 1, []float64{20, -20})
	last.Bias = []float64{-10}
	fmt.Println(hidden.Rows(), last.Rows())
	fmt.Printf("%.2f\n", net.Outputs(datasets.XOR()))
	// Output:
	// [[20 20] [20 20]] [[20] [-20]]
	// [[0.00] [1.00] [1.00] [0.00]]
}

// Signals go forward, gradients backward.
func ExampleNetwork_Pass() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 2, network.Tanh), network.Dense(2, 1, network.Sigmoid))
	net.Layers[0].Weights = mat.NewDense(2, 2, []float64{1, -1, 0.5, 2})
	net.Layers[1].Weights = mat.NewDense(2, 1, []float64{1, -2})
	pass := net.Pass(datasets.XOR().Slice(2, 3)) // the inputs 1 0, with the label 1
	for i, layer := range pass.Layers {
		fmt.Printf("layer %d: input %.3f signal %.3f output %.3f\n", i+1, layer.Input.RawRowView(0), layer.Signal.RawRowView(0), layer.Output.RawRowView(0))
	}
	for i := len(pass.Layers) - 1; i >= 0; i-- {
		layer := pass.Layers[i]
		fmt.Printf("layer %d: gradient of the output %.3f, slope %.3f, gradient of the signal %.3f, of the weights %.3f\n", i+1,
			layer.OutputGradient.RawRowView(0), layer.Slope.RawRowView(0), layer.SignalGradient.RawRowView(0), layer.WeightGradient.RawMatrix().Data)
	}
	// Output:
	// layer 1: input [1.000 0.000] signal [1.000 -1.000] output [0.762 -0.762]
	// layer 2: input [0.762 -0.762] signal [2.285] output [0.908]
	// layer 2: gradient of the output [-0.092], slope [0.084], gradient of the signal [-0.008], of the weights [-0.006 0.006]
	// layer 1: gradient of the output [-0.008 0.015], slope [0.420 0.420], gradient of the signal [-0.003 0.007], of the weights [-0.003 0.007 0.000 0.000]
}

func ExampleNetwork_Learn() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	before := net.Pass(datasets.XOR())
	fmt.Println(net.Learn(before), net.Pass(datasets.XOR()).Loss() < before.Loss())
	// Output: <nil> true
}

// Leaving the loop is early stopping.
func ExampleNetwork_Steps() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	net.Loss = network.CrossEntropy
	for step, pass := range net.Steps(datasets.XOR(), 3000) {
		if pass.LargestError() < 0.1 {
			fmt.Println("every answer is within 0.1 after", step, "steps")
			break
		}
	}
	// Output: every answer is within 0.1 after 96 steps
}

func ExampleNetwork_BatchSteps() {
	rng := rand.New(rand.NewPCG(1, 2))
	net := network.New(rng, network.Dense(2, 1, network.Tanh))
	for step, pass := range net.BatchSteps(rng, datasets.XOR(), 3, 4) {
		rows, _ := pass.Output().Dims()
		fmt.Println("step", step, "has", rows, "examples")
	}
	// Output:
	// step 0 has 3 examples
	// step 1 has 1 examples
	// step 2 has 3 examples
	// step 3 has 1 examples
}

func ExampleNetwork_Epochs() {
	rng := rand.New(rand.NewPCG(1, 2))
	net := network.New(rng, network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	net.Loss = network.CrossEntropy
	for epoch, loss := range net.Epochs(rng, datasets.XOR(), 2, 1000) {
		if epoch%500 == 0 {
			fmt.Printf("epoch %4d: loss %.4f\n", epoch, loss)
		}
	}
	// Output:
	// epoch  500: loss 0.0026
	// epoch 1000: loss 0.0012
}

func ExampleNetwork_Classify() {
	rng := rand.New(rand.NewPCG(1, 2))
	train, test := datasets.Digits().Split(rng, 0.8)
	net := network.New(rng, network.Dense(64, 32, network.ReLU), network.Dense(32, 10, network.Softmax))
	net.Loss, net.Optimizer = network.CrossEntropy, network.NewAdam(0.003)
	for range net.Epochs(rng, train, 32, 10) {
	}
	fmt.Println("predicted:", net.Classify(test)[:8])
	fmt.Println("labels:   ", test.Labels[:8])
	fmt.Println("accuracy above 0.9:", net.Accuracy(test) > 0.9, net.Err())
	class, predicted, _ := net.Confusion(test).MostConfused()
	fmt.Println("a pair that it confuses:", class != predicted)
	// Output:
	// predicted: [2 2 2 2 2 0 0 4]
	// labels:    [2 2 2 2 2 0 0 4]
	// accuracy above 0.9: true <nil>
	// a pair that it confuses: true
}

// Save writes a file, and Load reads it into a network with the same layers.
func ExampleNetwork_Save() {
	folder, err := os.MkdirTemp("", "network")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "xor.json")
	trained := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	if err := errors.Join(trained.Train(datasets.XOR(), 1000), trained.Save(path)); err != nil {
		log.Fatal(err)
	}
	loaded := network.New(rand.New(rand.NewPCG(3, 4)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	fmt.Println(loaded.Load(path), loaded.Predict([]float64{1, 0})[0] == trained.Predict([]float64{1, 0})[0])
	// Output: <nil> true
}

func ExampleNetwork_MarshalBinary() {
	trained := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	parameters, err := trained.MarshalBinary()
	fmt.Println(len(parameters), "bytes", err)
	other := network.New(rand.New(rand.NewPCG(3, 4)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	fmt.Println(other.UnmarshalBinary(parameters), other.Predict([]float64{1, 0})[0] == trained.Predict([]float64{1, 0})[0])
	// Output:
	// 136 bytes <nil>
	// <nil> true
}

// Adam's updates of one weight, split among the examples of XOR.
func ExampleNetwork_Attribute() {
	net, set := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid)), datasets.XOR()
	net.Loss, net.Optimizer = network.CrossEntropy, network.NewAdam(0.1)
	why, err := net.Attribute(set, 0, 1, 2) // in the first layer, from the second input to the third neuron
	if err != nil {
		log.Fatal(err)
	}
	for _, pass := range net.Steps(set, 200) {
		why.Add(pass)
	}
	fmt.Printf("first    %+.3f\n", why.First)
	for i, moved := range why.Moved {
		fmt.Printf("%v    %+.3f\n", set.Example(i), moved)
	}
	fmt.Printf("sum      %+.3f, the weight is %+.3f\n", why.Sum(), net.Layers[0].Weights.At(1, 2))
	// Output:
	// first    +0.639
	// [0 0]    +0.000
	// [0 1]    -13.130
	// [1 0]    +0.000
	// [1 1]    +14.758
	// sum      +2.267, the weight is +2.267
}

func ExampleLayerPass_ExampleGradient() {
	net, set := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid)), datasets.XOR()
	last := net.Pass(set).Layers[1]
	sum := 0.0
	for example := range set.Len() {
		part := last.ExampleGradient(example, network.Bias, 0)
		fmt.Printf("%v %+.4f\n", set.Example(example), part)
		sum += part
	}
	fmt.Printf("sum   %+.4f, the gradient of the bias is %+.4f\n", sum, last.BiasGradient[0])
	// Output:
	// [0 0] +0.0312
	// [0 1] -0.0223
	// [1 0] -0.0267
	// [1 1] +0.0370
	// sum   +0.0192, the gradient of the bias is +0.0192
}

func ExampleLoss() {
	for _, loss := range []network.Loss{network.SquaredError, network.CrossEntropy} {
		net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
		net.Loss = loss
		for step, pass := range net.Steps(datasets.XOR(), 3000) {
			if pass.LargestError() < 0.1 {
				fmt.Println(loss, "takes", step, "steps")
				break
			}
		}
	}
	// Output:
	// squared error takes 500 steps
	// cross-entropy takes 96 steps
}

// The same start, three optimizers.
func ExampleOptimizer() {
	for _, optimizer := range []network.Optimizer{
		network.GradientDescent{Rate: 0.3},
		&network.Momentum{Rate: 0.3, Momentum: 0.9},
		network.NewAdam(0.05),
	} {
		net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
		net.Loss, net.Optimizer = network.CrossEntropy, optimizer
		err := net.Train(datasets.XOR(), 200)
		fmt.Printf("%v: %.4f %v\n", optimizer, net.Pass(datasets.XOR()).Loss(), err)
	}
	// Output:
	// gradient descent at the rate 0.3: 0.2170 <nil>
	// momentum 0.9 at the rate 0.3: 0.0022 <nil>
	// Adam at the rate 0.05: 0.0019 <nil>
}

// halving is an optimizer of one's own: the rate is halved after every hundred steps.
type halving struct {
	rate  float64
	steps int
}

func (h *halving) Step(parameters, gradients [][]float64) error {
	rate := h.rate / math.Pow(2, float64(h.steps/100))
	for i, gradient := range gradients {
		floats.AddScaled(parameters[i], -rate, gradient)
	}
	h.steps++
	return nil
}

func ExampleOptimizer_own() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	net.Loss, net.Optimizer = network.CrossEntropy, &halving{rate: 2}
	if err := net.Train(datasets.XOR(), 300); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.3f\n", net.Pass(datasets.XOR()).LargestError())
	// Output: 0.009
}
