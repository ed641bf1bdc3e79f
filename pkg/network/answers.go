package network

import (
	"fmt"
	"math"

	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/mat"
)

// thoughts is how many questions go through the network together.
const thoughts = 128

// Answers thinks about many questions, such as rows read from a file, and checks
// them first. It returns a row of answers for each question. The error counts
// questions and inputs from 1 and says what to mend: a question that does not
// fit the network, a number that is NaN or infinite, an answer that is.
func (n *Network) Answers(questions [][]float64) ([][]float64, error) {
	n.checkParameters()
	takes, gives := n.Layers[0].From.Size(), n.Layers[len(n.Layers)-1].To.Size()
	for i, question := range questions {
		if len(question) != takes {
			return nil, fmt.Errorf("network: question %d has %d inputs but the network takes %d: give it one number for each", i+1, len(question), takes)
		}
		if err := neuron.CheckInputs(question); err != nil {
			return nil, fmt.Errorf("network: question %d: %w", i+1, err)
		}
	}
	answers := make([][]float64, 0, len(questions))
	for from := 0; from < len(questions); from += thoughts {
		some := questions[from:min(from+thoughts, len(questions))]
		inputs := mat.NewDense(len(some), takes, nil)
		for i, question := range some {
			inputs.SetRow(i, question)
		}
		trial := n.newTrial(len(some))
		n.forward(inputs, trial)
		for i := range some {
			answer := mat.Row(make([]float64, gives), i, trial.Output())
			for _, number := range answer {
				if math.IsNaN(number) || math.IsInf(number, 0) {
					return nil, fmt.Errorf("network: the answer to question %d is not a finite number: its inputs or the weights are too large, so scale the inputs down or train anew with a smaller rate", from+i+1)
				}
			}
			answers = append(answers, answer)
		}
	}
	return answers, nil
}
