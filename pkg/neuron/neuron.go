// Package neuron is one artificial neuron, small enough to understand completely.
//
// A neuron has one weight for each input. It multiplies every input by its weight,
// adds the products up, and squeezes the sum through the [Sigmoid] into an output
// between 0 and 1:
//
//	output = sigmoid(weight 1 x input 1 + weight 2 x input 2 + ...)
//
// It learns from a set of examples. [Neuron.Pass] computes the outputs and how each
// weight should change, [Neuron.Learn] changes the weights, [Neuron.Steps] does both
// again and again, and [Neuron.Train] is the same without a loop:
//
//	n := neuron.Classic()
//	for step, pass := range n.Steps(set, 10_000) {
//		fmt.Println(step, pass.Loss())
//	}
//	fmt.Println(n.Predict([]float64{1, 0, 0}))
//
// The correction is the article's: error x input x slope of the sigmoid.
package neuron

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/floats"
)

// A Neuron has an output between 0 and 1, and learns from examples. It has no
// bias: an input that is always 1 does that work.
type Neuron struct {
	Weights []float64 // one for each input
	Rate    float64   // learning rate: how much of each adjustment is taken; with 0 it does not learn
	Loss    Loss      // what learning makes small; zero means SquaredError

	err error
}

// New returns a neuron with random weights between -1 and 1 drawn from rng, and
// learning rate 1. It panics if inputs is less than 1.
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

// Predict is the output for one example, which has one number for each input. It
// panics if the example has another size. An input that is NaN makes the output NaN.
func (n *Neuron) Predict(example []float64) float64 {
	n.checkSize(len(example))
	return Sigmoid(floats.Dot(n.Weights, example))
}

// Outputs are what [Neuron.Predict] returns for each example of a set.
func (n *Neuron) Outputs(set *datasets.Set) []float64 {
	outputs := make([]float64, set.Len())
	for i, example := range set.Rows() {
		outputs[i] = n.Predict(example)
	}
	return outputs
}

// Accuracy is the fraction of a set's examples that get their own class, 0 to 1: an
// output from 0.5 on is class 1, a smaller one class 0, NaN no class. It panics if
// the examples have another size, or no labels.
func (n *Neuron) Accuracy(set *datasets.Set) float64 {
	if set.Labels == nil {
		panic(fmt.Sprintf("neuron: the examples of %s have no labels to compare with", set.Name))
	}
	right := 0
	for i, output := range n.Outputs(set) {
		if output >= 0.5 && set.Labels[i] == 1 || output < 0.5 && set.Labels[i] == 0 {
			right++
		}
	}
	return float64(right) / float64(max(set.Len(), 1))
}

// Learn changes the weights by the adjustment of a pass: weights += rate x
// adjustment. It panics if that has another size than the weights.
func (n *Neuron) Learn(pass *Pass) {
	if len(pass.Adjustment) != len(n.Weights) {
		panic(fmt.Sprintf("neuron: an adjustment of %d numbers does not fit a neuron with %d inputs", len(pass.Adjustment), len(n.Weights)))
	}
	floats.AddScaled(n.Weights, n.Rate, pass.Adjustment)
}

// Steps trains the neuron for the given number of steps, with all examples at each.
// It yields the step's number, from 0, and its pass. The body of the loop runs after
// the weights were updated; the pass is what was computed before the update. break does
// not undo the step, and calling Steps again continues from the current weights.
//
// [Neuron.Err] says what ended the steps early: a set with nothing to learn, a target
// outside 0 to 1, a negative number, a loss that is NaN or infinite. Steps panics if
// the examples have the wrong size.
func (n *Neuron) Steps(set *datasets.Set, steps int) iter.Seq2[int, *Pass] {
	return func(yield func(int, *Pass) bool) { n.err = n.train(set, steps, yield) }
}

// Train runs all the steps of Steps without a loop. It returns what [Neuron.Err] would.
func (n *Neuron) Train(set *datasets.Set, steps int) error {
	n.err = n.train(set, steps, nil)
	return n.err
}

// Err returns the error that ended the last training early, or nil.
func (n *Neuron) Err() error { return n.err }

// MarshalBinary is the weights as bytes, to be kept anywhere: 8 for each, to the last bit.
// [Neuron.UnmarshalBinary] reads them.
func (n *Neuron) MarshalBinary() ([]byte, error) {
	return binary.Append(nil, binary.LittleEndian, n.Weights)
}

// UnmarshalBinary gives the neuron the weights of one with as many inputs. Other bytes are
// an error, and the neuron stays as it was.
func (n *Neuron) UnmarshalBinary(weights []byte) error {
	if len(weights) != 8*len(n.Weights) {
		return fmt.Errorf("neuron: %d bytes are not the weights of a neuron with %d inputs, which are %d", len(weights), len(n.Weights), 8*len(n.Weights))
	}
	_, err := binary.Decode(weights, binary.LittleEndian, n.Weights)
	return err
}

// String shows the weights: "neuron [9.673 -0.208 -4.630]".
func (n *Neuron) String() string { return fmt.Sprintf("neuron %.3f", n.Weights) }

func (n *Neuron) checkSize(numbers int) {
	if numbers != len(n.Weights) {
		panic(fmt.Sprintf("neuron: an example of %d numbers does not fit a neuron with %d inputs", numbers, len(n.Weights)))
	}
}

func (n *Neuron) train(set *datasets.Set, steps int, yield func(int, *Pass) bool) error {
	if steps < 0 {
		return fmt.Errorf("neuron: it cannot train for %d steps: give 0 or more", steps)
	}
	if !(n.Rate >= 0) || math.IsInf(n.Rate, 0) { // written so that NaN fails too
		return fmt.Errorf("neuron: the learning rate is %v: give 0 or more", n.Rate)
	}
	rows, targets, err := n.examples(set)
	if err != nil {
		return err
	}
	pass := newPass(len(rows), len(n.Weights))
	for step := range steps {
		if yield != nil {
			pass = newPass(len(rows), len(n.Weights)) // the body of the loop may keep it
		}
		n.compute(pass, rows, targets)
		if math.IsNaN(pass.loss) || math.IsInf(pass.loss, 0) {
			return fmt.Errorf("neuron: the loss is %v at step %d with the rate %v: training diverged, so start again with a smaller rate or smaller inputs", pass.loss, step, n.Rate)
		}
		n.Learn(pass)
		if yield != nil && !yield(step, pass) {
			return nil
		}
	}
	return nil
}
