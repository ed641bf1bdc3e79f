package network_test

import (
	"fmt"
	"log"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"

	"gonum.org/v1/gonum/floats"
)

// Of two networks that are alike one learns on. The other stays as it is.
func ExampleNetwork_Copy() {
	rng := rand.New(rand.NewPCG(1, 2))
	net := network.New(rng, network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
	before := net.Copy()
	if err := net.Train(datasets.XOR(), 3000); err != nil {
		log.Fatal(err)
	}
	fmt.Println(net.Accuracy(datasets.XOR()), before.Accuracy(datasets.XOR()))
	// Output: 1 0.5
}

// An optimizer of one's own may look at all parameters, and go against all gradients.
func ExampleNetwork_Parameters() {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(2, 1, network.Sigmoid))
	for i, values := range net.Parameters() {
		copy(values, [][]float64{{3, -1}, {0.5}}[i])
	}
	fmt.Println(net.Layers[0].Rows(), net.Layers[0].Bias)
	fmt.Printf("%.2f\n", net.Pass(datasets.XOR()).Gradients())
	// Output:
	// [[3] [-1]] [0.5]
	// [[0.02 -0.02] [0.02]]
}

// A copy takes the same steps as the network, whatever its layers, and neither moves the other.
func TestACopyLearnsByItself(t *testing.T) {
	set := datasets.Digits().Slice(0, 40)
	for _, optimizer := range []network.Optimizer{network.GradientDescent{Rate: 0.1}, &network.Momentum{Rate: 0.05, Momentum: 0.9}, network.NewAdam(0.01)} {
		build := func() *network.Network {
			return network.New(rand.New(rand.NewPCG(1, 2)),
				network.Convolution(network.Shape{8, 8, 1}, network.Kernels{Count: 3, Size: 3, Stride: 1, Padding: network.Same}, network.ReLU),
				network.MaxPool(network.Shape{8, 8, 3}, 2), network.Dense(48, 6, network.Tanh).WithoutBias(), network.Dense(6, 10, network.Softmax))
		}
		net := build()
		net.Loss, net.Optimizer = network.CrossEntropy, optimizer
		twin, start := net.Copy(), slices.Concat(build().Parameters()...)
		train := func(n *network.Network) []float64 {
			if err := n.Train(set, 5); err != nil {
				t.Fatal(err)
			}
			return slices.Concat(n.Parameters()...)
		}
		learnt := train(net)
		if got := slices.Concat(twin.Parameters()...); !slices.Equal(got, start) {
			t.Errorf("%v: the copy moved when the network learnt", optimizer)
		}
		if got := train(twin); !slices.Equal(got, learnt) {
			t.Errorf("%v: the copy learns other weights", optimizer)
		}
		if got := slices.Concat(net.Parameters()...); !slices.Equal(got, learnt) {
			t.Errorf("%v: the network moved when the copy learnt", optimizer)
		}
	}
}

// Gradients belong to the parameters: a step of gradient descent takes them off.
func TestGradientsAreThoseOfTheParameters(t *testing.T) {
	net := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(64, 5, network.ReLU), network.MaxPool(network.Shape{1, 1, 5}, 1), network.Dense(5, 10, network.Softmax).WithoutBias())
	net.Loss, net.Optimizer = network.CrossEntropy, network.GradientDescent{Rate: 1}
	set := datasets.Digits().Slice(0, 10)
	pass, want := net.Pass(set), slices.Concat(net.Parameters()...)
	floats.Sub(want, slices.Concat(pass.Gradients()...))
	if err := net.Learn(pass); err != nil {
		t.Fatal(err)
	}
	if got := slices.Concat(net.Parameters()...); !floats.EqualApprox(got, want, 1e-15) {
		t.Errorf("parameters after the step %v, want %v", got, want)
	}
}
