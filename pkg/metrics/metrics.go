// Package metrics judges predicted classes: how many are right, which classes are
// confused, and when a training has stopped getting better.
package metrics

import (
	"fmt"
)

// Classify is the class that each row of outputs means: the one with the largest
// output. A single output means class 1 from 0.5 on, else class 0. A row with a NaN
// means no class: -1.
func Classify[F float32 | float64](outputs [][]F) []int {
	classes := make([]int, len(outputs))
	for i, row := range outputs {
		class := 0
		if len(row) == 1 && row[0] >= 0.5 {
			class = 1
		}
		for place, output := range row {
			switch {
			case output != output: // NaN
				class = -1
			case class >= 0 && len(row) > 1 && output > row[class]:
				class = place
			}
		}
		classes[i] = class
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
