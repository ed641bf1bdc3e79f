package models

import (
	"slices"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/tensors"
)

// examples are a batch for the model's function, [rows, shape of one example...].
func (m *Model) examples(rows [][]float64) *tensors.Tensor {
	return m.tensor(rows, append([]int{len(rows)}, m.shape...))
}

// targets are what its outputs should be, [rows, outputs].
func (m *Model) targets(rows [][]float64) *tensors.Tensor {
	return m.tensor(rows, []int{len(rows), m.outputs})
}

// tensor copies rows of equal length into a tensor in the model's precision.
func (m *Model) tensor(rows [][]float64, dimensions []int) *tensors.Tensor {
	t := tensors.FromShape(shapes.Make(m.dtype, dimensions...))
	t.MustMutableFlatData(func(flat any) {
		switch flat := flat.(type) {
		case []float32:
			for i, row := range rows {
				part := flat[i*len(row) : (i+1)*len(row)]
				for j, value := range row {
					part[j] = float32(value)
				}
			}
		case []float64:
			for i, row := range rows {
				copy(flat[i*len(row):], row)
			}
		}
	})
	return t
}

// onDevice moves a tensor to the backend's device. The copy here goes: sets are large.
func (m *Model) onDevice(t *tensors.Tensor) (moved *tensors.Tensor) {
	t.MustConstFlatData(func(flat any) {
		moved = must1(tensors.FromBuffer(must1(m.backend.BufferFromFlatData(0, flat, t.Shape()))))
	})
	t.MustFinalizeAll()
	return moved
}

// numbers copies the numbers of a tensor; one of integers has none.
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

// widened copies numbers into rows of one length.
func widened(flat []float32, columns int) [][]float64 {
	wide := make([]float64, len(flat))
	for i, number := range flat {
		wide[i] = float64(number)
	}
	return inRows(wide, columns)
}

// inRows cuts numbers into rows of one length, without a copy.
func inRows[F float32 | float64](flat []F, columns int) [][]F {
	rows := make([][]F, 0, len(flat)/columns)
	return slices.AppendSeq(rows, slices.Chunk(flat, columns))
}

// matrix copies the numbers of a tensor into rows of one length.
func matrix(t *tensors.Tensor, columns int) [][]float64 {
	return inRows(numbers(t), columns)
}
