package runs

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"

	"firstneuron/pkg/datasets"
)

// Rewind goes through the weights that a run has kept, a step of the loop for each. It yields how many
// steps the run had made, and the model has the weights that it had then:
//
//	for steps := range lesson.Must(ledger.Rewind(id, net)) {
//		fmt.Println(steps, net.Accuracy(test))
//	}
//
// After the loop the model has the weights again that it had before, and its optimizer is as it was: a training
// goes on as if nobody had looked. The error is that there is no such run, or that it has kept no weights, or those
// of a model with other layers.
func (l *Ledger) Rewind(id string, model Model) (iter.Seq[int], error) {
	kept, err := l.snapshotsOf(id, model)
	if err != nil {
		return nil, err
	}
	return func(yield func(int) bool) {
		restore := holdWeights(model)
		defer restore()
		for _, snapshot := range kept {
			if snapshot.Restore(model) != nil || !yield(snapshot.Steps) { // snapshotsOf has restored each once
				return
			}
		}
	}, nil
}

// Restore gives the model the weights that it had after so many steps of a run, and nothing else: what its optimizer
// remembers, such as Momentum's velocity and Adam's means, is not kept and stays as it is now, and so does the source of
// random numbers. So whoever trains on from there chooses:
//
//   - A clean start from these weights: give a *network.Network a new Optimizer. A *models.Model has its optimizer inside,
//     so make a new model, and give that one the weights.
//   - Exactly what the run did: make its steps again with [Replay], with the optimizer and the source of random numbers new as
//     at first, leave the loop by break at the step, and train on. In the middle of an epoch the batches after that are
//     others, because a training begins with a new epoch.
//
// A *neuron.Neuron and GradientDescent remember nothing, so with them the weights are enough. A training that is recorded
// after it is a run of its own, and its curve begins at step 0.
//
// The error is that of [Ledger.Rewind], or it says after how many steps the run has kept its weights.
func (l *Ledger) Restore(id string, steps int, model Model) error {
	kept, err := l.snapshotsOf(id, model)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(kept, func(s Snapshot) bool { return s.Steps == steps })
	if at < 0 {
		var there []int
		for _, snapshot := range kept {
			there = append(there, snapshot.Steps)
		}
		return fmt.Errorf("runs: %s has kept no weights after %d steps, but after %v", id, steps, there)
	}
	return kept[at].Restore(model)
}

// snapshotsOf are the snapshots of a run. All of them fit the model, whose weights are not changed.
func (l *Ledger) snapshotsOf(id string, model Model) ([]Snapshot, error) {
	if l.isMissing(id) {
		return nil, l.noRun(id)
	}
	kept, faults := l.Snapshots(id)
	if len(kept) == 0 {
		return nil, fmt.Errorf("runs: %s cannot be rewound: %s", id, strings.Join(faults, "; "))
	}
	defer holdWeights(model)()
	for _, snapshot := range kept {
		if err := snapshot.Restore(model); err != nil {
			return nil, fmt.Errorf("runs: the weights of %s after %d steps do not fit: %w", id, snapshot.Steps, err)
		}
	}
	return kept, nil
}

// holdWeights returns a function that gives the model its weights back.
func holdWeights(model Model) (restore func()) {
	weights, err := model.MarshalBinary()
	return func() {
		if err == nil {
			model.UnmarshalBinary(weights) // its own
		}
	}
}

// A Replaying trains a model again as a run has trained it. Make one with [Ledger.Replay].
type Replaying struct {
	id    string
	model Model
	kept  []Snapshot // those that are still to come
	steps int
	err   error
}

// Replay prepares a model for [Replay]: it gives it the weights from before the first step of a run. If
// the run has kept none that fit, or has learnt from other data, there are no steps, and
// [Replaying.Err] says why.
func (l *Ledger) Replay(id string, model Model, data *datasets.Set) *Replaying {
	r := &Replaying{id: id, model: model}
	if digest := l.Run(id).Digest; digest != "" && digest != data.Digest() {
		r.err = fmt.Errorf("runs: %s has learnt from other data than %s: give it the examples that its Settings had", id, data.Name)
		return r
	}
	r.kept, r.err = l.snapshotsOf(id, model)
	if r.err == nil && r.kept[0].Steps != 0 {
		r.err = fmt.Errorf("runs: %s cannot be replayed: its weights from before the first step cannot be read", id)
	}
	if r.err == nil {
		r.err = r.kept[0].Restore(model)
		r.kept = r.kept[1:]
	}
	return r
}

// Replay makes the steps of a run again, while a loop ranges over steps. These must be of the same
// training, with the same random numbers, batches and optimizer, all in their state at the start. It
// yields what steps yields, up to the last step at which the run has kept its weights. Each time that
// the run has kept them, the model must have the same ones, to the last bit. If they differ the loop
// ends, and [Replaying.Err] says after how many steps.
func Replay[K, V any](r *Replaying, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		if len(r.kept) == 0 || r.err != nil {
			return
		}
		for k, v := range steps {
			r.steps++
			if r.err = r.compare(); r.err != nil || !yield(k, v) || len(r.kept) == 0 {
				return
			}
		}
		r.err = fmt.Errorf("runs: the replay of %s ended after %d steps, and the run has kept weights after %d", r.id, r.steps, r.kept[0].Steps)
	}
}

// Err returns why the run could not be replayed to its end, or nil.
func (r *Replaying) Err() error { return r.err }

func (r *Replaying) compare() error {
	if r.steps != r.kept[0].Steps {
		return nil
	}
	weights, err := r.model.MarshalBinary()
	if err != nil {
		return err
	}
	if !bytes.Equal(weights, r.kept[0].weights) {
		return fmt.Errorf("runs: the replay of %s does not have its weights after %d steps: the training must be the same, with a source of random numbers and an optimizer as they were before its first step", r.id, r.steps)
	}
	r.kept = r.kept[1:]
	return nil
}
