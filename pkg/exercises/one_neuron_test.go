package exercises

import (
	"math"
	"testing"

	"firstneuron/pkg/neuron"
	"gonum.org/v1/gonum/floats"
)

func TestThink(t *testing.T) {
	type thinks = func(inputs, weights []float64) float64
	teaches(t, Think, []thinks{
		func(inputs, weights []float64) float64 { return (&neuron.Neuron{Weights: weights}).Predict(inputs) },
		func(inputs, weights []float64) float64 { return 0.5 + 0.5*math.Tanh(floats.Dot(inputs, weights)/2) },
		func(inputs, weights []float64) float64 {
			e := math.Exp(floats.Dot(inputs, weights))
			return e / (1 + e)
		},
		func(inputs, weights []float64) float64 {
			sum := 0.0
			for i := len(inputs) - 1; i >= 0; i-- {
				sum -= inputs[i] * weights[i]
			}
			return 1 / (math.Exp(sum) + 1)
		},
		func(inputs, weights []float64) float64 {
			power := 1.0
			for i, x := range inputs {
				power *= math.Exp(-x * weights[i])
			}
			return math.Pow(1+power, -1)
		},
	}...)
}
