package view

import (
	"fmt"
	"iter"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
	"firstneuron/pkg/show"
)

// Live shows the table of some runs while a loop runs over steps, as [Table] shows it at the end. They are read again for each
// frame, at most ten times a second and rarely enough that the loop loses less than 3 % of its time. It yields what steps yields.
//
//	for range view.Live(ledger.Runs, runs.Record(recording, net.Steps(train, 200))) {
//	}
func Live[K, V any](read func() ([]runs.Run, error), steps iter.Seq2[K, V]) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		var all []runs.Run
		var err error
		defer func() { printNotes(all, err) }()
		for k, v := range show.LiveTable(func() ([]string, [][]any) {
			all, err = read()
			all = newestFirst(all)
			return runs.Table(all)
		}, steps) {
			if !yield(k, v) {
				return
			}
		}
	}
}

// Sweep runs the trials that a sweep has left, as [sweep.Sweep.Run] does, and shows how far it is: a bar with an estimate
// of the time that is left, which in a halving sweep is based on the budgets; the picture of [Parallel]; and the table of the
// trials that have ended, the newest first. It says why the sweep ended early, if it did.
func Sweep(figure string, s *sweep.Sweep, train func(*sweep.Trial) error) iter.Seq2[int, runs.Run] {
	return func(yield func(int, runs.Run) bool) {
		unit, total := "trials", s.LeftBudget()
		if total != s.Left() {
			unit = "budget"
		}
		steps := show.Live(trials{figure, s}, Live(s.Runs, s.Run(train)))
		for number, run := range show.ProgressBy(unit, total, sweep.Budget, steps) {
			if !yield(number, run) {
				break
			}
		}
		if s.Err() != nil {
			fmt.Println(s.Err())
		}
	}
}

// trials draws the trials of a sweep that have ended.
type trials struct {
	figure string
	sweep  *sweep.Sweep
}

func (t trials) picture() show.Drawing {
	all, _ := t.sweep.Runs() // the loop reports errors
	return Parallel(t.figure, all...)
}

func (t trials) SVG() ([]byte, error) { return t.picture().SVG() }
func (t trials) Alt() string          { return t.picture().Alt() }
