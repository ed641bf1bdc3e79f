package exercises

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// matrixOf returns rows as gonum's matrix.
func matrixOf(rows [][]float64) *mat.Dense {
	return mat.NewDense(len(rows), len(rows[0]), slices.Concat(rows...))
}

// rowsOf returns a matrix as rows.
func rowsOf(m mat.Matrix) [][]float64 {
	count, _ := m.Dims()
	rows := make([][]float64, count)
	for i := range rows {
		rows[i] = mat.Row(nil, i, m)
	}
	return rows
}

// columnsOf exchanges rows and columns.
func columnsOf(rows [][]float64) [][]float64 { return rowsOf(matrixOf(rows).T()) }

// tanhLayer returns a network of one layer with these weights.
func tanhLayer(weights [][]float64, bias []float64) *network.Network {
	net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(len(weights), len(bias), network.Tanh))
	net.Layers[0].Weights, net.Layers[0].Bias = matrixOf(weights), slices.Clone(bias)
	return net
}

func TestForward(t *testing.T) {
	teaches(t, Forward, []forwards{
		func(x []float64, w [][]float64, b []float64) []float64 { return tanhLayer(w, b).Predict(x) },
		func(x []float64, w [][]float64, b []float64) []float64 {
			var sums mat.VecDense
			sums.MulVec(matrixOf(w).T(), mat.NewVecDense(len(x), slices.Clone(x)))
			return neurons(len(b), func(j int) float64 { return math.Tanh(sums.AtVec(j) + b[j]) })
		},
		func(x []float64, w [][]float64, b []float64) []float64 {
			outputs := []float64{}
			for j, column := range columnsOf(w) {
				outputs = append(outputs, math.Tanh(floats.Dot(x, column)+b[j]))
			}
			return outputs
		},
		func(x []float64, w [][]float64, b []float64) []float64 {
			outputs := slices.Clone(b)
			for i := range x {
				floats.AddScaled(outputs, x[i], w[i])
			}
			for j, sum := range outputs {
				outputs[j] = 2/(1+math.Exp(-2*sum)) - 1
			}
			return outputs
		},
		func(x []float64, w [][]float64, b []float64) []float64 {
			outputs := make([]float64, len(w[0]))
			for j := range outputs {
				for i := len(x) - 1; i >= 0; i-- {
					outputs[j] -= x[i] * w[i][j]
				}
				outputs[j] = -math.Tanh(outputs[j] - b[j])
			}
			return outputs
		},
	}...)
}

// measuredDeltas raises and lowers the sum in front of each neuron's tanh and measures next x what reaches the next layer.
func measuredDeltas(outputs []float64, weights [][]float64, next []float64) []float64 {
	const h = 1e-4
	return neurons(len(outputs), func(j int) float64 {
		reaches := func(change float64) float64 {
			return math.Tanh(math.Atanh(outputs[j])+change) * floats.Dot(weights[j], next)
		}
		return (8*(reaches(h)-reaches(-h)) - reaches(2*h) + reaches(-2*h)) / (12 * h)
	})
}

func TestDeltas(t *testing.T) {
	teaches(t, Deltas, []goesBack{
		measuredDeltas,
		func(out []float64, w [][]float64, next []float64) []float64 {
			var back mat.VecDense
			back.MulVec(matrixOf(w), mat.NewVecDense(len(next), slices.Clone(next)))
			return neurons(len(out), func(j int) float64 { return back.AtVec(j) * network.Tanh.Slope(0, out[j]) })
		},
		func(out []float64, w [][]float64, next []float64) []float64 {
			result := make([]float64, len(out))
			for k, column := range columnsOf(w) {
				floats.AddScaled(result, next[k], column)
			}
			for j := range result {
				result[j] *= (1 - out[j]) * (1 + out[j])
			}
			return result
		},
		func(out []float64, w [][]float64, next []float64) []float64 {
			result := []float64{}
			for j, row := range w {
				result = append(result, floats.Dot(row, next)-math.Pow(out[j], 2)*floats.Dot(row, next))
			}
			return result
		},
		func(out []float64, w [][]float64, next []float64) []float64 {
			return neurons(len(out), func(j int) float64 {
				cosh := math.Cosh(math.Atanh(out[j]))
				return floats.Dot(w[j], next) / (cosh * cosh)
			})
		},
	}...)
}

func TestWeightGradient(t *testing.T) {
	teaches(t, WeightGradient, []gradients{
		func(x, d []float64) [][]float64 {
			var outer mat.Dense
			outer.Outer(1, mat.NewVecDense(len(x), slices.Clone(x)), mat.NewVecDense(len(d), slices.Clone(d)))
			return rowsOf(&outer)
		},
		func(x, d []float64) [][]float64 { // what a linear layer learns from outputs that are wrong by d
			net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(len(x), len(d), network.Linear))
			targets := slices.Clone(net.Predict(x))
			floats.Sub(targets, d)
			set, err := datasets.NewTargets("one", [][]float64{x}, [][]float64{targets})
			if err != nil {
				panic(err)
			}
			return rowsOf(net.Pass(set).Layers[0].WeightGradient)
		},
		func(x, d []float64) [][]float64 { return columnsOf(weightGradient(d, x)) },
		func(x, d []float64) [][]float64 {
			rows := make([][]float64, len(x))
			for i := range x {
				rows[i] = floats.ScaleTo(make([]float64, len(d)), x[i], d)
			}
			return rows
		},
		func(x, d []float64) [][]float64 {
			rows := [][]float64{}
			for _, input := range x {
				row := []float64{}
				for _, delta := range d {
					row = append(row, delta*input)
				}
				rows = append(rows, row)
			}
			return rows
		},
	}...)
}
