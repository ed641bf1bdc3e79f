package network

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// oracle holds what scikit-learn, scipy and numpy computed; testdata/layers.py wrote it.
type oracle struct {
	Trained []struct {
		Hidden, Last, Rule string
		Batch, Epochs      int
		Inputs, Targets    [][]float64
		Start, End         []struct {
			Weights [][]float64
			Bias    []float64
		}
		Loss    []float64
		Answers [][]float64
	}
	Convolved []struct {
		From, To                 Shape
		Kernels                  Kernels
		Padding                  string
		Picture, Weights, Signal []float64
	}
	Adam []struct {
		Rate, Beta1, Beta2, Epsilon float64
		Steps                       []struct{ Gradient, Parameters []float64 }
	}
}

// Twelve epochs of every activation, loss and optimizer, in whole sets and in batches of 4 out of 10.
func TestTrainingAgreesWithScikitLearn(t *testing.T) {
	activations := map[string]Activation{}
	for _, a := range []Activation{Linear, Sigmoid, Tanh, ReLU, Softmax} {
		activations[a.String()] = a
	}
	optimizers := map[string]func() Optimizer{
		"gradient descent": func() Optimizer { return GradientDescent{Rate: 0.1} },
		"momentum":         func() Optimizer { return &Momentum{Rate: 0.02, Momentum: 0.9} },
		"Adam":             func() Optimizer { return &Adam{Rate: 0.05, Beta1: 0.8, Beta2: 0.99, Epsilon: 1e-20} },
	}
	for _, want := range readOracle(t).Trained {
		t.Run(fmt.Sprintf("%s, %s, %s", want.Hidden, want.Last, want.Rule), func(t *testing.T) {
			hidden, outputs := activations[want.Hidden], len(want.Targets[0])
			net := New(rand.New(rand.NewPCG(1, 2)), Dense(3, 4, hidden), Dense(4, 3, hidden), Dense(3, outputs, activations[want.Last]))
			for i, start := range want.Start {
				for j, row := range start.Weights {
					net.Layers[i].Weights.SetRow(j, row)
				}
				net.Layers[i].Bias = slices.Clone(start.Bias)
			}
			net.Optimizer = optimizers[want.Rule]()
			if want.Last != "linear" {
				net.Loss = CrossEntropy
			}
			set := setOf(t, want.Inputs, want.Targets)

			perOutput := 1.0 // scikit-learn's squared error is the mean over the outputs too, though not its gradient
			if net.Loss == SquaredError {
				perOutput = float64(outputs)
			}
			for epoch, loss := range net.Epochs(nil, set, want.Batch, want.Epochs) {
				same(t, fmt.Sprintf("loss of epoch %d", epoch), []float64{loss / perOutput}, want.Loss[epoch-1:epoch], 1e-9)
			}
			for i, end := range want.End {
				same(t, fmt.Sprintf("weights of layer %d", i+1), slices.Concat(net.Layers[i].Rows()...), slices.Concat(end.Weights...), 1e-9)
				same(t, fmt.Sprintf("bias of layer %d", i+1), net.Layers[i].Bias, end.Bias, 1e-9)
			}
			if net.Err() != nil {
				t.Error(net.Err())
			}
			same(t, "outputs", slices.Concat(net.Outputs(set)...), slices.Concat(want.Answers...), 1e-9)
		})
	}
}

func TestConvolutionAgreesWithScipy(t *testing.T) {
	for _, want := range readOracle(t).Convolved {
		kernels := want.Kernels
		kernels.Stride = max(kernels.Stride, 1)
		if want.Padding == Same.String() {
			kernels.Padding = Same
		}
		t.Run(fmt.Sprintf("%v %+v", want.From, kernels), func(t *testing.T) {
			layer := Convolution(want.From, kernels, Linear)
			net := New(rand.New(rand.NewPCG(1, 2)), layer)
			rows, columns := layer.Weights.Dims()
			layer.Weights = mat.NewDense(rows, columns, want.Weights) // scipy's [height, width, channels, kernels] has the same order
			if layer.To != want.To {
				t.Errorf("shape: got %v, want %v", layer.To, want.To)
			}
			same(t, "signal", net.Predict(want.Picture), want.Signal, 1e-12)
		})
	}
}

func TestAdamAgreesWithItsPaper(t *testing.T) {
	for _, want := range readOracle(t).Adam {
		adam := &Adam{Rate: want.Rate, Beta1: want.Beta1, Beta2: want.Beta2, Epsilon: want.Epsilon}
		if usual := NewAdam(want.Rate); want.Beta1 == 0.9 && !reflect.DeepEqual(usual, adam) {
			t.Errorf("NewAdam has %+v, and the paper %+v", usual, adam)
		}
		parameters := [][]float64{{1, -2, 0.5}}
		for i, step := range want.Steps {
			if err := adam.Step(parameters, [][]float64{step.Gradient}); err != nil {
				t.Fatal(err)
			}
			same(t, fmt.Sprintf("%v, step %d", adam, i+1), parameters[0], step.Parameters, 1e-14)
		}
	}
}

func readOracle(t *testing.T) oracle {
	t.Helper()
	text, err := os.ReadFile("testdata/layers.json")
	if err != nil {
		t.Fatal(err)
	}
	var want oracle
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if len(want.Trained) == 0 || len(want.Convolved) == 0 || len(want.Adam) == 0 {
		t.Fatal("testdata/layers.json is not whole: write it again with layers.py")
	}
	return want
}
