package chart

import (
	"cmp"
	"fmt"
	"math"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Tangent returns a point with the piece of straight line that has the given slope there.
// Drawn over a Curve, it shows how fast the curve rises at that place.
func Tangent(x, y, slope float64) Mark { return tangent{x: x, y: y, slope: slope} }

type tangent struct{ x, y, slope float64 }

// Draw implements Mark. The line may leave the frame and is cut off there.
func (t tangent) Draw(f Frame) {
	if t.left(f.X, f.Y) != (leftOut{}) {
		return
	}
	at := f.At(t.x, t.y)
	// The angle on paper, which is not that of the slope: the axes have different scales.
	rise := t.slope * density(f.Y, f.Plot.Y.Min, f.Plot.Y.Max, t.y) * f.Size().Y.Points()
	run := density(f.X, f.Plot.X.Min, f.Plot.X.Max, t.x) * f.Size().X.Points()
	sin, cos := math.Sincos(math.Atan2(rise, run))
	half := min(f.Size().X, f.Size().Y) / 3
	direction := vg.Point{X: half * vg.Length(cos), Y: half * vg.Length(sin)}
	stroke := draw.LineStyle{Color: f.Style.Colour, Width: f.Style.Width}
	f.StrokeLines(stroke, f.ClipLinesXY([]vg.Point{at.Sub(direction), at.Add(direction)})...)
	disc(f.Canvas, background, at, 6)
	disc(f.Canvas, f.Style.Colour, at, 4.5)
	t.drawSlope(f, at)
}

// density is how much of an axis a small step at v takes, for each unit of the step.
func density(a Axis, least, most, v float64) float64 {
	if a.Log {
		return 1 / v / (math.Log(most) - math.Log(least))
	}
	return 1 / (most - least)
}

// drawSlope writes the slope on the side of the line with more room.
func (t tangent) drawSlope(f Frame, at vg.Point) {
	words := "slope " + number(t.slope)
	style := textStyle(12, ink)
	style.YAlign = draw.YTop
	place := vg.Point{X: at.X + 8, Y: at.Y - 6}
	if t.slope < 0 {
		style.XAlign, place.X = draw.XRight, at.X-8
	}
	if at.Y < f.Min.Y+40 {
		style.YAlign, style.XAlign = draw.YBottom, -1-style.XAlign
		place = vg.Point{X: 2*at.X - place.X, Y: at.Y + 8}
	}
	width := style.Width(words)
	left := place.X + vg.Length(style.XAlign)*width
	style.XAlign = draw.XLeft
	f.FillText(style, vg.Point{X: min(max(left, f.Min.X+2), f.Max.X-width), Y: place.Y}, words)
}

// Extent implements Mark. Only the point counts.
func (t tangent) Extent(x, y Axis) (across, up Range) {
	if t.left(x, y) != (leftOut{}) {
		return nowhere, nowhere
	}
	return Range{t.x, t.x}, Range{t.y, t.y}
}

func (t tangent) adjust(x, y *Axis) {
	x.Label, y.Label = cmp.Or(x.Label, "x"), cmp.Or(y.Label, "y")
	x.whole, y.whole = false, false
}

// Describe implements Mark.
func (t tangent) Describe(x, y Axis) Description {
	if left := t.left(x, y); left != (leftOut{}) {
		return Description{Kind: "line chart", Summary: "tangent: no data", Note: left.note("point")}
	}
	return Description{
		Kind:    "line chart",
		Summary: fmt.Sprintf("slope %s at %s", number(t.slope), x.Format(t.x)),
		Details: fmt.Sprintf("tangent at %s with the slope %s", place(plotter.XY{X: t.x, Y: t.y}, x, y), number(t.slope)),
	}
}

func (t tangent) left(x, y Axis) (left leftOut) {
	if left.count(x, t.x) && left.count(y, t.y) && left.count(Axis{}, t.slope) && !(x.has(t.x) && y.has(t.y)) {
		left.outside++
	}
	return left
}
