package models

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/network/loops"
)

// The same network from the same weights, three times: by loops, on gonum, and on
// GoMLX. Answers and gradients agree.
func TestLadder(t *testing.T) {
	tests := []struct {
		name     string
		function Function
		layers   func() []*network.Layer
		loops    func(picture []float64, net *network.Network, label int) (answer []float64, gradients [][]float64)
		shape    []int
	}{
		{"dense", Multilayer(3, 5), func() []*network.Layer {
			return []*network.Layer{network.Dense(4, 5, network.ReLU), network.Dense(5, 3, network.Softmax)}
		}, denseByLoops, []int{4}},
		{"convolution, max pool and dense", Convolutional(3, 5, 4), func() []*network.Layer {
			return []*network.Layer{
				network.Convolution(network.Shape{6, 6, 2}, network.Kernels{Count: 4, Size: 3, Padding: network.Same}, network.ReLU),
				network.MaxPool(network.Shape{6, 6, 4}, 2),
				network.Dense(3*3*4, 5, network.ReLU),
				network.Dense(5, 3, network.Softmax),
			}
		}, convolutionalByLoops, []int{6, 6, 2}},
	}
	for _, test := range tests {
		for _, precision := range []struct {
			options   Options
			tolerance float64
		}{{Options{Float64: true}, 1e-6}, {Options{}, 1e-4}} {
			t.Run(fmt.Sprintf("%s, %+v", test.name, precision.options), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(1, 2))
				net := network.New(rng, test.layers()...)
				net.Loss = network.CrossEntropy
				for _, layer := range net.Layers {
					for i := range layer.Bias {
						layer.Bias[i] = rng.NormFloat64() / 3
					}
				}
				set := randomSet(rng, 7, 3, test.shape...)
				m := newModel(t, test.shape, test.function, precision.options)
				likeNetwork(m, net)

				examples, err := network.NewExamples(set.Rows(), set.OneHot())
				if err != nil {
					t.Fatal(err)
				}
				byNetwork, byModel := net.Try(examples), m.Try(set)
				probabilities := m.Probabilities(set)
				meanOfLoops := make([][]float64, len(byModel.Gradients))
				for i, example := range set.Rows() {
					answer, gradients := test.loops(example, net, set.Labels[i])
					same(t, fmt.Sprintf("answer %d, model and network", i), probabilities[i], byNetwork.Output().RawRowView(i), precision.tolerance)
					same(t, fmt.Sprintf("answer %d, model and loops", i), probabilities[i], answer, precision.tolerance)
					for j, gradient := range gradients {
						meanOfLoops[j] = plus(meanOfLoops[j], gradient, 1/float64(set.Len()))
					}
				}
				same(t, "loss", []float64{byModel.Loss}, []float64{byNetwork.Loss()}, precision.tolerance)
				gradients := gradientsOf(byNetwork)
				if len(byModel.Gradients) != len(gradients) {
					t.Fatalf("got %d gradients, want %d", len(byModel.Gradients), len(gradients))
				}
				for i, gradient := range byModel.Gradients {
					same(t, "gradient of "+gradient.Name+", model and network", gradient.Values, gradients[i], precision.tolerance)
					same(t, "gradient of "+gradient.Name+", model and loops", gradient.Values, meanOfLoops[i], precision.tolerance)
				}
			})
		}
	}
}

// GoMLX's Adam and that of package network take the same steps.
func TestAdamIsThatOfNetwork(t *testing.T) {
	net, examples, m, set := twins(t, network.Adam{Rate: 0.05, Epsilon: 1e-7}) // GoMLX's and Keras's epsilon; the paper has 1e-8
	var losses, want []float64
	for _, trial := range net.Trials(examples, 30) {
		want = append(want, trial.Loss())
	}
	for _, step := range m.Steps(set, Training{Steps: 30, Batch: set.Len(), Rate: 0.05}) {
		losses = append(losses, step.Loss)
	}
	same(t, "losses", losses, want, 1e-10)
	for i, parameter := range m.Parameters() {
		same(t, parameter.Name, parameter.Values, parametersOf(net)[i], 1e-10)
	}
	if losses[29] > losses[0]/2 {
		t.Errorf("the loss went from %v to %v: the steps were too small to compare", losses[0], losses[29])
	}
}

// twins are the same small network, by hand and on GoMLX, with the same weights and examples.
func twins(t *testing.T, rule network.Rule) (net *network.Network, examples *network.Examples, m *Model, set *datasets.Set) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	set = randomSet(rng, 20, 3, 4)
	examples, err := network.NewExamples(set.Rows(), set.OneHot())
	if err != nil {
		t.Fatal(err)
	}
	net = network.New(rng, network.Dense(4, 6, network.ReLU), network.Dense(6, 3, network.Softmax))
	net.Loss, net.Rule = network.CrossEntropy, rule
	m = newModel(t, set.Shape, Multilayer(3, 6), Options{Float64: true})
	likeNetwork(m, net)
	return net, examples, m, set
}

// likeNetwork gives a model the weights of a network with the same layers.
func likeNetwork(m *Model, net *network.Network) {
	for i, values := range parametersOf(net) {
		m.SetParameter(m.Parameters()[i].Name, values)
	}
}

// parametersOf are the weights and biases of a network, layer by layer.
func parametersOf(net *network.Network) [][]float64 {
	var parameters [][]float64
	for _, layer := range net.Layers {
		if layer.Weights != nil {
			parameters = append(parameters, layer.Weights.RawMatrix().Data, layer.Bias)
		}
	}
	return parameters
}

// gradientsOf are the gradients in the order of parametersOf.
func gradientsOf(trial *network.Trial) [][]float64 {
	var gradients [][]float64
	for _, layer := range trial.Layers {
		if layer.Adjustment != nil {
			gradients = append(gradients,
				plus(nil, layer.Adjustment.RawMatrix().Data, -1), plus(nil, layer.BiasAdjustment, -1))
		}
	}
	return gradients
}

func denseByLoops(inputs []float64, net *network.Network, label int) (answer []float64, gradients [][]float64) {
	first, second := net.Layers[0], net.Layers[1]
	hidden := loops.Each(relu, loops.Dense(inputs, first.Rows(), first.Bias))
	answer = softmax(loops.Dense(hidden, second.Rows(), second.Bias))
	delta := loops.Minus(oneHot(label, 3), answer)
	secondAdjustment, back := loops.DenseBack(hidden, second.Rows(), delta)
	hiddenDelta := loops.Times(back, loops.Each(slopeOfRelu, hidden))
	firstAdjustment, _ := loops.DenseBack(inputs, first.Rows(), hiddenDelta)
	return answer, uphill(slices.Concat(firstAdjustment...), hiddenDelta, slices.Concat(secondAdjustment...), delta)
}

func convolutionalByLoops(numbers []float64, net *network.Network, label int) (answer []float64, gradients [][]float64) {
	convolution, first, second := net.Layers[0], net.Layers[2], net.Layers[3]
	picture := loops.Pad(loops.Picture(numbers, 6, 6, 2), 1, 1)
	kernels := loops.Kernels(convolution.Rows(), 3, 3)
	maps := loops.Picture(loops.Each(relu, loops.Row(loops.Convolution(picture, kernels, convolution.Bias, 1))), 6, 6, 4)
	pooled := loops.Row(loops.MaxPool(maps, 2))
	hidden := loops.Each(relu, loops.Dense(pooled, first.Rows(), first.Bias))
	answer = softmax(loops.Dense(hidden, second.Rows(), second.Bias))

	delta := loops.Minus(oneHot(label, 3), answer)
	secondAdjustment, back := loops.DenseBack(hidden, second.Rows(), delta)
	hiddenDelta := loops.Times(back, loops.Each(slopeOfRelu, hidden))
	firstAdjustment, pooledBack := loops.DenseBack(pooled, first.Rows(), hiddenDelta)
	mapsBack := loops.Row(loops.MaxPoolBack(maps, loops.Picture(pooledBack, 3, 3, 4), 2))
	mapsDelta := loops.Picture(loops.Times(mapsBack, loops.Each(slopeOfRelu, loops.Row(maps))), 6, 6, 4)
	kernelAdjustment, _ := loops.ConvolutionBack(picture, kernels, mapsDelta, 1)
	var flat []float64
	for _, row := range kernelAdjustment {
		flat = append(flat, loops.Row(row)...)
	}
	biasAdjustment := make([]float64, 4)
	for i, number := range loops.Row(mapsDelta) {
		biasAdjustment[i%4] += number
	}
	return answer, uphill(flat, biasAdjustment, slices.Concat(firstAdjustment...), hiddenDelta, slices.Concat(secondAdjustment...), delta)
}

// uphill turns adjustments into gradients.
func uphill(adjustments ...[]float64) [][]float64 {
	for i, adjustment := range adjustments {
		adjustments[i] = plus(nil, adjustment, -1)
	}
	return adjustments
}

func relu(x float64) float64 { return max(x, 0) }

func slopeOfRelu(y float64) float64 {
	if y > 0 {
		return 1
	}
	return 0
}

func oneHot(label, classes int) []float64 {
	row := make([]float64, classes)
	row[label] = 1
	return row
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
	m, err := New(shape, function, options)
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
			set.Values = append(set.Values, float32(rng.NormFloat64()))
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
