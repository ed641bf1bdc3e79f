package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"time"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"
)

const neuronRuns = 7

// measureNeuron runs pkg/neuron and numpy in turn, for the same number of steps.
func measureNeuron() (string, error) {
	text := fmt.Sprintf(`
## The neuron

The article's algorithm in float64: each step computes the outputs of all examples and adjusts the weights once. numpy chooses
its own number of threads. Times are medians of %d runs, ours and numpy's in turn.

| examples x inputs, steps | ours | numpy | times faster |
|---|---|---|---|
`, neuronRuns)
	for _, size := range []struct{ examples, inputs, steps int }{{4, 3, 10_000}, {10_000, 1_000, 50}} {
		var ours, numpys []float64
		for range neuronRuns {
			seconds, sum, err := timeNeuron(size.examples, size.inputs, size.steps)
			if err != nil {
				return "", err
			}
			numpySeconds, numpySum, err := timeNumpy(size.examples, size.inputs, size.steps)
			if err != nil {
				return "", err
			}
			// The random examples differ, but the article's puzzle must come out the same.
			if size.examples == 4 && math.Abs(sum-numpySum) > 1e-6 {
				return "", fmt.Errorf("the sum of the weights is %v here and %v in numpy: they did not do the same work", sum, numpySum)
			}
			ours, numpys = append(ours, seconds), append(numpys, numpySeconds)
		}
		text += fmt.Sprintf("| %d x %d, %d | %.2f ms | %.2f ms | %.1f |\n", size.examples, size.inputs, size.steps,
			1000*median(ours), 1000*median(numpys), median(numpys)/median(ours))
	}
	return text, nil
}

// timeNeuron trains a neuron: the article's on its puzzle, or one with random weights on
// random examples. It returns the seconds that the steps took and the sum of the weights.
func timeNeuron(examples, inputs, steps int) (seconds, sum float64, err error) {
	n, set := neuron.Classic(), datasets.Patterns()
	if examples != set.Len() || inputs != set.Size() {
		rng := rand.New(rand.NewPCG(1, 2))
		n, set = neuron.New(rng, inputs), randomSet(rng, examples, inputs)
	}
	start := time.Now()
	err = n.Train(set, steps)
	seconds = time.Since(start).Seconds()
	for _, weight := range n.Weights {
		sum += weight
	}
	return seconds, sum, err
}

func timeNumpy(examples, inputs, steps int) (seconds, sum float64, err error) {
	output, err := execute(time.Minute, nil, python, filepath.Join(pythonFolder, "neuron.py"), fmt.Sprint(examples), fmt.Sprint(inputs), fmt.Sprint(steps))
	if err != nil {
		return 0, 0, fmt.Errorf("run numpy: %w", err)
	}
	if _, err := fmt.Sscan(output, &seconds, &sum); err != nil {
		return 0, 0, fmt.Errorf("neuron.py printed %q instead of two numbers: %w", output, err)
	}
	return seconds, sum, nil
}

func randomSet(rng *rand.Rand, examples, inputs int) *datasets.Set {
	set := &datasets.Set{Name: "random", Shape: []int{inputs}, Values: make([]float64, examples*inputs)}
	for i := range set.Values {
		set.Values[i] = rng.NormFloat64()
	}
	for range examples {
		set.Targets = append(set.Targets, []float64{rng.Float64()})
	}
	return set
}
