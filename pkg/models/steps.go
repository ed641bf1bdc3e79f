package models

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	gomlx "github.com/gomlx/gomlx/ml/train"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
)

// Training says how to train. The zero value goes through the examples once, in
// batches of 32, with Adam at its usual rate.
type Training struct {
	Epochs      int     // stop when the model has gone through the examples so often; zero means 1
	Steps       int     // stop when the model has made so many steps; zero means as many as Epochs need
	Batch       int     // examples in a step; zero means 32; never more than there are
	Rate        float64 // learning rate; zero means 0.001
	WeightDecay float64 // share of each weight taken away at a step, times Rate (AdamW)
	Seed        uint64  // of the order of the examples and of Augment

	// Optimizer is GoMLX's rule of training; nil means Adam with Rate and WeightDecay.
	// One that is given brings its own rate, and these two are not used.
	Optimizer optimizer.Interface

	// Augment changes the pictures of a batch by chance before each step, as
	// [datasets.Set.Augment] does, so that the model hardly sees the same one twice.
	// The zero value leaves them as they are, and is needed where examples are no pictures.
	Augment datasets.AugmentOptions

	// Checkpoint is a folder in which training keeps where it is. The next training of
	// the same model on the same examples goes on from there, exactly as if it had not
	// been cut off; where it ended, there are no steps left to see. One that asks for
	// more steps goes on too; one that asks for fewer begins anew, and keeps nothing.
	// Empty keeps nothing.
	Checkpoint string
	Interval   time.Duration // between checkpoints, and what a killed program loses at most; zero means 10 seconds
}

// A Step is one step of training.
type Step struct {
	Epoch     int     // which time through the examples, from 0
	Loss      float64 // mean cross-entropy of the batch before the step changed the weights
	Accuracy  float64 // share of the batch answered right before the step
	EpochEnds bool    // all examples have had their turn
}

// Steps trains the model, one batch a step. It yields the number of the step, from 0
// over all trainings of this model, after the weights took it; break ends the
// training there. In every epoch the examples come in a new order; those that do not
// fill a last batch wait for the next epoch.
//
// A checkpoint that cannot be read or written ends the steps, and so does a label
// that the model has no class for: [Model.Err] tells, as with bufio.Scanner. Steps
// panics if the examples have another shape than the model's.
func (m *Model) Steps(set *datasets.Set, training Training) iter.Seq2[int, Step] {
	m.checkShape(set)
	return func(yield func(int, Step) bool) {
		m.err = m.train(set, training.withDefaults(set.Len()), yield)
	}
}

// Train is Steps without looking on. It returns what [Model.Err] would.
func (m *Model) Train(set *datasets.Set, training Training) error {
	for range m.Steps(set, training) {
	}
	return m.Err()
}

// Err is what ended the last training too early, nil if nothing did.
func (m *Model) Err() error { return m.err }

func (t Training) withDefaults(examples int) Training {
	if t.Batch <= 0 {
		t.Batch = 32
	}
	t.Batch = min(t.Batch, examples)
	if t.Steps <= 0 && t.Batch > 0 {
		t.Steps = max(t.Epochs, 1) * (examples / t.Batch)
	}
	if t.Rate == 0 {
		t.Rate = 1e-3
	}
	if t.Interval <= 0 {
		t.Interval = 10 * time.Second
	}
	return t
}

// rule is the optimizer of a training.
func (t Training) rule() optimizer.Interface {
	if t.Optimizer != nil {
		return t.Optimizer
	}
	return optimizer.Adam().LearningRate(t.Rate).WeightDecay(t.WeightDecay).Done()
}

func (m *Model) train(set *datasets.Set, training Training, yield func(int, Step) bool) (err error) {
	if err := m.checkLabels(set); err != nil {
		return err
	}
	keeper, err := m.resume(set, training)
	if err != nil {
		return err
	}
	if m.seen >= training.Steps {
		return nil
	}
	defer func() {
		if saved := keeper.finish(m); err == nil {
			err = saved
		}
	}()
	steps := m.newStepper(set, training)
	defer steps.finish()

	perEpoch := set.Len() / training.Batch
	for m.seen < training.Steps {
		number := m.seen
		step := steps.next(number/perEpoch, number%perEpoch)
		m.seen++
		step.EpochEnds = m.seen%perEpoch == 0
		if err := keeper.tick(m); err != nil {
			return err
		}
		if !yield(number, step) {
			return nil
		}
	}
	return nil
}

func (m *Model) checkLabels(set *datasets.Set) error {
	if set.Len() == 0 {
		return fmt.Errorf("models: there are no examples to learn from in %q", set.Name)
	}
	for i, label := range set.Labels {
		if label < 0 || label >= m.classes {
			return fmt.Errorf("models: example %d of %q is of class %d, but the model has the classes 0 to %d: let its last layer have one output for each class", i, set.Name, label, m.classes-1)
		}
	}
	return nil
}

// A stepper holds what one training needs: the graph of a step, and where that is
// faster the examples on the backend's device, so that a step only sends which of
// them it takes.
type stepper struct {
	model    *Model
	training Training
	set      *datasets.Set
	exec     *model.Exec
	resident []any // inputs and labels of the whole set
	epoch    int
	order    []int
}

func (m *Model) newStepper(set *datasets.Set, training Training) *stepper {
	// GoMLX keeps the learning rate as a variable; a new training may bring another.
	must(m.store.Scope(optimizer.Scope).DeleteVariable(optimizer.ParamLearningRate))
	s := &stepper{model: m, training: training, set: set, epoch: -1}
	if !training.augments() && !m.isPureGo() { // whose device is the memory where the set lies already
		s.resident = m.resident(set)
	}
	s.exec = m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
		batch, labels := inputs[0], inputs[1]
		if s.resident != nil {
			chosen := inputs[2]
			batch, labels = graph.Gather(batch, chosen), graph.Gather(labels, chosen)
		}
		return m.step(scope, training, batch, labels)
	})
	return s
}

func (t Training) augments() bool { return t.Augment != datasets.AugmentOptions{} }

// step builds one step of training: it returns the loss and the share answered right.
func (m *Model) step(scope *model.Scope, training Training, batch, labels *graph.Node) []*graph.Node {
	logits, loss := m.loss(scope, batch, labels)
	training.rule().UpdateGraph(scope, loss.Graph(), loss)
	gomlx.ExecPerStepUpdateGraphFn(loss.Graph())
	return []*graph.Node{loss, rightShare(logits, labels)}
}

// rightShare is the share of the examples whose largest logit is that of their label.
func rightShare(logits, labels *graph.Node) *graph.Node {
	said := graph.ArgMax(logits, -1, labels.DType())
	right := graph.Equal(said, graph.Reshape(labels, labels.Shape().Dimensions[0]))
	return graph.ReduceAllMean(graph.ConvertDType(right, logits.DType()))
}

// next makes the step at a place in an epoch. What it does depends on nothing but
// the seed, the epoch and the place, so a resumed training does the same.
func (s *stepper) next(epoch, place int) Step {
	if epoch != s.epoch {
		s.epoch, s.order = epoch, rand.New(rand.NewPCG(s.training.Seed, uint64(epoch))).Perm(s.set.Len())
	}
	chosen := s.order[place*s.training.Batch : (place+1)*s.training.Batch]
	var inputs []any
	if s.resident != nil {
		indices := tensors.FromFlatDataAndDimensions(convert[int32](chosen), len(chosen), 1)
		inputs = append(inputs, s.resident[0], s.resident[1], indices)
	} else {
		batch := s.set.Subset(chosen)
		if s.training.augments() {
			rng := rand.New(rand.NewPCG(s.training.Seed+1, uint64(epoch)<<32|uint64(place)))
			batch = batch.Augment(rng, s.training.Augment)
		}
		inputs = append(inputs, s.model.inputs(batch), labels(batch))
	}
	outputs := s.model.run(s.exec, inputs...)
	return Step{Epoch: epoch, Loss: numbers(outputs[0])[0], Accuracy: numbers(outputs[1])[0]}
}

// finish gives back what the training held.
func (s *stepper) finish() {
	s.exec.Finalize()
	for _, held := range s.resident {
		held.(*tensors.Tensor).MustFinalizeAll()
	}
}
