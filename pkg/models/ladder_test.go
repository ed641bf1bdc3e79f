package models

import (
	"errors"
	"fmt"
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
				network.Convolution(network.Shape{6, 6, 2}, network.Kernels{Count: 4, Size: 3, Stride: 1, Padding: network.Same}, network.ReLU),
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
				rng := seeded(1)
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

				byNetwork, byModel := net.Pass(set), m.Pass(set)
				probabilities := m.Outputs(set)
				meanOfLoops := make([][]float64, len(byModel.Gradients))
				for i, example := range set.Rows() {
					answer, gradients := test.loops(example, net, set.Labels[i])
					same(t, fmt.Sprintf("answer %d, model and network", i), probabilities[i], byNetwork.Output().RawRowView(i), precision.tolerance)
					same(t, fmt.Sprintf("answer %d, model and loops", i), probabilities[i], answer, precision.tolerance)
					for j, gradient := range gradients {
						meanOfLoops[j] = plus(meanOfLoops[j], gradient, 1/float64(set.Len()))
					}
				}
				same(t, "loss", []float64{byModel.Loss()}, []float64{byNetwork.Loss()}, precision.tolerance)
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
	adam := network.NewAdam(0.05)
	adam.Epsilon = 1e-7 // GoMLX's and Keras's; the paper has 1e-8
	net, m, set := twins(t, adam)
	var losses, want []float64
	for _, pass := range net.Steps(set, 30) {
		want = append(want, pass.Loss())
	}
	for _, step := range m.Steps(nil, set, Training{Steps: 30, Batch: set.Len(), Rate: 0.05}) {
		losses = append(losses, step.Loss())
	}
	same(t, "losses", losses, want, 1e-10)
	for i, parameter := range m.Parameters() {
		same(t, parameter.Name, parameter.Values, parametersOf(net)[i], 1e-10)
	}
	if losses[29] > losses[0]/2 {
		t.Errorf("the loss went from %v to %v: the steps were too small to compare", losses[0], losses[29])
	}
}

// From the same rng both draw the same batches, the last of an epoch smaller.
func TestBatchesAreThoseOfNetwork(t *testing.T) {
	net, m, set := twins(t, network.GradientDescent{Rate: 0.3})
	var losses, want []float64
	for _, pass := range net.BatchSteps(seeded(5), set, 6, 11) {
		want = append(want, pass.Loss())
	}
	for _, step := range m.Steps(seeded(5), set, Training{Steps: 11, Batch: 6, Optimizer: descent(0.3)}) {
		losses = append(losses, step.Loss())
	}
	same(t, "losses", losses, want, 1e-10)
}

// GoMLX's gradient descent is network's.
func TestGradientDescentIsThatOfNetwork(t *testing.T) {
	net, m, set := twins(t, network.GradientDescent{Rate: 0.3})
	if err := errors.Join(net.Train(set, 20), m.Train(nil, set, Training{Batch: set.Len(), Steps: 20, Optimizer: descent(0.3)})); err != nil {
		t.Fatal(err)
	}
	for i, parameter := range m.Parameters() {
		same(t, parameter.Name, parameter.Values, parametersOf(net)[i], 1e-12)
	}
}

// twins are the same small network, by hand and on GoMLX, with the same weights.
func twins(t *testing.T, optimizer network.Optimizer) (net *network.Network, m *Model, set *datasets.Set) {
	t.Helper()
	rng := seeded(1)
	set = randomSet(rng, 20, 3, 4)
	net = network.New(rng, network.Dense(4, 6, network.ReLU), network.Dense(6, 3, network.Softmax))
	net.Loss, net.Optimizer = network.CrossEntropy, optimizer
	m = newModel(t, set.Shape, Multilayer(3, 6), Options{Float64: true})
	likeNetwork(m, net)
	return net, m, set
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
func gradientsOf(pass *network.Pass) [][]float64 {
	var gradients [][]float64
	for _, layer := range pass.Layers {
		if layer.WeightGradient != nil {
			gradients = append(gradients, layer.WeightGradient.RawMatrix().Data, layer.BiasGradient)
		}
	}
	return gradients
}

func denseByLoops(inputs []float64, net *network.Network, label int) (answer []float64, gradients [][]float64) {
	first, second := net.Layers[0], net.Layers[1]
	hidden := loops.Each(relu, loops.Dense(inputs, first.Rows(), first.Bias))
	answer = loops.Dense(hidden, second.Rows(), second.Bias)
	softmax(answer)
	signal := loops.Minus(answer, oneHot(label, 3)) // the gradient at the second layer's signals
	secondWeights, back := loops.DenseBackward(hidden, second.Rows(), signal)
	hiddenSignal := loops.Times(back, loops.Each(slopeOfRelu, hidden))
	firstWeights, _ := loops.DenseBackward(inputs, first.Rows(), hiddenSignal)
	return answer, [][]float64{slices.Concat(firstWeights...), hiddenSignal, slices.Concat(secondWeights...), signal}
}

func convolutionalByLoops(numbers []float64, net *network.Network, label int) (answer []float64, gradients [][]float64) {
	convolution, first, second := net.Layers[0], net.Layers[2], net.Layers[3]
	picture := loops.Pad(loops.Picture(numbers, 6, 6, 2), 1, 1)
	kernels := loops.Kernels(convolution.Rows(), 3, 3)
	maps := loops.Picture(loops.Each(relu, loops.Row(loops.Convolution(picture, kernels, convolution.Bias, 1))), 6, 6, 4)
	pooled := loops.Row(loops.MaxPool(maps, 2))
	hidden := loops.Each(relu, loops.Dense(pooled, first.Rows(), first.Bias))
	answer = loops.Dense(hidden, second.Rows(), second.Bias)
	softmax(answer)

	signal := loops.Minus(answer, oneHot(label, 3))
	secondWeights, back := loops.DenseBackward(hidden, second.Rows(), signal)
	hiddenSignal := loops.Times(back, loops.Each(slopeOfRelu, hidden))
	firstWeights, pooledBack := loops.DenseBackward(pooled, first.Rows(), hiddenSignal)
	mapsBack := loops.Row(loops.MaxPoolBackward(maps, loops.Picture(pooledBack, 3, 3, 4), 2))
	mapsSignal := loops.Picture(loops.Times(mapsBack, loops.Each(slopeOfRelu, loops.Row(maps))), 6, 6, 4)
	kernelGradients, _ := loops.ConvolutionBackward(picture, kernels, mapsSignal, 1)
	var flat []float64
	for _, kernel := range kernelGradients {
		flat = append(flat, loops.Row(kernel)...)
	}
	biases := make([]float64, 4)
	for i, number := range loops.Row(mapsSignal) {
		biases[i%4] += number
	}
	return answer, [][]float64{flat, biases, slices.Concat(firstWeights...), hiddenSignal, slices.Concat(secondWeights...), signal}
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
