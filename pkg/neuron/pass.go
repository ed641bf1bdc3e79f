package neuron

import (
	"errors"
	"fmt"
	"math"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/floats"
)

// A Pass is everything that is computed on the way from the examples to the
// correction. All but Adjustment have one number for each example.
type Pass struct {
	Signal []float64 // inputs x weights, summed: what goes into the sigmoid
	Output []float64 // sigmoid of the signal
	Error  []float64 // target - output
	Slope  []float64 // of the sigmoid at this output
	Delta  []float64 // error x slope; with CrossEntropy the error alone

	// Adjustment is the article's correction, one number for each weight: delta x
	// input, summed over the examples. It is minus the gradient of the loss.
	Adjustment []float64

	loss float64
}

// Pass computes the outputs for all examples and every factor of the correction; the
// weights stay as they are. It panics if the set has examples of another size, none,
// or nothing to learn.
func (n *Neuron) Pass(set *datasets.Set) *Pass {
	rows, targets, err := n.examples(set)
	if err != nil {
		panic(err.Error())
	}
	pass := newPass(len(rows), len(n.Weights))
	n.compute(pass, rows, targets)
	return pass
}

// Loss is the one number that learning makes small, summed over the examples.
func (p *Pass) Loss() float64 { return p.loss }

// Gradient returns the gradient of the loss, one number for each weight: the negative
// of Adjustment.
func (p *Pass) Gradient() []float64 {
	return floats.ScaleTo(make([]float64, len(p.Adjustment)), -1, p.Adjustment)
}

// LargestError is the largest of the errors, without their signs.
func (p *Pass) LargestError() float64 { return floats.Norm(p.Error, math.Inf(1)) }

// MeanError is the mean absolute error over the examples.
func (p *Pass) MeanError() float64 { return floats.Norm(p.Error, 1) / float64(len(p.Error)) }

func (n *Neuron) compute(p *Pass, rows [][]float64, targets []float64) {
	clear(p.Adjustment)
	p.loss = 0
	for i, inputs := range rows {
		signal := floats.Dot(n.Weights, inputs)
		output := Sigmoid(signal)
		err, slope := targets[i]-output, Slope(output)
		delta := err
		if n.Loss == SquaredError {
			delta *= slope
		}
		floats.AddScaled(p.Adjustment, delta, inputs)
		p.loss += n.Loss.Of(targets[i], output, signal)
		p.Signal[i], p.Output[i], p.Error[i], p.Slope[i], p.Delta[i] = signal, output, err, slope, delta
	}
}

func newPass(examples, inputs int) *Pass {
	column := func() []float64 { return make([]float64, examples) }
	return &Pass{column(), column(), column(), column(), column(), make([]float64, inputs), 0}
}

// examples checks a set, and returns its rows and the target of each.
func (n *Neuron) examples(set *datasets.Set) (rows [][]float64, targets []float64, err error) {
	if set == nil || set.Len() == 0 {
		return nil, nil, errors.New("neuron: there are no examples to learn from")
	}
	n.checkSize(set.Size())
	if err := set.Check(); err != nil {
		return nil, nil, err
	}
	columns, err := set.TargetsFor(1)
	if err != nil {
		return nil, nil, err
	}
	for i, column := range columns {
		if column[0] < 0 || column[0] > 1 {
			return nil, nil, fmt.Errorf("neuron: example %d of %s has the target %v, but outputs are between 0 and 1: scale the targets into that range", i+1, set.Name, column[0])
		}
		targets = append(targets, column[0])
	}
	return set.Rows(), targets, nil
}
