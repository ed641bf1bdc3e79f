package exercises

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/network/loops"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

func TestMeanCrossEntropy(t *testing.T) {
	teaches(t, MeanCrossEntropy, []func(probabilities [][]float64, labels []int) float64{
		func(probabilities [][]float64, labels []int) float64 { // a layer that passes on logarithms, and their softmax
			classes := len(probabilities[0])
			layer := network.Dense(classes, classes, network.Softmax)
			net := network.New(rng(), layer)
			net.Loss = network.CrossEntropy
			layer.Weights.Apply(func(i, j int, _ float64) float64 { return max(0, 1-math.Abs(float64(i-j))) }, layer.Weights)
			var rows [][]float64
			for _, row := range probabilities {
				rows = append(rows, loops.Each(math.Log, row))
			}
			set, err := datasets.New("logarithms", rows, labels, make([]string, classes)...)
			if err != nil {
				t.Fatal(err)
			}
			return net.Pass(set).Loss()
		},
		func(probabilities [][]float64, labels []int) float64 {
			sum := 0.0
			for i, row := range probabilities {
				target := make([]float64, len(row))
				target[labels[i]] = 1
				sum += stat.CrossEntropy(target, row)
			}
			return sum / float64(len(probabilities))
		},
		func(probabilities [][]float64, labels []int) float64 {
			product := 1.0
			for i, label := range labels {
				product *= probabilities[i][label]
			}
			return -math.Log(product) / float64(len(labels))
		},
		func(probabilities [][]float64, labels []int) float64 {
			mean := 0.0
			for i, label := range labels {
				mean += math.Log(1/probabilities[i][label]) / float64(len(labels))
			}
			return mean
		},
		func(probabilities [][]float64, labels []int) float64 {
			sum := 0.0
			for i, row := range probabilities {
				for class, p := range row {
					if class == labels[i] {
						sum += math.Log(p)
					}
				}
			}
			return sum / -float64(len(labels))
		},
	}...)
}

func TestBatches(t *testing.T) {
	teaches(t, Batches, []func(order []int, size int) [][]int{
		func(order []int, size int) [][]int { return slices.Collect(slices.Chunk(order, size)) },
		func(order []int, size int) (all [][]int) {
			rows := make([][]float64, len(order))
			for i, number := range order {
				rows[i] = []float64{float64(number)}
			}
			set, err := datasets.New("numbers", rows, nil)
			if err != nil {
				t.Fatal(err)
			}
			for indices := range set.BatchIndices(nil, size) {
				var batch []int
				for _, i := range indices {
					batch = append(batch, order[i])
				}
				all = append(all, batch)
			}
			return all
		},
		func(order []int, size int) (all [][]int) {
			for i, number := range order {
				if i%size == 0 {
					all = append(all, nil)
				}
				all[len(all)-1] = append(all[len(all)-1], number)
			}
			return all
		},
		func(order []int, size int) (all [][]int) {
			for len(order) > size {
				all, order = append(all, order[:size]), order[size:]
			}
			return append(all, order)
		},
		func(order []int, size int) [][]int {
			all := make([][]int, (len(order)+size-1)/size)
			for i, number := range order {
				all[i/size] = append(all[i/size], number)
			}
			return all
		},
	}...)
}

func TestSoftmax(t *testing.T) {
	teaches(t, Softmax, []func(logits []float64) []float64{
		func(logits []float64) []float64 { // signals of a layer whose weights are 1 and whose only input is 0
			layer := network.Dense(1, len(logits), network.Softmax)
			net := network.New(rng(), layer)
			copy(layer.Bias, logits)
			return net.Predict([]float64{0})
		},
		func(logits []float64) []float64 {
			outputs, all := make([]float64, len(logits)), floats.LogSumExp(logits)
			for i, logit := range logits {
				outputs[i] = math.Exp(logit - all)
			}
			return outputs
		},
		func(logits []float64) []float64 {
			outputs := make([]float64, len(logits))
			for i, a := range logits {
				sum := 0.0
				for _, b := range logits {
					sum += math.Exp(b - a)
				}
				outputs[i] = 1 / sum
			}
			return outputs
		},
		func(logits []float64) []float64 {
			shifted := slices.Clone(logits)
			floats.AddConst(-floats.Max(logits), shifted)
			for i, z := range shifted {
				shifted[i] = math.Pow(math.E, z)
			}
			floats.Scale(1/floats.Sum(shifted), shifted)
			return shifted
		},
		func(logits []float64) []float64 {
			largest := math.Inf(-1)
			for _, logit := range logits {
				if logit > largest {
					largest = logit
				}
			}
			powers := mat.NewVecDense(len(logits), nil)
			for i, logit := range logits {
				powers.SetVec(i, math.Exp(logit-largest))
			}
			powers.ScaleVec(1/mat.Sum(powers), powers)
			return powers.RawVector().Data
		},
	}...)
}

func rng() *rand.Rand { return rand.New(rand.NewPCG(1, 0)) }
