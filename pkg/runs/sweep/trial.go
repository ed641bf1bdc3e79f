package sweep

import (
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strings"

	"firstneuron/pkg/runs"
)

// A Trial is one training of a sweep, as the function that trains sees it.
type Trial struct {
	trial
	sweep     *Sweep
	code      string // the digest of the function's source
	stop      *stop
	recording *runs.Recording
	yield     func(k, v any) bool // records a step
	began     chan struct{}       // closed when the trial has a record
	warm      chan struct{}       // closed after its first step, or at its end
	stopped   bool
	err       error
}

// Float is a setting that is a number. It panics if there is no such setting, or if it is not a number; the panic is the trial's error.
func (t *Trial) Float(name string) float64 {
	switch value := t.value(name).(type) {
	case float64:
		return value
	case int:
		return float64(value)
	default:
		panic(fmt.Sprintf("%q is %v, which is not a number", name, value))
	}
}

// Int is a setting that is a whole number.
func (t *Trial) Int(name string) int {
	value, ok := t.value(name).(int)
	if !ok {
		panic(fmt.Sprintf("%q is %v, which is not a whole number; give Values such as 8 in place of 8.0, or a range that is Whole", name, t.value(name)))
	}
	return value
}

// Text is a setting as text, such as a choice.
func (t *Trial) Text(name string) string { return fmt.Sprint(t.value(name)) }

// Rand is a new source of random numbers from the trial's seed: rand.New(rand.NewPCG(seed, 0)). It does not
// depend on the settings, so trials with the same seed differ in nothing else.
func (t *Trial) Rand() *rand.Rand { return rand.New(rand.NewPCG(uint64(t.Int(seedName)), 0)) }

// Budget is how long the trial may train in a sweep by [Sweep.Halving], in the unit that the function gives it: steps, or epochs.
func (t *Trial) Budget() int { return t.Int(budgetName) }

// Log records a figure of the trial: inside the loop over [Record] one of that step, after it a final one.
func (t *Trial) Log(figure string, value float64) { t.recording.Log(figure, value) }

// SetFlags sets the program's flags to the settings, for a function that reads flags. Flags belong to the whole program, so it
// needs [Sweep.AtOnce] to be 1, or an engine that starts a program for each trial: [Sweep.On].
func (t *Trial) SetFlags() error {
	if t.sweep.atOnce != 1 {
		return fmt.Errorf("sweep: trials that run at once cannot share the program's flags: make the sweep with AtOnce(1), or read the settings from the trial")
	}
	for _, name := range t.settings.names() {
		if flag.Lookup(name) == nil && (name == seedName || name == budgetName) {
			continue
		}
		if err := flag.Set(name, t.Text(name)); err != nil {
			return fmt.Errorf("sweep: the flag %q cannot be %s: %w", name, t.Text(name), err)
		}
	}
	return nil
}

func (t *Trial) value(name string) any {
	value, found := t.settings[name]
	if !found {
		panic(fmt.Sprintf("the trial has no setting %q; it has %q", name, t.settings.names()))
	}
	return value
}

// Record records the steps of a training as those of the trial, as [runs.Record] does, and yields what steps yields. It ends early when the
// sweep is stopped. An error that the model has afterwards, such as a loss that diverged, is the error of the trial; the model may be nil.
func Record[K, V any](t *Trial, model interface{ Err() error }, steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		if t.stopped {
			return
		}
		for k, v := range steps {
			t.stopped = !t.yield(k, v)
			t.markWarm()
			if !yield(k, v) || t.stopped {
				break
			}
		}
		if model != nil {
			t.fail(model.Err())
		}
	}
}

// run trains, and records it. The trial has a record when began is closed.
func (t *Trial) run(train func(*Trial) error) {
	t.recording = t.sweep.ledger.New(t.sweep.record(t.trial, t.code, failure{t}))
	for range runs.Record(t.recording, t.steps(train)) {
		if t.stop.isAsked() {
			break
		}
	}
	t.markWarm()
}

// steps runs the function inside the loop that is recorded. So the record ends with the function, and a finished one
// has all that the function logged.
func (t *Trial) steps(train func(*Trial) error) iter.Seq2[any, any] {
	return func(yield func(k, v any) bool) {
		t.yield = yield
		close(t.began)
		if t.recording.Err() != nil {
			return // a trial without a record would be run again and again
		}
		defer func() {
			if cause := recover(); cause != nil {
				t.fail(fmt.Errorf("panic: %v%s", cause, placeOfPanic()))
			}
			if t.stopped || t.stop.watcher.Came() {
				t.err = nil // a training that Record or show.Live has cut off may well return an error
			}
		}()
		t.fail(train(t))
	}
}

func (t *Trial) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *Trial) markWarm() {
	select {
	case <-t.warm:
	default:
		close(t.warm)
	}
}

// failure is a trial as the model of its record, which [runs.Record] asks whether it failed.
type failure struct{ *Trial }

// Err is the error of the function, of its model, or the panic that ended it.
func (f failure) Err() error { return f.err }

// placeOfPanic is the place in the trial's code that panicked, below the frames of Go itself.
func placeOfPanic() string {
	callers := make([]uintptr, 50)
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers)])
	isBelow := false
	for {
		frame, more := frames.Next()
		isOfGo := strings.HasPrefix(frame.Function, "runtime.")
		if isBelow && !isOfGo {
			return fmt.Sprintf(" (%s:%d)", filepath.Base(frame.File), frame.Line)
		}
		if isBelow = isBelow || frame.Function == "runtime.gopanic"; !more {
			return ""
		}
	}
}
