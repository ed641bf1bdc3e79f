package models

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
)

// A keeper writes the checkpoints of one training. The zero keeper keeps nothing.
type keeper struct {
	folder   string
	interval time.Duration
	last     time.Time
	saved    int // steps that the last checkpoint has seen
}

// resume finds the checkpoint of this training, if there is one, and goes on from it,
// unless the model is further already. Every training has a folder of its own below
// Training.Checkpoint, named after all that decides what it learns, so that a changed
// hyperparameter begins anew and loses nothing.
func (m *Model) resume(set *datasets.Set, training Training) (*keeper, error) {
	if training.Checkpoint == "" {
		return &keeper{}, nil
	}
	k := &keeper{folder: filepath.Join(training.Checkpoint, m.fingerprint(set, training)), interval: training.Interval, last: time.Now()}
	leftovers, _ := filepath.Glob(filepath.Join(k.folder, unfinishedName)) // of programs that were killed while they saved
	for _, leftover := range leftovers {
		os.RemoveAll(leftover)
	}
	newest, said, err := newestCheckpoint(k.folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case said.Seen > training.Steps:
		return &keeper{}, nil // a longer training has been here: what it learnt stays as it is
	case said.Seen > m.seen:
		if err := m.read(newest, said); err != nil {
			return nil, err
		}
	}
	k.saved = m.seen
	return k, nil
}

// tick saves when the interval has passed.
func (k *keeper) tick(m *Model) error {
	if k.folder == "" || time.Since(k.last) < k.interval {
		return nil
	}
	return k.save(m)
}

// finish saves where a training ended.
func (k *keeper) finish(m *Model) error {
	if k.folder == "" || k.saved == m.seen {
		return nil
	}
	return k.save(m)
}

func (k *keeper) save(m *Model) error {
	err := m.Save(k.folder)
	k.last, k.saved = time.Now(), m.seen
	return err
}

// fingerprint names a training: the graph of its step, the weights that it began with,
// seeds, augmentation, and the examples.
func (m *Model) fingerprint(set *datasets.Set, training Training) string {
	step, rate := m.drawStep(training)
	sum := sha256.New()
	fmt.Fprintln(sum, step, rate, m.beginning(), m.seed, describe(m.config))
	fmt.Fprintf(sum, "%d %+v\n", training.Seed, training.Augment)
	fmt.Fprintln(sum, set.Name, set.Shape, set.Labels)
	addNumbers(sum, set.Values)
	return hex.EncodeToString(sum.Sum(nil))[:12]
}

// drawStep builds a step as if the model were new, and returns its graph as text, with
// every hyperparameter of the function and the optimizer, and the learning rate,
// which GoMLX keeps in a variable.
func (m *Model) drawStep(training Training) (step string, rate []float64) {
	drawing, err := openBackend("go")
	must(err)
	store := model.NewStore()
	err = attempt("build a step of training", func() {
		exec := must1(model.NewExec(drawing, store, func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
			outputs := m.step(scope, training, inputs[0], inputs[1])
			step = outputs[0].Graph().String()
			return outputs
		}))
		must1(exec.Compile(shapes.Make(m.dtype, append([]int{training.Batch}, m.shape...)...), shapes.Make(dtypes.Int32, training.Batch, 1)))
		exec.Finalize() // not deferred: see runOnce
	})
	if err != nil {
		panic(err.Error())
	}
	if variable := store.Scope(optimizer.Scope).GetVariable(optimizer.ParamLearningRate); variable != nil {
		rate = numbers(variable.MustValue())
	}
	return step, rate
}

// beginning is a fingerprint of the weights that the first training found.
func (m *Model) beginning() string {
	if m.began == "" {
		sum := sha256.New()
		for _, parameter := range m.Parameters() {
			binary.Write(sum, binary.LittleEndian, parameter.Values)
		}
		m.began = hex.EncodeToString(sum.Sum(nil))
	}
	return m.began
}

func addNumbers(sum hash.Hash, values []float32) {
	block := make([]byte, 0, 1<<16)
	for i, value := range values {
		block = binary.LittleEndian.AppendUint32(block, math.Float32bits(value))
		if len(block) == cap(block) || i == len(values)-1 {
			sum.Write(block)
			block = block[:0]
		}
	}
}
