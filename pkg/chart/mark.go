package chart

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Mark is something that a figure shows: a line, bars, a surface, a network.
// Anybody can add one, as the example shows.
type Mark interface {
	// Draw draws the mark.
	Draw(f Frame)

	// Extent returns how far the mark reaches on both axes. A mark without numbers on an axis returns
	// an empty range, whose From is above its To.
	Extent(x, y Axis) (across, up Range)

	// Describe says in words what the mark shows.
	Describe(x, y Axis) Description
}

// A Description says what a mark shows. Its texts have no full stop at the end.
type Description struct {
	Kind    string // the kind of chart that the mark makes of a figure: "line chart"
	Name    string // in the legend; empty for none
	Summary string // for Alt: "loss falls from 0.53 to 0.0001 in 10,000 steps"
	Details string // for Figure.Description: the values; empty where the summary has them all
	Note    string // what is not drawn and why, for the picture and for Alt
}

// A Frame is the rectangle between the axes, with a canvas of gonum/plot to draw on.
type Frame struct {
	draw.Canvas
	Plot  *plot.Plot // for gonum's own plotters: histogram.Plot(f.Canvas, f.Plot)
	X, Y  Axis
	Style Style // sets the mark apart from the figure's other marks
}

// At returns where on the canvas a point of the data is.
func (f Frame) At(x, y float64) vg.Point {
	toX, toY := f.Plot.Transforms(&f.Canvas)
	return vg.Point{X: toX(x), Y: toY(y)}
}

// Some marks ask for more. A figure looks for these when it lays itself out.
type (
	// adjuster marks have a say in the axes: they suggest labels, or have names in place of numbers.
	adjuster interface{ adjust(x, y *Axis) }
	// sampler marks draw their own sample in the legend.
	sampler interface {
		sample(c draw.Canvas, style Style)
	}
	// scaled marks need a colour scale beside them. It is nil when the numbers are printed anyway, or when there are none.
	scaled interface{ scale() *colourScale }
	// sized marks ask for a size that suits them, in CSS pixels.
	sized interface {
		size() (width, height float64)
	}
)

// leftOut counts what cannot be drawn.
type leftOut struct{ notNumbers, notPositive, outside int }

// count counts a value, unless it can be drawn, and says whether it can.
func (l *leftOut) count(a Axis, v float64) bool {
	switch {
	case !finite(v):
		l.notNumbers++
	case a.Log && v < smallest:
		l.notPositive++
	default:
		return true
	}
	return false
}

// note says how many are left out and why, or nothing.
func (l leftOut) note(what string) string {
	var notes []string
	say := func(n int, one, many string) {
		switch {
		case n == 1:
			notes = append(notes, fmt.Sprintf("1 %s is %s", what, one))
		case n > 1:
			notes = append(notes, fmt.Sprintf("%s are %s", count(n, what), many))
		}
	}
	say(l.notNumbers, "not a number and is left out", "not numbers and are left out")
	say(l.notPositive, "not above zero and is left out", "not above zero and are left out")
	say(l.outside, "outside the axes and is cut off", "outside the axes and are cut off")
	return strings.Join(notes, ", ")
}
