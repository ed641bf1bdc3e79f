package loops_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/network/loops"
	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

func TestDenseAgreesWithNetwork(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	net := network.New(rng, network.Dense(3, 5, network.Tanh), network.Dense(5, 2, network.Sigmoid))
	disturbBiases(rng, net)
	first, second := net.Layers[0], net.Layers[1]
	inputs, targets := normal(rng, 3), []float64{1, 0}
	pass := passOne(t, net, inputs, targets)

	hidden := loops.Each(math.Tanh, loops.Dense(inputs, first.Rows(), first.Bias))
	output := loops.Each(neuron.Sigmoid, loops.Dense(hidden, second.Rows(), second.Bias))
	outputDelta := loops.Times(loops.Minus(output, targets), loops.Each(neuron.Slope, output))
	outputWeights, hiddenGradient := loops.DenseBackward(hidden, second.Rows(), outputDelta)
	hiddenDelta := loops.Times(hiddenGradient, loops.Each(func(y float64) float64 { return 1 - y*y }, hidden))
	hiddenWeights, _ := loops.DenseBackward(inputs, first.Rows(), hiddenDelta)

	same(t, "output", output, row(pass.Output()))
	same(t, "gradient of the hidden outputs", hiddenGradient, row(pass.Layers[0].OutputGradient))
	same(t, "gradient of the output layer", slices.Concat(outputWeights...), row(pass.Layers[1].WeightGradient))
	same(t, "gradient of its bias", outputDelta, pass.Layers[1].BiasGradient)
	same(t, "gradient of the hidden layer", slices.Concat(hiddenWeights...), row(pass.Layers[0].WeightGradient))
	same(t, "gradient of its bias", hiddenDelta, pass.Layers[0].BiasGradient)
}

func TestConvolutionAgreesWithNetwork(t *testing.T) {
	pools := map[string]struct {
		layer         func(network.Shape, int) *network.Layer
		forward       func([][][]float64, int) [][][]float64
		back          func(picture, delta [][][]float64, size int) [][][]float64
		height, width int
	}{
		"max":                    {network.MaxPool, loops.MaxPool, loops.MaxPoolBackward, 8, 6},
		"mean":                   {network.MeanPool, loops.MeanPool, loops.MeanPoolBackward, 8, 6},
		"max, a line left over":  {network.MaxPool, loops.MaxPool, loops.MaxPoolBackward, 7, 9},
		"mean, a line left over": {network.MeanPool, loops.MeanPool, loops.MeanPoolBackward, 7, 9},
	}
	for name, pool := range pools {
		for _, kernels := range []network.Kernels{
			{Count: 4, Size: 3, Stride: 1},
			{Count: 4, Size: 3, Stride: 1, Padding: network.Same},
			{Count: 3, Size: 2, Stride: 2, Padding: network.Same},
			{Count: 3, Size: 3, Stride: 2},
		} {
			t.Run(fmt.Sprintf("%s %+v", name, kernels), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(1, 2))
				from := network.Shape{pool.height, pool.width, 2}
				seen := network.Convolution(from, network.Kernels{Count: 2, Size: 1, Stride: 1}, network.Linear) // so that the gradient of the picture is computed
				convolution := network.Convolution(from, kernels, network.ReLU)
				pooling := pool.layer(convolution.To, 2)
				net := network.New(rng, seen, convolution, pooling, network.Dense(pooling.To.Size(), 3, network.Softmax))
				net.Loss = network.CrossEntropy
				disturbBiases(rng, net)
				pass := passOne(t, net, normal(rng, from.Size()), []float64{0, 1, 0})

				before, after := 0, 0
				if kernels.Padding == network.Same {
					before, after = (kernels.Size-1)/2, kernels.Size/2
				}
				stride := kernels.Stride
				weights := loops.Kernels(convolution.Rows(), kernels.Size, kernels.Size)
				picture := loops.Picture(row(pass.Layers[0].Output), from[0], from[1], from[2])
				signal := loops.Convolution(loops.Pad(picture, before, after), weights, convolution.Bias, stride)
				maps := shaped(loops.Each(func(x float64) float64 { return max(x, 0) }, loops.Row(signal)), convolution.To)
				pooled := pool.forward(maps, 2)
				same(t, "signal", loops.Row(signal), row(pass.Layers[1].Signal))
				same(t, "pooled", loops.Row(pooled), row(pass.Layers[2].Output))

				last := net.Layers[3]
				_, pooledGradient := loops.DenseBackward(loops.Row(pooled), last.Rows(), row(pass.Layers[3].SignalGradient))
				same(t, "gradient of the pooling", pooledGradient, row(pass.Layers[2].OutputGradient))
				mapsGradient := pool.back(maps, shaped(pooledGradient, pooling.To), 2)
				same(t, "gradient of the feature maps", loops.Row(mapsGradient), row(pass.Layers[1].OutputGradient))
				delta := loops.Times(loops.Row(mapsGradient), loops.Each(func(y float64) float64 {
					if y > 0 {
						return 1
					}
					return 0
				}, loops.Row(maps)))
				gradient, paddedGradient := loops.ConvolutionBackward(loops.Pad(picture, before, after), weights, shaped(delta, convolution.To), stride)
				var flat []float64
				for _, line := range gradient {
					flat = append(flat, loops.Row(line)...)
				}
				same(t, "gradient of the kernels", flat, row(pass.Layers[1].WeightGradient))
				same(t, "gradient of the picture", loops.Row(inside(paddedGradient, before, from)), row(pass.Layers[0].OutputGradient))
			})
		}
	}
}

func disturbBiases(rng *rand.Rand, net *network.Network) {
	for _, layer := range net.Layers {
		for i := range layer.Bias {
			layer.Bias[i] = rng.NormFloat64() / 3
		}
	}
}

func passOne(t *testing.T, net *network.Network, inputs, targets []float64) *network.Pass {
	t.Helper()
	set, err := datasets.NewTargets("one", [][]float64{inputs}, [][]float64{targets})
	if err != nil {
		t.Fatal(err)
	}
	return net.Pass(set)
}

func normal(rng *rand.Rand, count int) []float64 {
	numbers := make([]float64, count)
	for i := range numbers {
		numbers[i] = rng.NormFloat64()
	}
	return numbers
}

func row(m *mat.Dense) []float64 { return m.RawMatrix().Data }

func shaped(numbers []float64, s network.Shape) [][][]float64 {
	return loops.Picture(numbers, s[0], s[1], s[2])
}

// inside is the picture without what Pad put around it.
func inside(padded [][][]float64, before int, to network.Shape) [][][]float64 {
	var picture [][][]float64
	for _, line := range padded[before : before+to[0]] {
		picture = append(picture, line[before:before+to[1]])
	}
	return picture
}

func same(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) || !floats.EqualApprox(got, want, 1e-12) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
