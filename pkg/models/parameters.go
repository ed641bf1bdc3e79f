package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
)

// A Parameter is what one layer learns: its weights or its biases. Weights of a dense
// layer are [inputs, outputs]; the kernels of a convolution are [height, width,
// channels in, channels out].
type Parameter struct {
	Name   string // such as "hidden/dense/weights"
	Shape  []int
	Values []float64 // in the order of Shape, the last axis changing fastest
}

// Kernel returns the weights of a convolution from one channel in to one channel
// out, [height x width], of a parameter of shape [height, width, in, out].
func (p Parameter) Kernel(in, out int) []float64 {
	if len(p.Shape) != 4 || in < 0 || in >= p.Shape[2] || out < 0 || out >= p.Shape[3] {
		panic(fmt.Sprintf("models: there is no kernel from channel %d to channel %d in %q, which has shape %v", in, out, p.Name, p.Shape))
	}
	return every(p.Values, in*p.Shape[3]+out, p.Shape[2]*p.Shape[3])
}

// Parameters copies everything that the model learns, in the order in which its
// function asks for it.
func (m *Model) Parameters() []Parameter {
	m.settle()
	var copies []Parameter
	for _, variable := range m.parameters {
		copies = append(copies, parameter(nameOf(variable), variable.MustValue()))
	}
	return copies
}

// Parameter copies the parameter of this name. It panics if the model has none.
func (m *Model) Parameter(name string) Parameter {
	m.settle()
	return parameter(name, m.variable(name).MustValue())
}

// SetParameter gives the parameter of this name other values, in the order of its
// shape. It panics if the model has none of this name, or the number of values is
// another one.
func (m *Model) SetParameter(name string, values []float64) {
	variable := m.variable(name)
	shape := variable.Shape()
	if len(values) != shape.Size() {
		panic(fmt.Sprintf("models: %d values do not fit the parameter %q of shape %v", len(values), name, shape.Dimensions))
	}
	m.settle()
	must(variable.SetValue(m.tensor([][]float64{values}, shape.Dimensions)))
	m.changed()
}

func (m *Model) variable(name string) *model.Variable {
	for _, variable := range m.parameters {
		if nameOf(variable) == name {
			return variable
		}
	}
	panic(fmt.Sprintf("models: there is no parameter %q; this model has %s", name, strings.Join(namesOf(m.parameters), ", ")))
}

func nameOf(variable *model.Variable) string {
	return strings.TrimPrefix(variable.Path(), model.ScopeSeparator)
}

func parameter(name string, value *tensors.Tensor) Parameter {
	return Parameter{Name: name, Shape: slices.Clone(value.Shape().Dimensions), Values: numbers(value)}
}
