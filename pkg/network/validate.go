package network

import (
	"fmt"
	"math"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/floats"
)

// checkTraining returns an error if the settings, the set or the layers cannot be trained.
// It is called once, before the first step.
func (n *Network) checkTraining(set *datasets.Set, batch, count int, unit string) error {
	if batch < 1 {
		return fmt.Errorf("network: a batch of %d: give at least 1 example", batch)
	}
	if count < 0 {
		return fmt.Errorf("network: it cannot train for %d %s: give 0 or more", count, unit)
	}
	return n.check(set)
}

// check returns an error if the set or the layers do not allow a pass. It panics if the
// examples have the wrong size.
func (n *Network) check(set *datasets.Set) error {
	if set == nil || set.Len() == 0 {
		return fmt.Errorf("network: there are no examples to learn from")
	}
	n.checkSize(set.Size())
	if err := n.checkLayers(); err != nil {
		return err
	}
	if err := set.Check(); err != nil {
		return err
	}
	targets, err := set.TargetsFor(n.last().To.Size())
	if err == nil && n.Loss == CrossEntropy {
		err = checkProbabilities(targets, n.last())
	}
	return err
}

func (n *Network) checkSize(numbers int) {
	if inputs := n.Layers[0].From.Size(); numbers != inputs {
		panic(fmt.Sprintf("network: an example of %d numbers does not fit a network with %d inputs", numbers, inputs))
	}
}

// checkLayers returns an error if weights or biases that were set by hand do not fit.
func (n *Network) checkLayers() error {
	for i, l := range n.Layers {
		rows, columns := 0, 0
		if l.Weights != nil {
			rows, columns = l.Weights.Dims()
		}
		problem := ""
		switch {
		case rows != l.inputs || columns != l.neurons:
			problem = fmt.Sprintf("its weights are %d x %d and must be %d x %d", rows, columns, l.inputs, l.neurons)
		case l.Weights != nil && l.Weights.RawMatrix().Stride != columns:
			problem = "its weights are part of a larger matrix: copy them with mat.DenseCopyOf"
		case l.Bias != nil && len(l.Bias) != l.neurons:
			problem = fmt.Sprintf("its bias has %d numbers and must have %d", len(l.Bias), l.neurons)
		default:
			continue
		}
		return fmt.Errorf("network: layer %d, %s: %s", i+1, l.kind(), problem)
	}
	return nil
}

// checkProbabilities returns an error if cross-entropy cannot be computed.
func checkProbabilities(targets [][]float64, last *Layer) error {
	if last.Activation.Name != Sigmoid.Name && !last.Activation.isSoftmax() {
		return fmt.Errorf("network: cross-entropy needs a last layer with Sigmoid or Softmax, and this one is %s", last.kind())
	}
	for i, row := range targets {
		for j, target := range row {
			if target < 0 || target > 1 {
				return fmt.Errorf("network: cross-entropy needs targets from 0 to 1, and target %d of example %d is %v", j+1, i+1, target)
			}
		}
		if sum := floats.Sum(row); last.Activation.isSoftmax() && math.Abs(sum-1) > 1e-6 {
			return fmt.Errorf("network: cross-entropy after softmax needs targets that add up to 1, and those of example %d add up to %v", i+1, sum)
		}
	}
	return nil
}
