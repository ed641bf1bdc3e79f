package datasets

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"
)

// Digest is the SHA-256 of all that a network learns from: shape, values, labels, classes
// and targets, but not the name. Two sets have the same digest where they have the same
// examples in the same order, on every machine. 10,000 pictures of 28x28 take about two
// tenths of a second.
func (s *Set) Digest() string {
	d := digest{Hash: sha256.New()}
	d.integers(s.Shape)
	d.numbers(s.Values)
	d.integers(s.Labels)
	d.integers([]int{len(s.Classes)})
	for _, class := range s.Classes {
		d.integers([]int{len(class)})
		d.Write([]byte(class))
	}
	d.integers([]int{len(s.Targets)})
	for _, row := range s.Targets {
		d.numbers(row)
	}
	return hex.EncodeToString(d.Sum(nil))
}

// digest takes lists, each behind its length, so that no two sets give the same bytes.
type digest struct {
	hash.Hash
	buffer []byte
}

func (d *digest) integers(list []int) {
	d.list(len(list), func(i int) uint64 { return uint64(list[i]) })
}

func (d *digest) numbers(list []float64) {
	d.list(len(list), func(i int) uint64 { return math.Float64bits(list[i]) })
}

func (d *digest) list(length int, at func(int) uint64) {
	d.buffer = binary.LittleEndian.AppendUint64(d.buffer[:0], uint64(length))
	for i := range length {
		d.buffer = binary.LittleEndian.AppendUint64(d.buffer, at(i))
		if len(d.buffer) >= 1<<16 {
			d.Write(d.buffer)
			d.buffer = d.buffer[:0]
		}
	}
	d.Write(d.buffer)
}
