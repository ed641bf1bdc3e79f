package network

import "gonum.org/v1/gonum/mat"

func product(a, b mat.Matrix) *mat.Dense {
	var c mat.Dense
	c.Mul(a, b)
	return &c
}

// matrix copies rows into a matrix.
func matrix(rows [][]float64) *mat.Dense {
	m := mat.NewDense(len(rows), len(rows[0]), nil)
	for i, row := range rows {
		m.SetRow(i, row)
	}
	return m
}

// rows copies a matrix into rows.
func rows(m *mat.Dense) [][]float64 {
	if m == nil {
		return nil
	}
	rows := make([][]float64, m.RawMatrix().Rows)
	for i := range rows {
		rows[i] = mat.Row(nil, i, m)
	}
	return rows
}

// newLike is zeros in the shape of a matrix.
func newLike(m *mat.Dense) *mat.Dense {
	rows, columns := m.Dims()
	return mat.NewDense(rows, columns, nil)
}
