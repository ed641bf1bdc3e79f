// Package metrics judges answers: how many are right, which classes are taken for
// which, and when a training has stopped getting better.
package metrics

import "fmt"

// Accuracy is the fraction of the answers that are right, 0 to 1; with no answers it
// is 0. The answer -1, no class, is wrong. It panics if there are not as many answers
// as labels.
func Accuracy(answers, labels []int) float64 {
	wrong := len(Mistakes(answers, labels))
	return ratio(len(answers)-wrong, len(answers))
}

// Mistakes lists the indices of the answers that are wrong.
func Mistakes(answers, labels []int) []int {
	checkLengths(answers, labels)
	var wrong []int
	for i, answer := range answers {
		if answer != labels[i] {
			wrong = append(wrong, i)
		}
	}
	return wrong
}

func checkLengths(answers, labels []int) {
	if len(answers) != len(labels) {
		panic(fmt.Sprintf("metrics: %d answers do not fit %d labels", len(answers), len(labels)))
	}
}
