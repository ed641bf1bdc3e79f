package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/model/checkpoint"

	"firstneuron/internal/clone"
)

// Checkpoints is the folder build/checkpoints/NAME of First Neuron, for
// [Training.Checkpoint]: the cells of a lesson find there what one of them has
// trained, wherever the notebook lies. `go run ./kernel-setup remove` takes it away.
// Outside the project it is checkpoints/NAME in the working folder.
func Checkpoints(name string) string {
	root, found := clone.Folder()
	if !found {
		return filepath.Join("checkpoints", name)
	}
	return filepath.Join(root, "build", "checkpoints", name)
}

// Save writes a checkpoint into a folder: everything that the model has learnt, and
// what its optimizer remembers. It appears there whole or not at all, and only then
// the one before goes. [Model.Load] reads it back.
func (m *Model) Save(folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return fmt.Errorf("models: cannot save a checkpoint: %w", err)
	}
	before, err := checkpoints(folder)
	if err != nil {
		return err
	}
	number := 1
	if len(before) > 0 {
		fmt.Sscanf(before[len(before)-1], checkpointName, &number)
		number++
	}
	unfinished, err := os.MkdirTemp(folder, unfinishedName)
	if err != nil {
		return fmt.Errorf("models: cannot save a checkpoint: %w", err)
	}
	defer os.RemoveAll(unfinished)
	if err := m.write(unfinished); err != nil {
		return fmt.Errorf("models: cannot save a checkpoint in %s: %w", folder, err)
	}
	if err := os.Rename(unfinished, filepath.Join(folder, fmt.Sprintf(checkpointName, number))); err != nil {
		return fmt.Errorf("models: cannot save a checkpoint: %w", err)
	}
	for _, old := range before {
		os.RemoveAll(filepath.Join(folder, old)) // one that stays does no harm: the newest counts
	}
	return nil
}

// Load reads the newest checkpoint of a folder into a model with the same layers: the
// model is then what it was when it was saved. Where there is none, the error is
// [fs.ErrNotExist]; one that is damaged, or of another model, is an error too, and the
// model stays as it was.
func (m *Model) Load(folder string) error {
	newest, said, err := newestCheckpoint(folder)
	if err != nil {
		return err
	}
	if err := m.read(newest, said); err != nil {
		return err
	}
	m.began = "" // what is trained from here on begins here
	return nil
}

// A manifest lies beside the files that GoMLX writes for a checkpoint, and makes
// damage visible.
type manifest struct {
	Format    int               `json:"format"`    // 1
	Seen      int               `json:"seen"`      // training steps
	Shape     []int             `json:"shape"`     // of one example
	Variables []string          `json:"variables"` // of the model's function; the files also hold the optimizer's
	Files     map[string]string `json:"files"`     // name: SHA-256
}

const manifestName = "manifest.json"

// newestCheckpoint finds the newest checkpoint of a folder, and checks it.
func newestCheckpoint(folder string) (newest string, said manifest, err error) {
	found, err := checkpoints(folder)
	if err != nil {
		return "", manifest{}, err
	}
	if len(found) == 0 {
		return "", manifest{}, fmt.Errorf("models: there is no checkpoint in %s: %w", folder, fs.ErrNotExist)
	}
	newest = filepath.Join(folder, found[len(found)-1])
	said, err = readManifest(newest)
	return newest, said, err
}

// read makes the model what it was when it wrote a checkpoint.
func (m *Model) read(folder string, said manifest) error {
	if !slices.Equal(said.Shape, m.shape) {
		return fmt.Errorf("models: the checkpoint %s is of a model for examples of shape %v; this one is for %v", folder, said.Shape, m.shape)
	}
	held := model.NewStore()
	err := attempt("read the checkpoint "+folder, func() {
		must1(checkpoint.Load(held).Dir(folder).Immediate().Done())
	})
	if err != nil {
		return err
	}
	if err := m.fits(held, said, folder); err != nil {
		return err
	}
	for variable := range held.IterVariables() {
		m.take(variable)
	}
	m.forget(held)
	m.seen = said.Seen
	return nil
}

const (
	checkpointName = "checkpoint-%06d"
	unfinishedName = ".unfinished-*"
)

// checkpoints lists the whole checkpoints of a folder, the newest last. A folder
// that is not there has none.
func checkpoints(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("models: cannot look for checkpoints: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), "checkpoint-") {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// write fills a folder with GoMLX's files of a checkpoint and with our manifest.
func (m *Model) write(folder string) error {
	loader := m.store.Loader()
	defer m.store.SetLoader(loader) // GoMLX makes each writer a reader of the store
	err := attempt("write", func() {
		writer := must1(checkpoint.Build(m.store).Dir(folder).Keep(-1).WithCompression(checkpoint.BinUncompressed).Done())
		must(writer.Save())
	})
	if err != nil {
		return err
	}
	written := manifest{Format: 1, Seen: m.seen, Shape: m.shape, Variables: m.variables, Files: make(map[string]string)}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if written.Files[entry.Name()], err = settle(filepath.Join(folder, entry.Name())); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(written, "", "  ")
	if err != nil {
		return err
	}
	name := filepath.Join(folder, manifestName)
	if err := os.WriteFile(name, text, 0o666); err != nil {
		return err
	}
	_, err = settle(name)
	return err
}

// settle waits until a file is on the disk, and returns its SHA-256.
func settle(name string) (string, error) {
	file, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if err := file.Sync(); err != nil {
		return "", err
	}
	return digest(name)
}

func digest(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// readManifest reads what a checkpoint should hold and checks that it does. What is
// missing is damage here, not an [fs.ErrNotExist], which says that there is no checkpoint.
func readManifest(folder string) (said manifest, err error) {
	damaged := func(format string, values ...any) error {
		return fmt.Errorf("models: the checkpoint %s is damaged (%s); remove it to use the one before, or to train anew", folder, fmt.Sprintf(format, values...))
	}
	text, err := os.ReadFile(filepath.Join(folder, manifestName))
	if err != nil {
		return said, damaged("%v", err)
	}
	if err := json.Unmarshal(text, &said); err != nil {
		return said, damaged("its %s: %v", manifestName, err)
	}
	if said.Format != 1 {
		return said, fmt.Errorf("models: the checkpoint %s has format %d; this program reads format 1", folder, said.Format)
	}
	if len(said.Files) == 0 {
		return said, damaged("its manifest names no files")
	}
	for name, want := range said.Files {
		if name != filepath.Base(name) {
			return said, damaged("it names a file outside its folder, %q", name)
		}
		got, err := digest(filepath.Join(folder, name))
		if err != nil {
			return said, damaged("%v", err)
		}
		if got != want {
			return said, damaged("%s has SHA-256 %s, not %s", name, got, want)
		}
	}
	found, err := checkpoints(folder) // GoMLX begins their names as we do, and reads the newest
	for _, name := range found {
		if _, named := said.Files[name]; !named {
			return said, damaged("its manifest does not name %s", name)
		}
	}
	return said, err
}

// fits checks that a checkpoint has the variables of the model and no others, each in
// the model's shape.
func (m *Model) fits(held *model.Store, said manifest, folder string) error {
	other := fmt.Sprintf("models: the checkpoint %s is of another model", folder)
	for _, name := range said.Variables {
		if !slices.Contains(m.variables, name) {
			return fmt.Errorf("%s: it has %q, which is not here", other, name)
		}
	}
	shapesHeld := make(map[string]shapes.Shape)
	for variable := range held.IterVariables() {
		shapesHeld[nameOf(variable)] = variable.Shape()
	}
	for variable := range m.store.IterVariables() {
		name := nameOf(variable)
		shape, found := shapesHeld[name]
		switch {
		case !found && slices.Contains(m.variables, name):
			return fmt.Errorf("%s: it has no %q", other, name)
		case found && !shape.Equal(variable.Shape()):
			return fmt.Errorf("%s: its %q has shape %v, here it has %v", other, name, shape, variable.Shape())
		}
	}
	return nil
}

// take sets a variable of the model to that of a checkpoint. What the model does not
// have yet is what its optimizer will ask for by name.
func (m *Model) take(held *model.Variable) {
	value := must1(held.MustValue().LocalClone())
	if variable := m.store.GetVariable(held.Path()); variable != nil {
		must(variable.SetValue(value))
		return
	}
	scope, name := model.SplitPath(held.Path())
	must1(m.store.Scope(scope).CreateVariable(name, value)).SetTrainable(false)
}

// forget removes what an optimizer remembers that the checkpoint does not know of.
func (m *Model) forget(held *model.Store) {
	for _, variable := range slices.Collect(m.store.IterVariables()) {
		if held.GetVariable(variable.Path()) == nil {
			must(m.store.DeleteVariable(variable.Path()))
		}
	}
}
