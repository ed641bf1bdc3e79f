package view_test

import (
	"fmt"
	"slices"
	"time"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
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

// In a notebook the table changes while the loop runs. Elsewhere it is the last one.
func ExampleLive() {
	all := two()
	for i := range all {
		all[i].Started = time.Date(2026, 11, 29, 10, i, 0, 0, time.Local)
	}
	known := all[:1]
	read := func() ([]runs.Run, error) { return known, nil } // the Runs of a ledger or of a sweep
	for range view.Live(read, slices.All([]float64{0.5, 0.1})) {
		known = all
	}
	// Output:
	// run  started              status    steps  time, s  loss  rate
	// b    2026-11-29 10:01:00  finished      3        0   0.1   0.1
	// a    2026-11-29 10:00:00  finished      3        0   0.5  0.01
}

// One line runs a sweep and shows all of it; the next can be another picture of the same trials.
func ExampleSweep() {
	train := func(t *sweep.Trial) error {
		net := network.New(t.Rand(), network.Dense(2, 4, network.Tanh), network.Dense(4, 1, network.Sigmoid))
		net.Optimizer = network.GradientDescent{Rate: t.Float("rate")}
		for range sweep.Record(t, net, net.Steps(datasets.XOR(), 300)) {
		}
		t.Log("accuracy", net.Accuracy(datasets.XOR()))
		return nil
	}
	s := sweep.Grid(runs.Open(""), "XOR", sweep.Values("rate", 0.1, 1, 10), sweep.Seeds(5))
	for range view.Sweep("accuracy", s, train) {
	}
}

// Where no run has the figure, it says which there are. The table below it has all in which the runs differ.
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

// Each run is a line from its settings to its figure.
func ExampleParallel() {
	fmt.Println(view.Parallel("accuracy", grid()...).Alt())
	// Output:
	// accuracy of 8 runs: 8 lines over hidden, rate, accuracy; accuracy is smallest at hidden 4, rate 0.5, accuracy 0.7; largest at hidden 8, rate 0.5, accuracy 0.96 (1 line without accuracy, grey and dashed).
}

// Over two seeds each: one of those with the larger rate and width diverged.
func ExampleHeat() {
	fmt.Println(view.Heat("accuracy", "rate", "hidden", grid()...).Alt())
	// Output:
	// accuracy: mean, and from the least to the most: 2 rows by 2 columns, from 0.71 (row 0.5, column 4) to 0.93 (row 0.5, column 8): row 0.5: 4 0.71 (0.7 to 0.72), 8 0.93 (0.9 to 0.96); row 2: 4 0.8 (0.8 to 0.8), 8 0.85 (0.85 to 0.85, 1 without a number).
}

// Where it cannot be told, it says why; else it shows a picture and a table.
func ExampleImportance() {
	view.Importance("los", two()...)
	// Output:
	// runs: none of 2 runs has ended with a number for "los"; their figures are ["loss"]
}

// grid is a sweep over two rates and two widths with two seeds, one of which failed.
func grid() (all []runs.Run) {
	accuracies := []float64{0.7, 0.72, 0.9, 0.96, 0.8, 0.8, 0.85, 0}
	for i, accuracy := range accuracies {
		run := runs.Run{Head: runs.Head{Values: map[string]string{
			"rate": []string{"0.5", "2"}[i/4], "hidden": []string{"4", "8"}[i/2%2], "seed": []string{"1", "2"}[i%2],
		}}, Status: runs.Finished, Curves: map[string][]runs.Point{"accuracy": {{Value: accuracy}}}}
		if accuracy == 0 {
			run.Status, run.Cause = runs.Failed, "the loss is NaN"
		}
		all = append(all, run)
	}
	return all
}

func two() []runs.Run {
	return []runs.Run{
		{ID: "a", Head: runs.Head{Values: map[string]string{"rate": "0.01"}}, Status: runs.Finished, Steps: 3,
			Curves: map[string][]runs.Point{"loss": {{Step: 0, Value: 0.9}, {Step: 1, Value: 0.7}, {Step: 2, Value: 0.5}}}},
		{ID: "b", Head: runs.Head{Values: map[string]string{"rate": "0.1"}}, Status: runs.Finished, Steps: 3,
			Curves: map[string][]runs.Point{"loss": {{Step: 0, Value: 0.9}, {Step: 1, Value: 0.3}, {Step: 2, Value: 0.1}}}},
	}
}
