package models

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/tensors"

	"firstneuron/pkg/datasets"
)

// tensor holds numbers in the model's precision.
func (m *Model) tensor(values []float64, dimensions ...int) *tensors.Tensor {
	if m.dtype == dtypes.Float64 {
		return tensors.FromFlatDataAndDimensions(values, dimensions...)
	}
	return tensors.FromFlatDataAndDimensions(convert[float32](values), dimensions...)
}

// inputs are the examples of a set, [examples, shape of one...].
func (m *Model) inputs(set *datasets.Set) *tensors.Tensor {
	dimensions := append([]int{set.Len()}, m.shape...)
	if m.dtype == dtypes.Float64 {
		return tensors.FromFlatDataAndDimensions(convert[float64](set.Values), dimensions...)
	}
	return tensors.FromFlatDataAndDimensions(set.Values, dimensions...)
}

// labels are the classes of a set, [examples, 1], as GoMLX's losses want them.
func labels(set *datasets.Set) *tensors.Tensor {
	return tensors.FromFlatDataAndDimensions(convert[int32](set.Labels), set.Len(), 1)
}

func convert[To, From int | int32 | float32 | float64](values []From) []To {
	converted := make([]To, len(values))
	for i, value := range values {
		converted[i] = To(value)
	}
	return converted
}
