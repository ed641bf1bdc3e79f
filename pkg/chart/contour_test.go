package chart

import (
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
)

func gridOf(columns, rows int, height func(column, row int) float64) grid {
	g := grid{columns: columns, rows: rows}
	for row := range rows {
		for column := range columns {
			g.heights = append(g.heights, height(column, row))
		}
	}
	return g
}

// area is positive if the loop runs counterclockwise.
func area(loop []vg.Point) float64 {
	sum := 0.0
	for i, p := range loop {
		q := loop[(i+1)%len(loop)]
		sum += float64(p.X*q.Y - q.X*p.Y)
	}
	return sum / 2
}

func TestAbove(t *testing.T) {
	cone := func(column, row int) float64 { return -math.Hypot(float64(column-20), float64(row-20)) }
	tests := []struct {
		name   string
		grid   grid
		level  float64
		loops  int
		area   float64 // of the ground above the level
		within float64
	}{
		{"everything", gridOf(5, 4, func(_, _ int) float64 { return 1 }), 0, 1, 12, 0},
		{"nothing", gridOf(5, 4, func(_, _ int) float64 { return 1 }), 2, 0, 0, 0},
		{"half", gridOf(5, 4, func(column, _ int) float64 { return float64(column) }), 2, 1, 6, 1e-9},
		{"disc", gridOf(41, 41, cone), -10, 1, math.Pi * 100, 2},
		{"ground with a hole", gridOf(41, 41, func(column, row int) float64 { return -cone(column, row) }), 10, 2, 1600 - math.Pi*100, 2},
		{"two hills", gridOf(5, 3, func(column, row int) float64 {
			if row == 1 && (column == 1 || column == 3) {
				return 2
			}
			return 0
		}), 1, 2, 1, 1e-9},
		{"missing places", gridOf(5, 5, func(column, row int) float64 {
			if column == 2 && row == 2 {
				return math.NaN()
			}
			return 1
		}), 0, 2, 14, 1e-9},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			loops := test.grid.above(test.level)
			sum := 0.0
			for _, loop := range loops {
				sum += area(loop)
			}
			if len(loops) != test.loops || math.Abs(sum-test.area) > test.within {
				t.Errorf("%d loops around %.2f, want %d around %.2f", len(loops), sum, test.loops, test.area)
			}
		})
	}
}

// Where hills meet at a corner, every loop must still close and keep the high ground on its left.
func TestAboveOnAChessboard(t *testing.T) {
	board := gridOf(8, 8, func(column, row int) float64 { return float64((column + row) % 2) })
	sum := 0.0
	for _, loop := range board.above(0.5) {
		if a := area(loop); a <= 0 {
			t.Errorf("a loop of area %.2f", a)
		} else {
			sum += a
		}
	}
	if sum <= 0 || sum >= 49 {
		t.Errorf("area %.2f, want some of the board's 49", sum)
	}
}
