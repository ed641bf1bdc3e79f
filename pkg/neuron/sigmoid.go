package neuron

import "math"

// Sigmoid squeezes any number into 0 to 1: 1 / (1 + e^-x).
// Large negative numbers come near 0, large positive ones near 1, and 0 gives 0.5.
func Sigmoid(x float64) float64 {
	return 1 / (1 + math.Exp(-x))
}

// Slope is the steepness of the sigmoid where it gives this output:
// output x (1 - output). It is largest, 0.25, where the neuron is undecided, and
// close to 0 where the neuron is confident.
func Slope(output float64) float64 {
	return output * (1 - output)
}
