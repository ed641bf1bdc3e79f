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

func TestParameterCount(t *testing.T) {
	teaches(t, ParameterCount, []func(widths []int) int{
		func(widths []int) int {
			var layers []*network.Layer
			for i := range widths[1:] {
				layers = append(layers, network.Dense(widths[i], widths[i+1], network.Tanh))
			}
			return network.New(rng(), layers...).NumParameters()
		},
		func(widths []int) int {
			weights, biases := 0, 0
			for i := 0; i < len(widths)-1; i++ {
				weights += widths[i] * widths[i+1]
				biases += widths[i+1]
			}
			return weights + biases
		},
		func(widths []int) int {
			total, from := 0, widths[0]
			for _, to := range widths[1:] {
				total += to * (1 + from)
				from = to
			}
			return total
		},
		func(widths []int) int {
			total := 0
			for i := len(widths) - 1; i > 0; i-- {
				for range widths[i] {
					total += widths[i-1] + 1
				}
			}
			return total
		},
		func(widths []int) int {
			total := -widths[0]
			for i, width := range widths {
				total += width
				if i > 0 {
					total += width * widths[i-1]
				}
			}
			return total
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
