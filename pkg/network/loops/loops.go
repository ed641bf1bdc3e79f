// Package loops is the arithmetic of package network at its plainest: one
// example at a time, nested slices, and a for-loop for each index. It is the
// slowest way and the easiest to read, and what the faster ones must agree with.
//
// Going forward, a layer is its signals and then an activation:
//
//	hidden := loops.Each(math.Tanh, loops.Dense(inputs, weights, bias))
//
// Backward, the gradient with respect to a layer's signals, delta, becomes two
// others: with respect to each weight, and with respect to each input, which is
// an output of the layer before:
//
//	weightGradient, inputGradient := loops.DenseBackward(inputs, weights, delta)
//
// The gradient of a bias is the delta itself; in a convolution, the sum of the
// deltas of its feature map. A picture is [height][width][channel], kernels are
// [height][width][channel][kernel]. Shapes that do not fit stop the program
// where Go finds an index out of range.
package loops

// Dense is the signals of a dense layer: inputs x weights + bias. Weights has a
// row for each input and a column for each neuron.
func Dense(inputs []float64, weights [][]float64, bias []float64) []float64 {
	signal := make([]float64, len(bias))
	for neuron := range signal {
		signal[neuron] = bias[neuron]
		for input := range inputs {
			signal[neuron] += inputs[input] * weights[input][neuron]
		}
	}
	return signal
}

// DenseBackward is the gradient with respect to a dense layer's weights, and with
// respect to its inputs.
func DenseBackward(inputs []float64, weights [][]float64, delta []float64) (weightGradient [][]float64, inputGradient []float64) {
	weightGradient, inputGradient = make([][]float64, len(inputs)), make([]float64, len(inputs))
	for input := range inputs {
		weightGradient[input] = make([]float64, len(delta))
		for neuron := range delta {
			weightGradient[input][neuron] = inputs[input] * delta[neuron]
			inputGradient[input] += weights[input][neuron] * delta[neuron]
		}
	}
	return weightGradient, inputGradient
}

// Each is a function of every number: an activation of signals, a slope of outputs.
func Each(function func(float64) float64, numbers []float64) []float64 {
	results := make([]float64, len(numbers))
	for i, number := range numbers {
		results[i] = function(number)
	}
	return results
}

// Times is the products of numbers at the same index: a delta is the gradient of an output times its slope.
func Times(a, b []float64) []float64 {
	products := make([]float64, len(a))
	for i := range a {
		products[i] = a[i] * b[i]
	}
	return products
}

// Minus is the differences of numbers at the same index, such as output minus target.
func Minus(a, b []float64) []float64 {
	differences := make([]float64, len(a))
	for i := range a {
		differences[i] = a[i] - b[i]
	}
	return differences
}
