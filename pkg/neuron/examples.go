package neuron

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Examples are what a neuron learns from: questions with their right answers.
// Make them with [NewExamples], which checks them: what learns trusts them.
type Examples struct {
	Inputs *mat.Dense // one row for each example, one column for each input
	Labels []float64  // the right answer to each row, 0 to 1
}

// NewExamples checks the examples and copies them into a matrix.
// The error counts examples and inputs from 1 and says what to mend: no
// examples, rows of different lengths, a number of labels that differs from the
// number of rows, a number that is NaN or infinite, a label outside 0 to 1.
func NewExamples(inputs [][]float64, labels []float64) (*Examples, error) {
	if len(inputs) == 0 || len(inputs[0]) == 0 {
		return nil, errors.New("neuron: there is nothing to learn from: give at least one example with one input")
	}
	if len(labels) != len(inputs) {
		return nil, fmt.Errorf("neuron: %d examples have %d labels: give each example one label", len(inputs), len(labels))
	}
	matrix := mat.NewDense(len(inputs), len(inputs[0]), nil)
	for i, row := range inputs {
		if len(row) != len(inputs[0]) {
			return nil, fmt.Errorf("neuron: example %d has %d inputs but example 1 has %d: give every example the same number of inputs", i+1, len(row), len(inputs[0]))
		}
		if err := CheckInputs(row); err != nil {
			return nil, fmt.Errorf("neuron: example %d: %w", i+1, err)
		}
		if !(labels[i] >= 0 && labels[i] <= 1) { // written so that NaN fails too
			return nil, fmt.Errorf("neuron: example %d has the label %v, but a neuron answers between 0 and 1: scale the labels into that range", i+1, labels[i])
		}
		matrix.SetRow(i, row)
	}
	return &Examples{Inputs: matrix, Labels: append([]float64(nil), labels...)}, nil
}

// CheckInputs returns an error that names the first input which is NaN or infinite.
func CheckInputs(inputs []float64) error {
	for i, input := range inputs {
		if math.IsNaN(input) || math.IsInf(input, 0) {
			return fmt.Errorf("input %d is %v: inputs must be finite numbers, so mend it or leave it out", i+1, input)
		}
	}
	return nil
}
