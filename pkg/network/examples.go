package network

import (
	"errors"
	"fmt"
	"math"

	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/mat"
)

// Examples are what a network learns from: questions with their right answers.
// Make them with [NewExamples], which checks them: what learns trusts them.
type Examples struct {
	Inputs  *mat.Dense // one row for each example, one column for each input of the network
	Targets *mat.Dense // the right answer to each row, one column for each output
}

// NewExamples checks the examples and copies them into matrices. Targets hold
// what each output should say: for classes, 1 in the place of the right one and
// 0 elsewhere. The error counts from 1 and says what to mend: no examples, rows
// of different lengths, more or fewer rows of targets than of inputs, a number
// that is NaN or infinite.
func NewExamples(inputs, targets [][]float64) (*Examples, error) {
	if len(inputs) == 0 || len(inputs[0]) == 0 {
		return nil, errors.New("network: there is nothing to learn from: give at least one example with one input")
	}
	if len(targets) != len(inputs) {
		return nil, fmt.Errorf("network: %d examples have %d rows of targets: give each example one", len(inputs), len(targets))
	}
	if len(targets[0]) == 0 {
		return nil, errors.New("network: example 1 has no target: give one for each output of the network")
	}
	examples := &Examples{
		Inputs:  mat.NewDense(len(inputs), len(inputs[0]), nil),
		Targets: mat.NewDense(len(inputs), len(targets[0]), nil),
	}
	for i, row := range inputs {
		if len(row) != len(inputs[0]) {
			return nil, fmt.Errorf("network: example %d has %d inputs but example 1 has %d: give every example the same number of inputs", i+1, len(row), len(inputs[0]))
		}
		if len(targets[i]) != len(targets[0]) {
			return nil, fmt.Errorf("network: example %d has %d targets but example 1 has %d: give every example the same number of targets", i+1, len(targets[i]), len(targets[0]))
		}
		if err := neuron.CheckInputs(row); err != nil {
			return nil, fmt.Errorf("network: example %d: %w", i+1, err)
		}
		for j, target := range targets[i] {
			if math.IsNaN(target) || math.IsInf(target, 0) {
				return nil, fmt.Errorf("network: example %d: target %d is %v: targets must be finite numbers, so mend it or leave it out", i+1, j+1, target)
			}
		}
		examples.Inputs.SetRow(i, row)
		examples.Targets.SetRow(i, targets[i])
	}
	return examples, nil
}

// Len is how many examples there are.
func (e *Examples) Len() int {
	if e == nil || e.Inputs == nil || e.Targets == nil {
		panic("network: there are no examples: did NewExamples return an error?")
	}
	rows, _ := e.Inputs.Dims()
	return rows
}

// Batches is how many batches of this size an epoch has, that is, its steps. A
// last, smaller one counts too. It panics if the size is less than 1.
func (e *Examples) Batches(size int) int {
	checkBatch(size)
	return (e.Len() + size - 1) / size
}

// room returns examples yet to be filled in, as wide as these.
func (e *Examples) room(rows int) *Examples {
	_, inputs := e.Inputs.Dims()
	_, targets := e.Targets.Dims()
	return &Examples{Inputs: mat.NewDense(rows, inputs, nil), Targets: mat.NewDense(rows, targets, nil)}
}
