package runs

import (
	"fmt"
	"iter"
	"math"

	"firstneuron/internal/interrupt"
	"firstneuron/pkg/datasets"
)

// Settings say what a run is, besides what is recorded by itself: the program's flags, the
// versions, the machine and the commit. All may be left out.
type Settings struct {
	Name string // what is trained, such as "digits"; a part of the run's name
	Code string // a digest of the source of what trains; package sweep says so

	// Model is what is trained: a *neuron.Neuron, *network.Network or *models.Model. Its Err
	// after the loop says whether the run failed. What it says of itself before the loop, and
	// how many parameters it has, is recorded.
	Model interface{ Err() error }

	Data    *datasets.Set  // what it learns from; its digest is recorded
	Backend string         // what computes, such as [models.Backend] returns
	Values  map[string]any // settings that are no flags, such as a seed or a rate
	Trial   string         // which trial of a sweep it is; package sweep says so

	// SnapshotEvery keeps the weights of the model every so many steps, with those before the first step and
	// after the last, for [Ledger.Rewind] and [Ledger.Replay]. 0 keeps none. Where there would be more than a
	// hundred, or more than 64 MB, every second one goes and the distance doubles, as often as it takes: what
	// stays is evenly spaced. Keeping them once takes about 0.3 ms for the 2,410 weights of a network, 1 ms for
	// the 17,706 of a model.
	SnapshotEvery int
}

// New prepares the record of a run. It begins with the loop over [Record].
func (l *Ledger) New(s Settings) *Recording { return &Recording{ledger: l, settings: s} }

// Record records a training as a run, while a loop ranges over steps. It yields what steps
// yields. Each step's Loss and Accuracy are recorded, where what is yielded has them, as with
// neuron, network and models; if it is a float64, that number is the loss. [Recording.Log] adds other figures. After the first thousand, steps are
// recorded at growing distances, each about a thousandth further than the one before, and the last
// one always: a curve needs no more, and the file of a long training stays small. Recording a step
// takes about ten microseconds.
//
// However the loop ends, the record says so: [Finished] when there were no more steps,
// [Stopped] by break, [Failed] when the model has an error or the loop panicked. An interrupt
// ends the loop as break does, as in show.Live, which may be inside or outside. Where the
// program itself ends in the middle of the loop, the run shows as [Killed].
//
// Each loop over it is a run of its own. What cannot be written disturbs no training:
// [Recording.Err] tells.
func Record[K, V any](r *Recording, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		r.begin()
		watcher := interrupt.Watch(func(sentence string) { fmt.Println(sentence) })
		panicked, broken := true, false
		defer func() {
			watcher.Stop()
			switch {
			case panicked:
				r.end(Failed, "a panic in the loop")
			case r.settings.Model != nil && r.settings.Model.Err() != nil:
				r.end(Failed, r.settings.Model.Err().Error())
			case watcher.Came():
				r.end(Stopped, "interrupted")
			case broken:
				r.end(Stopped, "")
			default:
				r.end(Finished, "")
			}
		}()
		for k, v := range steps {
			r.step(any(k), any(v))
			broken = !yield(k, v)
			if !broken && watcher.Came() {
				fmt.Println(interrupt.After(r.steps) + "; the run is recorded as stopped")
				broken = true
			}
			if broken {
				break
			}
		}
		panicked = false
	}
}

// step records what is known of a step: its number, or how many there were before where it has none,
// its loss and its accuracy.
func (r *Recording) step(k, v any) {
	at, ok := k.(int)
	if !ok {
		at = r.steps
	}
	figures := make(map[string]number, 2)
	switch v := v.(type) {
	case float64:
		figures["loss"] = number(v)
	case interface{ Loss() float64 }:
		figures["loss"] = number(v.Loss())
	}
	if v, ok := v.(interface{ Accuracy() float64 }); ok && !math.IsNaN(v.Accuracy()) { // NaN means that there are no labels
		figures["accuracy"] = number(v.Accuracy())
	}
	r.add(at, figures)
}
