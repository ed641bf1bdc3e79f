package exercises

import (
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/neuron"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
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

func TestLearn(t *testing.T) {
	teaches(t, Learn, []learns{
		func(weights, adjustment []float64, rate float64) []float64 {
			n := &neuron.Neuron{Weights: slices.Clone(weights), Rate: rate}
			n.Learn(&neuron.Pass{Adjustment: adjustment})
			return n.Weights
		},
		func(weights, adjustment []float64, rate float64) []float64 {
			return floats.AddScaledTo(make([]float64, len(weights)), weights, rate, adjustment)
		},
		func(weights, adjustment []float64, rate float64) []float64 {
			var moved mat.VecDense
			moved.AddScaledVec(mat.NewVecDense(len(weights), weights), rate, mat.NewVecDense(len(weights), adjustment))
			return moved.RawVector().Data
		},
		func(weights, adjustment []float64, rate float64) []float64 {
			var moved []float64
			for i, weight := range weights {
				moved = append(moved, weight+adjustment[i]*rate)
			}
			return moved
		},
		func(weights, adjustment []float64, rate float64) []float64 {
			moved := slices.Clone(weights)
			for i := len(moved) - 1; i >= 0; i-- {
				moved[i] -= -rate * adjustment[i]
			}
			return moved
		},
	}...)
}
