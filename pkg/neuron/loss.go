package neuron

import "math"

// Loss says how bad wrong answers are. Learning goes down its gradient.
type Loss int

const (
	// SquaredError is half the squared error, (label - output)^2 / 2. Its
	// gradient is the article's correction: error x input x slope.
	SquaredError Loss = iota

	// CrossEntropy is -label ln(output) - (1 - label) ln(1 - output). The slope
	// cancels out of its gradient: error x input.
	CrossEntropy
)

// String names the loss as the lessons do.
func (l Loss) String() string {
	if l == CrossEntropy {
		return "cross-entropy"
	}
	return "squared error"
}

// of is the loss of one answer. Cross-entropy is computed from the signal, as
// ln(1 + e^signal) - label x signal, because an output that has rounded to 0 or
// 1 has no logarithm to take.
func (l Loss) of(label, output, signal float64) float64 {
	if l == CrossEntropy {
		return math.Max(signal, 0) + math.Log1p(math.Exp(-math.Abs(signal))) - label*signal
	}
	return (label - output) * (label - output) / 2
}

// delta is the negative gradient of the loss with respect to the signal.
func (l Loss) delta(err, slope float64) float64 {
	if l == CrossEntropy {
		return err
	}
	return err * slope
}
