package chart

import (
	"fmt"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Points returns an empty series drawn as markers: examples, measurements. A light
// rim keeps them readable on top of a Surface.
func Points(name string) *Series {
	return &Series{name: name, form: markers{}}
}

type markers struct{}

func (markers) plot(c draw.Canvas, runs [][]vg.Point, look look) {
	for _, run := range runs {
		for _, point := range run {
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: background, Radius: 5.5, Shape: look.marker}, point)
			c.DrawGlyphNoClip(draw.GlyphStyle{Color: look.colour, Radius: 4, Shape: look.marker}, point)
		}
	}
}

func (markers) sample(c draw.Canvas) []vg.Point { return []vg.Point{c.Center()} }

func (markers) words(name string, points plotter.XYs, x, y axis) string {
	xmin, xmax, ymin, ymax := plotter.XYRange(points)
	if len(points) == 1 {
		return fmt.Sprintf("%s: 1 point at %s", name, place(points[0]))
	}
	return fmt.Sprintf("%s: %s, %s, %s", name, count(len(points), "point"),
		between(x.label, xmin, xmax), between(y.label, ymin, ymax))
}

func (markers) labels(name string) (x, y string) { return "x", "y" }

// between says which values a quantity takes.
func between(label string, least, most float64) string {
	if least == most {
		return label + " " + number(least)
	}
	from, to := twoNumbers(least, most)
	return fmt.Sprintf("%s from %s to %s", label, from, to)
}
