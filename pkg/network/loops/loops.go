// Package loops is the arithmetic of package network at its plainest: one
// example at a time, nested slices, and a for-loop for each index. It is the
// slowest way and the easiest to read, and what the faster ones must agree with.
//
// Going forward, a layer is its signals and then an activation:
//
//	hidden := loops.Each(math.Tanh, loops.Dense(inputs, weights, bias))
//
// Coming back, what reaches a layer's signals, delta, becomes two things: how
// far each weight should move, and the error of the layer before:
//
//	adjustment, error := loops.DenseBack(inputs, weights, delta)
//
// The adjustment of a bias is the delta itself; in a convolution, the sum of the
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

// DenseBack is the adjustment of a dense layer's weights and the error that it
// hands back to each of its inputs.
func DenseBack(inputs []float64, weights [][]float64, delta []float64) (adjustment [][]float64, back []float64) {
	adjustment, back = make([][]float64, len(inputs)), make([]float64, len(inputs))
	for input := range inputs {
		adjustment[input] = make([]float64, len(delta))
		for neuron := range delta {
			adjustment[input][neuron] = inputs[input] * delta[neuron]
			back[input] += weights[input][neuron] * delta[neuron]
		}
	}
	return adjustment, back
}

// Each is a function of every number: an activation of signals, a slope of outputs.
func Each(function func(float64) float64, numbers []float64) []float64 {
	results := make([]float64, len(numbers))
	for i, number := range numbers {
		results[i] = function(number)
	}
	return results
}

// Times is the products of numbers in the same places: a delta is error times slope.
func Times(a, b []float64) []float64 {
	products := make([]float64, len(a))
	for i := range a {
		products[i] = a[i] * b[i]
	}
	return products
}

// Minus is the differences of numbers in the same places: an error is target minus output.
func Minus(a, b []float64) []float64 {
	differences := make([]float64, len(a))
	for i := range a {
		differences[i] = a[i] - b[i]
	}
	return differences
}
