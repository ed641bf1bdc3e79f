package train

import "math"

// EarlyStopping ends a training run when a measure that should grow, such as the
// accuracy on examples kept apart, has not grown for a while. Going on would only
// learn the training examples by heart.
//
//	stop := train.EarlyStopping{Patience: 3}
//	for step, point := range m.Steps(examples, training) {
//		if point.EpochEnds && stop.Now(m.Accuracy(apart)) {
//			break
//		}
//	}
type EarlyStopping struct {
	Patience int     // how many measurements without a gain to wait for; zero means 1
	Gain     float64 // a measurement counts as better when it is better by more than this

	best    float64
	at      int
	count   int
	started bool
}

// Now takes the next measurement and tells whether it is time to stop. A NaN is no gain.
func (e *EarlyStopping) Now(measured float64) bool {
	e.count++
	if !math.IsNaN(measured) && (!e.started || measured > e.best+e.Gain) {
		e.best, e.at, e.started = measured, e.count, true
	}
	return e.count-e.at >= max(e.Patience, 1)
}

// Improved tells whether the last measurement was the best so far: the moment to
// save the model.
func (e *EarlyStopping) Improved() bool { return e.started && e.at == e.count }

// Best is the best measurement, and after how many it came; NaN and 0 before the first.
func (e *EarlyStopping) Best() (measured float64, at int) {
	if !e.started {
		return math.NaN(), 0
	}
	return e.best, e.at
}
