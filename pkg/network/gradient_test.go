package network

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/floats"
)

// Every adjustment is the negative gradient of the loss, by gonum's finite differences.
func TestAdjustmentsAreTheNegativeGradient(t *testing.T) {
	type test struct {
		name   string
		layers []*Layer
		loss   Loss
	}
	var tests []test
	add := func(name string, loss Loss, layers ...*Layer) {
		tests = append(tests, test{fmt.Sprintf("%s, %v", name, loss), layers, loss})
	}
	for _, a := range []Activation{Linear, Sigmoid, Tanh, ReLU, Softmax} {
		add(a.String()+" last", SquaredError, Dense(3, 4, a))
		add(a.String()+" hidden", SquaredError, Dense(3, 4, a), Dense(4, 2, Tanh))
		add(a.String()+" hidden", CrossEntropy, Dense(3, 5, a), Dense(5, 4, a), Dense(4, 3, Softmax))
		add(a.String()+" without bias", SquaredError, Dense(3, 4, a).WithoutBias(), Dense(4, 2, Sigmoid).WithoutBias())
		if a == Sigmoid || a == Softmax {
			add(a.String()+" last", CrossEntropy, Dense(3, 4, a))
		}
		if a == Softmax {
			continue
		}
		for _, k := range []Kernels{
			{Count: 3, Size: 3},
			{Count: 3, Size: 3, Padding: Same},
			{Count: 2, Size: 3, Stride: 2},
			{Count: 2, Size: 3, Stride: 2, Padding: Same},
			{Count: 2, Size: 2, Padding: Same},
			{Count: 2, Size: 1, Stride: 3},
			{Count: 2, Size: 7, Padding: Same},
		} {
			one := Convolution(Shape{5, 6, 2}, k, a)
			two := Convolution(one.To, Kernels{Count: 2, Size: 2, Padding: k.Padding}, a)
			add(fmt.Sprintf("%s %+v", a, k), SquaredError, one)
			if one.To[0] > 1 {
				one := Convolution(Shape{5, 6, 2}, k, a)
				add(fmt.Sprintf("two of %s %+v", a, k), SquaredError, one, two.WithoutBias(), Dense(two.To.Size(), 2, Linear))
			}
		}
	}
	for name, pool := range map[string]func(Shape, int) *Layer{"max": MaxPool, "mean": MeanPool} {
		convolution := Convolution(Shape{7, 6, 1}, Kernels{Count: 2, Size: 3, Padding: Same}, Tanh)
		pooled := pool(convolution.To, 2)
		again := Convolution(pooled.To, Kernels{Count: 3, Size: 2}, ReLU)
		add(name+" pool in a convolutional network", CrossEntropy, convolution, pooled, again, Dense(again.To.Size(), 3, Softmax))
		add(name+" pool last", SquaredError, Dense(4, 18, Tanh), pool(Shape{3, 3, 2}, 3))
		add(name+" pool first", SquaredError, pool(Shape{4, 4, 2}, 2), Dense(8, 2, Sigmoid))
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			net := New(rng, test.layers...)
			net.Loss = test.loss
			for _, layer := range net.Layers {
				for i := range layer.Bias {
					layer.Bias[i] = rng.NormFloat64() / 3
				}
			}
			checkGradient(t, net, randomExamples(rng, net, 4))
		})
	}
}

func checkGradient(t *testing.T, net *Network, examples *Examples) {
	t.Helper()
	trial := net.Try(examples)
	for i, layer := range net.Layers {
		weights, bias := layer.parameters()
		if layer.Weights == nil {
			if trial.Layers[i].Adjustment != nil {
				t.Errorf("layer %d has nothing to learn but an adjustment", i+1)
			}
			continue
		}
		same(t, fmt.Sprintf("weights of layer %d", i+1), trial.Layers[i].Adjustment.RawMatrix().Data, downhill(net, examples, weights), 1e-8)
		same(t, fmt.Sprintf("bias of layer %d", i+1), trial.Layers[i].BiasAdjustment, downhill(net, examples, bias), 1e-8)
	}
}

// downhill is the negative gradient of the loss with respect to some parameters, by nudging each.
func downhill(net *Network, examples *Examples, parameters []float64) []float64 {
	if len(parameters) == 0 {
		return nil
	}
	start := append([]float64(nil), parameters...)
	gradient := fd.Gradient(nil, func(x []float64) float64 {
		copy(parameters, x)
		return net.Try(examples).Loss()
	}, start, &fd.Settings{Formula: fd.Central})
	copy(parameters, start)
	floats.Scale(-1, gradient)
	return gradient
}

// randomExamples have targets that any loss can take: shares that add up to 1.
func randomExamples(rng *rand.Rand, net *Network, rows int) *Examples {
	inputs, targets := make([][]float64, rows), make([][]float64, rows)
	for i := range inputs {
		inputs[i] = make([]float64, net.Layers[0].From.Size())
		for j := range inputs[i] {
			inputs[i][j] = rng.NormFloat64()
		}
		targets[i] = make([]float64, net.Layers[len(net.Layers)-1].To.Size())
		for j := range targets[i] {
			targets[i][j] = rng.Float64()
		}
		floats.Scale(1/floats.Sum(targets[i]), targets[i])
	}
	examples, err := NewExamples(inputs, targets)
	if err != nil {
		panic(err)
	}
	return examples
}

func same(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) || !floats.EqualApprox(got, want, tolerance) {
		t.Errorf("%s: got %v, want %v to %g", what, got, want, tolerance)
	}
}
