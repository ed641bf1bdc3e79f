package models

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/ml/train/loss"
)

// Of a linear model the fall is known: the weights under the square times how far their pixels are from grey.
func TestOcclusionOfALinearModel(t *testing.T) {
	for _, shape := range [][]int{{4, 5, 1}, {5, 3, 3}, {17, 19, 2}} { // the last one in more than one batch
		m := newModel(t, shape, Linear(3), Options{Loss: loss.MeanSquaredError, Float64: true})
		weights := m.Parameter("logits/dense/weights").Values // [pixels and channels, outputs]
		example := randomSet(seeded(3), 1, 3, shape...).Example(0)
		for _, size := range []int{1, 2, 3, 40} {
			for class := range 3 {
				want := make([]float64, shape[0]*shape[1])
				for i, value := range example {
					row, column := i/shape[2]/shape[1], i/shape[2]%shape[1]
					for place := range want {
						down, right := row-place/shape[1]+size/2, column-place%shape[1]+size/2 // inside the square
						if down >= 0 && down < size && right >= 0 && right < size {
							want[place] += weights[i*3+class] * (value - 0.5)
						}
					}
				}
				same(t, "falls", m.Occlusion(example, class, size), want, 1e-12)
			}
		}
	}
}

// Softmax and sigmoid by hand, and a square by hand: the outputs of a linear model before and after.
func TestOcclusionOfProbabilities(t *testing.T) {
	for _, backend := range []string{"engine", "go"} {
		for outputs := 1; outputs <= 3; outputs++ {
			m := newModel(t, []int{3, 3, 1}, Linear(outputs), Options{Backend: backend})
			weights := m.Parameter("logits/dense/weights").Values
			probability := func(picture []float64, class int) float64 {
				sum, own := 0.0, 0.0
				for output := range outputs {
					logit := 0.0
					for i, value := range picture {
						logit += weights[i*outputs+output] * value
					}
					sum += math.Exp(logit)
					if output == class || outputs == 1 {
						own = math.Exp(logit)
					}
				}
				switch {
				case outputs > 1:
					return own / sum
				case class == 1:
					return own / (1 + own)
				}
				return 1 / (1 + own)
			}
			example := []float64{0.9, -0.2, 0.3, 1, 0.7, 0, 2, 0.1, 0.6}
			corner := []float64{0.5, 0.5, 0.3, 0.5, 0.5, 0, 2, 0.1, 0.6} // the square around pixel 0, of which 2 x 2 are inside
			last := []float64{0.9, -0.2, 0.3, 1, 0.5, 0.5, 2, 0.5, 0.5}  // the one of 2 x 2 around pixel 8
			for class := range max(outputs, 2) {
				before := probability(example, class)
				same(t, "corner", m.Occlusion(example, class, 3)[:1], []float64{before - probability(corner, class)}, 1e-6)
				same(t, "last", m.Occlusion(example, class, 2)[8:], []float64{before - probability(last, class)}, 1e-6)
			}
		}
	}
}

// The backends agree, and nothing changes: neither the example nor the model.
func TestOcclusionOfAConvolution(t *testing.T) {
	example := randomSet(seeded(4), 1, 2, 8, 8, 3).Example(0)
	copied := slices.Clone(example)
	m := newModel(t, []int{8, 8, 3}, Convolutional(4, 8, 4), Options{Backend: "engine"})
	falls := m.Occlusion(example, 3, 3)
	for _, backend := range []string{"engine", "go"} {
		other := newModel(t, []int{8, 8, 3}, Convolutional(4, 8, 4), Options{Backend: backend})
		same(t, backend, other.Occlusion(example, 3, 3), falls, 1e-5)
	}
	same(t, "again", m.Occlusion(example, 3, 3), falls, 0)
	same(t, "example", example, copied, 0)
	if slices.Max(falls) < 1e-3 {
		t.Errorf("the falls %v are all near 0, so they compare nothing", falls)
	}
}

func TestOcclusionPanics(t *testing.T) {
	pictures, points := newModel(t, []int{3, 3, 1}, Linear(2), Options{}), newModel(t, []int{9}, Linear(1), Options{})
	for want, call := range map[string]func(){
		"only pictures":       func() { points.Occlusion(make([]float64, 9), 0, 1) },
		"an example of 8":     func() { pictures.Occlusion(make([]float64, 8), 0, 1) },
		"no class 2":          func() { pictures.Occlusion(make([]float64, 9), 2, 1) },
		"no class -1":         func() { pictures.Occlusion(make([]float64, 9), -1, 1) },
		"the size must be at": func() { pictures.Occlusion(make([]float64, 9), 0, 0) },
	} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, want) {
					t.Errorf("got the panic %q, want %q in it", said, want)
				}
			}()
			call()
		}()
	}
}
