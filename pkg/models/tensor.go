package models

import (
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
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

// resident puts the examples of a set and their labels on the backend's device, without a
// copy in between: sets are large.
func (m *Model) resident(set *datasets.Set) []any {
	values := any(set.Values)
	if m.dtype == dtypes.Float64 {
		values = convert[float64](set.Values)
	}
	inputs := must1(m.backend.BufferFromFlatData(0, values, shapes.Make(m.dtype, append([]int{set.Len()}, m.shape...)...)))
	labels := must1(m.backend.BufferFromFlatData(0, convert[int32](set.Labels), shapes.Make(dtypes.Int32, set.Len(), 1)))
	return []any{must1(tensors.FromBuffer(inputs)), must1(tensors.FromBuffer(labels))}
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
