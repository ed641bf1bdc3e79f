package models

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"firstneuron/pkg/datasets"
)

// A checkpointer writes the checkpoints of one training. One without a folder keeps
// nothing.
type checkpointer struct {
	folder string
	last   time.Time
	saved  int // the model's steps at the last checkpoint
}

// checkpointInterval is the time between checkpoints: what a killed program loses at
// most. Tests shorten it.
var checkpointInterval = 10 * time.Second

func (c *checkpointer) isDue() bool {
	return c.folder != "" && time.Since(c.last) >= checkpointInterval
}

func (c *checkpointer) save(m *Model) error {
	if c.folder == "" || c.saved == m.steps {
		return nil
	}
	err := m.Save(c.folder)
	c.last, c.saved = time.Now(), m.steps
	return err
}

// resume finds the checkpoint of this training, if there is one, makes the model what
// it was there, and returns how many steps of the training are done. Every training
// has a folder of its own below Training.Checkpoint, named after all that decides what
// it learns: a changed setting starts again, and loses nothing.
func (m *Model) resume(set *datasets.Set, targets [][]float64, training Training, first epoch, total int) (*checkpointer, int, error) {
	if training.Checkpoint == "" {
		return &checkpointer{}, 0, nil
	}
	fingerprint, err := m.fingerprint(set, targets, training, first)
	if err != nil {
		return nil, 0, err
	}
	start := m.steps
	c := &checkpointer{folder: filepath.Join(training.Checkpoint, fingerprint), last: time.Now(), saved: start}
	leftovers, _ := filepath.Glob(filepath.Join(c.folder, unfinishedName)) // of programs that were killed while they saved
	for _, leftover := range leftovers {
		os.Remove(leftover)
	}
	read, err := m.readCheckpoint(c.folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c, 0, nil
	case err != nil:
		return nil, 0, err
	case read.Steps-start > total: // of a longer training, and stays its own
		return &checkpointer{}, 0, nil
	}
	m.restore(read)
	c.saved = m.steps
	return c, m.steps - start, nil
}

// fingerprint identifies a training by its layers, first weights, settings and examples.
// Functions cannot be compared, so it also has the losses of the first steps, to few
// digits, so that another version of GoMLX or another processor makes no difference.
func (m *Model) fingerprint(set *datasets.Set, targets [][]float64, training Training, first epoch) (string, error) {
	losses, err := m.firstLosses(set, targets, training, first)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	m.settle()
	fmt.Fprintln(sum, m.table(), m.dtype, m.backend.Description(), m.steps)
	for variable := range m.store.IterVariables() {
		fmt.Fprintln(sum, nameOf(variable), variable.Shape())
		must(variable.MustValue().ConstBytes(func(data []byte) { sum.Write(data) }))
	}
	fmt.Fprintf(sum, "%v %v %v %T %+v %v\n", training.Batch, training.Rate, training.WeightDecay, training.Optimizer, training.Augment, first)
	if training.Frozen != nil {
		fmt.Fprintln(sum, "frozen", training.Frozen)
	}
	if training.ClassWeights != nil {
		fmt.Fprintln(sum, "class weights", training.ClassWeights)
	}
	if training.Devices > 1 { // whose sums are rounded otherwise
		fmt.Fprintln(sum, "devices", training.Devices)
	}
	for _, row := range slices.Concat(set.Rows(), targets) {
		binary.Write(sum, binary.LittleEndian, row)
	}
	fmt.Fprintf(sum, "%.3e\n", losses)
	return hex.EncodeToString(sum.Sum(nil))[:12], nil
}

// firstLosses makes three steps with the first batch in a copy of the model: Adam's
// first does not depend on its betas.
func (m *Model) firstLosses(set *datasets.Set, targets [][]float64, training Training, first epoch) (losses []float64, err error) {
	m, err = m.clone()
	if err != nil {
		return nil, err
	}
	batch := set.Subset(first.indices[0])
	targets = choose(targets, first.indices[0])
	steps := m.newStepper(batch, targets, training)
	defer steps.finish()
	first.indices = slices.Collect(batch.BatchIndices(nil, batch.Len()))
	for range 3 {
		step, err := m.step(steps, batch, batch.Rows(), targets, training, first, 0)
		if err != nil {
			return nil, err
		}
		losses = append(losses, step.loss)
	}
	return losses, nil
}

// clone is a copy of the model for steps that leave the model as it is.
func (m *Model) clone() (*Model, error) {
	m.settle()
	copied := *m
	copied.store = must1(m.store.Clone())
	if m.engine != nil {
		layers := m.engine.stack
		layers.parameters, layers.averages = nil, nil
		for _, variable := range m.engine.parameters {
			layers.parameters = append(layers.parameters, copied.store.GetVariable(variable.Path()))
		}
		for _, variable := range m.engine.averages {
			layers.averages = append(layers.averages, copied.store.GetVariable(variable.Path()))
		}
		var err error
		copied.engine, err = newOnEngine(layers, m.shape)
		return &copied, err
	}
	return &copied, nil
}
