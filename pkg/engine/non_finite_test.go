package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// A NaN or an infinity in an input must not become a finite number where float64 has
// none: a network that breaks down says so. Other examples are not touched.
func TestNaNAndInfinityComeOut(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		for _, stack := range someStacks() {
			for name, bad := range map[string]float64{"NaN": math.NaN(), "+Inf": math.Inf(1), "-Inf": math.Inf(-1)} {
				t.Run(fmt.Sprintf("%s/%s", stack.name, name), func(t *testing.T) {
					checkNonFinite(t, stack, bad)
				})
			}
		}
	})
}

func checkNonFinite(t *testing.T, stack stack, bad float64) {
	const examples, broken, seed = 18, 16, 5
	rng := rand.New(rand.NewPCG(9, 9))
	n := randomNetwork(t, stack.shape, stack.layers...)
	outputs := outputsOf(n)
	inputs, targets := randomBatch(rng, examples, product(stack.shape), outputs)
	oracle := newPlain(stack.shape, stack.layers, n)
	oracle.seed = seed
	before := append([]float32(nil), n.Outputs(inputs)...)
	for range 3 {
		at := rng.IntN(product(stack.shape))
		was := inputs[broken][at]
		inputs[broken][at] = bad
		oracle.training = false
		all := oracle.outputs(inputs)
		want, got := all[len(all)-1], n.Outputs(inputs)
		for i, w := range want[broken] {
			if g := float64(got[broken*outputs+i]); isFinite(g) && !isFinite(w) || math.IsNaN(w) != math.IsNaN(g) {
				t.Fatalf("output %d is %v, and in float64 %v", i, g, w)
			}
		}
		sameBits(t, "the other examples", got[:broken*outputs], before[:broken*outputs])
		sameBits(t, "the other examples", got[(broken+1)*outputs:], before[(broken+1)*outputs:])

		oracle.training = true
		for _, loss := range []Loss{CrossEntropy, BinaryCrossEntropy} {
			got, _ := n.Gradients(inputs, targets, loss, seed)
			if want := oracle.loss(loss, inputs, targets); !isFinite(want) && isFinite(got) {
				t.Fatalf("the loss is %v, and in float64 %v", got, want)
			}
		}
		inputs[broken][at] = was
	}
}

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// A NaN anywhere in a window makes the window NaN, and nothing else.
func TestMaxPoolKeepsNaN(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		for _, channels := range []int{1, 8, 11} {
			for _, size := range []int{2, 3} {
				n := randomNetwork(t, []int{2 * size, 2 * size, channels}, MaxPool{size})
				for at := range n.sizes[0] {
					inputs, _ := randomBatch(rand.New(rand.NewPCG(1, 1)), 1, n.sizes[0], 1)
					inputs[0][at] = math.NaN()
					row, column, channel := at/channels/(2*size), at/channels%(2*size), at%channels
					window := (row/size*2+column/size)*channels + channel
					for i, v := range n.Outputs(inputs) {
						if (v != v) != (i == window) {
							t.Fatalf("a NaN in row %d, column %d, channel %d: output %d is %v", row, column, channel, i, v)
						}
					}
				}
			}
		}
	})
}

// Each activation on what is not a usual number.
func TestActivationsAtTheEnds(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for function, want := range map[Activation][4]float64{ReLU: {nan, inf, 0, 0}, Tanh: {nan, 1, -1, 0}, Sigmoid: {nan, 1, 0, 0.5}} {
		for size := 1; size <= 9; size += 8 { // in plain Go, and in vectors
			n := randomNetwork(t, []int{size}, function)
			for i, x := range []float64{nan, inf, -inf, 0} {
				row := make([]float64, size)
				for j := range row {
					row[j] = x
				}
				for _, got := range n.Outputs([][]float64{row}) {
					if g := float64(got); g != want[i] && !(math.IsNaN(g) && math.IsNaN(want[i])) {
						t.Errorf("activation %d of %v is %v instead of %v", function, x, g, want[i])
					}
				}
			}
		}
	}
}

// The softmax of outputs that are far apart: e^1e30 is no float64, and the loss is one.
func TestLossesOfHugeOutputs(t *testing.T) {
	n := randomNetwork(t, []int{2}, Dense{2})
	copy(n.Parameters()[0].Values, []float32{1, 0, 0, 1})
	clear(n.Parameters()[1].Values)
	for _, c := range []struct {
		outputs, targets []float64
		loss             Loss
		want             float64
	}{
		{[]float64{1e30, 0}, []float64{1, 0}, CrossEntropy, 0},
		{[]float64{1e30, 0}, []float64{0, 1}, CrossEntropy, 1e30},
		{[]float64{1e30, 1e30}, []float64{0, 1}, CrossEntropy, math.Ln2},
		{[]float64{-1e30, -1e30}, []float64{0, 1}, CrossEntropy, math.Ln2},
		{[]float64{1000, 999}, []float64{1, 0}, CrossEntropy, math.Log1p(math.Exp(-1))},
		{[]float64{math.Inf(1), 0}, []float64{1, 0}, CrossEntropy, math.NaN()},
		{[]float64{math.NaN(), 0}, []float64{0, 1}, CrossEntropy, math.NaN()},
		{[]float64{1e30, -1e30}, []float64{1, 0}, BinaryCrossEntropy, 0},
		{[]float64{1e30, -1e30}, []float64{0, 0}, BinaryCrossEntropy, 0.5e30},
		{[]float64{math.NaN(), 0}, []float64{1, 0}, BinaryCrossEntropy, math.NaN()},
		{[]float64{1e300, 0}, []float64{0, 1}, CrossEntropy, math.NaN()}, // infinite in float32
	} {
		got, _ := n.Gradients([][]float64{c.outputs}, [][]float64{c.targets}, c.loss, 0)
		if !(relative(got, c.want) < 1e-6) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("loss %d of outputs %v for targets %v is %v instead of %v", c.loss, c.outputs, c.targets, got, c.want)
		}
		for _, slope := range n.Parameters()[1].Gradient {
			if isFinite(c.want) && !(math.Abs(float64(slope)) <= 1) {
				t.Errorf("loss %d of outputs %v for targets %v has a slope of %v", c.loss, c.outputs, c.targets, slope)
			}
		}
	}
}
