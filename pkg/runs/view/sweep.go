package view

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/mat"

	"firstneuron/pkg/chart"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/show"
)

// Parallel draws each run as a line through the settings in which the runs differ and a final figure: [chart.Parallel]. A run
// that has no such number, because it failed, is grey. The seed has no axis. The values of a setting that has up to eight are placed at equal distances.
func Parallel(figure string, all ...runs.Run) *chart.Figure {
	var dimensions []chart.Dimension
	for _, setting := range runs.Differing(all) {
		if setting != "seed" {
			dimensions = append(dimensions, dimension(setting, all))
		}
	}
	finals := chart.Dimension{Name: figure}
	for _, run := range all {
		finals.Values = append(finals.Values, final(run, figure))
	}
	return chart.New(fmt.Sprintf("%s of %d runs", figure, len(all)), chart.Parallel(append(dimensions, finals)...))
}

// mostLevels is how many values of a setting are placed one by one; more numbers than that get an axis with a scale.
const mostLevels = 8

func dimension(setting string, all []runs.Run) chart.Dimension {
	d := chart.Dimension{Name: setting}
	levels := levels(setting, all)
	least, _ := strconv.ParseFloat(levels[0], 64)
	most, err := strconv.ParseFloat(levels[len(levels)-1], 64) // numbers come first, so if the last is one all are
	if len(levels) <= mostLevels || err != nil {
		d.Names = levels
	}
	d.Log = least > 0 && most/least > 50
	for _, run := range all {
		value := float64(slices.Index(levels, run.Settings()[setting]))
		if d.Names == nil {
			value, _ = strconv.ParseFloat(run.Settings()[setting], 64)
		}
		d.Values = append(d.Values, value)
	}
	return d
}

// levels are the different values of a setting, numbers in their order before texts in theirs.
func levels(setting string, all []runs.Run) (levels []string) {
	for _, run := range all {
		levels = append(levels, run.Settings()[setting])
	}
	slices.SortFunc(levels, func(a, b string) int {
		x, xError := strconv.ParseFloat(a, 64)
		y, yError := strconv.ParseFloat(b, 64)
		switch {
		case xError == nil && yError == nil:
			return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
		case xError == nil:
			return -1
		case yError == nil:
			return 1
		}
		return cmp.Compare(a, b)
	})
	return slices.Compact(levels)
}

// Heat draws the mean of a final figure for all values of two settings, and below each mean the range over the seeds, and over
// other settings if there are any. It says how many runs have no such number, because they failed. It suits a grid; in a random
// sweep few runs share a cell.
func Heat(figure, rows, columns string, all ...runs.Run) *chart.Figure {
	title := figure + ": mean, and from the least to the most"
	if len(all) == 0 {
		return chart.New(title, chart.HeatMap(nil, nil, &mat.Dense{}))
	}
	for _, setting := range []string{rows, columns} {
		if !slices.ContainsFunc(all, func(run runs.Run) bool { _, found := run.Settings()[setting]; return found }) {
			panic(fmt.Sprintf("view.Heat: no run has the setting %q; the runs differ in %q", setting, runs.Differing(all)))
		}
	}
	inCell := map[[2]string][]runs.Run{} // by the values of the two settings
	for _, run := range all {
		settings := run.Settings()
		at := [2]string{settings[rows], settings[columns]}
		inCell[at] = append(inCell[at], run)
	}
	rowNames, columnNames := levels(rows, all), levels(columns, all)
	means, notes := mat.NewDense(len(rowNames), len(columnNames), nil), make([][]string, len(rowNames))
	for i, row := range rowNames {
		for j, column := range columnNames {
			mean, note := spread(figure, inCell[[2]string{row, column}])
			means.Set(i, j, mean)
			notes[i] = append(notes[i], note)
		}
	}
	return chart.New(title, chart.NotedHeatMap(rowNames, columnNames, means, notes)).Axes(columns, rows)
}

// Importance shows how much each setting matters for a final figure, as [runs.Importance] computes it, in a picture and as a table with the share that
// chance alone would give. It says so if that cannot be computed.
func Importance(figure string, all ...runs.Run) {
	effects, err := runs.Importance(all, figure)
	if err != nil {
		fmt.Println(err)
		return
	}
	var names []string
	var shares []float64
	var rows [][]any
	for _, effect := range effects {
		names, shares = append(names, effect.Setting), append(shares, effect.Share)
		rows = append(rows, []any{effect.Setting, fmt.Sprintf("%.3f", effect.Share), fmt.Sprintf("%.3f", effect.Chance)})
	}
	show.Figure(chart.New("What matters for "+figure, chart.Bars(names, shares)).Axes("setting", "share of the variance of "+figure))
	show.Table([]string{"setting", "share of the variance", "by chance alone"}, rows...)
}

// final is the final figure of a run that has ended well, or NaN.
func final(run runs.Run, figure string) float64 {
	if len(runs.Ended([]runs.Run{run}, figure)) == 0 {
		return math.NaN()
	}
	value, _ := run.Final(figure)
	return value
}

// spread is the mean of a figure over runs, and its range in words.
func spread(figure string, all []runs.Run) (mean float64, words string) {
	least, most := math.Inf(1), math.Inf(-1)
	ended := runs.Ended(all, figure)
	for _, run := range ended {
		value, _ := run.Final(figure)
		mean += value / float64(len(ended))
		least, most = min(least, value), max(most, value)
	}
	switch without := len(all) - len(ended); {
	case len(all) == 0:
		return math.NaN(), "not tried"
	case len(ended) == 0:
		return math.NaN(), fmt.Sprintf("%d without a number", without)
	case without > 0:
		return mean, fmt.Sprintf("%.3g to %.3g, %d without a number", least, most, without)
	}
	return mean, fmt.Sprintf("%.3g to %.3g", least, most)
}
