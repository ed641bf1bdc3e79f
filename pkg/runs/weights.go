package runs

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"firstneuron/internal/atomicfile"
)

// A Model has weights that can be kept and restored: a *neuron.Neuron, *network.Network or *models.Model.
type Model interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

// A Snapshot is the weights of a model at one moment of a run.
type Snapshot struct {
	Steps   int // how many the run had made: 0 before the first
	weights []byte
}

// Restore gives a model the weights of the snapshot, and leaves its optimizer as it is: [Ledger.Restore] says what that
// means for whoever trains on. It is an error if the model has other layers.
func (s Snapshot) Restore(model Model) error { return model.UnmarshalBinary(s.weights) }

// Snapshots reads the weights that a run has kept, in the order of its steps. What cannot be read, such as a
// line that was cut off, is noted in the faults, and everything else is read all the same.
func (l *Ledger) Snapshots(id string) (kept []Snapshot, faults []string) {
	if l.isMissing(id) {
		return nil, []string{l.noRun(id).Error()}
	}
	text, err := os.ReadFile(l.weights(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, []string{"the run has kept no weights: record one with SnapshotEvery in its Settings"}
	} else if err != nil {
		return nil, []string{err.Error()}
	}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		var read snapshotLine
		switch err := json.Unmarshal(line, &read); {
		case len(bytes.TrimSpace(line)) == 0:
		case err != nil:
			faults = append(faults, fmt.Sprintf("line %d of the weights is skipped: it was cut, or is no line of weights (%v)", number, err))
		default:
			kept = append(kept, Snapshot{read.Steps, read.Weights})
		}
	}
	return kept, faults
}

const (
	mostSnapshots     = 100
	mostSnapshotBytes = 64 << 20
)

type snapshotLine struct {
	Steps   int    `json:"steps"`
	Weights []byte `json:"weights"`
}

// A weightsFile is where a recording keeps the weights of its model. The zero value keeps none.
type weightsFile struct {
	model   encoding.BinaryMarshaler // nil where none are kept
	path    string
	file    *os.File
	wasTorn bool
	every   int // the steps between two snapshots
	count   int // of those in the file, and how many there may be
	most    int
	last    int // after so many steps
}

// begin makes the file, with the weights before the first step.
func (w *weightsFile) begin(path string, s Settings) error {
	model, ok := s.Model.(encoding.BinaryMarshaler)
	switch {
	case s.SnapshotEvery == 0:
		return nil
	case s.SnapshotEvery < 0:
		return fmt.Errorf("weights cannot be kept every %d steps: SnapshotEvery must be 0 or more", s.SnapshotEvery)
	case !ok:
		return fmt.Errorf("the weights of a %T cannot be kept: give Settings.Model a neuron, a network or a model, or leave SnapshotEvery at 0", s.Model)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	*w = weightsFile{model: model, path: path, file: file, every: s.SnapshotEvery, most: mostSnapshots}
	err = w.keep(0)
	if info, _ := file.Stat(); info != nil && info.Size() > 0 {
		w.most = max(2, min(mostSnapshots, mostSnapshotBytes/int(info.Size())))
	}
	return err
}

// step keeps the weights if this step is on the grid.
func (w *weightsFile) step(steps int) error {
	if w.model == nil || steps%w.every != 0 {
		return nil
	}
	if w.count >= w.most {
		w.every *= 2
		if err := w.thin(); err != nil || steps%w.every != 0 {
			return err
		}
	}
	return w.keep(steps)
}

// end keeps the last weights.
func (w *weightsFile) end(steps int) error {
	if w.model == nil {
		return nil
	}
	var err error
	if w.last != steps {
		err = w.keep(steps)
	}
	w.model = nil
	return errors.Join(err, w.file.Sync(), w.file.Close())
}

func (w *weightsFile) keep(steps int) error {
	weights, err := w.model.MarshalBinary()
	if err != nil {
		return fmt.Errorf("the weights after %d steps are not kept: %w", steps, err)
	}
	w.count++
	w.last = steps
	return addLine(w.file, snapshotLine{steps, weights}, &w.wasTorn)
}

// thin keeps only the snapshots on a grid twice as wide. The new file replaces the old one as a whole.
func (w *weightsFile) thin() error {
	text, err := os.ReadFile(w.path)
	if err != nil {
		return err
	}
	var kept []byte
	w.count = 0
	for line := range bytes.Lines(text) {
		var read struct {
			Steps int `json:"steps"`
		}
		if json.Unmarshal(line, &read) == nil && read.Steps%w.every == 0 {
			kept = append(append(kept, bytes.TrimSpace(line)...), '\n')
			w.count++
		}
	}
	err = errors.Join(w.file.Close(), atomicfile.Write(w.path, unfinishedWeights(w.path), kept, 0o644))
	file, openErr := os.OpenFile(w.path, os.O_APPEND|os.O_WRONLY, 0)
	w.file, w.wasTorn = file, false
	if openErr != nil {
		w.model = nil // without a file nothing more can be kept
	}
	return errors.Join(err, openErr)
}

func (l *Ledger) weights(id string) string { return filepath.Join(l.Folder, id+".weights") }

// unfinishedWeights is the pattern of the name of the file that thin writes.
func unfinishedWeights(path string) string { return "." + filepath.Base(path) + "-*" }

// deleteWeights removes the weights of a run, if it has any, and the unfinished file of a program that was
// killed while it thinned them.
func (l *Ledger) deleteWeights(id string) error {
	path := l.weights(id)
	left, _ := filepath.Glob(filepath.Join(l.Folder, unfinishedWeights(path)))
	for _, path := range append(left, path) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
