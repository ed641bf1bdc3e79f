package chart

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/plotter"
)

// trend says how a line runs: it falls, rises, stays, or turns on the way.
// The span says over what: "in 100 steps".
//
// A turn counts only if it is more than a twentieth of the whole height,
// because a learning curve trembles, and trembling is not what it shows.
func trend(name string, points plotter.XYs, span string) string {
	first, last := points[0], points[len(points)-1]
	lowest, highest := first, first
	for _, point := range points {
		if point.Y < lowest.Y {
			lowest = point
		}
		if point.Y > highest.Y {
			highest = point
		}
	}
	if len(points) == 1 {
		return fmt.Sprintf("%s is %s at %s", name, number(first.Y), number(first.X))
	}
	// Halves, because the height of a line from -1e308 to 1e308 is not a number that fits.
	height := highest.Y/2 - lowest.Y/2
	if height <= 1e-12*max(math.Abs(highest.Y), math.Abs(lowest.Y)) {
		return fmt.Sprintf("%s stays at %s %s", name, number(first.Y), span)
	}
	above := func(a, b plotter.XY) bool { return a.Y/2-b.Y/2 > height/20 }
	dips := above(first, lowest) && above(last, lowest)
	peaks := above(highest, first) && above(highest, last)
	switch {
	case dips && peaks:
		y := apart(lowest.Y, highest.Y, first.Y, last.Y)
		return fmt.Sprintf("%s moves between %s and %s, from %s to %s %s", name, y[0], y[1], y[2], y[3], span)
	case dips:
		y := apart(first.Y, lowest.Y, last.Y)
		return fmt.Sprintf("%s falls from %s to its lowest point %s at %s, then rises to %s %s", name, y[0], y[1], number(lowest.X), y[2], span)
	case peaks:
		y := apart(first.Y, highest.Y, last.Y)
		return fmt.Sprintf("%s rises from %s to its highest point %s at %s, then falls to %s %s", name, y[0], y[1], number(highest.X), y[2], span)
	}
	from, to := twoNumbers(first.Y, last.Y)
	switch {
	case last.Y < first.Y:
		return fmt.Sprintf("%s falls from %s to %s %s", name, from, to, span)
	default:
		return fmt.Sprintf("%s rises from %s to %s %s", name, from, to, span)
	}
}

// countable are the axis labels that count something, with their plurals,
// so that "in 20 epochs" is right English.
var countable = map[string]string{
	"batch": "batches", "epoch": "epochs", "example": "examples", "iteration": "iterations", "minute": "minutes",
	"round": "rounds", "second": "seconds", "step": "steps", "trial": "trials", "update": "updates",
}

// stepsTaken says over what a line runs: "in 10,000 steps" if its axis counts something.
func stepsTaken(points plotter.XYs, label string) string {
	first, last := points[0].X, points[len(points)-1].X
	unit := strings.ToLower(strings.TrimSpace(label))
	for one, many := range countable {
		if unit != one && unit != many || last <= first {
			continue
		}
		length := last - first
		if neighbours := length == float64(len(points)-1); neighbours && (first == 0 || first == 1) {
			length++ // steps 0 to 99, or 1 to 100, are a hundred steps
		}
		if length == 1 {
			return "in 1 " + one
		}
		return fmt.Sprintf("in %s %s", number(length), many)
	}
	from, to := twoNumbers(first, last)
	return fmt.Sprintf("as %s goes from %s to %s", label, from, to)
}
