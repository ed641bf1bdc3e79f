package main

import (
	"math"
	"testing"
)

// numpy's weights add up to this after the article's 10,000 steps; python/neuron.py prints it.
const numpySum = 4.835512840738982

func TestTheTimedNeuronDoesTheArticlesWork(t *testing.T) {
	_, sum, err := timeNeuron(4, 3, 10_000)
	if err != nil || math.Abs(sum-numpySum) > 1e-9 {
		t.Errorf("the sum of the weights is %v, %v, want numpy's %v", sum, err, numpySum)
	}
}
