package models

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
)

// Training says how to train: for how long, in batches of which size, at which rate.
// Each number means what it says; a negative one or NaN is an error.
type Training struct {
	Epochs int // how many times to go through all examples; or give Steps instead
	Steps  int // how many steps to make; with both at 0 nothing is learnt

	Batch       int     // examples in a step, at least 1; the last batch of an epoch may be smaller
	Rate        float64 // learning rate; at 0 nothing is learnt
	WeightDecay float64 // the fraction of each weight that a step takes off, times Rate (AdamW)

	// Optimizer is one of GoMLX's; nil means Adam with Rate and WeightDecay. One that is
	// given has a rate of its own, so Rate and WeightDecay must be 0.
	Optimizer optimizer.Interface

	// Frozen names layers that stay as they are, to the last bit: "edges" has the parameters
	// "edges/conv/weights" and "edges/conv/biases". The gradient goes through them to the layers
	// before. A frozen BatchNorm computes as at inference, as in Keras. A name that is no
	// layer's, and nothing left to learn, are errors.
	Frozen []string

	// ClassWeights says how much an example of each class counts: its loss is multiplied by the
	// weight of its class, and the loss of a batch is still the mean over its examples, not
	// divided by the sum of the weights, as with Keras's class_weight. nil counts all the same;
	// [metrics.ClassWeights] makes rare classes count more. An example with soft labels has the
	// mean of the weights, each class as likely as its target says. One output has two classes. A
	// weight that is negative, NaN or infinite, another number of weights than classes,
	// targets that are no parts of 1, and a model with a loss of its own are errors.
	ClassWeights []float64

	// Augment changes the pictures of a batch at random before each step, as
	// [datasets.Set.Augment] does, so that the model hardly sees the same one twice.
	// The zero value leaves the examples as they are.
	Augment datasets.AugmentOptions

	// Devices is on how many devices of the backend to train, such as graphics cards. Each has all
	// weights and computes the gradient for its part of every batch, and they share the mean. The
	// numbers are those of one device but for rounding, with Dropout and BatchNorm too: what is
	// dropped is drawn, and a mean is taken, for the whole batch. Batch must be a multiple of
	// Devices; a smaller last batch of an epoch that is none is computed as a whole by each device.
	// 0 is 1. More devices than the backend has are an error.
	Devices int

	// Checkpoint is a folder in which training keeps its progress. The same training,
	// started again from the same first weights and rng on the same examples, goes on
	// from there, exactly as if it had not been interrupted; if it was complete, no
	// steps are left. Asking for more steps also resumes; asking for fewer starts again
	// and saves nothing. If Checkpoint is empty, nothing is saved.
	//
	// A training is recognised by its numbers, its first weights, its first batches, its
	// examples and its first losses. A change that shows in none of them needs another
	// folder: a schedule of the optimizer that differs only later on.
	Checkpoint string
}

// A Step is one step of training.
type Step struct {
	Epoch     int  // which time through the examples in this training, from 1
	EpochEnds bool // all examples have had their turn

	loss, accuracy float64
}

// Loss is the mean loss of the batch before the step changed the weights, with what
// layers add to it, such as weight regularization.
func (s Step) Loss() float64 { return s.loss }

// Accuracy is the fraction of the batch that was classified right before the step;
// NaN where the examples have no labels.
func (s Step) Accuracy() float64 { return s.accuracy }

// Steps trains the model, one batch a step, and trains on when it is called again. It
// yields the number of the step in this training, from 0 or from where its checkpoint
// was, after the weights took the step; break ends the training there. In every
// epoch rng puts the examples in a new order, as [datasets.Set.BatchIndices] does; with
// a nil rng they keep their own.
//
// What ends the steps early, [Model.Err] tells, as with bufio.Scanner: settings or a
// set that cannot be learnt from, a checkpoint that cannot be read or written, or
// divergence, a loss that is NaN or infinite. Steps panics if the examples have
// another shape than the model's.
func (m *Model) Steps(rng *rand.Rand, set *datasets.Set, training Training) iter.Seq2[int, Step] {
	m.checkShape(set)
	return func(yield func(int, Step) bool) {
		m.err = m.train(rng, set, training, yield)
	}
}

// Train is Steps without a loop. It returns what [Model.Err] would.
func (m *Model) Train(rng *rand.Rand, set *datasets.Set, training Training) error {
	for range m.Steps(rng, set, training) {
	}
	return m.Err()
}

// Err returns the error that ended the last training early, or nil.
func (m *Model) Err() error { return m.err }

func (m *Model) train(rng *rand.Rand, set *datasets.Set, training Training, yield func(int, Step) bool) (err error) {
	if err := training.check(rng); err != nil {
		return err
	}
	targets, err := m.targetsOf(set)
	if err != nil {
		return err
	}
	if err := m.checkDevices(training); err != nil {
		return err
	}
	if err := m.checkFrozen(training); err != nil {
		return err
	}
	if err := m.checkClassWeights(training.ClassWeights, set, targets); err != nil {
		return err
	}
	perEpoch := (set.Len()-1)/training.Batch + 1
	total := max(training.Steps, training.Epochs*perEpoch)
	if total == 0 {
		return nil
	}
	batches := training.drawEpoch(rng, set)
	kept, done, err := m.resume(set, targets, training, batches, total)
	if err != nil {
		return err
	}
	number := done
	defer func() {
		if err == nil && number > done {
			err = m.keep(kept, training, number)
		}
	}()
	steps := m.newStepper(set, targets, training)
	defer steps.finish()
	rows := set.Rows()

	for epoch := 1; ; epoch++ {
		first := (epoch - 1) * perEpoch // the number of the epoch's first step
		for place := number - first; place < len(batches.indices) && number < total; place++ {
			step, err := m.step(steps, set, rows, targets, training, batches, place)
			if err != nil {
				return err
			}
			m.steps++
			if isNotFinite(step.loss) {
				return training.diverged(number, fmt.Sprintf("the loss of step %d is %v", number, step.loss))
			}
			step.Epoch, step.EpochEnds = epoch, place == perEpoch-1
			number++
			if kept.isDue() {
				if err := m.keep(kept, training, number); err != nil {
					return err
				}
			}
			if !yield(number-1, step) {
				return nil
			}
		}
		if epoch*perEpoch >= total {
			return nil
		}
		batches = training.drawEpoch(rng, set)
	}
}

// An epoch is what an rng decides for one.
type epoch struct {
	indices [][]int // of the examples of each batch
	seed    uint64  // of what Augment does to them
}

// drawEpoch draws the order of the examples just as network does, so that the same
// rng gives both the same batches.
func (t Training) drawEpoch(rng *rand.Rand, set *datasets.Set) epoch {
	drawn := epoch{indices: slices.Collect(set.BatchIndices(rng, t.Batch))}
	if t.augments() {
		drawn.seed = rng.Uint64()
	}
	return drawn
}

func (t Training) augments() bool { return t.Augment != datasets.AugmentOptions{} }

// check finds the settings that make no sense.
func (t Training) check(rng *rand.Rand) error {
	switch {
	case t.Epochs < 0 || t.Steps < 0:
		return fmt.Errorf("models: a training cannot have %d epochs and %d steps: both must be 0 or more", t.Epochs, t.Steps)
	case t.Epochs > 0 && t.Steps > 0:
		return fmt.Errorf("models: a training of %d epochs and of %d steps: say one of the two", t.Epochs, t.Steps)
	case t.Batch < 1:
		return fmt.Errorf("models: a batch of %d examples: Training.Batch must be at least 1, for example 32", t.Batch)
	case t.Devices < 0:
		return fmt.Errorf("models: a training on %d devices: Training.Devices must be 0 or more", t.Devices)
	case t.Devices > 1 && t.Batch%t.Devices != 0:
		return fmt.Errorf("models: a batch of %d examples cannot be split evenly over %d devices: Training.Batch must be a multiple of %[2]d, for example %d",
			t.Batch, t.Devices, (t.Batch/t.Devices+1)*t.Devices)
	case t.Rate < 0 || isNotFinite(t.Rate):
		return fmt.Errorf("models: a learning rate of %v: Training.Rate must be finite and not negative, for example 0.001", t.Rate)
	case t.WeightDecay < 0 || isNotFinite(t.WeightDecay):
		return fmt.Errorf("models: a weight decay of %v: Training.WeightDecay must be finite and not negative, for example 0.01", t.WeightDecay)
	case t.Optimizer != nil && (t.Rate != 0 || t.WeightDecay != 0):
		return fmt.Errorf("models: Training.Optimizer has a rate of its own, so Rate %v and WeightDecay %v would do nothing: leave them out", t.Rate, t.WeightDecay)
	case t.augments() && rng == nil:
		return fmt.Errorf("models: Training.Augment changes pictures at random: give Steps a source, such as rand.New(rand.NewPCG(1, 2))")
	}
	if err := t.Augment.Check(); err != nil {
		return fmt.Errorf("models: Training.Augment: %w", err)
	}
	return nil
}

// diverged is the error of a training whose numbers have left the finite ones.
func (t Training) diverged(step int, what string) error {
	rate := fmt.Sprintf("at the rate %v", t.Rate)
	if t.Optimizer != nil {
		rate = "at the rate of its optimizer"
	}
	if step == 0 {
		return fmt.Errorf("models: %s, before the weights have changed %s: look at the numbers of the examples and at the first weights", what, rate)
	}
	return fmt.Errorf("models: %s %s: the training diverged, so choose a smaller rate", what, rate)
}

// keep saves a checkpoint after so many steps, but never weights that are not finite.
func (m *Model) keep(kept *checkpointer, training Training, steps int) error {
	if name := m.notFinite(); name != "" {
		return training.diverged(steps, fmt.Sprintf("after step %d %q is NaN or infinite", steps-1, name))
	}
	return kept.save(m)
}

// notFinite is the name of a parameter or running average that is not, or "".
func (m *Model) notFinite() string {
	m.settle()
	for _, variable := range m.variables {
		if slices.ContainsFunc(numbers(variable.MustValue()), isNotFinite) {
			return nameOf(variable)
		}
	}
	return ""
}

func isNotFinite(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }
