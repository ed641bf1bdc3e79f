package exercises

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

func TestBestAmong(t *testing.T) {
	teaches(t, BestAmong, []chooses{
		func(outputs []float64, from, to int) int { return from + floats.MaxIdx(outputs[from:to]) },
		func(outputs []float64, from, to int) int {
			return from + slices.Index(outputs[from:to], slices.Max(outputs[from:to]))
		},
		func(outputs []float64, from, to int) int {
			best := to - 1
			for i := to - 1; i >= from; i-- {
				if outputs[i] >= outputs[best] {
					best = i
				}
			}
			return best
		},
		func(outputs []float64, from, to int) int {
			best, most := -1, math.Inf(-1)
			for i, output := range outputs {
				if i >= from && i < to && output > most {
					best, most = i, output
				}
			}
			return best
		},
		func(outputs []float64, from, to int) int { // the other answers cannot win
			masked := slices.Clone(outputs)
			for i := range masked {
				if i < from || i >= to {
					masked[i] = math.Inf(-1)
				}
			}
			return floats.MaxIdx(masked)
		},
	}...)
}

func TestInterference(t *testing.T) {
	teaches(t, Interference, []disturbs{
		func(rate, err float64, b, a []float64) float64 { return rate * err * floats.Dot(b, a) },
		func(rate, err float64, b, a []float64) float64 {
			step := slices.Clone(b)
			floats.Scale(rate*err, step)
			return floats.Dot(step, a)
		},
		func(rate, err float64, b, a []float64) (change float64) {
			for i, x := range b {
				change += x * a[i]
			}
			return change * rate * err
		},
		func(rate, err float64, b, a []float64) float64 {
			return mat.Dot(mat.NewVecDense(len(b), b), mat.NewVecDense(len(a), a)) * err * rate
		},
		func(rate, err float64, b, a []float64) float64 { // the signal after the step, without the one before
			weights := make([]float64, len(a))
			for i := range weights {
				weights[i] = 0.3 - float64(i)
			}
			before := floats.Dot(weights, a)
			floats.AddScaled(weights, rate*err, b)
			return floats.Dot(weights, a) - before
		},
	}...)
	// Package neuron's step moves the signal of another example by as much.
	n := &neuron.Neuron{Weights: []float64{0.4, -0.7, 0.2}, Rate: 0.3, Loss: neuron.CrossEntropy}
	a := []float64{0.5, 2, -1}
	learnt, err := datasets.New("b", [][]float64{{1, -1, 3}}, []int{1}, "no", "yes")
	if err != nil {
		t.Fatal(err)
	}
	before, pass := floats.Dot(n.Weights, a), n.Pass(learnt)
	n.Learn(pass)
	if got, want := interference(n.Rate, pass.Error[0], learnt.Example(0), a), floats.Dot(n.Weights, a)-before; math.Abs(got-want) > 1e-12 {
		t.Errorf("the neuron's signal moves by %v, and interference says %v", want, got)
	}
}

func TestImportance(t *testing.T) {
	teaches(t, Importance, []weighs{
		func(probabilities []float64, gradients [][]float64) []float64 {
			result := make([]float64, len(gradients[0]))
			for k, gradient := range gradients {
				floats.AddScaled(result, probabilities[k], floats.MulTo(make([]float64, len(gradient)), gradient, gradient))
			}
			return result
		},
		func(probabilities []float64, gradients [][]float64) (result []float64) {
			for i := range gradients[0] {
				sum := 0.0
				for k := range gradients {
					sum += probabilities[k] * math.Pow(gradients[k][i], 2)
				}
				result = append(result, sum)
			}
			return result
		},
		func(probabilities []float64, gradients [][]float64) (result []float64) {
			for _, column := range columnsOf(gradients) {
				floats.Mul(column, column)
				result = append(result, stat.Mean(column, probabilities))
			}
			return result
		},
		func(probabilities []float64, gradients [][]float64) []float64 { // the diagonal of the matrix
			g := matrixOf(gradients)
			var fisher, weighted mat.Dense
			weighted.Mul(mat.NewDiagDense(len(probabilities), probabilities), g)
			fisher.Mul(g.T(), &weighted)
			return neurons(len(gradients[0]), func(i int) float64 { return fisher.At(i, i) })
		},
		func(probabilities []float64, gradients [][]float64) []float64 {
			result := make([]float64, len(gradients[0]))
			for k := range gradients {
				for i := range result {
					scaled := math.Sqrt(probabilities[k]) * gradients[k][i]
					result[i] += scaled * scaled
				}
			}
			return result
		},
	}...)
	// Fisher information is also the mean curvature of -log p: for softmax, by finite differences.
	logits, probabilities := []float64{0.3, -1, 0.8}, make([]float64, 3)
	logProbability := func(k int) func([]float64) float64 {
		return func(z []float64) float64 { return z[k] - floats.LogSumExp(z) }
	}
	var gradients [][]float64
	curvature := make([]float64, 3)
	for k := range logits {
		probabilities[k] = math.Exp(logProbability(k)(logits))
		gradients = append(gradients, fd.Gradient(nil, logProbability(k), logits, nil))
		var hessian mat.SymDense
		fd.Hessian(&hessian, logProbability(k), logits, nil)
		for i := range curvature {
			curvature[i] -= probabilities[k] * hessian.At(i, i)
		}
	}
	if got := importance(probabilities, gradients); !floats.EqualApprox(got, curvature, 1e-4) {
		t.Errorf("importance %v, mean curvature %v", got, curvature)
	}
}

func TestPenaltyGradient(t *testing.T) {
	teaches(t, PenaltyGradient, []pulls{
		func(strength float64, importance, weights, old []float64) []float64 {
			pull := floats.SubTo(make([]float64, len(weights)), weights, old)
			floats.Mul(pull, importance)
			floats.Scale(strength, pull)
			return pull
		},
		func(strength float64, importance, weights, old []float64) (pull []float64) {
			for i, weight := range weights {
				pull = append(pull, (weight-old[i])*importance[i]*strength)
			}
			return pull
		},
		func(strength float64, importance, weights, old []float64) []float64 {
			pull := make([]float64, len(weights))
			for i := range pull {
				pull[i] = -strength * importance[i] * (old[i] - weights[i])
			}
			return pull
		},
		func(strength float64, importance, weights, old []float64) []float64 {
			pull := make([]float64, len(weights))
			for i := range pull {
				pull[i] = strength*importance[i]*weights[i] - strength*importance[i]*old[i]
			}
			return pull
		},
		func(strength float64, importance, weights, old []float64) []float64 {
			var pull mat.VecDense
			pull.SubVec(mat.NewVecDense(len(weights), slices.Clone(weights)), mat.NewVecDense(len(old), old))
			pull.MulElemVec(&pull, mat.NewVecDense(len(importance), importance))
			pull.ScaleVec(strength, &pull)
			return pull.RawVector().Data
		},
	}...)
	// It is the slope of the penalty, by finite differences.
	rng := rand.New(rand.NewPCG(1, 0))
	random := func() []float64 { return neurons(4, func(int) float64 { return rng.NormFloat64() }) }
	weights, old, important := random(), random(), []float64{0.5, 2, 0, 1}
	penalty := func(w []float64) (sum float64) {
		for i := range w {
			sum += 3.0 / 2 * important[i] * (w[i] - old[i]) * (w[i] - old[i])
		}
		return sum
	}
	if got, want := penaltyGradient(3, important, weights, old), fd.Gradient(nil, penalty, weights, nil); !floats.EqualApprox(got, want, 1e-6) {
		t.Errorf("penaltyGradient %v, finite differences %v", got, want)
	}
}
