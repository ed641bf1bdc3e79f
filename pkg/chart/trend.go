package chart

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/plotter"
)

// trend says how a line runs: it falls, rises, stays, or turns on the way.
// The span says over what: "in 100 steps".
//
// A turn counts only if it is more than a twentieth of the whole height,
// because a learning curve trembles, and trembling is not what it shows.
func trend(name string, points plotter.XYs, span string, x, y Axis) string {
	first, last := points[0], points[len(points)-1]
	lowest, highest := extremes(points)
	if len(points) == 1 {
		return fmt.Sprintf("%s is %s at %s", name, y.Format(first.Y), x.Format(first.X))
	}
	if isFlat(lowest.Y, highest.Y) {
		return fmt.Sprintf("%s stays at %s %s", name, y.Format(first.Y), span)
	}
	turn := (highest.Y - lowest.Y) / 20
	dips := first.Y-lowest.Y > turn && last.Y-lowest.Y > turn
	peaks := highest.Y-first.Y > turn && highest.Y-last.Y > turn
	write := y.distinct
	switch {
	case dips && peaks:
		y := write(lowest.Y, highest.Y, first.Y, last.Y)
		return fmt.Sprintf("%s moves between %s and %s, from %s to %s %s", name, y[0], y[1], y[2], y[3], span)
	case dips:
		y := write(first.Y, lowest.Y, last.Y)
		return fmt.Sprintf("%s falls from %s to its lowest point %s at %s, then rises to %s %s", name, y[0], y[1], x.Format(lowest.X), y[2], span)
	case peaks:
		y := write(first.Y, highest.Y, last.Y)
		return fmt.Sprintf("%s rises from %s to its highest point %s at %s, then falls to %s %s", name, y[0], y[1], x.Format(highest.X), y[2], span)
	case last.Y < first.Y:
		return fmt.Sprintf("%s falls from %s %s", name, y.between(first.Y, last.Y), span)
	default:
		return fmt.Sprintf("%s rises from %s %s", name, y.between(first.Y, last.Y), span)
	}
}

func extremes(points plotter.XYs) (lowest, highest plotter.XY) {
	lowest, highest = points[0], points[0]
	for _, point := range points {
		if point.Y < lowest.Y {
			lowest = point
		}
		if point.Y > highest.Y {
			highest = point
		}
	}
	return lowest, highest
}

// countable are the axis labels that count something, with their plurals,
// so that "in 20 epochs" is right English.
var countable = map[string]string{
	"batch": "batches", "epoch": "epochs", "example": "examples", "iteration": "iterations", "layer": "layers", "minute": "minutes",
	"neuron": "neurons", "round": "rounds", "second": "seconds", "step": "steps", "trial": "trials", "update": "updates",
}

// one returns the singular of a label, without its unit: "step" of "steps", "time" of "time, s".
func one(label string) string {
	label, _, _ = strings.Cut(label, ",")
	unit := strings.ToLower(strings.TrimSpace(label))
	for one, many := range countable {
		if unit == many {
			return one
		}
	}
	return label
}

// stepsTaken says over what a line runs: "in 10,000 steps" if its axis counts something.
func stepsTaken(points plotter.XYs, x Axis) string {
	first, last := points[0].X, points[len(points)-1].X
	unit := strings.ToLower(strings.TrimSpace(one(x.Label)))
	if countable[unit] != "" && last > first {
		length := last - first
		if neighbours := length == float64(len(points)-1); neighbours && (first == 0 || first == 1) {
			length++ // steps 0 to 99, or 1 to 100, are a hundred steps
		}
		if length == 1 {
			return "in 1 " + unit
		}
		return fmt.Sprintf("in %s %s", number(length), countable[unit])
	}
	return fmt.Sprintf("as %s goes from %s", x.Label, x.between(first, last))
}

// values lists a line's points, or where it starts, ends, turns, and how far it goes.
func values(points plotter.XYs, x, y Axis) string {
	at := func(p plotter.XY) string { return y.Format(p.Y) + " at " + x.Format(p.X) }
	if len(points) <= mostPointsListed {
		return listed(points, at)
	}
	least, most := extremes(points)
	words := fmt.Sprintf("%s, first %s, last %s, least %s, greatest %s", count(len(points), "point"),
		at(points[0]), at(points[len(points)-1]), at(least), at(most))
	turns := turningPoints(points, (most.Y-least.Y)/10)
	if len(turns) > 0 {
		words += ", turns at " + listed(turns[:min(len(turns), mostTurnsListed)], at)
	}
	if more := len(turns) - mostTurnsListed; more > 0 {
		words += fmt.Sprintf(" and %d more", more)
	}
	return words
}

func listed(points plotter.XYs, write func(plotter.XY) string) string {
	words := make([]string, len(points))
	for i, point := range points {
		words[i] = write(point)
	}
	return strings.Join(words, ", ")
}

// turningPoints returns where a line turns from rising to falling or back, without its ends.
// A turn counts if the line then goes back by more than the given height.
func turningPoints(points plotter.XYs, height float64) plotter.XYs {
	var turns plotter.XYs
	lowest, highest := points[0], points[0] // since the last turn
	rising, falling := false, false
	for _, point := range points {
		if point.Y < lowest.Y {
			lowest = point
		}
		if point.Y > highest.Y {
			highest = point
		}
		switch {
		case !falling && highest.Y-point.Y > height:
			if rising {
				turns = append(turns, highest)
			}
			rising, falling, lowest = false, true, point
		case !rising && point.Y-lowest.Y > height:
			if falling {
				turns = append(turns, lowest)
			}
			rising, falling, highest = true, false, point
		}
	}
	return turns
}
