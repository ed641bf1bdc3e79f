package main

import (
	"math"
	"testing"
)

// numpy's weights after the article's 10,000 steps add up to this; neuron.py prints it.
const numpySum = 4.835512840738982

func TestTheTimedNeuronDoesTheArticlesWork(t *testing.T) {
	_, sum := timeNeuron(4, 3, 10_000)
	if math.Abs(sum-numpySum) > 1e-9 {
		t.Errorf("the weights add up to %v, want numpy's %v", sum, numpySum)
	}
}
