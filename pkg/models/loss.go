package models

import (
	"fmt"
	"math"
	"slices"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
	gomlx "github.com/gomlx/gomlx/ml/train"
	"github.com/gomlx/gomlx/ml/train/loss"

	"firstneuron/pkg/datasets"
)

// lossOf compares what the function returned with the targets, both [batch, outputs], and
// multiplies the loss of each example by its weight, if classes have one.
func (m *Model) lossOf(logits, targets *graph.Node, classWeights []float64) *graph.Node {
	compare, labels := m.lossFn, []*graph.Node{targets}
	if classWeights != nil {
		labels = append(labels, exampleWeights(targets, classWeights))
	}
	switch {
	case compare != nil:
	case logits.Shape().Dimensions[1] == 1:
		compare = loss.BinaryCrossentropyLogits
	default:
		compare = loss.CategoricalCrossEntropyLogits
	}
	return panicAsError("its loss returned nil", func() *graph.Node {
		return compare(labels, []*graph.Node{logits})
	})
}

// totalLoss builds the model for training: its logits, and the mean loss of the batch
// with what layers add to it, such as weight regularization.
func (m *Model) totalLoss(scope *model.Scope, inputs, targets *graph.Node, classWeights []float64) (logits, total *graph.Node) {
	g := inputs.Graph()
	scope.Store().SetTraining(g, true)
	logits = m.logitsOf(scope, inputs)
	gomlx.AddMainLoss(m.lossOf(logits, targets, classWeights)) // which takes the mean, if it has not been taken
	return logits, gomlx.TotalLoss(g)
}

// targetsOf checks a set to learn from, and is what the outputs should be.
func (m *Model) targetsOf(set *datasets.Set) ([][]float64, error) {
	if set.Len() == 0 {
		return nil, fmt.Errorf("models: there are no examples to learn from in %s", set.Name)
	}
	if err := set.Check(); err != nil {
		return nil, err
	}
	return set.TargetsFor(m.outputs)
}

// outputsOf turns what the function returned into the model's outputs, in place.
func (m *Model) outputsOf(rows [][]float64) [][]float64 {
	if m.lossFn != nil {
		return rows
	}
	for _, row := range rows {
		if len(row) == 1 {
			row[0] = 1 / (1 + math.Exp(-row[0]))
		} else {
			softmax(row)
		}
	}
	return rows
}

// softmax turns logits into probabilities. The largest is subtracted first, because
// e^1000 is infinite.
func softmax(row []float64) {
	top, sum := slices.Max(row), 0.0
	for i, logit := range row {
		row[i] = math.Exp(logit - top)
		sum += row[i]
	}
	for i := range row {
		row[i] /= sum
	}
}
