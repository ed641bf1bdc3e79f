package exercises

import (
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/network"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

func TestBoundary(t *testing.T) {
	teaches(t, Boundary, []boundaryFunc{
		func(w1, w2, bias, x1 float64) float64 { return -(bias + x1*w1) / w2 },
		func(w1, w2, bias, x1 float64) float64 { return -w1/w2*x1 - bias/w2 },
		func(w1, w2, bias, x1 float64) float64 { return (-w1*x1 - bias) / w2 },
		func(w1, w2, bias, x1 float64) float64 { // gonum solves the equation
			var x mat.VecDense
			if err := x.SolveVec(mat.NewDense(1, 1, []float64{w2}), mat.NewVecDense(1, []float64{-w1*x1 - bias})); err != nil {
				t.Error(err)
			}
			return x.AtVec(0)
		},
		func(w1, w2, bias, x1 float64) float64 { // where a neuron's answer crosses 0.5
			from, to := -100.0, 100.0
			undecided := func(x2 float64) float64 { return w2*x2 + w1*x1 + bias }
			for range 200 {
				if middle := (from + to) / 2; undecided(middle) > 0 == (undecided(from) > 0) {
					from = middle
				} else {
					to = middle
				}
			}
			return (from + to) / 2
		},
	}...)
}

func TestLayerForward(t *testing.T) {
	type (
		matrix = [][]float64
		curve  = func(float64) float64
	)
	teaches(t, LayerForward, []layerForwardFunc{
		func(inputs []float64, weights matrix, bias []float64, activation curve) []float64 { // package network
			layer := network.Dense(len(inputs), len(bias), network.Activation{Name: "given", Function: activation,
				Slope: func(_, _ float64) float64 { return 0 }})
			net := network.New(rand.New(rand.NewPCG(1, 0)), layer)
			layer.Weights, layer.Bias = mat.NewDense(len(inputs), len(bias), slices.Concat(weights...)), slices.Clone(bias)
			return net.Predict(inputs)
		},
		func(inputs []float64, weights matrix, bias []float64, activation curve) []float64 { // gonum
			var signal mat.VecDense
			signal.MulVec(mat.NewDense(len(inputs), len(bias), slices.Concat(weights...)).T(), mat.NewVecDense(len(inputs), slices.Clone(inputs)))
			outputs := floats.AddTo(make([]float64, len(bias)), signal.RawVector().Data, bias)
			for j := range outputs {
				outputs[j] = activation(outputs[j])
			}
			return outputs
		},
		func(inputs []float64, weights matrix, bias []float64, activation curve) []float64 { // input by input
			sums := slices.Clone(bias)
			for i, row := range weights {
				for j, weight := range row {
					sums[j] += weight * inputs[i]
				}
			}
			for j, sum := range sums {
				sums[j] = activation(sum)
			}
			return sums
		},
		func(inputs []float64, weights matrix, bias []float64, activation curve) []float64 {
			var outputs []float64
			for j, b := range bias {
				column := make([]float64, len(inputs))
				for i := range column {
					column[i] = weights[i][j]
				}
				outputs = append(outputs, activation(floats.Dot(column, inputs)+b))
			}
			return outputs
		},
		func(inputs []float64, weights matrix, bias []float64, activation curve) []float64 { // the bias as one more input
			inputs, weights = append(slices.Clone(inputs), 1), append(slices.Clone(weights), bias)
			outputs := make([]float64, len(weights[0]))
			for j := range outputs {
				sum := 0.0
				for i := len(inputs) - 1; i >= 0; i-- {
					sum += inputs[i] * weights[i][j]
				}
				outputs[j] = activation(sum)
			}
			return outputs
		},
	}...)
}

func TestCountParameters(t *testing.T) {
	teaches(t, CountParameters, []countParametersFunc{
		func(sizes []int) int { // package network
			var layers []*network.Layer
			for i := range len(sizes) - 1 {
				layers = append(layers, network.Dense(sizes[i], sizes[i+1], network.Tanh))
			}
			return network.New(rand.New(rand.NewPCG(1, 0)), layers...).NumParameters()
		},
		func(sizes []int) int {
			count := 0
			for i := 0; i < len(sizes)-1; i++ {
				count += (sizes[i] + 1) * sizes[i+1]
			}
			return count
		},
		func(sizes []int) int { // one by one
			count := 0
			for i, size := range sizes[1:] {
				for range size {
					for range sizes[i] {
						count++
					}
					count++
				}
			}
			return count
		},
		func(sizes []int) int {
			weights, biases := 0, -sizes[0]
			for i, size := range sizes {
				biases += size
				if i > 0 {
					weights += sizes[i-1] * size
				}
			}
			return weights + biases
		},
		func(sizes []int) int {
			before, count := sizes[0], 0
			for _, size := range sizes[1:] {
				count += before*size + size
				before = size
			}
			return count
		},
	}...)
}
