// Package neuron is one artificial neuron, small enough to hold in mind.
//
// A neuron has one weight for each input. It multiplies every input by its
// weight, adds the products up, and squeezes the sum through the [Sigmoid] into
// an answer between 0 and 1:
//
//	answer = sigmoid(weight 1 x input 1 + weight 2 x input 2 + ...)
//
// It learns from [Examples]. [Neuron.Try] answers all of them and works out, in
// a [Trial], how each weight should change; [Neuron.Learn] changes the weights;
// [Neuron.Trials] does both again and again, and [Neuron.Train] is the same
// without looking on:
//
//	n := neuron.Classic()
//	for step, trial := range n.Trials(examples, 10_000) {
//		fmt.Println(step, trial.Loss())
//	}
//	fmt.Println(n.Think([]float64{1, 0, 0}))
//
// The correction is the article's: error x input x slope of the sigmoid.
package neuron

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gonum.org/v1/gonum/floats"
)

// A Neuron answers a question between 0 and 1, and learns from examples.
// It has no bias: an input that is always 1 does that work.
type Neuron struct {
	Weights []float64 // one for each input
	Rate    float64   // learning rate: how much of each adjustment is taken; with 0 it does not learn
	Loss    Loss      // what learning makes small; zero means SquaredError
}

// New returns a neuron with random weights between -1 and 1 drawn from rng, and
// learning rate 1.
// It panics if inputs is less than 1.
func New(rng *rand.Rand, inputs int) *Neuron {
	if inputs < 1 {
		panic(fmt.Sprintf("neuron: a neuron needs at least 1 input, not %d", inputs))
	}
	weights := make([]float64, inputs)
	for i := range weights {
		weights[i] = 2*rng.Float64() - 1
	}
	return &Neuron{Weights: weights, Rate: 1}
}

// Think answers one question, which has one number for each input.
// It panics if the question has another length, and an input that is NaN makes
// the answer NaN: questions that come from outside go through [Neuron.Answers].
func (n *Neuron) Think(inputs []float64) float64 {
	if len(inputs) != len(n.Weights) {
		panic(fmt.Sprintf("neuron: a question with %d inputs does not fit a neuron with %d weights", len(inputs), len(n.Weights)))
	}
	return Sigmoid(floats.Dot(n.Weights, inputs))
}

// Try answers every example and returns each factor of the correction.
// The weights stay as they are. It panics if the examples have another number
// of inputs than the neuron.
func (n *Neuron) Try(examples *Examples) *Trial {
	trial := newTrial(examples)
	n.try(examples, trial)
	return trial
}

// Learn changes the weights by an adjustment with one number for each weight:
// weights += rate x adjustment. It panics if the adjustment has another length.
func (n *Neuron) Learn(adjustment []float64) {
	if len(adjustment) != len(n.Weights) {
		panic(fmt.Sprintf("neuron: an adjustment of %d numbers does not fit a neuron with %d weights", len(adjustment), len(n.Weights)))
	}
	floats.AddScaled(n.Weights, n.Rate, adjustment)
}

// String shows the weights: "neuron [9.673 -0.208 -4.630]".
func (n *Neuron) String() string {
	weights := make([]string, len(n.Weights))
	for i, weight := range n.Weights {
		weights[i] = fmt.Sprintf("%.3f", weight)
	}
	return "neuron [" + strings.Join(weights, " ") + "]"
}
