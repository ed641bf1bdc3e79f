package metrics

import (
	"fmt"
	"math"
)

// EarlyStopping ends a training when a measure that should grow, such as the accuracy
// on a validation set, no longer does. To go on would only overfit the training set.
//
//	stop := metrics.EarlyStopping{Patience: 3}
//	for _, step := range m.Steps(rng, trainingSet, training) {
//		if step.EpochEnds && stop.Now(m.Accuracy(validationSet)) {
//			break
//		}
//	}
//
// Its settings mean what they mean in Keras's EarlyStopping.
type EarlyStopping struct {
	Patience int     // stop after this many measurements in a row without a gain; 0 stops at the first, as 1 does
	MinDelta float64 // a measurement is a gain if it beats the best one by more than this

	best  float64
	at    int // the number of the best measurement, from 1; 0 before the first
	count int
}

// Now takes the next measurement and tells whether it is time to stop. NaN is never a
// gain. It panics if Patience or MinDelta is negative or MinDelta is NaN.
func (e *EarlyStopping) Now(measured float64) bool {
	if e.Patience < 0 || !(e.MinDelta >= 0) { // written so that NaN fails too
		panic(fmt.Sprintf("metrics: early stopping with Patience %d and MinDelta %v: both must be 0 or more", e.Patience, e.MinDelta))
	}
	e.count++
	if !math.IsNaN(measured) && (e.at == 0 || measured > e.best+e.MinDelta) {
		e.best, e.at = measured, e.count
	}
	return e.count-e.at >= max(e.Patience, 1)
}

// Improved tells whether the last measurement was the best so far: the moment to
// save the model.
func (e *EarlyStopping) Improved() bool { return e.at > 0 && e.at == e.count }

// Best is the best measurement, and its number from 1; NaN and 0 before the first.
func (e *EarlyStopping) Best() (measured float64, at int) {
	if e.at == 0 {
		return math.NaN(), 0
	}
	return e.best, e.at
}
