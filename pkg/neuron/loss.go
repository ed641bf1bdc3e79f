package neuron

import "math"

// Sigmoid squeezes any number into 0 to 1: 1 / (1 + e^-x). Sigmoid(0) is 0.5.
func Sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Slope is the derivative of the sigmoid, given its output: output x (1 - output). It is
// largest, 0.25, at an output of 0.5, and close to 0 at outputs near 0 and 1.
func Slope(output float64) float64 { return output * (1 - output) }

// Loss says how wrong an output is. Training goes down its gradient.
type Loss int

const (
	// SquaredError is half the squared error, (target - output)^2 / 2. The
	// article's correction, error x input x slope, is the negative of its gradient.
	SquaredError Loss = iota

	// CrossEntropy is -target ln(output) - (1 - target) ln(1 - output). The slope
	// cancels out of its gradient, which leaves error x input.
	CrossEntropy
)

// String is "squared error" or "cross-entropy".
func (l Loss) String() string {
	if l == CrossEntropy {
		return "cross-entropy"
	}
	return "squared error"
}

// Of is the loss of one output. Cross-entropy is computed from the signal, as
// ln(1 + e^signal) - target x signal: where the output rounds to 0 or 1 its
// logarithm would be infinite.
func (l Loss) Of(target, output, signal float64) float64 {
	if l == CrossEntropy {
		return math.Max(signal, 0) + math.Log1p(math.Exp(-math.Abs(signal))) - target*signal
	}
	return (target - output) * (target - output) / 2
}
