package neuron

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/datasets"
)

// The article's training, written out by hand: in each step an example moves a weight by the rate times error x slope x input.
func TestContributionsOfTheArticle(t *testing.T) {
	examples := [][3]float64{{0, 0, 1}, {1, 1, 1}, {1, 0, 1}, {0, 1, 1}}
	targets := [4]float64{0, 1, 1, 0}
	for weight := range 3 {
		n := Classic()
		why := n.Attribute(datasets.Patterns(), weight)
		for _, pass := range n.Steps(datasets.Patterns(), 1000) {
			why.Add(pass)
		}
		weights, want := Classic().Weights, make([]float64, 4)
		for range 1000 {
			var moves [3]float64
			for i, x := range examples {
				output := 1 / (1 + math.Exp(-(weights[0]*x[0] + weights[1]*x[1] + weights[2]*x[2])))
				for j := range moves {
					moves[j] += (targets[i] - output) * output * (1 - output) * x[j]
				}
				want[i] += (targets[i] - output) * output * (1 - output) * x[weight]
			}
			for j := range weights {
				weights[j] += moves[j]
			}
		}
		what := fmt.Sprint("weight ", weight)
		same(t, what, why.Moved, want, 1e-12)
		same(t, what+": first, last and sum", []float64{why.First, why.Last, why.Sum()}, []float64{Classic().Weights[weight], n.Weights[weight], n.Weights[weight]}, 1e-13)
		if !slices.Equal(why.Steps, []int{1000, 1000, 1000, 1000}) {
			t.Errorf("%s: the examples took part in %v steps", what, why.Steps)
		}
	}
}

func TestContributionsOfBothLossesAtARate(t *testing.T) {
	for _, loss := range []Loss{SquaredError, CrossEntropy} {
		rng := rand.New(rand.NewPCG(1, 2))
		set, n := randomSet(t, rng, 20, 5), New(rng, 5)
		n.Loss, n.Rate = loss, 0.3
		why := n.Attribute(set, 4)
		for _, pass := range n.Steps(set, 200) {
			why.Add(pass)
		}
		same(t, loss.String(), []float64{why.Sum()}, []float64{n.Weights[4]}, 1e-13)
	}
}

func TestLargestContributions(t *testing.T) {
	c := Contributions{Moved: []float64{0.1, -3, 0, 2, -0.1}}
	for count, want := range map[int][]int{0: {}, 2: {1, 3}, 3: {1, 3, 0}, 9: {1, 3, 0, 4}} {
		if got := c.Largest(count); !slices.Equal(got, want) {
			t.Errorf("the largest %d: got %v, want %v", count, got, want)
		}
	}
}

func TestWhatCannotBeAttributed(t *testing.T) {
	for want, call := range map[string]func(){
		"there is no weight 3 in a neuron with 3 inputs": func() { Classic().Attribute(datasets.Patterns(), 3) },
		"there is no weight -1":                          func() { Classic().Attribute(datasets.Patterns(), -1) },
		"an example of 2 numbers":                        func() { Classic().Attribute(datasets.XOR(), 0) },
		"a pass of 2 examples is not one of the set with 4": func() {
			Classic().Attribute(datasets.Patterns(), 0).Add(Classic().Pass(datasets.Patterns().Slice(0, 2)))
		},
	} {
		func() {
			defer func() {
				if message, _ := recover().(string); !strings.HasPrefix(message, "neuron: ") || !strings.Contains(message, want) {
					t.Errorf("got %q, want %q", message, want)
				}
			}()
			call()
		}()
	}
}
