package chart

import (
	"fmt"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Points returns an empty series drawn as markers: examples, measurements. A light rim keeps them readable on
// top of a Surface. On a [DecisionBoundary] they have its colours: the first Points of the figure those of 0,
// the second those of 1. Of many thousand points those that fall on others are not drawn.
func Points(name string) *Series { return &Series{name: name, form: markers{}} }

type markers struct{}

// mostMarkers is how many points are drawn wherever they are. Of more, one is drawn for each square of so many pixels.
const mostMarkers, markerSquare = 3000, 5

// thin leaves all: which markers hide others shows only when they are placed.
func (markers) thin(run plotter.XYs, _ func(plotter.XY) int) plotter.XYs { return run }

func (markers) draw(f Frame, runs [][]vg.Point) {
	total, taken := 0, map[[2]int]bool{}
	for _, run := range runs {
		total += len(run)
	}
	for _, run := range runs {
		for _, point := range run {
			square := [2]int{int(point.X / markerSquare), int(point.Y / markerSquare)}
			if !f.Contains(point) || total > mostMarkers && taken[square] {
				continue
			}
			taken[square] = true
			f.DrawGlyphNoClip(draw.GlyphStyle{Color: background, Radius: 5.5, Shape: f.Style.Marker}, point)
			f.DrawGlyphNoClip(draw.GlyphStyle{Color: f.Style.Colour, Radius: 4, Shape: f.Style.Marker}, point)
		}
	}
}

func (markers) limit() int { return mostMarkers }

func (markers) kind() string { return "scatter plot" }

// words lists the places of points, which have no order to speak of, if they are few. Of many it tells the range.
func (markers) words(name string, points plotter.XYs, x, y Axis) (summary, details string) {
	xmin, xmax, ymin, ymax := plotter.XYRange(points)
	details = fmt.Sprintf("%s between %s and %s", count(len(points), "point"),
		place(plotter.XY{X: xmin, Y: ymin}, x, y), place(plotter.XY{X: xmax, Y: ymax}, x, y))
	if len(points) <= mostPointsListed {
		details = listed(points, func(p plotter.XY) string { return place(p, x, y) })
	}
	if len(points) == 1 {
		return fmt.Sprintf("%s: 1 point at %s", name, place(points[0], x, y)), details
	}
	return fmt.Sprintf("%s: %s, %s, %s", name, count(len(points), "point"), x.span(xmin, xmax), y.span(ymin, ymax)), details
}

func (markers) labels(string) (x, y string) { return "x", "y" }

// span says which values the quantity of an axis takes: "x from 0 to 2".
func (a Axis) span(least, most float64) string {
	if least == most {
		return a.Label + " " + a.Format(least)
	}
	return a.Label + " from " + a.between(least, most)
}

func place(point plotter.XY, x, y Axis) string {
	return fmt.Sprintf("(%s, %s)", x.Format(point.X), y.Format(point.Y))
}
