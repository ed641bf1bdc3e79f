// Package runs is the ledger of trainings: what was trained, how, and what came of it. A
// training is recorded by wrapping its iterator, as show.Live wraps it to draw:
//
//	ledger := runs.Open("")
//	recording := ledger.New(runs.Settings{Name: "digits", Model: net, Data: train})
//	for _, pass := range show.Live(figure, runs.Record(recording, net.Steps(train, 200))) {
//		loss.Add(...)
//	}
//	recording.Log("test accuracy", net.Accuracy(test))
//
// A run is one training. Its record has the flags of the program, the settings, the versions,
// the machine, the commit, a digest of the data, the curves, and how it ended. [Ledger.Runs]
// reads all of them; [Table], [Best], [Compare] and the exports take any part of that list.
// A run may keep its weights, so that it can be rewound: [Ledger.Rewind].
// Package sweep makes many runs, package view shows them in a notebook, package tensorboard writes them for TensorBoard.
//
// The ledger is a folder with a file for each run, to which only that run adds lines. So two
// programs that train at once never write the same file, and what a killed one leaves is whole
// up to its last line. There is no index: to delete, copy or send a run is to do so with its
// file, and with a second one if it keeps weights.
//
// # The file of a run
//
// It is called ID.jsonl and has a JSON object in each line. The first line is the head, all that
// is known at the start: the fields of [Head]. Every other line is an entry, and all its numbers
// are those at the moment when it was written:
//
//	{"step":0,"steps":1,"time":0.0021,"figures":{"loss":0.693}}
//	{"step":199,"steps":200,"time":1.85,"end":"stopped","cause":"interrupted"}
//	{"step":199,"steps":200,"time":1.91,"figures":{"test accuracy":0.97}}
//
// step is the number that the training gave its step, steps how many it has made, time the
// seconds since the start. A line with end says how the loop ended; figures that are logged later
// follow it. A number that JSON does not have is a string: "NaN", "+Inf", "-Inf".
//
// Lines are only ever added, each by one write. A line that was cut is skipped and reported. Fields
// may be added, but none will change its meaning while format is 1; readers pass over what they
// do not know. The program that writes holds a lock on the file until the loop has ended.
//
// # The file of its weights
//
// A run with [Settings.SnapshotEvery] has a second file, ID.weights. Its lines are JSON too: how many steps
// were made, and what the model's MarshalBinary returned then, in base64:
//
//	{"steps":20,"weights":"GC1EVPshCUA="}
package runs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"firstneuron/internal/clone"
	"firstneuron/internal/filelock"
)

// A Ledger is a folder with the files of runs. It is made by the first run.
type Ledger struct{ Folder string }

// Variable is the environment variable that names the folder of [Open].
const Variable = "FIRST_NEURON_RUNS"

// Open returns the ledger in a folder. An empty name means the folder that the environment
// variable FIRST_NEURON_RUNS names; else runs in the project's folder, the same for all
// notebooks, wherever they are, and for `go run ./kernel-setup runs`; and where there is no
// project, runs in the working folder, which for a cell is the notebook's. Nothing is read or
// written yet.
func Open(folder string) *Ledger {
	if folder == "" {
		folder = os.Getenv(Variable)
	}
	if folder == "" {
		root, _ := clone.Folder() // empty where there is none
		folder = filepath.Join(root, "runs")
	}
	return &Ledger{folder}
}

// IDs lists the runs, in the order in which they started, to the second. A folder that is not there yet has none.
func (l *Ledger) IDs() (ids []string, err error) {
	entries, err := os.ReadDir(l.Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries { // what begins with a dot is not a run yet
		if id, found := strings.CutSuffix(entry.Name(), extension); found && !strings.HasPrefix(id, ".") {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// Delete removes the record of a run and its weights for good, and nothing else. It is an error if there is
// no such run, or if the run is still running.
func (l *Ledger) Delete(id string) error {
	unlock, err := l.alone(id)
	if err != nil {
		return err
	}
	defer unlock()
	if err := errors.Join(l.deleteWeights(id), os.Remove(l.path(id))); err != nil {
		return fmt.Errorf("runs: %s cannot be deleted: %w", id, err)
	}
	return nil
}

// alone takes the lock of a run, which must have ended.
func (l *Ledger) alone(id string) (unlock func(), err error) {
	if l.isMissing(id) {
		return nil, l.noRun(id)
	}
	unlock, err = filelock.Lock(l.path(id), 300*time.Millisecond) // a reader has it for an instant
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("runs: %s is still running: stop it first", id)
	case err != nil:
		return nil, fmt.Errorf("runs: %s cannot be locked: %w", id, err)
	}
	return unlock, nil
}

func (l *Ledger) isMissing(id string) bool {
	path := l.path(id)
	_, err := os.Lstat(path)
	return err != nil || filepath.Base(path) != id+extension
}

// noRun is the error of whoever asks for a run that is missing.
func (l *Ledger) noRun(id string) error {
	return fmt.Errorf("runs: there is no run %q in %s: a run is called as the table of runs calls it", id, l.Folder)
}

const extension = ".jsonl"

func (l *Ledger) path(id string) string { return filepath.Join(l.Folder, id+extension) }

// unfinished is the name of a run's file until it has its head.
func (l *Ledger) unfinished(id string) string { return filepath.Join(l.Folder, "."+id+extension) }
