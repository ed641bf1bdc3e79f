// Package view shows the ledger of trainings in a notebook, and as text elsewhere:
//
//	all := lesson.Must(runs.Open("").Runs())
//	view.Table(all)
//	view.Compare("loss", all[len(all)-2:]...)
package view

import (
	"fmt"
	"slices"
	"strings"

	"firstneuron/pkg/chart"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/show"
)

// Table shows the runs, the newest first, in a table that can be sorted by each of its columns, as
// [runs.Table] makes it and [show.Sortable] shows it. Below it are [runs.Notes], such as the errors of
// runs that failed.
func Table(all []runs.Run) {
	all = newestFirst(all)
	headings, rows := runs.Table(all)
	show.Sortable(headings, rows...)
	printNotes(all, nil)
}

func newestFirst(all []runs.Run) []runs.Run {
	newest := slices.Clone(all)
	slices.Reverse(newest)
	slices.SortStableFunc(newest, func(a, b runs.Run) int { return b.Started.Compare(a.Started) })
	return newest
}

func printNotes(all []runs.Run, err error) {
	for _, note := range runs.Notes(all) {
		fmt.Println(note)
	}
	if err != nil {
		fmt.Println(err)
	}
}

// Compare shows the curves of a figure of several runs together, as [Curves] draws them, and below them a table of
// everything in which the runs differ. It says so if no run has the figure, or if nothing differs.
func Compare(figure string, all ...runs.Run) {
	if slices.Contains(runs.Figures(all), figure) {
		show.Figure(Curves(figure, all...))
	} else {
		fmt.Println(lacking(figure, all...))
	}
	headings, rows := runs.Compare(all...)
	if len(rows) == 0 {
		fmt.Println("the runs do not differ in what was recorded of them before they began")
		return
	}
	show.Table(headings, rows...)
}

// Curves draws a figure of several runs together, a line for each run that has it. The name of
// a line is what distinguishes its run, if that is one or two settings, and otherwise the run's own. Each begins at its
// own step 0, also that of a run that goes on from the weights of another: [runs.Ledger.Restore].
func Curves(figure string, all ...runs.Run) *chart.Figure {
	names := names(all)
	var lines []chart.Mark
	for i, run := range all {
		if len(run.Curves[figure]) == 0 {
			continue
		}
		line := chart.Line(names[i])
		for _, point := range run.Curves[figure] {
			line.Add(float64(point.Step), point.Value)
		}
		lines = append(lines, line)
	}
	return chart.New("Runs compared: "+figure, lines...).Axes("step", figure)
}

// lacking says that a figure was not recorded, and which ones were.
func lacking(figure string, all ...runs.Run) string {
	if len(all) == 1 {
		return fmt.Sprintf("the run %s has no figure %q; its figures are %q", all[0].ID, figure, runs.Figures(all))
	}
	return fmt.Sprintf("none of the %d runs has the figure %q; their figures are %q", len(all), figure, runs.Figures(all))
}

func names(all []runs.Run) []string {
	ids, settings := make([]string, len(all)), make([]string, len(all))
	_, rows := runs.Compare(all...)
	for i, run := range all {
		ids[i] = run.ID
		var parts []string
		for _, row := range rows {
			parts = append(parts, fmt.Sprint(row[0], " ", row[i+1]))
		}
		settings[i] = strings.Join(parts, ", ")
	}
	if different := slices.Compact(slices.Sorted(slices.Values(settings))); len(rows) == 0 || len(rows) > 2 || len(different) < len(all) {
		return ids
	}
	return settings
}
