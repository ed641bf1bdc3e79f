package exercises

import (
	"math"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"
	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// logit returns the sum that leads to an answer.
func logit(answer float64) float64 { return math.Log(answer / (1 - answer)) }

func TestSlopeOf(t *testing.T) {
	teaches(t, SlopeOf, []slopes{
		neuron.Slope,
		func(answer float64) float64 { return answer - answer*answer },
		func(answer float64) float64 { return 0.25 - math.Pow(answer-0.5, 2) },
		func(answer float64) float64 {
			e := math.Exp(-logit(answer))
			return e / (1 + e) / (1 + e)
		},
		func(answer float64) float64 {
			return fd.Derivative(neuron.Sigmoid, logit(answer), &fd.Settings{Formula: fd.Central, Step: 1e-5})
		},
	}...)
}

func TestAdjust(t *testing.T) {
	teaches(t, Adjust, []adjusts{
		// The neuron that gives an answer: one more input, which is its sum, with the weight 1.
		func(inputs [][]float64, labels, answers []float64) []float64 {
			adjustment := make([]float64, len(inputs[0]))
			for i, example := range inputs {
				rows := [][]float64{append([]float64{logit(answers[i])}, example...)}
				set, err := datasets.NewTargets("one", rows, [][]float64{{labels[i]}})
				if err != nil {
					t.Fatal(err)
				}
				n := &neuron.Neuron{Weights: append([]float64{1}, make([]float64, len(example))...)}
				for j, a := range n.Pass(set).Adjustment[1:] {
					adjustment[j] += a
				}
			}
			return adjustment
		},
		// A gradient check: minus the change of the loss.
		func(inputs [][]float64, labels, answers []float64) []float64 {
			loss := func(moved []float64) (sum float64) {
				for i, example := range inputs {
					z := logit(answers[i])
					for j, input := range example {
						z += moved[j] * input
					}
					sum += math.Pow(labels[i]-neuron.Sigmoid(z), 2) / 2
				}
				return -sum
			}
			return fd.Gradient(nil, loss, make([]float64, len(inputs[0])), &fd.Settings{Formula: fd.Central, Step: 1e-5})
		},
		// The article's matrices: the transposed inputs times the deltas.
		func(inputs [][]float64, labels, answers []float64) []float64 {
			x, delta := mat.NewDense(len(inputs), len(inputs[0]), nil), mat.NewVecDense(len(inputs), nil)
			for i, example := range inputs {
				x.SetRow(i, example)
				delta.SetVec(i, (labels[i]-answers[i])*neuron.Slope(answers[i]))
			}
			var adjustment mat.VecDense
			adjustment.MulVec(x.T(), delta)
			return adjustment.RawVector().Data
		},
		func(inputs [][]float64, labels, answers []float64) []float64 {
			var adjustment []float64
			for j := range inputs[0] {
				sum := 0.0
				for i := range inputs {
					sum += inputs[i][j] * (labels[i] - answers[i]) * (answers[i] - answers[i]*answers[i])
				}
				adjustment = append(adjustment, sum)
			}
			return adjustment
		},
		func(inputs [][]float64, labels, answers []float64) []float64 {
			adjustment := make([]float64, len(inputs[0]))
			for i := len(inputs) - 1; i >= 0; i-- {
				for j := range adjustment {
					adjustment[j] -= (answers[i] - labels[i]) * inputs[i][j] * neuron.Slope(answers[i])
				}
			}
			return adjustment
		},
	}...)
}

func TestCrossEntropy(t *testing.T) {
	teaches(t, CrossEntropy, []entropies{
		func(answer, label float64) float64 { return neuron.CrossEntropy.Of(label, answer, logit(answer)) },
		func(answer, label float64) float64 {
			return stat.CrossEntropy([]float64{label, 1 - label}, []float64{answer, 1 - answer})
		},
		func(answer, label float64) float64 {
			if label == 1 {
				return -math.Log(answer)
			}
			return -math.Log(1 - answer)
		},
		func(answer, label float64) float64 { return -math.Log(1 - math.Abs(label-answer)) },
		func(answer, label float64) float64 {
			return -math.Log(math.Pow(answer, label) * math.Pow(1-answer, 1-label))
		},
		func(answer, label float64) float64 { return math.Log1p(math.Exp(-(2*label - 1) * logit(answer))) },
	}...)
}
