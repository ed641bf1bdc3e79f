package models

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/internal/atomicfile"
	"firstneuron/internal/clone"
)

// Checkpoints is the folder build/checkpoints/NAME of First Neuron, for
// [Training.Checkpoint]: the cells of a lesson find there what one of them has
// trained, wherever the notebook is. `go run ./kernel-setup remove` removes it.
// Outside the project it is checkpoints/NAME in the working folder.
func Checkpoints(name string) string {
	root, found := clone.Folder()
	if !found {
		return filepath.Join("checkpoints", name)
	}
	return filepath.Join(root, "build", "checkpoints", name)
}

const (
	checkpointName = "checkpoint"
	unfinishedName = ".unfinished-*"
)

// Save writes a checkpoint into a folder: everything that the model has learnt, and
// what its optimizer remembers. It replaces the one before at once, so that whatever
// happens the folder has a whole one. [Model.Load] reads it. Weights that are NaN or
// infinite are an error, and the checkpoint before stays.
func (m *Model) Save(folder string) error {
	if name := m.notFinite(); name != "" {
		return fmt.Errorf("models: cannot save a checkpoint: %q is NaN or infinite", name)
	}
	var state []*model.Variable
	for variable := range m.store.IterVariables() {
		if !slices.Contains(m.variables, variable) {
			state = append(state, variable)
		}
	}
	content, err := m.encode(state)
	if err = errors.Join(err, os.MkdirAll(folder, 0o777)); err == nil {
		err = atomicfile.Write(filepath.Join(folder, checkpointName), unfinishedName, content, 0o644)
	}
	if err != nil {
		return fmt.Errorf("models: cannot save a checkpoint: %w", err)
	}
	return nil
}

// Load reads the checkpoint of a folder into a model with the same layers: the model
// is then what it was when it was saved. Where there is none, the error is
// [fs.ErrNotExist]; one that is damaged, or of another model, is an error too, and the
// model stays as it was.
func (m *Model) Load(folder string) error {
	read, err := m.readCheckpoint(folder)
	if err == nil {
		m.restore(read)
	}
	return err
}

func (m *Model) readCheckpoint(folder string) (content, error) {
	name := filepath.Join(folder, checkpointName)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		if old, _ := filepath.Glob(name + "-*"); len(old) > 0 {
			return content{}, fmt.Errorf("models: the checkpoint in %s is of an earlier version, which this one does not read: train the model again", folder)
		}
		return content{}, fmt.Errorf("models: there is no checkpoint in %s: %w", folder, fs.ErrNotExist)
	}
	if err != nil {
		return content{}, fmt.Errorf("models: cannot read a checkpoint: %w", err)
	}
	read, err := m.decode(text)
	if err != nil {
		err = fmt.Errorf("models: cannot use the numbers in %s: %w; remove the file to train again", name, err)
	}
	return read, err
}

// restore makes the model what it was when it wrote a checkpoint: what an optimizer has
// remembered since then goes.
func (m *Model) restore(read content) {
	m.settle()
	defer m.changed()
	kept := make(map[string]bool)
	for _, s := range slices.Concat(read.Weights, read.State) {
		kept[s.Name] = true
		if variable := m.store.GetVariable(s.Name); variable != nil {
			must(variable.SetValue(s.value))
			continue
		}
		scope, name := model.SplitPath(model.ScopeSeparator + s.Name)
		must1(m.store.Scope(scope).CreateVariable(name, s.value)).SetTrainable(false)
	}
	for _, variable := range slices.Collect(m.store.IterVariables()) {
		if !kept[nameOf(variable)] {
			must(m.store.DeleteVariable(variable.Path()))
		}
	}
	m.steps = read.Steps
}
