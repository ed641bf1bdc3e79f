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
	s := &Series{name: name, form: curve{}}
	for i := range intervals + 1 {
		// Weighting both ends keeps the last place exactly at to, and cannot overflow.
		t := float64(i) / intervals
		x := from*(1-t) + to*t
		s.Add(x, f(x))
	}
	return s
}

// curve is drawn as a line; only its words differ, as its x is no count of steps.
type curve struct{ line }

func (curve) words(name string, points plotter.XYs, x, _ axis) string {
	from, to := points[0].X, points[len(points)-1].X
	return trend(name, points, fmt.Sprintf("as %s goes from %s to %s", x.label, number(from), number(to)))
}

func (curve) labels(name string) (x, y string) { return "x", name }
