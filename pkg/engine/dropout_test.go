package engine

import (
	"math"
	"slices"
	"testing"
)

// ones are examples of nothing but ones.
func ones(examples, size int) [][]float64 {
	rows := make([][]float64, examples)
	for i := range rows {
		rows[i] = slices.Repeat([]float64{1}, size)
	}
	return rows
}

// dropped are the outputs in training of a network for ones.
func dropped(n *Network, examples int, seed uint64) []float32 {
	_, outputs := n.Gradients(ones(examples, n.sizes[0]), ones(examples, outputsOf(n)), CrossEntropy, seed)
	return slices.Clone(outputs)
}

// The fraction that is dropped is the rate, and the others grow so that the mean stays:
// both within four standard deviations.
func TestDropoutDropsItsRateAndKeepsTheMean(t *testing.T) {
	for _, rate := range []float64{0, 0.1, 0.5, 0.9, 0.999} {
		n := randomNetwork(t, []int{5000}, Dropout{rate})
		outputs := dropped(n, 20, 1)
		zeros, sum := 0.0, 0.0
		for _, v := range outputs {
			sum += float64(v)
			if v == 0 {
				zeros++
			} else if want := 1 / (1 - rate); math.Abs(float64(v)-want) > 1e-5*want {
				t.Fatalf("rate %v: 1 became %v instead of %v", rate, v, want)
			}
		}
		count := float64(len(outputs))
		if deviation := math.Sqrt(rate * (1 - rate) / count); math.Abs(zeros/count-rate) > 4*deviation {
			t.Errorf("rate %v: a fraction of %v was dropped", rate, zeros/count)
		}
		if deviation := math.Sqrt(rate / (1 - rate) / count); math.Abs(sum/count-1) > 4*deviation+1e-6 {
			t.Errorf("rate %v: the mean of ones became %v", rate, sum/count)
		}
	}
}

// What is dropped depends on the seed, the example's place in the batch and the layer,
// and on nothing else. Two masks that are independent agree in half of their places.
func TestDropoutMasks(t *testing.T) {
	const size = 4000
	n := randomNetwork(t, []int{size}, Dropout{0.5})
	one := dropped(n, 40, 1)
	sameBits(t, "the same seed", dropped(n, 40, 1), one)
	sameBits(t, "a smaller batch", dropped(n, 18, 1), one[:18*size])
	agree := func(a, b []float32) float64 {
		same := 0.0
		for i := range a {
			if (a[i] == 0) == (b[i] == 0) {
				same++
			}
		}
		return same / float64(len(a))
	}
	second := randomNetwork(t, []int{size}, Tanh, Dropout{0.5})
	for what, share := range map[string]float64{
		"another seed":    agree(one[:size], dropped(n, 1, 2)),
		"another example": agree(one[:size], one[size:2*size]),
		"another chunk":   agree(one[:size], one[16*size:17*size]),
		"another layer":   agree(one[:size], dropped(second, 1, 1)),
		"the next input":  agree(one[:size-1], one[1:size]),
	} {
		if math.Abs(share-0.5) > 4*0.5/math.Sqrt(size) {
			t.Errorf("%s: the masks agree in a fraction of %v of the places", what, share)
		}
	}
}

// The gradient passes where the number passed, and is scaled like it.
func TestDropoutDropsTheGradientOfWhatItDropped(t *testing.T) {
	n := randomNetwork(t, []int{1}, Dense{300}, Dropout{0.4})
	biases := n.Parameters()[1]
	for i := range biases.Values {
		biases.Values[i] = 5 // so far from 0 that only dropout makes a 0
	}
	_, outputs := n.Gradients([][]float64{{0}}, ones(1, 300), BinaryCrossEntropy, 3)
	for i, v := range outputs {
		if (v == 0) != (biases.Gradient[i] == 0) {
			t.Fatalf("output %d is %v, and the gradient before dropout %v", i, v, biases.Gradient[i])
		}
	}
}

func TestOutputsAreWithoutDropout(t *testing.T) {
	n := randomNetwork(t, []int{50}, Dropout{0.5}, Dropout{0.9})
	sameBits(t, "outputs", n.Outputs(ones(3, 50)), slices.Repeat([]float32{1}, 150))
}
