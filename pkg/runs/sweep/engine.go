package sweep

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"firstneuron/internal/filelock"
	"firstneuron/pkg/runs"
)

// An Engine runs the trials of a sweep in other programs, such as those that a cluster starts. Package slurm has one.
type Engine interface {
	// Run returns when no trials are left, or early when an interrupt or break ends the context. In a program that was started for
	// one of the trials it runs that one and does not return.
	Run(ctx context.Context, w *Work) error
}

// On lets an engine run the trials, and not this program. The loop over [Sweep.Run] stays the same.
func (s *Sweep) On(engine Engine) *Sweep {
	s.engine = engine
	return s
}

// Work is a sweep as an [Engine] sees it. Trials are known by their IDs.
type Work struct {
	sweep  *Sweep
	train  func(*Trial) error
	code   string // the digest of its source
	leave  context.CancelFunc
	yield  func(int, runs.Run) bool
	ended  map[string]bool // the trials that had ended before, or whose records were yielded
	before int             // how many had ended before
	left   bool            // the loop was left by break
}

// runOn yields the records of the trials that end while the engine runs.
func (s *Sweep) runOn(train func(*Trial) error) iter.Seq2[int, runs.Run] {
	return func(yield func(int, runs.Run) bool) {
		ctx, leave := signal.NotifyContext(context.Background(), os.Interrupt)
		defer leave()
		w := &Work{sweep: s, train: train, code: digestOfSource(train), leave: leave, yield: yield, ended: map[string]bool{}}
		before, err := s.Runs()
		for _, run := range before {
			w.ended[run.Trial] = true
		}
		w.before = len(before)
		if err == nil {
			err = s.engine.Run(ctx, w)
		}
		s.err = err
	}
}

// Name is the name of the sweep.
func (w *Work) Name() string { return w.sweep.name }

// Ledger is where each program of the engine records its trial.
func (w *Work) Ledger() *runs.Ledger { return w.sweep.ledger }

// AtOnce is how many trials may run at once; 0 means as many as there is room for.
func (w *Work) AtOnce() int { return w.sweep.atOnce }

// Code is a digest of the function's source; empty if that is not known, because a program that is started for a trial may not find
// the source.
func (w *Work) Code() string { return w.code }

// Standing is how the trials of a sweep stand.
type Standing struct {
	Left             []string // those that can run now and have not ended; with [Sweep.Halving] more follow when these have ended
	Finished, Failed int      // how many have ended, and how
}

// Look reads how the trials stand, and yields the records of those that have ended since the last call. It is an error if the
// function has changed since a trial ended: [Sweep.Run].
func (w *Work) Look() (now Standing, err error) {
	s := w.sweep
	if err := s.known.read(s.ledger, s.name); err != nil {
		return Standing{}, err
	}
	if err := s.checkCode(w.code); err != nil {
		return Standing{}, err
	}
	for _, t := range s.trials() {
		run := s.known.of[t.id]
		switch {
		case !isDone(run):
			now.Left = append(now.Left, t.id)
			continue
		case run.Status == runs.Failed:
			now.Failed++
		default:
			now.Finished++
		}
		if !w.left && !w.ended[t.id] {
			w.ended[t.id] = true
			w.left = !w.yield(len(w.ended)-w.before-1, run)
		}
	}
	if w.left {
		w.leave()
	}
	return now, nil
}

// Do runs one trial in this program, and returns its record. The code is what [Work.Code] returned in the program that started
// this one. Found is false if the sweep has no such trial.
func (w *Work) Do(id, code string) (run runs.Run, found bool, err error) {
	t, found := w.sweep.find(id)
	if !found {
		return runs.Run{}, false, nil
	}
	alone := *w.sweep
	alone.engine, alone.only, alone.atOnce, alone.code = nil, &t, 1, code
	alone.known.only, alone.known.foreign = id, maps.Clone(alone.known.foreign)
	if err := alone.known.read(alone.ledger, alone.name); err != nil { // many tasks begin at once, so as little as possible is read under the lock
		return runs.Run{}, true, err
	}
	for range alone.Run(w.train) {
	}
	if alone.err == nil {
		alone.err = alone.known.read(alone.ledger, alone.name)
	}
	return alone.known.of[id], true, alone.err
}

// Fail records that a trial failed, and why, for a program that can no longer do so itself. If the trial began, its record gets this
// end; otherwise a record is made. One that has ended meanwhile is left as it is.
func (w *Work) Fail(id, cause string) error {
	s := w.sweep
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.known.read(s.ledger, s.name); err != nil {
		return err
	}
	t, found := s.find(id)
	switch run := s.known.of[id]; {
	case !found || isDone(run):
		return nil
	case run.Status == runs.Killed:
		return s.ledger.Fail(run.ID, cause)
	}
	recording := s.ledger.New(s.record(t, w.code, failed{errors.New(cause)}))
	for range runs.Record(recording, func(func(int, float64) bool) {}) {
	}
	return recording.Err()
}

// failed is what [runs.Record] asks for the error of a trial that never ran.
type failed struct{ err error }

func (f failed) Err() error { return f.err }

// find looks for a trial among all that the sweep can have, whatever has ended: on another machine, what others have just recorded
// may not be visible yet.
func (s *Sweep) find(id string) (t trial, found bool) {
	rungs := [][]settings{s.configurations}
	if s.halving != nil {
		rungs = s.halving.budgets(s.configurations)
	}
	for _, rung := range rungs {
		for _, t := range s.with(rung) {
			if t.id == id {
				return t, true
			}
		}
	}
	return trial{}, false
}

// lock lets one program at a time begin trials, or end those of others.
func (s *Sweep) lock() (unlock func(), err error) {
	if err := os.MkdirAll(s.ledger.Folder, 0o777); err != nil {
		return nil, fmt.Errorf("sweep: the ledger cannot be written: %w", err)
	}
	unlock, err = filelock.Lock(filepath.Join(s.ledger.Folder, ".sweep.lock"), time.Minute)
	if err != nil {
		return nil, fmt.Errorf("sweep: the lock of the ledger in %s cannot be had: %w", s.ledger.Folder, err)
	}
	return unlock, nil
}
