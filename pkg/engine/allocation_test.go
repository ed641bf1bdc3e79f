package engine

import (
	"math/rand/v2"
	"testing"
)

// Once a network has seen a batch of a size, it takes no more memory for batches of that
// size or less: the garbage collector has nothing to do in training.
func TestStepsTakeNoMemory(t *testing.T) {
	for _, stack := range someStacks() {
		t.Run(stack.name, func(t *testing.T) {
			n := randomNetwork(t, stack.shape, stack.layers...)
			n.SetWorkers(2)
			inputs, targets := randomBatch(rand.New(rand.NewPCG(3, 4)), 37, product(stack.shape), outputsOf(n))
			adam, momentum := &Adam{Rate: 0.01}, &Momentum{Rate: 0.01, Momentum: 0.9}
			for what, work := range map[string]func(){
				"a step of Adam":     func() { n.Step(inputs, targets, CrossEntropy, adam, 1) },
				"a step of Momentum": func() { n.Step(inputs, targets, BinaryCrossEntropy, momentum, 1) },
				"a smaller batch":    func() { n.Step(inputs[:5], targets[:5], CrossEntropy, adam, 1) },
				"Gradients":          func() { n.Gradients(inputs, targets, CrossEntropy, 1) },
				"Outputs":            func() { n.Outputs(inputs) },
			} {
				work()
				most := 0.0
				if what == "Outputs" {
					most = 1 // the answer
				}
				if times := testing.AllocsPerRun(5, work); times > most {
					t.Errorf("%s takes memory %v times", what, times)
				}
			}
		})
	}
}
