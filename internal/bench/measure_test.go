package main

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"
)

func TestMedianIsTheMiddleValue(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{9, 1, 3}, 3}, {[]float64{4, 1, 2, 9}, 3}, {[]float64{5}, 5}} {
		before := slices.Clone(c.values)
		if got := median(c.values); got != c.want {
			t.Errorf("%v: got %v, want %v", c.values, got, c.want)
		}
		if !slices.Equal(c.values, before) {
			t.Errorf("%v were put in another order", before)
		}
	}
}

// A scripted trainer gets better by 1/40 in each step of 100 microseconds.
type scripted struct {
	steps    int
	measured []int // the steps after which the accuracy was measured
	failAt   int
}

func (s *scripted) train(steps int) error {
	s.steps += steps
	if s.failAt > 0 && s.steps >= s.failAt {
		return errors.New("broken")
	}
	time.Sleep(time.Duration(steps) * 100 * time.Microsecond)
	return nil
}

func (s *scripted) accuracy() (float64, error) {
	s.measured = append(s.measured, s.steps)
	return min(1, float64(s.steps)/40), nil
}

var short = workload{Batch: 32, steps: 50, evalEvery: 4, target: 0.85, window: 5, windows: 3, limit: 60}

func TestAFullRunMeasuresTheAccuracyUntilItsTarget(t *testing.T) {
	var s scripted
	r, err := measure(short, &s, true, 2)
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{4, 8, 12, 16, 20, 24, 28, 32, 36, 50}; !slices.Equal(s.measured, want) { // 0.85 x 40 is 34
		t.Errorf("the accuracy was measured after %v steps, want %v", s.measured, want)
	}
	if r.accuracy != 1 || r.steps != 50 {
		t.Errorf("got the accuracy %v after %d steps, want 1 after 50", r.accuracy, r.steps)
	}
	if !(r.firstStep > 2 && r.target > r.firstStep) {
		t.Errorf("the first step ended after %v s and the target was reached after %v s, want more than 2 s, in this order", r.firstStep, r.target)
	}
	if most := 1e4 * float64(short.Batch); !(r.rate > 0 && r.rate <= most) {
		t.Errorf("%v pictures a second, want above 0 and at most %v, because a step sleeps", r.rate, most)
	}
	if want := short.steps + short.window*short.windows; s.steps != want {
		t.Errorf("%d steps were taken, want %d", s.steps, want)
	}
}

func TestASpeedRunMeasuresNoAccuracy(t *testing.T) {
	var s scripted
	r, err := measure(short, &s, false, 0)
	if want := 1 + short.window*(1+short.windows); err != nil || s.steps != want {
		t.Errorf("%d steps were taken, %v, want the first, a warm-up and the windows: %d", s.steps, err, want)
	}
	if s.measured != nil || !math.IsNaN(r.accuracy) || !(r.rate > 0) {
		t.Errorf("got %+v, with the accuracy measured after %v steps", r, s.measured)
	}
}

func TestARunOutOfTimeHasNoAccuracy(t *testing.T) {
	w := short
	w.steps, w.target, w.limit = math.MaxInt32, 2, 0.05
	r, err := measure(w, &scripted{}, true, 0)
	if err != nil {
		t.Fatal(err)
	}
	if !math.IsNaN(r.accuracy) || !math.IsNaN(r.target) || r.steps == w.steps {
		t.Errorf("got %+v, want neither accuracy nor target", r)
	}
}

func TestAFailureInTheTrainingEndsTheRun(t *testing.T) {
	for _, failAt := range []int{1, 20, 60} {
		if _, err := measure(short, &scripted{failAt: failAt}, true, 0); err == nil {
			t.Errorf("a failure at step %d was not reported", failAt)
		}
	}
}
