package network

import (
	"math/rand/v2"
	"testing"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/floats"
)

// What one neuron cannot learn, a few hidden ones and one behind them can. With
// two it depends on the start; with four it does so from here.
func TestXORIsLearnt(t *testing.T) {
	for _, test := range []struct {
		name   string
		hidden Activation
		loss   Loss
		rule   Rule
	}{
		{"sigmoid, squared error, gradient descent", Sigmoid, SquaredError, GradientDescent{Rate: 10}},
		{"tanh, cross-entropy, gradient descent", Tanh, CrossEntropy, GradientDescent{Rate: 1}},
		{"tanh, cross-entropy, momentum", Tanh, CrossEntropy, Momentum{Rate: 0.3, Momentum: 0.9}},
		{"tanh, cross-entropy, Adam", Tanh, CrossEntropy, Adam{Rate: 0.05}},
	} {
		t.Run(test.name, func(t *testing.T) {
			xor := examplesOf(t, [][]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, [][]float64{{0}, {1}, {1}, {0}})
			for seed := range uint64(5) {
				net := New(rand.New(rand.NewPCG(seed, 2)), Dense(2, 4, test.hidden), Dense(4, 1, Sigmoid))
				net.Loss, net.Rule = test.loss, test.rule
				net.Train(xor, 3000)
				if got := net.Try(xor).LargestError(); got > 0.05 {
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
	net.Loss, net.Rule = CrossEntropy, Adam{Rate: 0.02}
	net.Train(columnOf(t, training), 600)
	right := 0
	for i, question := range held.Rows() {
		if answer := net.Think(question)[0]; (answer > 0.5) == (held.Labels[i] == 1) {
			right++
		}
	}
	if share := float64(right) / float64(held.Len()); share < 0.98 {
		t.Errorf("%.3f of the held-out points are right, want 0.98", share)
	}
}

func TestDigitsAreLearnt(t *testing.T) {
	tests := []struct {
		name   string
		layers []*Layer
		epochs int
		want   float64 // share of the held-out pictures
	}{
		{"one layer", []*Layer{Dense(64, 10, Softmax)}, 30, 0.93},
		{"a hidden layer", []*Layer{Dense(64, 32, ReLU), Dense(32, 10, Softmax)}, 30, 0.95},
		{"convolutions and max pooling", []*Layer{
			Convolution(Shape{8, 8, 1}, Kernels{Count: 16, Size: 3, Padding: Same}, ReLU),
			MaxPool(Shape{8, 8, 16}, 2),
			Convolution(Shape{4, 4, 16}, Kernels{Count: 32, Size: 3, Padding: Same}, ReLU),
			Dense(4*4*32, 10, Softmax),
		}, 12, 0.97},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			training, held := datasets.Digits().Split(rng, 0.75)
			net := New(rng, test.layers...)
			net.Loss, net.Rule = CrossEntropy, Adam{Rate: 0.003}
			for range net.Epochs(rng, examplesOf(t, training.Rows(), training.OneHot()), 32, test.epochs) {
			}
			got := accuracy(t, net, held)
			t.Logf("%.4f of %d held-out digits are right", got, held.Len())
			if got < test.want {
				t.Errorf("%.4f of the held-out digits are right, want %v", got, test.want)
			}
		})
	}
}

func accuracy(t *testing.T, net *Network, set *datasets.Set) float64 {
	t.Helper()
	answers, err := net.Answers(set.Rows())
	if err != nil {
		t.Fatal(err)
	}
	right := 0
	for i, answer := range answers {
		if floats.MaxIdx(answer) == set.Labels[i] {
			right++
		}
	}
	return float64(right) / float64(len(answers))
}

// columnOf takes the labels 0 and 1 as the targets of one output.
func columnOf(t *testing.T, set *datasets.Set) *Examples {
	t.Helper()
	targets := make([][]float64, set.Len())
	for i, label := range set.Targets() {
		targets[i] = []float64{label}
	}
	return examplesOf(t, set.Rows(), targets)
}
