// Package metrics judges predicted classes: how many are right, which classes are
// confused, and when a training has stopped getting better.
package metrics

import (
	"fmt"
	"math"
	"slices"
)

// Classify is the class that each row of outputs means: the one with the largest
// output. A single output means class 1 from 0.5 on, else class 0. A row with a NaN
// means no class: -1.
func Classify(outputs [][]float64) []int {
	classes := make([]int, len(outputs))
	for i, row := range outputs {
		switch {
		case slices.ContainsFunc(row, math.IsNaN):
			classes[i] = -1
		case len(row) > 1:
			classes[i] = slices.Index(row, slices.Max(row))
		case row[0] >= 0.5:
			classes[i] = 1
		}
	}
	return classes
}

// Accuracy is the fraction of the predictions that are right, 0 to 1; with no predictions it
// is 0. The prediction -1, no class, is wrong. It panics if there are not as many predictions
// as labels.
func Accuracy(predictions, labels []int) float64 {
	wrong := len(Mistakes(predictions, labels))
	return ratio(len(predictions)-wrong, len(predictions))
}

// Mistakes lists the indices of the predictions that are wrong.
func Mistakes(predictions, labels []int) []int {
	checkLengths(predictions, labels)
	var wrong []int
	for i, prediction := range predictions {
		if prediction != labels[i] {
			wrong = append(wrong, i)
		}
	}
	return wrong
}

func checkLengths(predictions, labels []int) {
	if len(predictions) != len(labels) {
		panic(fmt.Sprintf("metrics: %d predictions do not fit %d labels", len(predictions), len(labels)))
	}
}
