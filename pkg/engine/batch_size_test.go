package engine

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// twin is a new network with the parameters and running averages of another.
func twin(t *testing.T, n *Network, shape []int, layers []Layer) *Network {
	t.Helper()
	other := randomNetwork(t, shape, layers...)
	for i, p := range n.Parameters() {
		copy(other.Parameters()[i].Values, p.Values)
	}
	for i, norm := range n.norms {
		for j, average := range norm.averages() {
			copy(other.norms[i].averages()[j].Values, average.Values)
		}
	}
	return other
}

// A network keeps its memory from batch to batch. What an earlier, larger or smaller
// batch left there must not matter: each step is that of a network that is new.
func TestEarlierBatchesLeaveNoTrace(t *testing.T) {
	for _, stack := range someStacks() {
		t.Run(stack.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(5, 6))
			n := randomNetwork(t, stack.shape, stack.layers...)
			for step, examples := range []int{37, 5, 16, 1, 60, 48, 13} {
				inputs, targets := randomBatch(rng, examples, product(stack.shape), outputsOf(n))
				fresh := twin(t, n, stack.shape, stack.layers)
				loss, outputs := n.Step(inputs, targets, CrossEntropy, &Momentum{Rate: 0.05}, uint64(step))
				wantLoss, want := fresh.Step(inputs, targets, CrossEntropy, &Momentum{Rate: 0.05}, uint64(step))
				if loss != wantLoss {
					t.Fatalf("batch %d, of %d: the loss is %v, and that of a new network %v", step+1, examples, loss, wantLoss)
				}
				what := fmt.Sprintf("batch %d, of %d", step+1, examples)
				sameBits(t, what+", outputs", outputs, want)
				sameBits(t, what+", parameters", n.values, fresh.values)
				sameBits(t, what+", outputs after it", n.Outputs(inputs[:1]), fresh.Outputs(inputs[:1]))
			}
		})
	}
}

// Outputs, LayerOutputs and Gradients between the steps do not change how a network learns.
func TestLookingChangesNothing(t *testing.T) {
	for _, stack := range someStacks() {
		t.Run(stack.name, func(t *testing.T) {
			inputs, targets := randomBatch(rand.New(rand.NewPCG(5, 6)), 37, product(stack.shape), outputsOf(randomNetwork(t, stack.shape, stack.layers...)))
			n, watched := randomNetwork(t, stack.shape, stack.layers...), randomNetwork(t, stack.shape, stack.layers...)
			adam, watchedAdam := &Adam{Rate: 0.01}, &Adam{Rate: 0.01}
			for step := range 5 {
				n.Step(inputs, targets, CrossEntropy, adam, uint64(step))
				watched.Step(inputs, targets, CrossEntropy, watchedAdam, uint64(step))
				watched.Outputs(inputs[:20])
				watched.LayerOutputs(inputs[3])
				watched.Gradients(inputs[:9], targets[:9], BinaryCrossEntropy, 99)
			}
			sameBits(t, "parameters", watched.values, n.values)
			sameBits(t, "outputs", watched.Outputs(inputs), n.Outputs(inputs))
		})
	}
}
