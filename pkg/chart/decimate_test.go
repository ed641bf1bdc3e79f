package chart

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot/plotter"
)

// whole is the column of a point on an axis whose unit is a CSS pixel.
func whole(point plotter.XY) int { return int(point.X) }

func TestDecimateKeepsTheExtremes(t *testing.T) {
	points := make(plotter.XYs, 10_000)
	for i := range points {
		points[i] = plotter.XY{X: float64(i) / 20, Y: math.Sin(float64(i) * 1.7)}
	}
	points[4321].Y, points[4322].Y = 9, -9 // a spike each way
	kept := decimate(points, whole)
	if len(kept) > 4*500 {
		t.Errorf("kept %d points for 500 columns, want at most 4 for each", len(kept))
	}
	type extent struct{ lowest, highest float64 }
	extents := func(points plotter.XYs) map[int]extent {
		m := map[int]extent{}
		for _, p := range points {
			e, ok := m[whole(p)]
			if !ok {
				e = extent{p.Y, p.Y}
			}
			m[whole(p)] = extent{min(e.lowest, p.Y), max(e.highest, p.Y)}
		}
		return m
	}
	got, want := extents(kept), extents(points)
	for column, e := range want {
		if got[column] != e {
			t.Errorf("column %d: got %v, want %v", column, got[column], e)
		}
	}
	if kept[0] != points[0] || kept[len(kept)-1] != points[len(points)-1] {
		t.Error("the first or the last point is lost")
	}
}

func TestDecimateKeepsFewPointsAsTheyAre(t *testing.T) {
	for _, points := range []plotter.XYs{
		nil,
		{{X: 1, Y: 1}},
		{{X: 1, Y: 1}, {X: 1.5, Y: 3}},
		{{X: 1, Y: 1}, {X: 5, Y: 3}, {X: 2, Y: 0}}, // backwards, as a path may go
		{{X: 1, Y: 1}, {X: 1.1, Y: 5}, {X: 1.2, Y: -5}, {X: 1.3, Y: 2}},
	} {
		if got := decimate(points, whole); !slices.Equal(got, points) {
			t.Errorf("decimate(%v) = %v", points, got)
		}
	}
}
