package chart

import (
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Line returns an empty series drawn as a line. Add its points from left to right.
// Of ten thousand points only the few hundred that can be seen are drawn.
//
// If the horizontal axis is called step, epoch or the like, the words count them:
// points at 0 to 99, or at 1 to 100, are a hundred steps.
func Line(name string) *Series {
	return &Series{name: name, form: line{}}
}

type line struct{}

func (line) plot(c draw.Canvas, runs [][]vg.Point, look look) {
	for _, run := range runs {
		if len(run) == 1 {
			// A line of one point would be invisible.
			disc(c, look.colour, run[0], 3.5)
			continue
		}
		c.StrokeLines(look.line(), thin(run))
	}
}

func (line) sample(c draw.Canvas) []vg.Point {
	middle := c.Center().Y
	return []vg.Point{{X: c.Min.X, Y: middle}, {X: c.Max.X, Y: middle}}
}

func (line) words(name string, points plotter.XYs, x, _ axis) string {
	return trend(name, points, stepsTaken(points, x.label))
}

func (line) labels(name string) (x, y string) { return "step", name }
