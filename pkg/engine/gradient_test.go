package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomize gives a network parameters, and numbers that are not those of its start to
// what is 0 or 1 there.
func randomize(rng *rand.Rand, n *Network) {
	for _, p := range n.Parameters() {
		fanIn := max(1, len(p.Values)/p.Shape[len(p.Shape)-1])
		for i := range p.Values {
			p.Values[i] = float32(rng.NormFloat64() / math.Sqrt(float64(fanIn)))
			if p.Name == "scale" {
				p.Values[i] += 1
			}
		}
	}
}

func randomBatch(rng *rand.Rand, examples, size, outputs int) (inputs, targets [][]float64) {
	for range examples {
		x, t := make([]float64, size), make([]float64, outputs)
		for i := range x {
			x[i] = float64(float32(rng.NormFloat64()))
		}
		for i := range t { // soft labels, whose sum is not 1, and not so large that differences of losses lose digits
			t[i] = rng.Float64() * min(1, 20/float64(outputs))
		}
		inputs, targets = append(inputs, x), append(targets, t)
	}
	return inputs, targets
}

// A stack is a network before it is made.
type stack struct {
	name   string
	shape  []int
	layers []Layer
}

// stacks are networks in which each layer, and each pair of layers that works together,
// occurs, with sizes that leave remainders everywhere.
var stacks = []stack{
	{"linear", []int{5}, []Layer{Dense{3}}},
	{"one output", []int{2}, []Layer{Dense{4}, Tanh, Dense{1}}},
	{"dense", []int{33}, []Layer{Dense{17}, ReLU, Dense{40}, Sigmoid, Dense{10}}},
	{"rescale", []int{6}, []Layer{Rescale{2, -0.5}, Dense{3}, Rescale{-1, 0}}},
	{"dropout", []int{20}, []Layer{Dropout{0.3}, Dense{9}, ReLU, Dropout{0.5}, Dense{4}}},
	{"norm of dense", []int{7}, []Layer{Dense{12}, BatchNorm{}, ReLU, Dense{5}, BatchNorm{}}},
	{"norm of inputs", []int{7}, []Layer{BatchNorm{}, Dense{5}}},
	{"convolution", []int{7, 6, 3}, []Layer{Convolution{5, 3, 1, true}, Tanh, Dense{4}}},
	{"two convolutions", []int{7, 6, 3}, []Layer{Convolution{5, 3, 1, true}, Tanh, Convolution{18, 2, 1, false}, Sigmoid, Dense{4}}},
	{"strides", []int{9, 8, 2}, []Layer{Convolution{6, 3, 2, true}, ReLU, Convolution{7, 3, 2, false}, ReLU, Dense{3}}},
	{"large kernels", []int{8, 8, 1}, []Layer{Convolution{4, 4, 1, true}, ReLU, Convolution{9, 5, 3, true}, Tanh, GlobalMean{}}},
	{"pooling", []int{8, 9, 1}, []Layer{Convolution{8, 3, 1, true}, MaxPool{2}, ReLU, Convolution{10, 3, 1, true}, MaxPool{2}, ReLU, Dense{4}}},
	{"sparse", []int{9, 10, 8}, []Layer{Convolution{16, 3, 1, true}, MaxPool{2}, ReLU, Convolution{10, 3, 1, true}, MaxPool{2}, ReLU, Dense{4}}},
	{"sparse with strides", []int{13, 12, 9}, []Layer{Dropout{0.1}, Convolution{7, 3, 2, false}, MaxPool{3}, Dense{3}}},
	{"ReLU before pooling", []int{8, 8, 9}, []Layer{Convolution{5, 3, 1, true}, ReLU, MaxPool{2}, Convolution{6, 5, 1, true}, ReLU, MaxPool{3}, Dense{3}}},
	{"ReLU before two poolings", []int{8, 9, 2}, []Layer{Convolution{5, 3, 1, true}, ReLU, MaxPool{2}, MaxPool{2}, Dense{3}}},
	{"mean pooling", []int{7, 7, 2}, []Layer{MeanPool{2}, Convolution{5, 2, 1, true}, MeanPool{3}, Dense{3}}},
	{"norm of pictures", []int{6, 6, 2}, []Layer{Convolution{9, 3, 1, true}, BatchNorm{}, ReLU, MaxPool{2}, Convolution{8, 3, 1, false}, BatchNorm{}, GlobalMean{}}},
	{"convolution last", []int{2, 8, 11}, []Layer{Sigmoid, Convolution{24, 5, 1, true}}},
	{"pictures only", []int{4, 4, 3}, []Layer{Convolution{2, 3, 1, true}, Tanh, GlobalMean{}}},
	{"wide", []int{6, 6, 11}, []Layer{Convolution{70, 3, 1, true}, MaxPool{2}, ReLU, Dense{50}, ReLU, Dense{10}}},
}

// someStacks are all stacks, or in short mode some that differ much.
func someStacks() []stack {
	if !testing.Short() {
		return stacks
	}
	return slices.DeleteFunc(slices.Clone(stacks), func(s stack) bool {
		return !slices.Contains([]string{"dropout", "norm of dense", "strides", "sparse", "mean pooling"}, s.name)
	})
}

// The losses and the gradients of all parameters, against differences of the plain
// network's losses in float64.
func TestGradients(t *testing.T) {
	batches := map[int]Loss{1: CrossEntropy, 7: BinaryCrossEntropy, 18: CrossEntropy}
	if testing.Short() {
		batches = map[int]Loss{18: CrossEntropy}
	}
	for _, stack := range stacks {
		for examples, loss := range batches {
			t.Run(fmt.Sprintf("%s/%d", stack.name, examples), func(t *testing.T) {
				checkGradients(t, stack.shape, stack.layers, examples, loss)
			})
		}
	}
}

func checkGradients(t *testing.T, shape []int, layers []Layer, examples int, loss Loss) {
	rng := rand.New(rand.NewPCG(uint64(examples), 9))
	n := randomNetwork(t, shape, layers...)
	inputs, targets := randomBatch(rng, examples, product(shape), outputsOf(n))
	const seed = 77
	oracle := newPlain(shape, layers, n)
	oracle.seed = seed
	want := oracle.loss(loss, inputs, targets)
	var slopes []slope
	for i, p := range n.Parameters() {
		for range 6 {
			at := rng.IntN(len(p.Values))
			x := &oracle.parameters[i][at]
			slopes = append(slopes, slope{of: p, at: at, known: map[float64]float64{}, difference: func(h float64) float64 {
				was := *x
				defer func() { *x = was }()
				*x = was + h
				up := oracle.loss(loss, inputs, targets)
				*x = was - h
				return (up - oracle.loss(loss, inputs, targets)) / (2 * h)
			}})
		}
	}
	withInstructions(t, func(t *testing.T) {
		got, _ := n.Gradients(inputs, targets, loss, seed)
		if !(relative(got, want) < 1e-5) {
			t.Fatalf("the loss is %v, and in plain loops %v", got, want)
		}
		largest := 0.0
		for _, g := range n.gradients {
			largest = max(largest, math.Abs(float64(g)))
		}
		for _, s := range slopes {
			s.tolerance = 2e-5 + 4e-6*largest                          // rounding errors of large numbers that cancel each other
			if !s.agrees(1e-7) && !s.agrees(1e-6) && !s.agrees(1e-8) { // at some h a number may change its side of a kink
				t.Fatalf("the gradient at number %d of the %s %v is %v, and by differences %v", s.at, s.of.Name, s.of.Shape, s.of.Gradient[s.at], s.known[1e-7])
			}
		}
	})
}

// A slope is the derivative of the loss by one number of a parameter: that of the engine,
// and differences over twice a small h in the plain loops.
type slope struct {
	of         *Parameter
	at         int
	difference func(h float64) float64
	known      map[float64]float64 // differences, by h
	tolerance  float64
}

func (s slope) agrees(h float64) bool {
	want, ok := s.known[h]
	if !ok {
		want = s.difference(h)
		s.known[h] = want
	}
	return math.Abs(float64(s.of.Gradient[s.at])-want) < s.tolerance+2e-4*math.Abs(want)
}
