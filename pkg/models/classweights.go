package models

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"firstneuron/pkg/datasets"
)

// checkClassWeights finds what makes it impossible to weigh the examples of a set.
func (m *Model) checkClassWeights(weights []float64, set *datasets.Set, targets [][]float64) error {
	classes := max(m.outputs, 2)
	switch {
	case weights == nil:
		return nil
	case m.lossFn != nil:
		return fmt.Errorf("models: Training.ClassWeights weigh the cross-entropy, and this model has a loss of its own: leave one of the two out")
	case len(weights) != classes:
		return fmt.Errorf("models: %d class weights for %d classes: Training.ClassWeights needs one for each", len(weights), classes)
	}
	for class, weight := range weights {
		if weight < 0 || isNotFinite(weight) {
			return fmt.Errorf("models: class %d has the weight %v: Training.ClassWeights must be finite and not negative", class, weight)
		}
	}
	for i, row := range targets {
		sum := 0.0
		for _, target := range row {
			if !(target >= 0 && target <= 1) { // written so that NaN fails too
				return notParts(set, i, row)
			}
			sum += target
		}
		if len(row) > 1 && (sum < 1-1e-6 || sum > 1+1e-6) {
			return notParts(set, i, row)
		}
	}
	return nil
}

func notParts(set *datasets.Set, example int, targets []float64) error {
	return fmt.Errorf("models: example %d of %s has the targets %v: Training.ClassWeights needs parts of 1, which say how likely each class is", example, set.Name, targets)
}

// weighted multiplies the targets of each example by its weight: that multiplies
// the cross-entropy of several outputs, and its gradients, too.
func weighted(targets [][]float64, classWeights []float64) [][]float64 {
	if classWeights == nil {
		return targets
	}
	rows := make([][]float64, len(targets))
	for i, row := range targets {
		weight := 0.0
		for class, target := range row {
			weight += target * classWeights[class]
		}
		rows[i] = make([]float64, len(row))
		for class, target := range row {
			rows[i][class] = weight * target
		}
	}
	return rows
}

// exampleWeights are the weights of the examples with these targets, [batch, outputs], in the
// shape in which GoMLX's losses want them: [batch], and [batch, 1] for one output.
func exampleWeights(targets *graph.Node, classWeights []float64) *graph.Node {
	if targets.Shape().Dimensions[1] == 1 {
		return graph.AddScalar(graph.MulScalar(targets, classWeights[1]-classWeights[0]), classWeights[0])
	}
	weights := graph.ConstAsDType(targets.Graph(), targets.DType(), [][]float64{classWeights})
	return graph.ReduceSum(graph.Mul(targets, weights), -1)
}
