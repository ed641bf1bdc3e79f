package recognise

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/models"
)

// The network as bytes: one line of JSON, then all parameters as 32-bit floats, little endian.
type header struct {
	Format     int         `json:"format"` // 1
	SHA256     string      `json:"sha256"` // of all that comes behind this line
	Parameters []parameter `json:"parameters"`
}

type parameter struct {
	Name  string `json:"name"`
	Shape []int  `json:"shape"`
}

// Bytes is the network, to be carried in a program: a tenth of a megabyte. [FromBytes] reads it.
func (r *Recogniser) Bytes() ([]byte, error) {
	if !r.learnt {
		return nil, fmt.Errorf("recognise: this recogniser has learnt nothing yet: open one, or teach it first")
	}
	head := header{Format: 1}
	var values []byte
	for _, p := range r.model.Parameters() {
		head.Parameters = append(head.Parameters, parameter{p.Name, p.Shape})
		for _, value := range p.Values {
			values = binary.LittleEndian.AppendUint32(values, math.Float32bits(float32(value)))
		}
	}
	sum := sha256.Sum256(values)
	head.SHA256 = hex.EncodeToString(sum[:])
	line, err := json.Marshal(head)
	if err != nil {
		return nil, fmt.Errorf("recognise: %w", err)
	}
	return append(append(line, '\n'), values...), nil
}

// FromBytes is the recogniser that [Recogniser.Bytes] has written. What is damaged, or of
// another network than [Function], is an error.
func FromBytes(content []byte) (*Recogniser, error) {
	line, values, found := bytes.Cut(content, []byte("\n"))
	var head header
	if err := json.Unmarshal(line, &head); !found || err != nil {
		return nil, fmt.Errorf("recognise: %d bytes do not begin as a kept network does: it is damaged, or something else", len(content))
	}
	if head.Format != 1 {
		return nil, fmt.Errorf("recognise: the kept network has format %d; this program reads format 1", head.Format)
	}
	if sum := sha256.Sum256(values); hex.EncodeToString(sum[:]) != head.SHA256 {
		return nil, fmt.Errorf("recognise: the kept network is damaged: its numbers have not the SHA-256 that it names; take another copy")
	}
	r, err := New(Options{})
	if err != nil {
		return nil, err
	}
	wanted := r.model.Parameters()
	if !slices.EqualFunc(head.Parameters, wanted, func(h parameter, w models.Parameter) bool {
		return h.Name == w.Name && slices.Equal(h.Shape, w.Shape)
	}) || len(values) != 4*r.model.Count() {
		return nil, fmt.Errorf("recognise: the kept network has other layers than this program's: make it anew with this one")
	}
	for _, p := range wanted {
		for i := range p.Values {
			p.Values[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(values[4*i:])))
		}
		values = values[4*len(p.Values):]
		r.model.SetParameter(p.Name, p.Values)
	}
	r.learnt = true
	return r, nil
}
