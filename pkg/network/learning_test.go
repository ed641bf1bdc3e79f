package network

import (
	"math/rand/v2"
	"testing"

	"firstneuron/pkg/datasets"
)

// What one neuron cannot learn, a few hidden ones can. With
// two it depends on the start; with four it does so from here.
func TestXORIsLearnt(t *testing.T) {
	for _, test := range []struct {
		name      string
		hidden    Activation
		loss      Loss
		optimizer func() Optimizer
	}{
		{"sigmoid, squared error, gradient descent", Sigmoid, SquaredError, func() Optimizer { return GradientDescent{Rate: 10} }},
		{"tanh, cross-entropy, gradient descent", Tanh, CrossEntropy, func() Optimizer { return GradientDescent{Rate: 1} }},
		{"tanh, cross-entropy, momentum", Tanh, CrossEntropy, func() Optimizer { return &Momentum{Rate: 0.3, Momentum: 0.9} }},
		{"tanh, cross-entropy, Adam", Tanh, CrossEntropy, func() Optimizer { return NewAdam(0.05) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			xor := datasets.XOR()
			for seed := range uint64(5) {
				net := New(rand.New(rand.NewPCG(seed, 2)), Dense(2, 4, test.hidden), Dense(4, 1, Sigmoid))
				net.Loss, net.Optimizer = test.loss, test.optimizer()
				if err := net.Train(xor, 3000); err != nil {
					t.Fatal(err)
				}
				if got := net.Pass(xor).LargestError(); got > 0.05 {
					t.Errorf("seed %d: the largest error is %v after 3000 steps, want 0.05 at most", seed, got)
				}
			}
		})
	}
}

func TestTwoMoonsAreLearnt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	training, held := datasets.Moons(rng, 400, 0.1).Split(rng, 0.5)
	net := New(rng, Dense(2, 16, Tanh), Dense(16, 1, Sigmoid))
	net.Loss, net.Optimizer = CrossEntropy, NewAdam(0.02)
	if err := net.Train(training, 600); err != nil {
		t.Fatal(err)
	}
	if got := net.Accuracy(held); got < 0.98 {
		t.Errorf("the accuracy on the held-out points is %.3f, want 0.98", got)
	}
}

func TestDigitsAreLearnt(t *testing.T) {
	tests := []struct {
		name   string
		layers []*Layer
		epochs int
		want   float64 // accuracy on the held-out pictures
	}{
		{"one layer", []*Layer{Dense(64, 10, Softmax)}, 30, 0.93},
		{"a hidden layer", []*Layer{Dense(64, 32, ReLU), Dense(32, 10, Softmax)}, 30, 0.95},
		{"convolutions and max pooling", []*Layer{
			Convolution(Shape{8, 8, 1}, Kernels{Count: 16, Size: 3, Stride: 1, Padding: Same}, ReLU),
			MaxPool(Shape{8, 8, 16}, 2),
			Convolution(Shape{4, 4, 16}, Kernels{Count: 32, Size: 3, Stride: 1, Padding: Same}, ReLU),
			Dense(4*4*32, 10, Softmax),
		}, 12, 0.97},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			training, held := datasets.Digits().Split(rng, 0.75)
			net := New(rng, test.layers...)
			net.Loss, net.Optimizer = CrossEntropy, NewAdam(0.003)
			for range net.Epochs(rng, training, 32, test.epochs) {
			}
			if got := net.Accuracy(held); got < test.want || net.Err() != nil {
				t.Errorf("the accuracy on the held-out digits is %.4f, want %v; error %v", got, test.want, net.Err())
			}
			confusion := net.Confusion(held)
			if got, want := confusion.Accuracy(), net.Accuracy(held); got != want {
				t.Errorf("the confusion matrix has the accuracy %v, want %v", got, want)
			}
		})
	}
}
