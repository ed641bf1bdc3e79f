package view

import (
	"fmt"
	"slices"
	"strings"

	"firstneuron/pkg/chart"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"
	"firstneuron/pkg/show"
)

// Contributions shows why a weight is as it is: the weight before the first step, its largest contributions,
// no more than most, all others together, and their sum, which is the weight now.
// Examples are counted from 0, as set.Example counts them. Pictures are shown as pictures, others as
// their numbers.
//
//	view.Contributions(why.Contributions, train, 8)
func Contributions(why neuron.Contributions, set *datasets.Set, most int) {
	if len(why.Moved) != set.Len() {
		panic(fmt.Sprintf("view.Contributions: they are of %d examples, and %s has %d: give it the set that was learnt from", len(why.Moved), set.Name, set.Len()))
	}
	if pictures := contributors(why, set, most); pictures != nil {
		show.Figure(pictures)
	}
	headings, rows := contributions(why, set, most)
	show.Table(headings, rows...)
}

func contributions(why neuron.Contributions, set *datasets.Set, most int) (headings []string, rows [][]any) {
	headings = []string{"", "moves the weight by", "steps", "class"}
	hasNumbers := len(set.Shape) == 1 && set.Size() <= 8
	if hasNumbers {
		headings = append(headings, "inputs")
	}
	add := func(name, moved string, about ...any) {
		row := append([]any{name, moved}, about...)
		for len(row) < len(headings) {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	amount := func(x float64) string { return fmt.Sprintf("%+.6f", x) }

	add("the weight before", amount(why.First))
	if why.Earlier != 0 {
		add("what the optimizer remembered", amount(why.Earlier))
	}
	largest, others := why.Largest(most), 0.0
	for i, moved := range why.Moved {
		if !slices.Contains(largest, i) {
			others += moved
		}
	}
	for _, i := range largest {
		about := []any{why.Steps[i], class(set, i)}
		if hasNumbers {
			about = append(about, strings.Trim(fmt.Sprint(set.Example(i)), "[]"))
		}
		add(fmt.Sprint("example ", i), amount(why.Moved[i]), about...)
	}
	switch left := set.Len() - len(largest); {
	case left == 1:
		add("1 other example", amount(others))
	case left > 1:
		add(fmt.Sprintf("%d other examples", left), amount(others))
	}
	add("sum", amount(why.Sum()))
	add("the weight now", amount(why.Last))
	return headings, rows
}

// contributors are the examples that have moved the weight most, as pictures; nil where they are none.
func contributors(why neuron.Contributions, set *datasets.Set, most int) *chart.Figure {
	if len(set.Shape) != 3 || set.Shape[2] != 1 && set.Shape[2] != 3 {
		return nil
	}
	pictures := chart.Pictures(8)
	for _, i := range why.Largest(most) {
		name := fmt.Sprint("example ", i)
		if set.Labels != nil {
			name += ", " + class(set, i)
		}
		pictures.Add(chart.Pixels(fmt.Sprintf("%s: %+.3g", name, why.Moved[i]), set.Shape, set.Example(i)))
	}
	return chart.New("Which examples have moved the weight most", pictures)
}

// class is the name of the class of an example, empty where there is none.
func class(set *datasets.Set, i int) string {
	if set.Labels == nil {
		return ""
	}
	return set.Class(i)
}
