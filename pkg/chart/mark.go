package chart

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// A Mark is something that a figure shows: a line, bars, a surface, a network.
type Mark interface {
	// draw adds the mark to the plot. The look sets it apart from the figure's other marks.
	draw(p *plot.Plot, look look)

	// describe says in words what the mark shows, without a full stop.
	describe(x, y axis) string

	// kind names the kind of chart that the mark makes of a figure.
	kind() string

	// detail tells the values that the mark shows, without a full stop; it is empty where describe has told all.
	detail(x, y axis) string
}

// Some marks ask for more. A figure looks for these when it lays itself out.
type (
	// labelled marks suggest names for the axes.
	labelled interface {
		labels() (x, y string)
	}
	// reaching marks have numbers on an axis. On one where they have none, the range is nowhere.
	reaching interface {
		reach(x, y axis) (across, up Range)
	}
	// keyed marks have an entry in the legend: a name and a small sample.
	// An empty name asks for no entry.
	keyed interface {
		key() (name string)
		sample(c draw.Canvas, look look)
	}
	// scaled marks show numbers as colours and need a colour scale beside them.
	// The scale is nil when the numbers are printed anyway, or when there are none.
	scaled interface {
		scale() *colourScale
	}
	// sized marks ask for a size that suits them, in CSS pixels.
	sized interface {
		size() (width, height float64)
	}
)

// axis is what a mark must know of an axis to draw and to describe itself.
type axis struct {
	label string
	log   bool
}
