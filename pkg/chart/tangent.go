package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Tangent returns a point with the piece of straight line that has the given slope there.
// Laid on a Curve, it shows how fast the curve rises at that place.
func Tangent(x, y, slope float64) Mark {
	return tangent{x: x, y: y, slope: slope}
}

type tangent struct{ x, y, slope float64 }

func (t tangent) draw(p *plot.Plot, look look) {
	if t.left(axisOf(p.X), axisOf(p.Y)) == (leftOut{}) {
		p.Add(drawnTangent{t, look})
	}
}

func (t tangent) describe(x, y axis) string {
	if left := t.left(x, y); left != (leftOut{}) {
		return "tangent: no data" + left.words("point")
	}
	return fmt.Sprintf("slope %s at %s", number(t.slope), number(t.x))
}

func (t tangent) labels() (x, y string) { return "x", "y" }

func (t tangent) left(x, y axis) leftOut {
	switch {
	case !finite(t.x) || !finite(t.y) || !finite(t.slope):
		return leftOut{notNumbers: 1}
	case x.log && t.x <= 0 || y.log && t.y <= 0:
		return leftOut{notPositive: 1}
	}
	return leftOut{}
}

// drawnTangent is a tangent on its way to the canvas: a gonum plotter.
type drawnTangent struct {
	tangent
	look look
}

// Plot implements plot.Plotter.
func (t drawnTangent) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	at := vg.Point{X: toX(t.x), Y: toY(t.y)}
	// The angle on paper, which is not that of the slope: the axes have different scales.
	rise := t.slope * density(p.Y, t.y) * c.Size().Y.Points()
	run := density(p.X, t.x) * c.Size().X.Points()
	sin, cos := math.Sincos(math.Atan2(rise, run))
	half := min(c.Size().X, c.Size().Y) / 3
	direction := vg.Point{X: half * vg.Length(cos), Y: half * vg.Length(sin)}
	stroke := draw.LineStyle{Color: t.look.colour, Width: t.look.width}
	c.StrokeLines(stroke, c.ClipLinesXY([]vg.Point{at.Sub(direction), at.Add(direction)})...)
	disc(c, background, at, 6)
	disc(c, t.look.colour, at, 4.5)
	t.label(c, at)
}

// density is how much of an axis a small step at v takes, for each unit of the step.
func density(a plot.Axis, v float64) float64 {
	if axisOf(a).log {
		return 1 / v / (math.Log(a.Max) - math.Log(a.Min))
	}
	return 0.5 / (a.Max/2 - a.Min/2)
}

// label writes the slope on the side of the line with more room.
func (t drawnTangent) label(c draw.Canvas, at vg.Point) {
	words := "slope " + number(t.slope)
	style := textStyle(12, ink)
	style.YAlign = draw.YTop
	place := vg.Point{X: at.X + 8, Y: at.Y - 6}
	if t.slope < 0 {
		style.XAlign, place.X = draw.XRight, at.X-8
	}
	if at.Y < c.Min.Y+40 {
		style.YAlign, style.XAlign = draw.YBottom, -1-style.XAlign
		place = vg.Point{X: 2*at.X - place.X, Y: at.Y + 8}
	}
	width := style.Width(words)
	left := place.X + vg.Length(style.XAlign)*width
	left = min(max(left, c.Min.X+2), c.Max.X-width)
	style.XAlign = draw.XLeft
	c.FillText(style, vg.Point{X: left, Y: place.Y}, words)
}

// DataRange implements plot.DataRanger. Only the point counts: the line may leave the frame.
func (t drawnTangent) DataRange() (xmin, xmax, ymin, ymax float64) {
	return t.x, t.x, t.y, t.y
}
