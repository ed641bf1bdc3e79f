package engine

import "math"

// A Loss compares the outputs of the last layer with targets. Its value is the mean over
// the examples.
type Loss int

const (
	// CrossEntropy is that of the outputs' softmax: -sum of target x log probability.
	CrossEntropy Loss = iota
	// BinaryCrossEntropy is that of the outputs' sigmoids, each an answer of its own; its
	// value is the mean over outputs, too.
	BinaryCrossEntropy
)

// compare returns the loss of one example, and writes its gradient, times scale.
func (l Loss) compare(outputs []float32, targets []float64, scale float32, gradient []float32) float64 {
	if l == BinaryCrossEntropy {
		return compareBinary(outputs, targets, scale, gradient)
	}
	top := outputs[0]
	for _, z := range outputs {
		top = max(top, z) // the largest is subtracted from all, because e^1000 is infinite
	}
	sum, whole := float32(0), 0.0
	for i, z := range outputs {
		gradient[i] = exp(z - top)
		sum += gradient[i]
		whole += targets[i]
	}
	loss, logSum := 0.0, math.Log(float64(sum))
	share := float32(whole) / sum
	for i, target := range targets {
		if target != 0 {
			loss += target * (logSum - float64(outputs[i]-top))
		}
		gradient[i] = scale * (gradient[i]*share - float32(target))
	}
	if sum != sum {
		return math.NaN()
	}
	return loss
}

func compareBinary(outputs []float32, targets []float64, scale float32, gradient []float32) float64 {
	loss, each := 0.0, 1/float32(len(outputs))
	for i, z := range outputs {
		wide := float64(z)
		loss += max(wide, 0) - wide*targets[i] + math.Log1p(math.Exp(-math.Abs(wide)))
		gradient[i] = scale * each * (1/(1+exp(-z)) - float32(targets[i]))
	}
	return loss / float64(len(outputs))
}
