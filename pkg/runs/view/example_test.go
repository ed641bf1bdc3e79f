package view_test

import (
	"fmt"
	"time"

	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/view"
)

// Outside a notebook the table is text.
func ExampleTable() {
	all := two()
	for i := range all {
		all[i].Started = time.Date(2026, 11, 29, 10, i, 0, 0, time.Local)
	}
	all[0].Status, all[0].Cause = runs.Failed, "the loss is NaN"
	view.Table(all)
	// Output:
	// run  started              status    steps  time, s  loss  rate
	// b    2026-11-29 10:01:00  finished      3        0   0.1   0.1
	// a    2026-11-29 10:00:00  failed        3        0   0.5  0.01
	// a failed: the loss is NaN
}

// Where no run has the figure, it says which there are. In what the runs differ stands below.
func ExampleCompare() {
	view.Compare("accuracy", two()...)
	// Output:
	// none of the 2 runs has the figure "accuracy"; their figures are ["loss"]
	// setting  a     b
	// rate     0.01  0.1
}

// The lines are called by what distinguishes the runs.
func ExampleCurves() {
	fmt.Println(view.Curves("loss", two()...).Alt())
	// Output:
	// Runs compared: loss: rate 0.01 falls from 0.9 to 0.5 in 3 steps; rate 0.1 falls from 0.9 to 0.1 in 3 steps.
}

func two() []runs.Run {
	return []runs.Run{
		{ID: "a", Head: runs.Head{Values: map[string]string{"rate": "0.01"}}, Status: runs.Finished, Steps: 3,
			Curves: map[string][]runs.Point{"loss": {{Step: 0, Value: 0.9}, {Step: 1, Value: 0.7}, {Step: 2, Value: 0.5}}}},
		{ID: "b", Head: runs.Head{Values: map[string]string{"rate": "0.1"}}, Status: runs.Finished, Steps: 3,
			Curves: map[string][]runs.Point{"loss": {{Step: 0, Value: 0.9}, {Step: 1, Value: 0.3}, {Step: 2, Value: 0.1}}}},
	}
}
