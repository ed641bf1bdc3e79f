package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/floats"

	"firstneuron/pkg/datasets"
)

// By gonum's finite differences.
func TestGradients(t *testing.T) {
	type test struct {
		name   string
		layers []*Layer
		loss   Loss
	}
	var tests []test
	add := func(name string, loss Loss, layers ...*Layer) {
		tests = append(tests, test{fmt.Sprintf("%s, %v", name, loss), layers, loss})
	}
	for _, a := range []Activation{Linear, Sigmoid, Tanh, ReLU, Softmax, softplus} {
		add(a.String()+" last", SquaredError, Dense(3, 4, a))
		add(a.String()+" hidden", SquaredError, Dense(3, 4, a), Dense(4, 2, Tanh))
		add(a.String()+" hidden", CrossEntropy, Dense(3, 5, a), Dense(5, 4, a), Dense(4, 3, Softmax))
		add(a.String()+" without bias", SquaredError, Dense(3, 4, a).WithoutBias(), Dense(4, 2, Sigmoid).WithoutBias())
		if a.Name == Sigmoid.Name || a.isSoftmax() {
			add(a.String()+" last", CrossEntropy, Dense(3, 4, a))
		}
		if a.isSoftmax() {
			continue
		}
		for _, k := range []Kernels{
			{Count: 3, Size: 3, Stride: 1},
			{Count: 3, Size: 3, Stride: 1, Padding: Same},
			{Count: 2, Size: 3, Stride: 2},
			{Count: 2, Size: 3, Stride: 2, Padding: Same},
			{Count: 2, Size: 2, Stride: 1, Padding: Same},
			{Count: 2, Size: 1, Stride: 3},
			{Count: 2, Size: 7, Stride: 1, Padding: Same},
		} {
			one := Convolution(Shape{5, 6, 2}, k, a)
			two := Convolution(one.To, Kernels{Count: 2, Size: 2, Stride: 1, Padding: k.Padding}, a)
			add(fmt.Sprintf("%s %+v", a, k), SquaredError, one)
			if one.To[0] > 1 {
				one := Convolution(Shape{5, 6, 2}, k, a)
				add(fmt.Sprintf("two of %s %+v", a, k), SquaredError, one, two.WithoutBias(), Dense(two.To.Size(), 2, Linear))
			}
		}
	}
	for name, pool := range map[string]func(Shape, int) *Layer{"max": MaxPool, "mean": MeanPool} {
		convolution := Convolution(Shape{7, 6, 1}, Kernels{Count: 2, Size: 3, Stride: 1, Padding: Same}, Tanh)
		pooled := pool(convolution.To, 2)
		again := Convolution(pooled.To, Kernels{Count: 3, Size: 2, Stride: 1}, ReLU)
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
			checkGradient(t, net, randomSet(t, rng, net, 4))
		})
	}
}

// The gradient at the outputs is that of the losses as they are defined.
func TestOutputGradient(t *testing.T) {
	squared := func(target, output float64) float64 { return (target - output) * (target - output) / 2 }
	chosen := func(target, output float64) float64 { return -target * math.Log(output) }
	yesOrNo := func(target, output float64) float64 { return chosen(target, output) + chosen(1-target, 1-output) }
	for _, test := range []struct {
		last Activation
		loss Loss
		of   func(target, output float64) float64
	}{{Tanh, SquaredError, squared}, {Sigmoid, SquaredError, squared}, {Softmax, SquaredError, squared}, {Sigmoid, CrossEntropy, yesOrNo}, {Softmax, CrossEntropy, chosen}} {
		net := New(rand.New(rand.NewPCG(1, 2)), Dense(3, 4, test.last))
		net.Loss = test.loss
		pass := net.Pass(randomSet(t, rand.New(rand.NewPCG(1, 2)), net, 1))
		target := pass.targets.RawRowView(0)
		want := fd.Gradient(nil, func(outputs []float64) float64 {
			sum := 0.0
			for j, output := range outputs {
				sum += test.of(target[j], output)
			}
			return sum
		}, pass.Output().RawRowView(0), &fd.Settings{Formula: fd.Central})
		same(t, fmt.Sprintf("%v after %v", test.loss, test.last), pass.Layers[0].OutputGradient.RawRowView(0), want, 1e-8)
	}
}

// softplus is an activation of one's own.
var softplus = Activation{"softplus",
	func(signal float64) float64 { return math.Log1p(math.Exp(signal)) },
	func(signal, _ float64) float64 { return 1 / (1 + math.Exp(-signal)) },
}

func checkGradient(t *testing.T, net *Network, set *datasets.Set) {
	t.Helper()
	pass := net.Pass(set)
	for i, layer := range net.Layers {
		if layer.Weights == nil {
			if pass.Layers[i].WeightGradient != nil {
				t.Errorf("layer %d has nothing to learn but a gradient", i+1)
			}
			continue
		}
		same(t, fmt.Sprintf("weights of layer %d", i+1), pass.Layers[i].WeightGradient.RawMatrix().Data, measured(net, set, layer.Weights.RawMatrix().Data), 1e-8)
		same(t, fmt.Sprintf("bias of layer %d", i+1), pass.Layers[i].BiasGradient, measured(net, set, layer.Bias), 1e-8)
	}
}

// measured is the gradient of the loss with respect to some parameters, from small changes of each.
func measured(net *Network, set *datasets.Set, parameters []float64) []float64 {
	if len(parameters) == 0 {
		return nil
	}
	start := append([]float64(nil), parameters...)
	gradient := fd.Gradient(nil, func(x []float64) float64 {
		copy(parameters, x)
		return net.Pass(set).Loss()
	}, start, &fd.Settings{Formula: fd.Central})
	copy(parameters, start)
	return gradient
}

// randomSet has targets that any loss can take: they add up to 1.
func randomSet(t testing.TB, rng *rand.Rand, net *Network, examples int) *datasets.Set {
	t.Helper()
	inputs, targets := make([][]float64, examples), make([][]float64, examples)
	for i := range inputs {
		inputs[i] = make([]float64, net.Layers[0].From.Size())
		for j := range inputs[i] {
			inputs[i][j] = rng.NormFloat64()
		}
		targets[i] = make([]float64, net.last().To.Size())
		for j := range targets[i] {
			targets[i][j] = rng.Float64()
		}
		floats.Scale(1/floats.Sum(targets[i]), targets[i])
	}
	return setOf(t, inputs, targets)
}

func same(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) || !floats.EqualApprox(got, want, tolerance) {
		t.Errorf("%s: got %v, want %v to %g", what, got, want, tolerance)
	}
}
