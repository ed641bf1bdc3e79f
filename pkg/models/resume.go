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
	"path/filepath"
	"time"

	"firstneuron/pkg/datasets"
)

// A keeper writes the checkpoints of one training. The zero keeper keeps nothing.
type keeper struct {
	folder   string
	interval time.Duration
	last     time.Time
	saved    int // steps that the last checkpoint has seen
}

// resume finds the checkpoint of this training, if there is one, and goes on from it.
// Every training has a folder of its own below Training.Checkpoint, named after all
// that decides what it learns, so that a changed hyperparameter begins anew and loses
// nothing.
func (m *Model) resume(set *datasets.Set, training Training) (*keeper, error) {
	if training.Checkpoint == "" {
		return &keeper{}, nil
	}
	k := &keeper{folder: filepath.Join(training.Checkpoint, m.fingerprint(set, training)), interval: training.Interval, last: time.Now()}
	if err := m.Load(k.folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
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

// fingerprint names a training: the graph of the model, its seeds, the
// hyperparameters, and the examples.
func (m *Model) fingerprint(set *datasets.Set, training Training) string {
	sum := sha256.New()
	fmt.Fprintln(sum, m.drawn, m.seed, m.dtype, describe(m.config))
	fmt.Fprintf(sum, "%d %g %g %d %T%+v %t\n", training.Batch, training.Rate, training.WeightDecay, training.Seed,
		training.Optimizer, training.Optimizer, training.Augment != nil)
	fmt.Fprintln(sum, set.Name, set.Shape, set.Labels)
	addNumbers(sum, set.Values)
	return hex.EncodeToString(sum.Sum(nil))[:12]
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
