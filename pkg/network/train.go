package network

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"

	"firstneuron/pkg/datasets"
)

// Steps trains the network for the given number of steps, with all examples at each,
// as [Network.BatchSteps] does with some.
func (n *Network) Steps(set *datasets.Set, steps int) iter.Seq2[int, *Pass] {
	return n.BatchSteps(nil, set, math.MaxInt, steps)
}

// Train runs all the steps of [Network.Steps] without a loop. It returns what [Network.Err] would.
func (n *Network) Train(set *datasets.Set, steps int) error {
	for range n.Steps(set, steps) {
	}
	return n.err
}

// BatchSteps trains the network for the given number of steps, with a batch of examples
// at each: stochastic gradient descent. An epoch goes through all examples once, in an
// order drawn from rng, or in their own if rng is nil; its last batch may be smaller.
//
// It yields the step's number, from 0, and its pass. The body of the loop runs after the
// weights were updated; the pass is what was computed before the update. break does not
// undo the step, and another call continues from the current weights.
//
// [Network.Err] says what ended the steps early: a set with nothing to learn, a number that
// makes no sense, a loss that is NaN or infinite. It panics if the examples have the
// wrong size.
func (n *Network) BatchSteps(rng *rand.Rand, set *datasets.Set, batch, steps int) iter.Seq2[int, *Pass] {
	return func(yield func(int, *Pass) bool) {
		n.err = n.checkTraining(set, batch, steps, "steps")
		for step := 0; step < steps && n.err == nil; {
			for indices, examples := range set.IndexedBatches(rng, batch) {
				pass := n.step(step, indices, examples)
				if pass == nil || !yield(step, pass) {
					return
				}
				if step++; step == steps {
					return
				}
			}
		}
	}
}

// Epochs trains the network as [Network.BatchSteps] does, for the given number of epochs.
// It yields after each its number, from 1, and the mean loss over its examples, each as
// it was before its step.
func (n *Network) Epochs(rng *rand.Rand, set *datasets.Set, batch, epochs int) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		n.err = n.checkTraining(set, batch, epochs, "epochs")
		step := 0
		for epoch := 1; epoch <= epochs && n.err == nil; epoch++ {
			sum := 0.0
			for indices, examples := range set.IndexedBatches(rng, batch) {
				pass := n.step(step, indices, examples)
				if pass == nil {
					return
				}
				sum += pass.loss * float64(examples.Len())
				step++
			}
			if !yield(epoch, sum/float64(set.Len())) {
				return
			}
		}
	}
}

// Err returns the error that ended the last training early, or nil.
func (n *Network) Err() error { return n.err }

// Learn takes one step of the optimizer with the gradients of a pass. It is an error, and
// changes nothing, if the loss is NaN or infinite, or if the optimizer has a number that
// makes no sense. It panics if the pass is of a network with other layers.
func (n *Network) Learn(pass *Pass) error { return n.learn(pass, "") }

// step is one step with its pass, or nil where it ends the training.
func (n *Network) step(number int, indices []int, examples *datasets.Set) *Pass {
	pass := n.pass(examples)
	pass.Examples = indices
	if n.err = n.learn(pass, fmt.Sprintf(" at step %d", number)); n.err != nil {
		return nil
	}
	return pass
}

func (n *Network) learn(pass *Pass, when string) error {
	if n.Optimizer == nil {
		return errors.New("network: there is no optimizer: set Optimizer, such as GradientDescent{Rate: 1}")
	}
	if math.IsNaN(pass.loss) || math.IsInf(pass.loss, 0) {
		return fmt.Errorf("network: the loss is %v%s with %v: training diverged, so start again with a smaller rate or smaller inputs", pass.loss, when, n.Optimizer)
	}
	if len(pass.Layers) != len(n.Layers) {
		panic(fmt.Sprintf("network: a pass of %d layers does not fit a network of %d", len(pass.Layers), len(n.Layers)))
	}
	var parameters, gradients [][]float64
	for i, layer := range n.Layers {
		weights, bias := layer.parameters()
		weightGradient, biasGradient := pass.Layers[i].gradients()
		if len(weightGradient) != len(weights) || len(biasGradient) != len(bias) {
			panic(fmt.Sprintf("network: a pass with %d + %d gradients does not fit layer %d with %d weights and %d biases",
				len(weightGradient), len(biasGradient), i+1, len(weights), len(bias)))
		}
		parameters = append(parameters, weights, bias)
		gradients = append(gradients, weightGradient, biasGradient)
	}
	return n.Optimizer.Step(parameters, gradients)
}
