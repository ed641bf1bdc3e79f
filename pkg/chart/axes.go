package chart

import (
	"math"

	"gonum.org/v1/plot"
)

// linear places equal differences at equal distances. Unlike gonum's scale it works
// with halves, so that a range from -1e308 to 1e308 does not overflow.
type linear struct{}

// Normalize implements plot.Normalizer.
func (linear) Normalize(least, most, v float64) float64 {
	return (v/2 - least/2) / (most/2 - least/2)
}

// logarithmic places equal ratios at equal distances. Where gonum's scale panics,
// at zero and below, it answers 0: the foot of a bar stands on the axis.
type logarithmic struct{}

// Normalize implements plot.Normalizer.
func (logarithmic) Normalize(least, most, v float64) float64 {
	if v <= 0 {
		return 0
	}
	return (math.Log(v) - math.Log(least)) / (math.Log(most) - math.Log(least))
}

// axisOf tells a mark about the axis it is drawn against.
func axisOf(a plot.Axis) axis {
	_, log := a.Scale.(logarithmic)
	return axis{label: a.Label.Text, log: log}
}

// fit widens the range of an axis until it can be drawn: some air around the data,
// and a place for data that are all the same or that are not there at all.
func fit(a *plot.Axis, air float64) {
	switch _, log := a.Scale.(logarithmic); {
	case log:
		fitLog(a, air)
	case a.Min > a.Max:
		a.Min, a.Max = 0, 1
	default:
		fitLinear(a, air)
	}
}

func fitLinear(a *plot.Axis, air float64) {
	half := a.Max/2 - a.Min/2
	size := max(math.Abs(a.Min), math.Abs(a.Max))
	switch {
	case half < 1e-300 && size < 1e-300:
		a.Min, a.Max = a.Min-1, a.Max+1
	case half <= 1e-12*size:
		a.Min, a.Max = a.Min-size/10, a.Max+size/10
	default:
		if air > 0 && a.Min > 0 && a.Min < a.Max/4 {
			a.Min = 0 // an axis that nearly reaches zero should show it
			half = a.Max / 2
		}
		a.Min, a.Max = a.Min-2*air*half, a.Max+2*air*half
	}
	a.Min, a.Max = max(a.Min, -math.MaxFloat64), min(a.Max, math.MaxFloat64)
}

func fitLog(a *plot.Axis, air float64) {
	if a.Min > a.Max || a.Max <= 0 {
		a.Min, a.Max = 1, 10
		return
	}
	if a.Min <= 0 {
		a.Min = max(a.Max/1e6, math.SmallestNonzeroFloat64)
	}
	least, most := math.Log(a.Min), math.Log(a.Max)
	if most-least < 1e-12 {
		least, most = least-math.Ln2, most+math.Ln2
	} else {
		least, most = least-air*(most-least), most+air*(most-least)
	}
	a.Min = max(math.Exp(least), math.SmallestNonzeroFloat64)
	a.Max = min(math.Exp(most), math.MaxFloat64)
}
