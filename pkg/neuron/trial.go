package neuron

import (
	"iter"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// A Trial is what a neuron made of its examples, with every factor of the
// correction. All but Adjustment have one number for each example.
type Trial struct {
	Signal     []float64 // inputs x weights, summed: what goes into the sigmoid
	Output     []float64 // the neuron's answers, 0 to 1
	Error      []float64 // label - output
	Slope      []float64 // of the sigmoid at this output
	Delta      []float64 // error x slope; with CrossEntropy the error alone
	Adjustment []float64 // one for each weight: delta x input, summed over the examples

	loss   Loss
	labels []float64
}

// Trials teaches the neuron for the given number of steps, one trial a step.
// The body of the loop sees the trial before the weights take its adjustment,
// so break leaves the neuron as the trial saw it. The trial is overwritten at
// each step; [Trial.Clone] keeps one. A step allocates nothing, except on sets
// so large that several goroutines share them.
func (n *Neuron) Trials(examples *Examples, steps int) iter.Seq2[int, *Trial] {
	return func(yield func(int, *Trial) bool) {
		trial := newTrial(examples)
		for step := range steps {
			n.try(examples, trial)
			if !yield(step, trial) {
				return
			}
			n.Learn(trial.Adjustment)
		}
	}
}

// Train teaches the neuron for the given number of steps without looking on.
func (n *Neuron) Train(examples *Examples, steps int) {
	for range n.Trials(examples, steps) {
	}
}

// Loss is the one number that learning makes small, summed over the examples.
// The adjustment is exactly its negative gradient.
func (t *Trial) Loss() float64 {
	sum := 0.0
	for i := range t.labels {
		sum += t.loss.of(t.labels[i], t.Output[i], t.Signal[i])
	}
	return sum
}

// LargestError is the error of the worst answer, without its sign.
func (t *Trial) LargestError() float64 {
	return floats.Norm(t.Error, math.Inf(1))
}

// MeanError is the average of the errors, without their signs.
func (t *Trial) MeanError() float64 {
	return floats.Norm(t.Error, 1) / float64(len(t.Error))
}

// Clone returns a copy that the next step does not overwrite.
func (t *Trial) Clone() *Trial {
	return &Trial{
		Signal:     slices.Clone(t.Signal),
		Output:     slices.Clone(t.Output),
		Error:      slices.Clone(t.Error),
		Slope:      slices.Clone(t.Slope),
		Delta:      slices.Clone(t.Delta),
		Adjustment: slices.Clone(t.Adjustment),
		loss:       t.loss,
		labels:     slices.Clone(t.labels),
	}
}

func newTrial(examples *Examples) *Trial {
	if examples == nil || examples.Inputs == nil {
		panic("neuron: there are no examples: did NewExamples return an error?")
	}
	rows, inputs := examples.Inputs.Dims()
	return &Trial{
		Signal:     make([]float64, rows),
		Output:     make([]float64, rows),
		Error:      make([]float64, rows),
		Slope:      make([]float64, rows),
		Delta:      make([]float64, rows),
		Adjustment: make([]float64, inputs),
	}
}
