package chart

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Range is a piece of an axis.
type Range struct{ From, To float64 }

// Surface returns the values of f over a rectangle as a coloured map with contour lines:
// dark valleys, light peaks. A Path laid over it shows how learning walks downhill.
// It calls f at 81 by 61 places.
func Surface(name string, f func(x, y float64) float64, x, y Range) Mark {
	if f == nil {
		panic("chart.Surface: the function is nil; give one that returns a height for x and y")
	}
	s := surface{name: name, x: x.ordered(), y: y.ordered(), grid: grid{columns: 81, rows: 61}}
	for row := range s.grid.rows {
		for column := range s.grid.columns {
			at := s.place(vg.Point{X: vg.Length(column), Y: vg.Length(row)})
			s.grid.heights = append(s.grid.heights, f(at.X, at.Y))
		}
	}
	return s
}

func (r Range) ordered() Range { return Range{min(r.From, r.To), max(r.From, r.To)} }

// at returns the value at a share of the way from one end to the other.
func (r Range) at(share float64) float64 { return r.From*(1-share) + r.To*share }

type surface struct {
	name string
	x, y Range
	grid grid
}

// place translates columns and rows of the grid to x and y.
func (s surface) place(p vg.Point) plotter.XY {
	return plotter.XY{
		X: s.x.at(p.X.Points() / float64(s.grid.columns-1)),
		Y: s.y.at(p.Y.Points() / float64(s.grid.rows-1)),
	}
}

func (s surface) draw(p *plot.Plot, _ look) {
	if s.hasExtent() {
		p.Add(s)
	}
}

// hasExtent says whether there is anything to draw: a place on both axes, and a height.
func (s surface) hasExtent() bool {
	_, _, left := s.extremes()
	return finite(s.x.From) && finite(s.x.To) && finite(s.y.From) && finite(s.y.To) && left < len(s.grid.heights)
}

func (s surface) describe(_, _ axis) string {
	name := s.name
	if name == "" {
		name = "surface"
	}
	lowest, highest, left := s.extremes()
	leftOut := leftOut{notNumbers: left}.words("place")
	if !s.hasExtent() {
		return name + ": no data" + leftOut
	}
	low, high := s.grid.heights[lowest], s.grid.heights[highest]
	if low == high {
		return fmt.Sprintf("%s is %s everywhere%s", name, number(low), leftOut)
	}
	if math.Abs(low) < 1e-12*math.Abs(high) {
		low = 0 // the places of the grid carry rounding errors, and so do their heights
	}
	least, most := twoNumbers(low, high)
	return fmt.Sprintf("%s is lowest at %s with %s and highest at %s with %s%s",
		name, s.placeOf(lowest), least, s.placeOf(highest), most, leftOut)
}

func (s surface) placeOf(i int) string {
	column, row := i%s.grid.columns, i/s.grid.columns
	return place(s.place(vg.Point{X: vg.Length(column), Y: vg.Length(row)}))
}

// extremes finds the lowest and the highest place and counts those without a height.
func (s surface) extremes() (lowest, highest, left int) {
	lowest, highest = -1, -1
	for i, height := range s.grid.heights {
		switch {
		case !finite(height):
			left++
		case lowest < 0:
			lowest, highest = i, i
		case height < s.grid.heights[lowest]:
			lowest = i
		case height > s.grid.heights[highest]:
			highest = i
		}
	}
	return lowest, highest, left
}

func (s surface) labels() (x, y string) { return "first weight", "second weight" }

func (s surface) scale() *colourScale {
	if !s.hasExtent() {
		return nil
	}
	heights := slices.DeleteFunc(slices.Clone(s.grid.heights), func(v float64) bool { return !finite(v) })
	slices.Sort(heights)
	return bandedScale(s.name, heights)
}

// Plot implements plot.Plotter. It paints the lowest band over everything,
// then each higher one on top, and a contour line around it.
func (s surface) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	onPaper := func(point vg.Point) vg.Point {
		at := s.place(point)
		return vg.Point{X: toX(at.X), Y: toY(at.Y)}
	}
	scale := s.scale()
	for i, colour := range scale.colours {
		ground, contour := s.outline(scale.edges[i], onPaper)
		c.SetColor(colour)
		c.Fill(ground)
		c.SetLineStyle(draw.LineStyle{Color: background, Width: 0.6})
		if len(contour) > 0 {
			c.Stroke(contour)
		}
	}
}

// outline returns the ground at a level or higher, and its contour, which leaves out the frame.
func (s surface) outline(level float64, onPaper func(vg.Point) vg.Point) (ground, contour vg.Path) {
	for _, loop := range s.grid.above(level) {
		previous := loop[len(loop)-1]
		down := false // whether the pen of the contour is on the paper, at the previous point
		for i, point := range loop {
			if i == 0 {
				ground.Move(onPaper(point))
			} else {
				ground.Line(onPaper(point))
			}
			draws := !s.grid.onBorder(previous, point)
			if draws && !down {
				contour.Move(onPaper(previous))
			}
			if draws {
				contour.Line(onPaper(point))
			}
			down, previous = draws, point
		}
		ground.Close()
	}
	return ground, contour
}

// DataRange implements plot.DataRanger.
func (s surface) DataRange() (xmin, xmax, ymin, ymax float64) {
	return s.x.From, s.x.To, s.y.From, s.y.To
}
