package models

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
)

// MarshalBinary is what the model has learnt, as bytes to be kept anywhere: its parameters
// and running averages, without what a training needs to go on. [Model.UnmarshalBinary]
// reads them.
func (m *Model) MarshalBinary() ([]byte, error) { return m.encode(nil) }

// UnmarshalBinary gives the model the weights of one with the same layers. Bytes that are
// damaged, or of another model, are an error, and the model stays as it was.
func (m *Model) UnmarshalBinary(content []byte) error {
	read, err := m.decode(content)
	if err != nil {
		return fmt.Errorf("models: cannot use the weights: %w", err)
	}
	m.settle()
	for _, kept := range read.Weights {
		must(m.store.GetVariable(kept.Name).SetValue(kept.value))
	}
	m.changed()
	return nil
}

// A content is what weights and checkpoints hold. As bytes it is a line with the name
// of the format and the SHA-256 of all that follows, and JSON.
type content struct {
	Shape   []int    `json:"shape"`           // of one example
	Steps   int      `json:"steps"`           // of training
	Weights []stored `json:"weights"`         // what the model's function keeps
	State   []stored `json:"state,omitempty"` // what a training adds: of the optimizer, of random numbers
}

type stored struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Shape []int  `json:"shape"`
	Data  []byte `json:"data"` // little endian, in base64
	value *tensors.Tensor
}

const formatName = "firstneuron model 2"

// encode writes the function's variables, and the given ones.
func (m *Model) encode(state []*model.Variable) ([]byte, error) {
	m.settle()
	written := content{Shape: m.shape, Steps: m.steps}
	for _, variable := range m.variables {
		written.Weights = append(written.Weights, store(variable))
	}
	for _, variable := range state {
		written.State = append(written.State, store(variable))
	}
	body, err := json.Marshal(written)
	return append(fmt.Appendf(nil, "%s %x\n", formatName, sha256.Sum256(body)), body...), err
}

func store(variable *model.Variable) stored {
	kept := stored{Name: nameOf(variable), Type: variable.DType().String(), Shape: variable.Shape().Dimensions}
	must(variable.MustValue().ConstBytes(func(data []byte) { kept.Data = slices.Clone(data) }))
	return kept
}

// decode reads what encode has written, for a model with the same layers.
func (m *Model) decode(text []byte) (read content, err error) {
	first, body, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.HasPrefix(first, []byte(formatName+" ")) {
		return read, fmt.Errorf("they do not begin with %q: they are something else, or of another version", formatName)
	}
	if string(first) != fmt.Sprintf("%s %x", formatName, sha256.Sum256(body)) {
		return read, fmt.Errorf("they are damaged: their SHA-256 is not the one in the first line")
	}
	if err := json.Unmarshal(body, &read); err != nil {
		return read, fmt.Errorf("they are damaged: %w", err)
	}
	for _, part := range [][]stored{read.Weights, read.State} {
		for i, kept := range part {
			if part[i].value, err = kept.tensor(); err != nil {
				return read, err
			}
		}
	}
	return read, m.fits(read)
}

func (s stored) tensor() (value *tensors.Tensor, err error) {
	err = fmt.Errorf("they are damaged: %q cannot have the type %q and the shape %v in %d bytes", s.Name, s.Type, s.Shape, len(s.Data))
	dtype, found := dtypes.MapOfNames[s.Type]
	if !found || len(s.Shape) > 0 && slices.Min(s.Shape) < 1 {
		return nil, err
	}
	shape := shapes.Make(dtype, s.Shape...)
	if int(shape.ByteSize()) != len(s.Data) {
		return nil, err
	}
	value = tensors.FromShape(shape)
	return value, value.MutableBytes(func(data []byte) { copy(data, s.Data) })
}

// fits checks that the same function has written what was read.
func (m *Model) fits(read content) error {
	if !slices.Equal(read.Shape, m.shape) {
		return fmt.Errorf("they are of a model for examples of shape %v, and this one is for %v", read.Shape, m.shape)
	}
	var theirs, ours []string
	for _, kept := range read.Weights {
		theirs = append(theirs, fmt.Sprintf("%q %v", kept.Name, kept.value.Shape()))
	}
	for _, variable := range m.variables {
		ours = append(ours, fmt.Sprintf("%q %v", nameOf(variable), variable.Shape()))
	}
	theirs, ours = append(theirs, "nothing"), append(ours, "nothing")
	for i := range min(len(theirs), len(ours)) {
		if theirs[i] != ours[i] {
			return fmt.Errorf("they are of a model with other layers: it has %s where this one has %s", theirs[i], ours[i])
		}
	}
	return nil
}
