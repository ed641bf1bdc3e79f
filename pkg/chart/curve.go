package chart

import (
	"fmt"

	"gonum.org/v1/plot/plotter"
)

// Curve returns a line through a function's values between from and to.
// It calls f at evenly spaced places, close enough together to look smooth.
func Curve(name string, f func(float64) float64, from, to float64) *Series {
	if f == nil {
		panic("chart.Curve: the function is nil; give one that returns y for x")
	}
	const intervals = 960 // so fine that the lowest place is found to a thousandth of the range
	s, places := &Series{name: name, form: curve{}}, Range{from, to}.checked("chart.Curve")
	for i := range intervals + 1 {
		x := places.at(float64(i) / intervals)
		s.Add(x, f(x))
	}
	return s
}

// curve is drawn as a line; only its words differ, as its x does not count steps.
type curve struct{ line }

func (curve) words(name string, points plotter.XYs, x, y Axis) (summary, details string) {
	from, to := points[0].X, points[len(points)-1].X
	span := fmt.Sprintf("as %s goes from %s to %s", x.Label, x.Format(from), x.Format(to))
	return trend(name, points, span, x, y), values(points, x, y)
}

func (curve) labels(name string) (x, y string) { return "x", name }
