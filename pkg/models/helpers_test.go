package models

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

// adam is a training of so many epochs with Adam.
func adam(epochs, batch int) Training { return Training{Epochs: epochs, Batch: batch, Rate: 0.001} }

// descent is plain gradient descent.
func descent(rate float64) optimizer.Interface {
	return optimizer.StochasticGradientDescent().WithDecay(false).WithLearningRate(rate).Done()
}

// plus adds a part of some numbers to others, which may be nil for zeros.
func plus(to, numbers []float64, part float64) []float64 {
	sums := make([]float64, len(numbers))
	copy(sums, to)
	for i, number := range numbers {
		sums[i] += part * number
	}
	return sums
}

func newModel(t *testing.T, shape []int, function Function, options Options) *Model {
	t.Helper()
	m, err := New(seeded(1), shape, function, options)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// randomSet has normal numbers and every class.
func randomSet(rng *rand.Rand, examples, classes int, shape ...int) *datasets.Set {
	set := &datasets.Set{Name: "random", Shape: shape, Classes: make([]string, classes)}
	for i := range examples {
		set.Labels = append(set.Labels, i%classes)
		for range product(shape) {
			set.Values = append(set.Values, rng.NormFloat64())
		}
	}
	return set
}

// same compares numbers: their difference may be the tolerance, and where they are
// large the tolerance's part of them.
func same(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %d numbers, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= tolerance*max(1, math.Abs(want[i]))) { // written so that NaN fails too
			t.Errorf("%s: number %d is %v, want %v to %g", what, i, got[i], want[i], tolerance)
			return
		}
	}
}

func product(dimensions []int) int {
	size := 1
	for _, dimension := range dimensions {
		size *= dimension
	}
	return size
}
