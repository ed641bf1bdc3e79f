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
func Path(name string) *Series {
	return &Series{name: name, form: path{}}
}

type path struct{}

func (path) plot(c draw.Canvas, runs [][]vg.Point, look look) {
	if len(runs) == 0 {
		return
	}
	rim := draw.LineStyle{Color: background, Width: look.width + 3}
	for _, run := range runs {
		c.StrokeLines(rim, thin(run))
	}
	for _, run := range runs {
		c.StrokeLines(draw.LineStyle{Color: look.colour, Width: look.width}, thin(run))
	}
	last := runs[len(runs)-1]
	start, end := runs[0][0], last[len(last)-1]
	disc(c, background, start, 6.5)
	disc(c, look.colour, start, 5)
	disc(c, background, start, 3)
	disc(c, background, end, 6.5)
	disc(c, look.colour, end, 5)
}

func (path) sample(c draw.Canvas) []vg.Point {
	return line{}.sample(draw.Crop(c, 5, -5, 0, 0))
}

func (path) words(name string, points plotter.XYs, _, _ axis) string {
	if len(points) == 1 {
		return fmt.Sprintf("%s: stays at %s", name, place(points[0]))
	}
	return fmt.Sprintf("%s: from %s to %s in %s", name, place(points[0]), place(points[len(points)-1]), count(len(points)-1, "move"))
}

func (path) labels(string) (x, y string) { return "first weight", "second weight" }

func place(point plotter.XY) string {
	return fmt.Sprintf("(%s, %s)", number(point.X), number(point.Y))
}
