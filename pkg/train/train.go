// Package train holds what every training run shares, whoever trains: how many
// answers are right, which classes are taken for which, and when to stop.
package train

import "fmt"

// Accuracy is the share of answers that are right, 0 to 1; with no answers it is 0.
// It panics if there are not as many answers as labels.
func Accuracy(answers, labels []int) float64 {
	checkLengths(answers, labels)
	right := 0
	for i, answer := range answers {
		if answer == labels[i] {
			right++
		}
	}
	if len(answers) == 0 {
		return 0
	}
	return float64(right) / float64(len(answers))
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
		panic(fmt.Sprintf("train: %d answers do not fit %d labels", len(answers), len(labels)))
	}
}
