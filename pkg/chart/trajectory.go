package chart

import (
	"fmt"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Path returns an empty series drawn as the way of a point through the plane,
// such as two weights while they learn. A hollow circle marks the start, a filled one the end.
// A light rim keeps it readable on top of a Surface.
func Path(name string) *Series { return &Series{name: name, form: path{}} }

type path struct{}

// mostMoves is how many moves of a path are drawn; of more, evenly spaced places are joined.
const mostMoves = 5000

func (path) thin(run plotter.XYs, column func(plotter.XY) int) plotter.XYs {
	return decimate(evenly(run, mostMoves), column)
}

func (path) draw(f Frame, runs [][]vg.Point) {
	last := runs[len(runs)-1]
	start, end := runs[0][0], last[len(last)-1]
	rim := draw.LineStyle{Color: background, Width: f.Style.Width + 3}
	stroke := draw.LineStyle{Color: f.Style.Colour, Width: f.Style.Width}
	for _, style := range []draw.LineStyle{rim, stroke} {
		for _, run := range runs {
			f.StrokeLines(style, f.clip(run)...)
		}
	}
	if f.Contains(start) {
		disc(f.Canvas, background, start, 6.5)
		disc(f.Canvas, f.Style.Colour, start, 5)
		disc(f.Canvas, background, start, 3)
	}
	if f.Contains(end) {
		disc(f.Canvas, background, end, 6.5)
		disc(f.Canvas, f.Style.Colour, end, 5)
	}
}

// evenly returns at most so many of the points, evenly spaced, the first and the last among them.
func evenly[T any](points []T, most int) []T {
	if len(points) <= most {
		return points
	}
	kept := make([]T, most)
	for i := range kept {
		kept[i] = points[i*(len(points)-1)/(most-1)]
	}
	return kept
}

func (path) limit() int { return mostMoves }

func (path) kind() string { return "trajectory" }

// words lists the places on the way: all, or as many as can be listened to.
func (path) words(name string, points plotter.XYs, x, y Axis) (summary, details string) {
	at := func(p plotter.XY) string { return place(p, x, y) }
	details = listed(evenly(points, mostPointsListed), at)
	if len(points) > mostPointsListed {
		details = count(len(points), "place") + ", among them " + details
	}
	if len(points) == 1 {
		return fmt.Sprintf("%s: stays at %s", name, at(points[0])), details
	}
	return fmt.Sprintf("%s: from %s to %s in %s", name, at(points[0]), at(points[len(points)-1]), count(len(points)-1, "move")), details
}

func (path) labels(string) (x, y string) { return "first weight", "second weight" }
