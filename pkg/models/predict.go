package models

import (
	"fmt"
	"slices"

	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/metrics"
)

// Predict is the outputs for one example, which has as many numbers as the model's
// shape: with cross-entropy the probability of each class. It panics if the example
// has another size.
func (m *Model) Predict(example []float64) []float64 {
	m.checkExample(example)
	return m.outputsOf(m.rowsFor([][]float64{example}))[0]
}

// Outputs is [Model.Predict] for every example of a set: [examples][outputs]. It
// panics if the examples have another shape than the model's.
func (m *Model) Outputs(set *datasets.Set) [][]float64 { return m.outputsOf(m.Logits(set)) }

// Logits is what the function returns for every example of a set: [examples][outputs].
// With cross-entropy these are the logits, from which softmax or sigmoid make the
// outputs; with another loss they are the outputs. It panics as [Model.Outputs] does.
func (m *Model) Logits(set *datasets.Set) [][]float64 {
	m.checkShape(set)
	return m.rowsFor(set.Rows())
}

// Classify is the class of each example of a set: its largest output, or with a
// single output 1 where that is at least 0.5 and else 0. It is -1, no class, where an
// output is NaN.
func (m *Model) Classify(set *datasets.Set) []int { return metrics.Classify(m.Outputs(set)) }

// Accuracy is the fraction of a set's examples that the model classifies right, 0 to
// 1. It panics if they have another shape than the model's, or no labels.
func (m *Model) Accuracy(set *datasets.Set) float64 {
	checkLabelled(set)
	return metrics.Accuracy(m.Classify(set), set.Labels)
}

// Confusion counts which class is taken for which. It panics as [Model.Accuracy] does,
// and if a label has no output.
func (m *Model) Confusion(set *datasets.Set) metrics.Confusion {
	checkLabelled(set)
	return metrics.NewConfusion(m.Classify(set), set.Labels, max(m.outputs, 2))
}

// chunk is how many examples are answered at once. Their number is rounded up to a
// power of two, because XLA compiles the graph again for each number of examples.
const chunk = 256

func (m *Model) rowsFor(examples [][]float64) [][]float64 {
	rows := make([][]float64, 0, len(examples))
	if m.engine != nil {
		network := m.engine.ready(m.store)
		for part := range slices.Chunk(examples, chunk) {
			rows = append(rows, widened(network.Outputs(part), m.outputs)...)
		}
		return rows
	}
	for part := range slices.Chunk(examples, chunk) {
		padded := slices.Clone(part)
		for size := roundUp(len(part)); len(padded) < size; {
			padded = append(padded, part[0])
		}
		answered := m.mustRun(m.forward, m.examples(padded))[0]
		rows = append(rows, matrix(answered, m.outputs)[:len(part)]...)
	}
	return rows
}

// roundUp is the next power of two.
func roundUp(n int) int {
	power := 1
	for power < n {
		power *= 2
	}
	return power
}

// run executes a graph. What fails here is a mistake in the model's function that
// shows only with another batch size, or a fault of the backend.
func (m *Model) run(exec *model.Exec, inputs ...any) (outputs []*tensors.Tensor, err error) {
	err = attempt("run the model", func() { outputs = must1(exec.Call(inputs...)) })
	return outputs, err
}

func (m *Model) mustRun(exec *model.Exec, inputs ...any) []*tensors.Tensor {
	return must1(m.run(exec, inputs...))
}

func (m *Model) checkExample(example []float64) {
	if size := (&datasets.Set{Shape: m.shape}).Size(); len(example) != size {
		panic(fmt.Sprintf("models: an example of %d numbers does not fit a model for examples of shape %v", len(example), m.shape))
	}
}

func (m *Model) checkShape(set *datasets.Set) {
	if !slices.Equal(set.Shape, m.shape) {
		panic(fmt.Sprintf("models: examples of shape %v do not fit a model for examples of shape %v", set.Shape, m.shape))
	}
}

func checkLabelled(set *datasets.Set) {
	if set.Labels == nil {
		panic(fmt.Sprintf("models: the examples of %s have no labels to compare the answers with", set.Name))
	}
}
