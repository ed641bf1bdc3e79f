package neuron

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/datasets"
)

// Contributions say why one weight is as it is: how far each example of a set has moved it, over all
// steps. Each step changes the weight by a sum over examples, so they add up to the weight, apart
// from rounding:
//
//	Last = First + Earlier + Moved[0] + Moved[1] + ...
//
// A contribution is not what the weight would lack without the example: then the other examples would
// have moved it differently.
//
// The idea is that of TracIn (Pruthi and others, "Estimating training data influence by tracing
// gradient descent", 2020), which sums what each training example has done to the loss of another one,
// to first order and at some checkpoints. One weight, at every step, needs no approximation.
type Contributions struct {
	First float64   // the weight before the first step
	Last  float64   // the weight after the last step
	Moved []float64 // how far each example has moved it, with the sign
	Steps []int     // in how many steps each example took part

	// Earlier is how far it was moved by gradients from before the first step, which an
	// optimizer remembered; 0 for a neuron, which has no optimizer.
	Earlier float64
}

// Sum is First, Earlier and all of Moved added up: Last, apart from rounding.
func (c *Contributions) Sum() float64 {
	sum := c.First + c.Earlier
	for _, moved := range c.Moved {
		sum += moved
	}
	return sum
}

// Largest are at most count examples, those that have moved the weight most in either direction, the
// largest first. Examples that have not moved it are left out.
func (c *Contributions) Largest(count int) []int {
	var examples []int
	for i, moved := range c.Moved {
		if moved != 0 {
			examples = append(examples, i)
		}
	}
	slices.SortStableFunc(examples, func(a, b int) int {
		return cmp.Compare(math.Abs(c.Moved[b]), math.Abs(c.Moved[a]))
	})
	return examples[:min(count, len(examples))]
}

// An Attribution counts the contributions to a weight while the neuron learns. Make one with
// [Neuron.Attribute].
type Attribution struct {
	Contributions
	neuron *Neuron
	set    *datasets.Set
	weight int
}

// Attribute begins to count how far each example of a set moves a weight. Weights are counted from 0:
//
//	why := n.Attribute(set, 0)
//	for _, pass := range n.Steps(set, 1000) {
//		why.Add(pass)
//	}
//
// It panics if the neuron has no such weight.
func (n *Neuron) Attribute(set *datasets.Set, weight int) *Attribution {
	n.checkSize(set.Size())
	if weight < 0 || weight >= len(n.Weights) {
		panic(fmt.Sprintf("neuron: there is no weight %d in a neuron with %d inputs", weight, len(n.Weights)))
	}
	now := n.Weights[weight]
	counted := Contributions{First: now, Last: now, Moved: make([]float64, set.Len()), Steps: make([]int, set.Len())}
	return &Attribution{counted, n, set, weight}
}

// Add counts the step that the neuron has just taken with a pass: rate x delta x input for each
// example. It panics if the pass has another number of examples than the set.
func (a *Attribution) Add(pass *Pass) {
	if len(pass.Delta) != len(a.Moved) {
		panic(fmt.Sprintf("neuron: a pass of %d examples is not one of the set with %d", len(pass.Delta), len(a.Moved)))
	}
	for i, delta := range pass.Delta {
		a.Moved[i] += a.neuron.Rate * delta * a.set.Example(i)[a.weight]
		a.Steps[i]++
	}
	a.Last = a.neuron.Weights[a.weight]
}
