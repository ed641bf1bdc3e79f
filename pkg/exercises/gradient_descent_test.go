package exercises

import (
	"math"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/neuron"
	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/floats"
)

func TestNumericalGradient(t *testing.T) {
	teaches(t, NumericalGradient, []numericalGradientFunc{
		func(loss func([]float64) float64, weights []float64, h float64) []float64 {
			return fd.Gradient(nil, loss, weights, &fd.Settings{Formula: fd.Central, Step: h})
		},
		func(loss func([]float64) float64, weights []float64, h float64) []float64 { // changes and puts back
			gradient := []float64{}
			for i, weight := range weights {
				weights[i] = weight + h
				up := loss(weights)
				weights[i] = weight - h
				gradient = append(gradient, (up-loss(weights))/(2*h))
				weights[i] = weight
			}
			return gradient
		},
		func(loss func([]float64) float64, weights []float64, h float64) []float64 {
			gradient := make([]float64, len(weights))
			for i := range weights {
				place := append([]float64(nil), weights...)
				place[i] -= h
				below := loss(place)
				place[i] += 2 * h
				gradient[i] = 0.5 / h * (loss(place) - below)
			}
			return gradient
		},
		func(loss func([]float64) float64, weights []float64, h float64) []float64 { // the mean of both sides
			var gradient []float64
			for i := range weights {
				side := func(h float64) float64 {
					moved := slices.Clone(weights)
					moved[i] += h
					return (loss(moved) - loss(weights)) / h
				}
				gradient = append(gradient, (side(h)+side(-h))/2)
			}
			return gradient
		},
		func(loss func([]float64) float64, weights []float64, h float64) []float64 { // backwards
			gradient := make([]float64, len(weights))
			up, down := make([]float64, len(weights)), make([]float64, len(weights))
			for i := len(weights) - 1; i >= 0; i-- {
				copy(up, weights)
				copy(down, weights)
				up[i], down[i] = up[i]+h, down[i]-h
				gradient[i] = -(loss(down) - loss(up)) / h / 2
			}
			return gradient
		},
	}...)
}

func TestGradientStep(t *testing.T) {
	teaches(t, GradientStep, []gradientStepFunc{
		func(weights, gradient []float64, rate float64) []float64 {
			return floats.AddScaledTo(make([]float64, len(weights)), weights, -rate, gradient)
		},
		func(weights, gradient []float64, rate float64) []float64 {
			next := slices.Clone(weights)
			if err := (network.GradientDescent{Rate: rate}).Step([][]float64{next}, [][]float64{gradient}); err != nil {
				t.Error(err)
			}
			return next
		},
		func(weights, gradient []float64, rate float64) []float64 {
			var next []float64
			for i, weight := range weights {
				next = append(next, weight-rate*gradient[i])
			}
			return next
		},
		func(weights, gradient []float64, rate float64) []float64 { // by the article's adjustment
			next, adjustment := make([]float64, len(weights)), make([]float64, len(weights))
			for i, g := range gradient {
				adjustment[i] = -g
				next[i] = weights[i] + adjustment[i]*rate
			}
			return next
		},
		func(weights, gradient []float64, rate float64) []float64 {
			if len(weights) == 0 {
				return nil
			}
			rest := weights[1:]
			next := []float64{weights[0] - gradient[0]*rate}
			for i := range rest {
				next = append(next, rest[i]-gradient[i+1]*rate)
			}
			return next
		},
	}...)
}

func TestBiasGradient(t *testing.T) {
	logit := func(a float64) float64 { return math.Log(a / (1 - a)) }
	teaches(t, BiasGradient, []biasGradientFunc{
		func(outputs, targets []float64) float64 { // package neuron's third weight
			sum := 0.0
			for i := range outputs {
				set, err := datasets.NewTargets("one", [][]float64{{1}}, [][]float64{{targets[i]}})
				if err != nil {
					t.Fatal(err)
				}
				sum += (&neuron.Neuron{Weights: []float64{logit(outputs[i])}}).Pass(set).Gradient()[0]
			}
			return sum
		},
		func(outputs, targets []float64) float64 { // a gradient check
			loss := func(bias float64) (sum float64) {
				for i, a := range outputs {
					sum += neuron.SquaredError.Of(targets[i], neuron.Sigmoid(logit(a)+bias), 0)
				}
				return sum
			}
			return fd.Derivative(loss, 0, &fd.Settings{Formula: fd.Formula{
				Stencil:    []fd.Point{{Loc: -2, Coeff: 1. / 12}, {Loc: -1, Coeff: -2. / 3}, {Loc: 1, Coeff: 2. / 3}, {Loc: 2, Coeff: -1. / 12}},
				Derivative: 1, Step: 1e-3}})
		},
		func(outputs, targets []float64) (sum float64) {
			for i, a := range outputs {
				sum += (a - targets[i]) * (a - a*a)
			}
			return sum
		},
		func(outputs, targets []float64) float64 {
			adjustment := 0.0
			for i := len(outputs) - 1; i >= 0; i-- {
				adjustment += (targets[i] - outputs[i]) * neuron.Slope(outputs[i])
			}
			return -adjustment
		},
		func(outputs, targets []float64) float64 {
			errors := floats.SubTo(make([]float64, len(outputs)), outputs, targets)
			slopes := make([]float64, len(outputs))
			for i, a := range outputs {
				slopes[i] = (1 - a) * a * 1
			}
			return floats.Dot(errors, slopes)
		},
	}...)
}
