package neuron

import "fmt"

// Answers thinks about many questions, such as rows read from a file, and checks
// them first. The error counts questions and inputs from 1 and says what to
// mend: a question of another length than the weights, a number that is NaN or
// infinite.
func (n *Neuron) Answers(questions [][]float64) ([]float64, error) {
	answers := make([]float64, len(questions))
	for i, question := range questions {
		if len(question) != len(n.Weights) {
			return nil, fmt.Errorf("neuron: question %d has %d inputs but the neuron has %d weights: give it one input for each weight", i+1, len(question), len(n.Weights))
		}
		if err := CheckInputs(question); err != nil {
			return nil, fmt.Errorf("neuron: question %d: %w", i+1, err)
		}
		answers[i] = n.Think(question)
	}
	return answers, nil
}
