package runs

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"firstneuron/internal/filelock"
)

// A Run is the record of one training.
type Run struct {
	ID string // by which [Ledger.Delete] knows it
	Head

	Status      Status
	Cause       string             // the error of a failed run; "interrupted" if an interrupt stopped it
	Steps       int                // how many it made
	Duration    time.Duration      // of the loop and its body; until the last line if it did not end
	Curves      map[string][]Point // of each figure, by its name
	WeightBytes int64              // of the file with the weights that it has kept; 0 if it has kept none

	Faults []string // what cannot be read of its file, such as a line that was cut
}

// A Point is a figure at one step.
type Point struct {
	Step    int     // the number that the training gave it
	Seconds float64 // since the start
	Value   float64
}

// A Status says how a run stands.
type Status string

const (
	Running  Status = "running"
	Finished Status = "finished" // there were no more steps
	Stopped  Status = "stopped"  // by break, such as early stopping, or by an interrupt
	Failed   Status = "failed"   // the model has an error, or the loop panicked
	Killed   Status = "killed"   // its program ended in the middle of the loop: it was killed, or called os.Exit
	Unknown  Status = "unknown"  // it has no end, and this system cannot tell whether it still runs; or there is no such run
)

// Runs reads the runs of the ledger, in the order in which they started. What cannot be read of
// a run is noted in its Faults, and everything else is read all the same. It is an error if the
// folder cannot be read; one that does not exist yet has no runs.
func (l *Ledger) Runs() ([]Run, error) {
	ids, err := l.IDs()
	if err != nil {
		return nil, fmt.Errorf("runs: the ledger cannot be read: %w", err)
	}
	all := make([]Run, len(ids))
	for i, id := range ids {
		all[i] = l.Run(id)
	}
	slices.SortStableFunc(all, func(a, b Run) int { return a.Started.Compare(b.Started) })
	return all, nil
}

// Run reads one run. If there is none, its Faults say so.
func (l *Ledger) Run(id string) Run {
	if l.isMissing(id) { // to ask for the lock would make the file
		return Run{ID: id, Status: Unknown, Faults: []string{l.noRun(id).Error()}}
	}
	withoutEnd := Killed // the lock is asked for before the file is read: a run that ends in between has then written its end
	unlock, taken, err := filelock.TryShare(l.path(id))
	switch {
	case taken:
		withoutEnd = Running
	case err != nil:
		withoutEnd = Unknown
	default:
		unlock()
	}
	text, err := os.ReadFile(l.path(id))
	run := parse(id, text)
	if err != nil {
		run.Faults = []string{err.Error()}
	}
	if run.Status == "" {
		run.Status = withoutEnd
	}
	if weights, err := os.Stat(l.weights(id)); err == nil {
		run.WeightBytes = weights.Size()
	}
	return run
}

// Head reads only the start of a run's record, without the curves, which takes much less time.
func (l *Ledger) Head(id string) (Head, error) {
	if l.isMissing(id) {
		return Head{}, l.noRun(id)
	}
	file, err := os.Open(l.path(id))
	if err != nil {
		return Head{}, err
	}
	defer file.Close()
	line, err := bufio.NewReader(file).ReadBytes('\n')
	if err != nil && err != io.EOF {
		return Head{}, err
	}
	var run Run
	err = run.readHead(line)
	return run.Head, err
}

// Settings are the flags and the values by which a run may differ from others. A value takes
// precedence over a flag of the same name.
func (r Run) Settings() map[string]string {
	settings := map[string]string{}
	maps.Copy(settings, r.Flags)
	maps.Copy(settings, r.Values)
	return settings
}

// String is a line with the run's name, how it stands, its settings and its final figures.
func (r Run) String() string {
	parts, settings := []string{fmt.Sprintf("%s %s, steps %d", r.ID, r.Status, r.Steps)}, r.Settings()
	for _, setting := range slices.Sorted(maps.Keys(settings)) {
		parts = append(parts, setting+" "+settings[setting])
	}
	for _, figure := range Figures([]Run{r}) {
		value, _ := r.Final(figure)
		parts = append(parts, fmt.Sprintf("%s %.6g", figure, value))
	}
	return strings.Join(parts, ", ")
}

// Final is the last value of a figure; found is false where the run has no such figure.
func (r Run) Final(figure string) (value float64, found bool) {
	curve := r.Curves[figure]
	if len(curve) == 0 {
		return 0, false
	}
	return curve[len(curve)-1].Value, true
}

// parse reads what can be read of a run's file. Where the end is missing there is no status.
func parse(id string, text []byte) Run {
	run := Run{ID: id, Curves: map[string][]Point{}}
	run.Started, _ = time.Parse(idTime, id[:min(len(id), len(idTime))]) // until the head says it
	lines := slices.Collect(bytes.Lines(text))
	if len(lines) == 0 {
		lines = [][]byte{nil}
	}
	for i, line := range lines {
		var err error
		switch {
		case i == 0:
			err = run.readHead(line)
		case len(bytes.TrimSpace(line)) > 0:
			err = run.readEntry(line)
		}
		if err != nil {
			run.Faults = append(run.Faults, fmt.Sprintf("line %d is skipped: it was cut, or is no line of a run (%v)", i+1, err))
		}
	}
	return run
}

func (r *Run) readHead(line []byte) error {
	var head Head
	if err := json.Unmarshal(line, &head); err != nil {
		return err
	}
	if head.Format != format {
		return fmt.Errorf("format %d, and this program reads %d", head.Format, format)
	}
	r.Head = head
	return nil
}

func (r *Run) readEntry(line []byte) error {
	var e entry
	if err := json.Unmarshal(line, &e); err != nil {
		return err
	}
	r.Steps = e.Steps
	if r.Status == "" {
		r.Duration = time.Duration(e.Time * float64(time.Second))
	}
	if e.End != "" {
		r.Status, r.Cause = e.End, e.Cause
	}
	for name, value := range e.Figures {
		r.Curves[name] = append(r.Curves[name], Point{e.Step, e.Time, float64(value)})
	}
	return nil
}
