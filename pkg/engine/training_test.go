package engine

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomNetwork is a network of some layers with random parameters.
func randomNetwork(t testing.TB, shape []int, layers ...Layer) *Network {
	t.Helper()
	n, err := New(shape, layers...)
	if err != nil {
		t.Fatal(err)
	}
	randomize(rand.New(rand.NewPCG(1, 2)), n)
	return n
}

// outputsOf is how many outputs a network has.
func outputsOf(n *Network) int { return product(n.Shapes()[len(n.Shapes())-1]) }

// trained is what a few steps of training leave behind.
type trained struct {
	losses     []float64
	last       []float32 // the outputs that the last step returned
	outputs    []float32 // after it
	parameters []float32
}

// train makes ten steps from the same start, always with the same batch.
func train(t testing.TB, shape []int, layers []Layer, examples, workers int, optimizer Optimizer) trained {
	t.Helper()
	n := randomNetwork(t, shape, layers...)
	n.SetWorkers(workers)
	inputs, targets := randomBatch(rand.New(rand.NewPCG(3, 4)), examples, product(shape), outputsOf(n))
	var result trained
	for step := range 10 {
		loss, outputs := n.Step(inputs, targets, CrossEntropy, optimizer, uint64(step))
		result.losses, result.last = append(result.losses, loss), slices.Clone(outputs)
	}
	result.outputs = slices.Clone(n.Outputs(inputs))
	for _, p := range n.Parameters() {
		result.parameters = append(result.parameters, p.Values...)
	}
	return result
}

// optimizers makes a new one of each kind.
var optimizers = map[string]func() Optimizer{
	"Adam":     func() Optimizer { return &Adam{Rate: 0.01, WeightDecay: 0.1} },
	"Momentum": func() Optimizer { return &Momentum{Rate: 0.05, Momentum: 0.9, WeightDecay: 0.1} },
}

// sameBits compares numbers bit by bit.
func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers instead of %d", what, len(got), len(want))
	}
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: number %d is %v instead of %v", what, i, got[i], want[i])
		}
	}
}

// sameTraining compares the results of training bit by bit.
func sameTraining(t *testing.T, what string, got, want trained) {
	t.Helper()
	for step := range want.losses {
		if math.Float64bits(got.losses[step]) != math.Float64bits(want.losses[step]) {
			t.Fatalf("%s: the loss of step %d is %v instead of %v", what, step+1, got.losses[step], want.losses[step])
		}
	}
	sameBits(t, what+", outputs of the last step", got.last, want.last)
	sameBits(t, what+", outputs", got.outputs, want.outputs)
	sameBits(t, what+", parameters", got.parameters, want.parameters)
}

// largestError is the largest relative difference of two rows of numbers.
func largestError(got, want []float32) float64 {
	worst := 0.0
	for i, w := range want {
		worst = max(worst, relative(float64(got[i]), float64(w)))
	}
	return worst
}

// relative is how far numbers are apart, relative to want if it is above 1.
func relative(got, want float64) float64 { return math.Abs(got-want) / (1 + math.Abs(want)) }
