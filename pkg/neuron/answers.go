package neuron

import (
	"fmt"
	"math"
)

// Answers thinks about many questions, such as rows read from a file, and checks
// them first. The error counts questions and inputs from 1 and says what to
// mend: a question of another length than the weights, a number that is NaN or
// infinite, an answer that is no number because the sum is too large for one.
func (n *Neuron) Answers(questions [][]float64) ([]float64, error) {
	answers := make([]float64, len(questions))
	for i, question := range questions {
		if len(question) != len(n.Weights) {
			return nil, fmt.Errorf("neuron: question %d has %d inputs but the neuron has %d weights: give it one input for each weight", i+1, len(question), len(n.Weights))
		}
		if err := CheckInputs(question); err != nil {
			return nil, fmt.Errorf("neuron: question %d: %w", i+1, err)
		}
		if answers[i] = n.Think(question); math.IsNaN(answers[i]) {
			return nil, fmt.Errorf("neuron: the answer to question %d is not a number: the inputs %v times the weights %v are too large, so scale the inputs down or train anew with a smaller rate", i+1, question, n.Weights)
		}
	}
	return answers, nil
}
