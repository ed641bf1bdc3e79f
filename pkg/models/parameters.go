package models

import (
	"fmt"
	"iter"
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

// Parameters copies everything that the model learns, in the order in which its
// function asks for it.
func (m *Model) Parameters() []Parameter {
	var copies []Parameter
	for _, variable := range m.parameters() {
		copies = append(copies, parameter(nameOf(variable), variable.MustValue()))
	}
	return copies
}

// Parameter copies the parameter of this name. It panics if the model has none.
func (m *Model) Parameter(name string) Parameter {
	return parameter(name, m.variable(name).MustValue())
}

// SetParameter gives the parameter of this name other values, in the order of its
// shape. It panics if the model has none of this name, or the number of values is
// another one.
func (m *Model) SetParameter(name string, values []float64) {
	variable := m.variable(name)
	if shape := variable.Shape(); len(values) != shape.Size() {
		panic(fmt.Sprintf("models: %d values do not fit the parameter %q of shape %v", len(values), name, shape.Dimensions))
	}
	must(variable.SetValue(m.tensor(values, variable.Shape().Dimensions...)))
}

func (m *Model) variable(name string) *model.Variable {
	var names []string
	for _, variable := range m.parameters() {
		if nameOf(variable) == name {
			return variable
		}
		names = append(names, nameOf(variable))
	}
	panic(fmt.Sprintf("models: there is no parameter %q; this model has %s", name, strings.Join(names, ", ")))
}

// parameters are the variables that training changes along the gradient.
func (m *Model) parameters() []*model.Variable {
	return slices.Collect(trainable(m.store))
}

func trainable(store *model.Store) iter.Seq[*model.Variable] {
	return func(yield func(*model.Variable) bool) {
		for variable := range store.IterVariables() {
			if variable.Trainable && !yield(variable) {
				return
			}
		}
	}
}

func nameOf(variable *model.Variable) string {
	return strings.TrimPrefix(variable.Path(), model.ScopeSeparator)
}

func parameter(name string, value *tensors.Tensor) Parameter {
	return Parameter{Name: name, Shape: slices.Clone(value.Shape().Dimensions), Values: numbers(value)}
}

// numbers copies the numbers of a tensor.
func numbers(t *tensors.Tensor) []float64 {
	copied := make([]float64, 0, t.Size())
	t.MustConstFlatData(func(flat any) {
		switch flat := flat.(type) {
		case []float32:
			for _, number := range flat {
				copied = append(copied, float64(number))
			}
		case []float64:
			copied = append(copied, flat...)
		}
	})
	return copied
}
