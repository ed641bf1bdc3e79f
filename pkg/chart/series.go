package chart

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
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
	// plot draws the points. They come in runs: a point that was left out ends a run.
	plot(c draw.Canvas, runs [][]vg.Point, look look)
	// sample returns the points that show the form in a legend's box.
	sample(c draw.Canvas) []vg.Point
	// words describes at least one point.
	words(name string, points plotter.XYs, x, y axis) string
	// labels suggests names for the axes.
	labels(name string) (x, y string)
	// kind names the kind of chart.
	kind() string
	// values tells the values of at least one point.
	values(points plotter.XYs) string
}

// Add appends a point. Any number may be added: one that cannot be drawn is left out and counted.
func (s *Series) Add(x, y float64) {
	s.points = append(s.points, plotter.XY{X: x, Y: y})
}

func (s *Series) draw(p *plot.Plot, look look) {
	x, y := axisOf(p.X), axisOf(p.Y)
	runs, _ := s.visible(x, y)
	p.Add(drawnSeries{form: s.shape(), runs: runs, look: look})
}

func (s *Series) describe(x, y axis) string {
	runs, left := s.visible(x, y)
	points := slices.Concat(runs...)
	name := s.name
	if name == "" {
		name = "series"
	}
	if len(points) == 0 {
		return name + ": no data" + left.words("point")
	}
	return s.shape().words(name, points, x, y) + left.words("point")
}

func (s *Series) labels() (x, y string) { return s.shape().labels(s.name) }

func (s *Series) key() string { return s.name }

func (s *Series) sample(c draw.Canvas, look look) {
	s.shape().plot(c, [][]vg.Point{s.shape().sample(c)}, look)
}

func (s *Series) shape() form {
	if s.form == nil {
		return line{}
	}
	return s.form
}

// visible splits the points into runs that can be drawn and counts those that cannot.
func (s *Series) visible(x, y axis) (runs []plotter.XYs, left leftOut) {
	start := 0
	for i, point := range s.points {
		switch {
		case !finite(point.X) || !finite(point.Y):
			left.notNumbers++
		case x.log && point.X <= 0 || y.log && point.Y <= 0:
			left.notPositive++
		default:
			continue
		}
		if i > start {
			runs = append(runs, s.points[start:i])
		}
		start = i + 1
	}
	if start < len(s.points) {
		runs = append(runs, s.points[start:])
	}
	return runs, left
}

// drawnSeries is a series on its way to the canvas: a gonum plotter.
type drawnSeries struct {
	form form
	runs []plotter.XYs
	look look
}

// Plot implements plot.Plotter.
func (d drawnSeries) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	runs := make([][]vg.Point, len(d.runs))
	for i, run := range d.runs {
		runs[i] = make([]vg.Point, len(run))
		for j, point := range run {
			runs[i][j] = vg.Point{X: toX(point.X), Y: toY(point.Y)}
		}
	}
	d.form.plot(c, runs, d.look)
}

// DataRange implements plot.DataRanger. Without points it is empty: the least is above the greatest.
func (d drawnSeries) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, ymin = math.Inf(1), math.Inf(1)
	xmax, ymax = math.Inf(-1), math.Inf(-1)
	for _, run := range d.runs {
		for _, point := range run {
			xmin, xmax = min(xmin, point.X), max(xmax, point.X)
			ymin, ymax = min(ymin, point.Y), max(ymax, point.Y)
		}
	}
	return xmin, xmax, ymin, ymax
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
