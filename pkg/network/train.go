package network

import (
	"iter"
	"math/rand/v2"
)

// Trials teaches the network for the given number of steps, one trial of all
// examples a step. The body of the loop sees the trial before the weights take
// its adjustments, so break leaves the network as the trial saw it. The trial
// is overwritten at each step; [Trial.Clone] keeps one.
func (n *Network) Trials(examples *Examples, steps int) iter.Seq2[int, *Trial] {
	return func(yield func(int, *Trial) bool) {
		trial := n.begin(examples, examples.Len())
		learn := n.learning()
		for step := range steps {
			n.try(examples, trial)
			if !yield(step, trial) {
				return
			}
			learn(trial)
		}
	}
}

// Train teaches the network for the given number of steps, with all examples a
// step, without looking on.
func (n *Network) Train(examples *Examples, steps int) {
	for range n.Trials(examples, steps) {
	}
}

// Steps teaches the network with a batch of examples a step: stochastic gradient
// descent. It goes through the examples in an order drawn from rng, and in a new
// one at each epoch; the last batch of an epoch may be smaller. With a nil rng
// the order is always the examples' own. What [Network.Trials] says of the trial
// and of break holds here too. It panics if batch is less than 1.
func (n *Network) Steps(rng *rand.Rand, examples *Examples, batch, steps int) iter.Seq2[int, *Trial] {
	return func(yield func(int, *Trial) bool) {
		course := n.newCourse(rng, examples, batch)
		learn := n.learning()
		for step := range steps {
			trial := course.try(step)
			if !yield(step, trial) {
				return
			}
			learn(trial)
		}
	}
}

// Epochs teaches the network as [Network.Steps] does, and tells after each
// epoch, counted from 1, the mean loss over its examples, each as it was when
// its turn came. The body of the loop finds the network as the epoch left it.
func (n *Network) Epochs(rng *rand.Rand, examples *Examples, batch, epochs int) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		course := n.newCourse(rng, examples, batch)
		learn := n.learning()
		for epoch := range epochs {
			sum := 0.0
			for step := range examples.Batches(batch) {
				trial := course.try(step)
				sum += trial.Loss() * float64(trial.examples())
				learn(trial)
			}
			if !yield(epoch+1, sum/float64(examples.Len())) {
				return
			}
		}
	}
}

// A course goes through examples batch by batch.
type course struct {
	network  *Network
	rng      *rand.Rand
	examples *Examples
	size     int
	order    []int
	full     round
	last     round // of an epoch, where the examples do not divide evenly
}

// A round is a batch of examples and the trial they go through.
type round struct {
	batch *Examples
	trial *Trial
}

func (n *Network) newCourse(rng *rand.Rand, examples *Examples, size int) *course {
	checkBatch(size)
	all := examples.Len()
	size = min(size, all)
	c := &course{network: n, rng: rng, examples: examples, size: size, order: make([]int, all)}
	for i := range c.order {
		c.order[i] = i
	}
	c.full = round{examples.room(size), n.begin(examples, size)}
	if rest := all % size; rest > 0 {
		c.last = round{examples.room(rest), n.begin(examples, rest)}
	}
	return c
}

func (c *course) try(step int) *Trial {
	step %= c.examples.Batches(c.size)
	if step == 0 && c.rng != nil {
		c.rng.Shuffle(len(c.order), func(i, j int) { c.order[i], c.order[j] = c.order[j], c.order[i] })
	}
	round, drawn := c.full, c.order[step*c.size:]
	if len(drawn) < c.size {
		round = c.last
	}
	for i := range round.batch.Len() {
		copy(round.batch.Inputs.RawRowView(i), c.examples.Inputs.RawRowView(drawn[i]))
		copy(round.batch.Targets.RawRowView(i), c.examples.Targets.RawRowView(drawn[i]))
	}
	c.network.try(round.batch, round.trial)
	return round.trial
}
