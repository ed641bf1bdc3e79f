package main

import (
	"math"
	"slices"
	"time"
)

// A trainer is a program that has read its data and can train its network.
type trainer interface {
	train(steps int) error      // takes the next steps and returns when they are done
	accuracy() (float64, error) // on the test set, 0 to 1
}

// A result is what one run measured. Times are in seconds.
type result struct {
	imports   float64 // from the start of the program until its library is loaded
	firstStep float64 // from the start of the program to the end of the first step, without reading data
	rate      float64 // training pictures a second
	steps     int     // trained within the limit
	accuracy  float64 // after the workload's steps; NaN if the limit came first
	target    float64 // when the accuracy first reached the target, counted as firstStep, without measuring the accuracy; NaN if never
	memory    float64 // the peak of the process in bytes, 0 where the system does not say
	versions  map[string]string
}

// measure measures a training. Before is the seconds since the program was started, without
// reading data. With full it trains the workload's steps before it measures the speed.
func measure(w workload, t trainer, full bool, before float64) (result, error) {
	deadline := time.Now().Add(time.Duration((w.limit - before) * float64(time.Second)))
	done := 0
	train := func(steps int) (seconds float64, err error) {
		start := time.Now()
		err = t.train(steps)
		done += steps
		return time.Since(start).Seconds(), err
	}

	r := result{accuracy: math.NaN(), target: math.NaN()}
	seconds, err := train(1)
	if err != nil {
		return r, err
	}
	r.firstStep = before + seconds
	for spent := r.firstStep; full && done < w.steps && time.Now().Before(deadline); {
		if seconds, err = train(min(w.evalEvery-done%w.evalEvery, w.steps-done)); err != nil {
			return r, err
		}
		spent += seconds
		if done < w.steps && !math.IsNaN(r.target) {
			continue
		}
		accuracy, err := t.accuracy()
		if err != nil {
			return r, err
		}
		if math.IsNaN(r.target) && accuracy >= w.target {
			r.target = spent
		}
		if done == w.steps {
			r.accuracy = accuracy
		}
	}
	r.steps = done

	if !full { // the first steps only warm up
		if _, err := train(w.window); err != nil {
			return r, err
		}
	}
	var windows []float64
	for len(windows) == 0 || len(windows) < w.windows && time.Now().Before(deadline) {
		if seconds, err = train(w.window); err != nil {
			return r, err
		}
		windows = append(windows, seconds)
	}
	r.rate = float64(w.window*w.Batch) / median(windows)
	return r, nil
}

// median is the middle value, or of an even count the mean of the two in the middle.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}
