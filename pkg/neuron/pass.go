package neuron

import (
	"fmt"
	"sync"

	"gonum.org/v1/gonum/floats"
)

const (
	blockRows   = 64      // this many rows are answered, then weighed while they are still in the processor's cache
	shareSize   = 1 << 18 // numbers in the inputs from which a share is worth a goroutine of its own
	shareNumber = 8       // shares at most; it does not follow the number of cores, so that every machine adds up in the same order
)

// try fills the trial in one pass over the examples.
func (n *Neuron) try(examples *Examples, t *Trial) {
	rows, inputs := examples.Inputs.Dims()
	if inputs != len(n.Weights) {
		panic(fmt.Sprintf("neuron: %d x %d examples do not fit a neuron with %d weights", rows, inputs, len(n.Weights)))
	}
	if rows != len(examples.Labels) {
		panic(fmt.Sprintf("neuron: %d x %d examples do not fit %d labels", rows, inputs, len(examples.Labels)))
	}
	t.loss, t.labels = n.Loss, examples.Labels
	if shares := min(rows*inputs/shareSize, shareNumber); shares > 1 {
		n.tryInShares(examples, t, shares)
		return
	}
	clear(t.Adjustment)
	n.tryRows(examples, *t, 0, rows, t.Adjustment)
}

// tryInShares gives each share of the examples a goroutine and an adjustment of
// its own, and adds these up at the end.
func (n *Neuron) tryInShares(examples *Examples, t *Trial, shares int) {
	rows, inputs := examples.Inputs.Dims()
	adjustments := make([][]float64, shares)
	var done sync.WaitGroup
	for share := range adjustments {
		adjustments[share] = make([]float64, inputs)
		done.Go(func() {
			n.tryRows(examples, *t, rows*share/shares, rows*(share+1)/shares, adjustments[share])
		})
	}
	done.Wait()
	clear(t.Adjustment)
	for _, adjustment := range adjustments {
		floats.Add(t.Adjustment, adjustment)
	}
}

// tryRows fills the trial for the examples from first up to last, block by
// block, and adds their corrections to the adjustment. The trial comes as a copy,
// which fills the same slices a tenth faster than through a pointer.
func (n *Neuron) tryRows(examples *Examples, t Trial, first, last int, adjustment []float64) {
	for from := first; from < last; from += blockRows {
		to := min(from+blockRows, last)
		for i := from; i < to; i++ {
			t.Signal[i] = floats.Dot(n.Weights, examples.Inputs.RawRowView(i))
		}
		for i := from; i < to; i++ {
			t.Output[i] = Sigmoid(t.Signal[i])
			t.Error[i] = examples.Labels[i] - t.Output[i]
			t.Slope[i] = Slope(t.Output[i])
			t.Delta[i] = n.Loss.delta(t.Error[i], t.Slope[i])
		}
		for i := from; i < to; i++ {
			floats.AddScaled(adjustment, t.Delta[i], examples.Inputs.RawRowView(i))
		}
	}
}
