package network

import (
	"fmt"
	"math"
)

// begin makes sure, once for a run, that examples and network fit, so that no
// step has to, and returns a trial for this many examples.
func (n *Network) begin(examples *Examples, rows int) *Trial {
	n.checkParameters()
	n.checkExamples(examples)
	return n.newFullTrial(rows)
}

func (n *Network) checkParameters() {
	for i, layer := range n.Layers {
		if err := layer.fault(); err != "" {
			panic(fmt.Sprintf("network: layer %d, %s: %s", i+1, layer.kind(), err))
		}
	}
}

// fault says what is wrong with weights or bias that were put in by hand.
func (l *Layer) fault() string {
	inputs, neurons := l.synapses.size(l)
	if inputs == 0 {
		if l.Weights != nil || l.Bias != nil {
			return "it has nothing to learn, so it takes neither weights nor bias"
		}
		return ""
	}
	if l.Weights == nil {
		return fmt.Sprintf("its weights are nil and must be %d x %d", inputs, neurons)
	}
	rows, columns := l.Weights.Dims()
	switch {
	case rows != inputs || columns != neurons:
		return fmt.Sprintf("its weights are %d x %d and must be %d x %d", rows, columns, inputs, neurons)
	case l.Weights.RawMatrix().Stride != columns:
		return "its weights are a window onto a larger matrix: give it a copy, by mat.DenseCopyOf"
	case l.Bias != nil && len(l.Bias) != neurons:
		return fmt.Sprintf("its bias has %d numbers and must have %d", len(l.Bias), neurons)
	}
	return ""
}

func (n *Network) checkExamples(examples *Examples) {
	rows := examples.Len()
	targetRows, targets := examples.Targets.Dims()
	_, inputs := examples.Inputs.Dims()
	last := n.Layers[len(n.Layers)-1]
	if takes := n.Layers[0].From.Size(); inputs != takes {
		panic(fmt.Sprintf("network: examples with %d inputs do not fit a network with %d", inputs, takes))
	}
	if gives := last.To.Size(); targets != gives {
		panic(fmt.Sprintf("network: examples with %d targets do not fit a network with %d outputs", targets, gives))
	}
	if targetRows != rows {
		panic(fmt.Sprintf("network: %d examples do not fit %d rows of targets", rows, targetRows))
	}
	if n.Loss == CrossEntropy {
		checkProbabilities(examples, last)
	}
}

// checkProbabilities refuses what cross-entropy says nothing sensible about.
func checkProbabilities(examples *Examples, last *Layer) {
	if last.Activation != Sigmoid && last.Activation != Softmax {
		panic(fmt.Sprintf("network: cross-entropy needs a last layer with Sigmoid or Softmax, and this one is %s", last.kind()))
	}
	for i := range examples.Len() {
		sum := 0.0
		for j, target := range examples.Targets.RawRowView(i) {
			if !(target >= 0 && target <= 1) { // written so that NaN fails too
				panic(fmt.Sprintf("network: cross-entropy needs targets from 0 to 1, and target %d of example %d is %v", j+1, i+1, target))
			}
			sum += target
		}
		if last.Activation == Softmax && math.Abs(sum-1) > 1e-6 {
			panic(fmt.Sprintf("network: cross-entropy after softmax needs targets that add up to 1, and those of example %d add up to %v", i+1, sum))
		}
	}
}

func checkBatch(size int) {
	if size < 1 {
		panic(fmt.Sprintf("network: a batch needs at least 1 example, not %d", size))
	}
}

func (n *Network) checkTrial(trial *Trial) {
	if len(trial.Layers) != len(n.Layers) {
		panic(fmt.Sprintf("network: a trial of %d layers does not fit a network of %d", len(trial.Layers), len(n.Layers)))
	}
	n.checkParameters()
	for i, layer := range n.Layers {
		weights, bias := layer.parameters()
		adjustments, biasAdjustments := trial.Layers[i].adjustments()
		if len(adjustments) != len(weights) || len(biasAdjustments) != len(bias) {
			panic(fmt.Sprintf("network: a trial with %d + %d adjustments does not fit layer %d with %d weights and %d biases",
				len(adjustments), len(biasAdjustments), i+1, len(weights), len(bias)))
		}
	}
}
