package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Series is a named sequence of points (x, y).
// Line, Points, Path and Curve make one; they differ in how it is drawn and described.
type Series struct {
	name   string
	points plotter.XYs
	form   form // nil is a line
}

// A form is one way to draw and to describe points.
type form interface {
	// thin drops points of a run that cannot be seen; column tells in which column of CSS pixels a point is.
	thin(run plotter.XYs, column func(plotter.XY) int) plotter.XYs
	// draw draws the points. They come in runs: a point that was left out ends a run.
	draw(f Frame, runs [][]vg.Point)
	kind() string
	// words returns the summary and the details of at least one point.
	words(name string, points plotter.XYs, x, y Axis) (summary, details string)
	// labels suggests names for the axes.
	labels(name string) (x, y string)
}

// limited forms do not draw all of more points than a limit: a picture of a million markers would be too large for a notebook.
type limited interface{ limit() int }

// Line returns an empty series drawn as a line. Add its points from left to right.
// Of ten thousand points only the few hundred that can be seen are drawn.
// Where the numbers end, in NaN or infinity, a cross says so.
//
// If the horizontal axis is called step, epoch or the like, the words count them:
// points at 0 to 99, or at 1 to 100, are a hundred steps.
func Line(name string) *Series { return &Series{name: name, form: line{}} }

// Add appends a point. Any number may be added: one that cannot be drawn is left out and counted.
func (s *Series) Add(x, y float64) {
	s.points = append(s.points, plotter.XY{X: x, Y: y})
}

type line struct{}

func (line) thin(run plotter.XYs, column func(plotter.XY) int) plotter.XYs {
	return decimate(run, column)
}

func (line) draw(f Frame, runs [][]vg.Point) {
	for _, run := range runs {
		if len(run) == 1 {
			// A line of one point would be invisible.
			disc(f.Canvas, f.Style.Colour, run[0], 3.5)
			continue
		}
		f.StrokeLines(f.Style.Line(), f.clip(run)...)
	}
}

func (line) labels(name string) (x, y string) { return "step", name }

func (line) kind() string { return "line chart" }

func (line) words(name string, points plotter.XYs, x, y Axis) (summary, details string) {
	return trend(name, points, stepsTaken(points, x), x, y), values(points, x, y)
}

// clip cuts off what is outside a frame whose range was asked for.
func (f Frame) clip(line []vg.Point) [][]vg.Point {
	if f.X.asked() || f.Y.asked() {
		return f.ClipLinesXY(line)
	}
	return [][]vg.Point{line}
}

// Draw implements Mark.
func (s *Series) Draw(f Frame) {
	visible, _ := s.visible(f.X, f.Y)
	if len(visible) == 0 {
		return
	}
	runs := make([][]vg.Point, len(visible))
	toX, toY := f.Plot.Transforms(&f.Canvas)
	for i, run := range visible {
		run = s.shape().thin(run, func(point plotter.XY) int { return column(toX(point.X)) })
		runs[i] = make([]vg.Point, len(run))
		for j, point := range run {
			runs[i][j] = vg.Point{X: toX(point.X), Y: toY(point.Y)}
		}
	}
	s.shape().draw(f, runs)
	if end := s.end(f.X, f.Y); end != "" {
		last := runs[len(runs)-1]
		s.drawEnd(f, last[len(last)-1], end)
	}
}

// drawEnd marks with a cross where the numbers end.
func (s *Series) drawEnd(f Frame, at vg.Point, words string) {
	at.X, at.Y = min(max(at.X, f.Min.X), f.Max.X), min(max(at.Y, f.Min.Y), f.Max.Y)
	cross{}.DrawGlyph(&f.Canvas, draw.GlyphStyle{Color: background, Radius: 11}, at)
	cross{}.DrawGlyph(&f.Canvas, draw.GlyphStyle{Color: f.Style.Colour, Radius: 8}, at)
	if f.Style.isOneOfMany {
		return
	}
	// To the right there are no more points; at the end of the axis there is no more space.
	style := textStyle(12, ink)
	style.YAlign = draw.YCenter
	if at.X += 12; at.X+style.Width(words) > f.Max.X {
		at = at.Sub(vg.Point{X: 12 + style.Width(words)/2, Y: 16})
		if at.Y < f.Center().Y {
			at.Y += 32
		}
		at.X = min(at.X, f.Max.X-style.Width(words))
	}
	f.FillText(style, vg.Point{X: at.X, Y: at.Y + style.FontExtents().Descent}, words)
}

func (s *Series) sample(c draw.Canvas, style Style) {
	middle := c.Center()
	run := []vg.Point{{X: c.Min.X, Y: middle.Y}, {X: c.Max.X, Y: middle.Y}}
	switch s.form.(type) {
	case path:
		run[0].X, run[1].X = run[0].X+5, run[1].X-5
	case markers:
		run = []vg.Point{middle}
	}
	s.shape().draw(Frame{Canvas: c, Style: style}, [][]vg.Point{run})
}

// Describe implements Mark.
func (s *Series) Describe(x, y Axis) Description {
	runs, left := s.visible(x, y)
	var points plotter.XYs
	if len(runs) == 1 {
		points = runs[0] // as most lines are: nothing to copy
	} else {
		points = slices.Concat(runs...)
	}
	d := Description{Kind: s.shape().kind(), Name: s.name, Note: left.note("point")}
	if end := s.end(x, y); end != "" {
		d.Note = strings.Trim(end+", "+d.Note, ", ")
	}
	name := cmp.Or(s.name, "series")
	if len(points) == 0 {
		d.Summary = name + ": no data"
		return d
	}
	d.Summary, d.Details = s.shape().words(name, points, x, y)
	d.Details = name + ": " + d.Details
	if most, ok := s.shape().(limited); ok && len(points) > most.limit() {
		d.Note = strings.Trim(d.Note+fmt.Sprintf(", not all of the %s are drawn", count(len(points), "point")), ", ")
	}
	return d
}

// Extent implements Mark. A point whose height is not a number still has its place on the horizontal axis.
func (s *Series) Extent(x, y Axis) (across, up Range) {
	across, up = nowhere, nowhere
	for _, point := range s.points {
		if !(&leftOut{}).count(x, point.X) {
			continue
		}
		across = across.including(point.X)
		if x.has(point.X) && (&leftOut{}).count(y, point.Y) {
			up = up.including(point.Y)
		}
	}
	return across, up
}

func (s *Series) adjust(x, y *Axis) {
	xLabel, yLabel := s.shape().labels(s.name)
	x.Label, y.Label = cmp.Or(x.Label, xLabel), cmp.Or(y.Label, yLabel)
	for _, point := range s.points {
		x.whole = x.whole && (point.X == math.Trunc(point.X) || !finite(point.X))
		y.whole = y.whole && (point.Y == math.Trunc(point.Y) || !finite(point.Y))
	}
}

func (s *Series) shape() form {
	if s.form == nil {
		return line{}
	}
	return s.form
}

// visible splits the points into runs that can be drawn and counts those that cannot,
// without those after the end.
func (s *Series) visible(x, y Axis) (runs []plotter.XYs, left leftOut) {
	start, points := 0, s.points[:s.length()]
	for i, point := range points {
		if left.count(x, point.X) && left.count(y, point.Y) {
			if !x.has(point.X) || !y.has(point.Y) {
				left.outside++
			}
			continue
		}
		if i > start {
			runs = append(runs, points[start:i])
		}
		start = i + 1
	}
	if start < len(points) {
		runs = append(runs, points[start:])
	}
	return runs, left
}

// length is the number of points up to the last that is a number.
// Points and curves have no end: their places are in no order of time.
func (s *Series) length() int {
	n := len(s.points)
	switch s.shape().(type) {
	case line, path:
		for n > 0 && !(finite(s.points[n-1].X) && finite(s.points[n-1].Y)) {
			n--
		}
	}
	return n
}

// end says where the numbers end for good: "NaN from step 10 on".
func (s *Series) end(x, y Axis) string {
	n := s.length()
	if n == len(s.points) {
		return ""
	}
	first := s.points[n]
	if _, isLine := s.shape().(line); !isLine || !finite(first.X) {
		return fmt.Sprintf("%s from point %d on", notFinite(first), n+1)
	}
	return fmt.Sprintf("%s from %s %s on", notFinite(first), one(x.Label), x.Format(first.X))
}

func notFinite(point plotter.XY) string {
	v := point.Y
	if finite(v) {
		v = point.X
	}
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return strings.TrimPrefix(fmt.Sprint(v), "+")
	case v > 0:
		return "above " + number(largest)
	default:
		return "below " + number(-largest)
	}
}

// decimate drops the points of a line that cannot be seen. Of all neighbouring points
// that fall into one column of pixels, it keeps the first, the lowest, the highest
// and the last: the line looks the same, and no spike is lost.
func decimate(points plotter.XYs, column func(plotter.XY) int) plotter.XYs {
	var kept plotter.XYs
	for start := 0; start < len(points); {
		end, lowest, highest, first := start, start, start, column(points[start])
		for ; end < len(points) && column(points[end]) == first; end++ {
			if points[end].Y < points[lowest].Y {
				lowest = end
			}
			if points[end].Y > points[highest].Y {
				highest = end
			}
		}
		previous := -1
		for _, i := range []int{start, min(lowest, highest), max(lowest, highest), end - 1} {
			if i > previous {
				kept = append(kept, points[i])
				previous = i
			}
		}
		start = end
	}
	return kept
}

// column returns the column of CSS pixels that a point falls into.
func column(x vg.Length) int { return int(x) }
