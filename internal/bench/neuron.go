package main

import (
	_ "embed"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"firstneuron/internal/bench/measure"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"
)

//go:embed neuron.py
var numpyNeuron string

const neuronRounds = 7

// measureNeuron lets pkg/neuron and numpy take the same steps in turn.
func measureNeuron(python string) (string, error) {
	text := `
## The neuron

The article's algorithm: every step answers all examples and adjusts the weights once, in float64. numpy uses its own threads.
Each number is the median of ` + fmt.Sprint(neuronRounds) + ` rounds.

| examples x inputs, steps | ours | numpy | times faster |
|---|---|---|---|
`
	for _, size := range []struct{ examples, inputs, steps int }{{4, 3, 10_000}, {10_000, 1_000, 50}} {
		var ours, numpys []float64
		for range neuronRounds {
			seconds, sum := timeNeuron(size.examples, size.inputs, size.steps)
			numpySeconds, numpySum, err := timeNumpy(python, size.examples, size.inputs, size.steps)
			if err != nil {
				return "", err
			}
			// The random numbers differ, but the puzzle must come out the same.
			if size.examples == 4 && math.Abs(sum-numpySum) > 1e-6 {
				return "", fmt.Errorf("the weights add up to %v here and to %v in numpy: they did not do the same work", sum, numpySum)
			}
			ours, numpys = append(ours, seconds), append(numpys, numpySeconds)
		}
		text += fmt.Sprintf("| %d x %d, %d | %.2f ms | %.2f ms | %.1f |\n", size.examples, size.inputs, size.steps,
			1000*measure.Median(ours), 1000*measure.Median(numpys), measure.Median(numpys)/measure.Median(ours))
	}
	return text, nil
}

// timeNeuron returns the seconds that the steps took and the sum of the weights.
func timeNeuron(examples, inputs, steps int) (seconds, sum float64) {
	n, data := neuron.Classic(), puzzle()
	if examples != 4 || inputs != 3 {
		rng := rand.New(rand.NewPCG(1, 2))
		n, data = neuron.New(rng, inputs), randomExamples(rng, examples, inputs)
	}
	start := time.Now()
	n.Train(data, steps)
	seconds = time.Since(start).Seconds()
	for _, weight := range n.Weights {
		sum += weight
	}
	return seconds, sum
}

func timeNumpy(python string, examples, inputs, steps int) (seconds, sum float64, err error) {
	output, err := runPython(python, numpyNeuron, examples, inputs, steps)
	if err != nil {
		return 0, 0, fmt.Errorf("run numpy: %w", err)
	}
	if _, err := fmt.Sscan(string(output), &seconds, &sum); err != nil {
		return 0, 0, fmt.Errorf("read what numpy printed, %q: %w", output, err)
	}
	return seconds, sum, nil
}

func puzzle() *neuron.Examples {
	patterns := datasets.Patterns()
	return checked(patterns.Rows(), patterns.Targets())
}

func randomExamples(rng *rand.Rand, examples, inputs int) *neuron.Examples {
	rows, labels := make([][]float64, examples), make([]float64, examples)
	for i := range rows {
		labels[i] = rng.Float64()
		rows[i] = make([]float64, inputs)
		for j := range rows[i] {
			rows[i][j] = rng.NormFloat64()
		}
	}
	return checked(rows, labels)
}

func checked(rows [][]float64, labels []float64) *neuron.Examples {
	examples, err := neuron.NewExamples(rows, labels)
	if err != nil {
		panic(err) // these examples are written here
	}
	return examples
}
