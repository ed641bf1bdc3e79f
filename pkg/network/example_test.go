package network_test

import (
	"fmt"
	"log"
	"math"
	"math/rand/v2"

	"firstneuron/pkg/network"

	"gonum.org/v1/gonum/mat"
)

// One neuron cannot learn XOR. Four behind the inputs and one behind them can.
func Example() {
	rng := rand.New(rand.NewPCG(1, 2))
	net := network.New(rng,
		network.Dense(2, 4, network.Tanh),
		network.Dense(4, 1, network.Sigmoid))
	net.Train(xor(), 3000)
	for _, question := range [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
		fmt.Printf("%v %.0f\n", question, net.Think(question))
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
	// Output: network: layer 1 gives 4 but layer 2 takes 3
}

// A convolutional network for the digits. Convolutions share few weights among many places.
func ExampleConvolution() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Print(network.New(rng,
		network.Convolution(network.Shape{8, 8, 1}, network.Kernels{Count: 16, Size: 3, Padding: network.Same}, network.ReLU),
		network.MaxPool(network.Shape{8, 8, 16}, 2),
		network.Dense(4*4*16, 10, network.Softmax)))
	// Output:
	// network of 3 layers, 2730 parameters, learns from squared error
	// layer                  from     to       parameters
	// convolution 3x3 ReLU   8x8x1    8x8x16   160
	// max pool 2x2           8x8x16   4x4x16   0
	// dense softmax          256      10       2570
}

// A kernel put in by hand finds where bright follows dark, from left to right.
func ExampleConvolution_edges() {
	layer := network.Convolution(network.Shape{3, 5, 1}, network.Kernels{Count: 1, Size: 3}, network.ReLU)
	net := network.New(rand.New(rand.NewPCG(1, 2)), layer)
	layer.Weights = mat.NewDense(9, 1, []float64{
		-1, 0, 1,
		-1, 0, 1,
		-1, 0, 1,
	})
	fmt.Println(net.Think([]float64{
		0, 0, 1, 1, 0,
		0, 0, 1, 1, 0,
		0, 0, 1, 1, 0,
	}))
	// Output: [3 3 0]
}

func ExampleKernels() {
	for _, kernels := range []network.Kernels{
		{Count: 6, Size: 5},
		{Count: 6, Size: 5, Padding: network.Same},
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
	fmt.Println(net.Think([]float64{
		1, 2, 0, 0,
		3, 4, 0, 8,
	}))
	// Output: [4 8]
}

func ExampleMeanPool() {
	net := network.New(nil, network.MeanPool(network.Shape{2, 4, 1}, 2))
	fmt.Println(net.Think([]float64{
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
		fmt.Printf("%-7v %.3f\n", activation, net.Think([]float64{-1, 0, 2}))
	}
	// Output:
	// linear  [-1.000 0.000 2.000]
	// sigmoid [0.269 0.500 0.881]
	// tanh    [-0.762 0.000 0.964]
	// ReLU    [0.000 0.000 2.000]
	// softmax [0.042 0.114 0.844]
}

func ExampleExamples_Batches() {
	fmt.Println("4 examples in batches of 3 are", xor().Batches(3), "steps an epoch")
	// Output: 4 examples in batches of 3 are 2 steps an epoch
}

func ExampleLayer_WithoutBias() {
	fmt.Println(network.Dense(3, 1, network.Sigmoid))
	fmt.Println(network.Dense(3, 1, network.Sigmoid).WithoutBias())
	// Output:
	// dense sigmoid, 3 to 1, 4 parameters
	// dense sigmoid, 3 to 1, 3 parameters
}

// Weights can be put in by hand, and read. These make the two hidden neurons
// "at least one" and "both", and the last one "the first but not the second".
func ExampleLayer() {
	hidden, last := network.Dense(2, 2, network.Sigmoid), network.Dense(2, 1, network.Sigmoid)
	net := network.New(rand.New(rand.NewPCG(1, 2)), hidden, last)
	hidden.Weights = mat.NewDense(2, 2, []float64{20, 20, 20, 20})
	hidden.Bias = []float64{-10, -30}
	last.Weights = mat.NewDense(2, 1, []float64{20, -20})
	last.Bias = []float64{-10}
	fmt.Println(hidden.Rows(), last.Rows())
	fmt.Printf("%.2f\n", net.Try(xor()).Output().RawMatrix().Data)
	// Output:
	// [[20 20] [20 20]] [[20] [-20]]
	// [0.00 1.00 1.00 0.00]
}

// The signals flow forward, and what each has to answer for flows back.
func ExampleNetwork_Try() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 2, network.Tanh), network.Dense(2, 1, network.Sigmoid))
	net.Layers[0].Weights = mat.NewDense(2, 2, []float64{1, -1, 0.5, 2})
	net.Layers[1].Weights = mat.NewDense(2, 1, []float64{1, -2})
	examples, err := network.NewExamples([][]float64{{1, 0}}, [][]float64{{1}})
	if err != nil {
		log.Fatal(err)
	}
	trial := net.Try(examples)
	for i, layer := range trial.Layers {
		fmt.Printf("layer %d forward: input %.3f signal %.3f output %.3f\n", i+1, layer.Input.RawRowView(0), layer.Signal.RawRowView(0), layer.Output.RawRowView(0))
	}
	for i := len(trial.Layers) - 1; i >= 0; i-- {
		layer := trial.Layers[i]
		fmt.Printf("layer %d back: error %.3f slope %.3f delta %.3f adjustment %.3f\n", i+1, layer.Error.RawRowView(0), layer.Slope.RawRowView(0), layer.Delta.RawRowView(0), layer.Adjustment.RawMatrix().Data)
	}
	// Output:
	// layer 1 forward: input [1.000 0.000] signal [1.000 -1.000] output [0.762 -0.762]
	// layer 2 forward: input [0.762 -0.762] signal [2.285] output [0.908]
	// layer 2 back: error [0.092] slope [0.084] delta [0.008] adjustment [0.006 -0.006]
	// layer 1 back: error [0.008 -0.015] slope [0.420 0.420] delta [0.003 -0.007] adjustment [0.003 -0.007 0.000 0.000]
}

func ExampleNetwork_Learn() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	before := net.Try(xor())
	net.Learn(before)
	fmt.Println(net.Try(xor()).Loss() < before.Loss())
	// Output: true
}

// Leaving the loop is early stopping.
func ExampleNetwork_Trials() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	net.Loss = network.CrossEntropy
	for step, trial := range net.Trials(xor(), 3000) {
		if trial.LargestError() < 0.1 {
			fmt.Println("every answer is within 0.1 after", step, "steps")
			break
		}
	}
	// Output: every answer is within 0.1 after 96 steps
}

func ExampleNetwork_Steps() {
	rng := rand.New(rand.NewPCG(1, 2))
	net := network.New(rng, network.Dense(2, 1, network.Tanh))
	for step, trial := range net.Steps(rng, xor(), 3, 4) {
		rows, _ := trial.Output().Dims()
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
	for epoch, loss := range net.Epochs(rng, xor(), 2, 1000) {
		if epoch%500 == 0 {
			fmt.Printf("epoch %4d: loss %.4f\n", epoch, loss)
		}
	}
	// Output:
	// epoch  500: loss 0.0030
	// epoch 1000: loss 0.0013
}

func ExampleNetwork_Answers() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 3, network.Tanh), network.Dense(3, 2, network.Softmax))
	answers, err := net.Answers([][]float64{{0, 0}})
	fmt.Println(answers, err)
	_, err = net.Answers([][]float64{{0, 0}, {1, 0, 0}})
	fmt.Println(err)
	// Output:
	// [[0.5 0.5]] <nil>
	// network: question 2 has 3 inputs but the network takes 2: give it one number for each
}

func ExampleNewExamples() {
	_, err := network.NewExamples([][]float64{{0, 0}, {0, math.NaN()}}, [][]float64{{0}, {1}})
	fmt.Println(err)
	// Output: network: example 2: input 2 is NaN: inputs must be finite numbers, so mend it or leave it out
}

func ExampleLoss() {
	for _, loss := range []network.Loss{network.SquaredError, network.CrossEntropy} {
		net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
		net.Loss = loss
		for step, trial := range net.Trials(xor(), 3000) {
			if trial.LargestError() < 0.1 {
				fmt.Println(loss, "takes", step, "steps")
				break
			}
		}
	}
	// Output:
	// squared error takes 500 steps
	// cross-entropy takes 96 steps
}

// The same start, three ways down.
func ExampleRule() {
	for _, rule := range []network.Rule{
		network.GradientDescent{Rate: 0.3},
		network.Momentum{Rate: 0.3, Momentum: 0.9},
		network.Adam{Rate: 0.05},
	} {
		net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
		net.Loss, net.Rule = network.CrossEntropy, rule
		net.Train(xor(), 200)
		fmt.Printf("%T: %.4f\n", rule, net.Try(xor()).Loss())
	}
	// Output:
	// network.GradientDescent: 0.2170
	// network.Momentum: 0.0022
	// network.Adam: 0.0019
}

// halving is a rule of one's own: the rate is halved after every hundred steps.
type halving struct{ rate float64 }

func (h halving) Start(int) func(parameters, adjustment []float64) {
	steps := 0
	return func(parameters, adjustment []float64) {
		rate := h.rate / math.Pow(2, float64(steps/100))
		for i := range parameters {
			parameters[i] += rate * adjustment[i]
		}
		steps++
	}
}

func ExampleRule_ownRule() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	net.Loss, net.Rule = network.CrossEntropy, halving{2}
	net.Train(xor(), 300)
	fmt.Printf("%.3f\n", net.Try(xor()).LargestError())
	// Output: 0.009
}

// Trials overwrites its trial at each step; a clone stays.
func ExampleTrial_Clone() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	net.Loss = network.CrossEntropy
	var first *network.Trial
	for step, trial := range net.Trials(xor(), 500) {
		if step == 0 {
			first = trial.Clone()
		}
		if step == 499 {
			fmt.Printf("the loss was %.3f and is %.3f\n", first.Loss(), trial.Loss())
		}
	}
	// Output: the loss was 0.700 and is 0.004
}

func xor() *network.Examples {
	examples, err := network.NewExamples(
		[][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}},
		[][]float64{{0}, {1}, {1}, {0}})
	if err != nil {
		log.Fatal(err)
	}
	return examples
}
