package chart

import (
	"fmt"
	"slices"
	"strings"
)

// Alt says in words what the figure shows: the text alternative. Of more than ten marks with a name it tells some, as the legend does.
func (f *Figure) Alt() string { return f.alt(f.look()) }

func (f *Figure) alt(v view) string {
	described := v.described
	var said []string
	sweep := sweepOf(described)
	if sweep != nil {
		said = append(said, fmt.Sprintf("%d series, %d of them described here", countNamed(described), len(sweep)))
	}
	for i, d := range described {
		if sweep == nil || d.Name == "" || slices.Contains(sweep, i) {
			said = append(said, d.words())
		}
	}
	if len(said) == 0 {
		said = append(said, "no data")
	}
	words := strings.Join(said, "; ") + "."
	switch {
	case f.title == "":
		return words
	case strings.ContainsAny(f.title[len(f.title)-1:], ".:?!"):
		return f.title + " " + words
	default:
		return f.title + ": " + words
	}
}

func (d Description) words() string {
	if d.Note == "" {
		return d.Summary
	}
	return fmt.Sprintf("%s (%s)", d.Summary, d.Note)
}

// Kind says which kind of chart the figure is: "line chart", "bar chart", "scatter plot", "heat map", "contour map",
// "network diagram", "set of pictures", "parallel coordinates". Marks of several kinds are named in the order in which they are drawn:
// "contour map and trajectory". A figure without marks is a "chart".
func (f *Figure) Kind() string { return f.look().kind() }

func (v view) kind() string {
	var kinds []string
	for _, d := range v.described {
		if !slices.Contains(kinds, d.Kind) {
			kinds = append(kinds, d.Kind)
		}
	}
	if len(kinds) == 0 {
		return "chart"
	}
	return strings.Join(kinds, " and ")
}

// Description is the long description, for those who want the numbers that the figure shows: the kind of chart, what the
// axes mean and how far the data reach on them, in short what Alt says, and in detail the values. Few values are all
// there; of many the first, the last, the least, the greatest and those between which they turn.
//
//	figure.Description()
//	// Line chart. Horizontal axis: epoch (0 to 2). Vertical axis: loss (0.3 to 0.9). In short: loss falls
//	// from 0.9 to 0.3 in 3 epochs. In detail: loss: 0.9 at 0, 0.5 at 1, 0.3 at 2.
//
// A saved picture carries it: [Figure.SVG] in a metadata element, [Figure.PNG] in an iTXt chunk.
func (f *Figure) Description() string { return f.look().description() }

func (v view) description() string {
	kind := v.kind()
	sentences := []string{strings.ToUpper(kind[:1]) + kind[1:]}
	sentences = append(sentences, v.x.words("Horizontal axis", v.across)...)
	sentences = append(sentences, v.y.words("Vertical axis", v.up)...)
	var inShort, inDetail []string
	for _, d := range v.described {
		inShort = append(inShort, d.words())
		if d.Details != "" {
			inDetail = append(inDetail, d.Details)
		}
	}
	if len(inShort) == 0 {
		inShort = []string{"no data"}
	}
	sentences = append(sentences, "In short: "+strings.Join(inShort, "; "))
	if len(inDetail) > 0 {
		sentences = append(sentences, "In detail: "+strings.Join(inDetail, "; "))
	}
	return strings.Join(sentences, ". ") + "."
}

// Twelve points and thirty bars can still be listened to; of more, what matters is said.
const (
	mostPointsListed  = 12
	mostTurnsListed   = 6
	mostBarsListed    = 30
	mostRowsListed    = 16
	mostWeightsListed = 16
	mostImagesListed  = 12
)
