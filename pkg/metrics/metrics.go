// Package metrics judges predicted classes: how many are right, which classes are
// confused, how far to trust a probability, and when a training has stopped getting better.
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

// ClassifyAbove is [Classify] where the [Confidence] reaches the threshold, and elsewhere -1,
// no class.
func ClassifyAbove(outputs [][]float64, threshold float64) []int {
	classes := Classify(outputs)
	for i, confidence := range Confidence(outputs) {
		if !(confidence >= threshold) { // written so that NaN does not reach it
			classes[i] = -1
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

// ClassWeights says how much an example of each class must count so that all classes count the
// same together: examples / (classes x examples of the class), as scikit-learn's
// compute_class_weight("balanced"). A class without examples has the weight
// 0. It panics if a label is no class.
func ClassWeights(labels []int, classes int) []float64 {
	counts := make([]int, max(classes, 0))
	for i, label := range labels {
		if label < 0 || label >= classes {
			panic(fmt.Sprintf("metrics: example %d has class %d, but the classes are 0 to %d", i, label, classes-1))
		}
		counts[label]++
	}
	weights := make([]float64, len(counts))
	for class, count := range counts {
		weights[class] = ratio(len(labels), classes*count)
	}
	return weights
}

func checkLengths(predictions, labels []int) {
	if len(predictions) != len(labels) {
		panic(fmt.Sprintf("metrics: %d predictions do not fit %d labels", len(predictions), len(labels)))
	}
}
