package chart

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
)

// An Axis is what a mark needs to know of an axis to draw and to describe itself.
type Axis struct {
	Label string
	Log   bool // logarithmic
	Range      // what RangeX or RangeY asked for; else zero

	unit   unit     // how numbers are written, if not as numbers
	names  []string // in place of the numbers 0, 1, 2, ...
	whole  bool     // the axis counts: its ticks are whole numbers
	hidden bool
	air    float64 // the part of the data's range that is left free at both ends
	isFoot bool    // data that begin or end at zero begin or end at the frame, as bars do
}

// A unit writes the numbers of an axis.
type unit interface {
	write(v float64) string
	ticks(least, most float64, wanted int) []plot.Tick
}

// Format writes a number of the axis in words: "0.25", or "1 min 30 s" on an axis of durations.
func (a Axis) Format(v float64) string {
	if a.unit != nil {
		return a.unit.write(v)
	}
	return number(v)
}

// between says from where to where a quantity goes.
func (a Axis) between(least, most float64) string {
	if least == most {
		return a.Format(least)
	}
	from, to := twoNumbers(least, most)
	if a.unit != nil {
		from, to = a.Format(least), a.Format(most)
	}
	return from + " to " + to
}

// words says what an axis means; of one that has neither a name nor numbers there is nothing to say.
func (a Axis) words(which string, extent Range) []string {
	words, numbers := which, []string{}
	if a.Label != "" {
		words += ": " + a.Label
	}
	if extent.From <= extent.To && a.names == nil && !a.hidden {
		numbers = append(numbers, a.between(extent.From, extent.To))
		if a.Log {
			numbers = append(numbers, "logarithmic")
		}
		if a.asked() {
			numbers = append(numbers, "shown from "+a.between(a.From, a.To))
		}
		words += " (" + strings.Join(numbers, ", ") + ")"
	}
	if words == which {
		return nil
	}
	return []string{words}
}

// A Range is a piece of an axis.
type Range struct{ From, To float64 }

var nowhere = Range{math.Inf(1), math.Inf(-1)}

func (r Range) isEmpty() bool { return !(r.From <= r.To) }
func (r Range) isWhole() bool {
	return r.isEmpty() || r.From == math.Trunc(r.From) && r.To == math.Trunc(r.To)
}
func (r Range) asked() bool        { return r.From < r.To }
func (r Range) has(v float64) bool { return !r.asked() || v >= r.From && v <= r.To }

// with returns the range that holds both.
func (r Range) with(other Range) Range {
	if other.isEmpty() {
		return r
	}
	return Range{min(r.From, other.From), max(r.To, other.To)}
}

// including returns the range that holds a number too, if it can be drawn.
func (r Range) including(v float64) Range {
	if !finite(v) {
		return r
	}
	return r.with(Range{v, v})
}

// at returns the value at a share of the way from one end to the other.
func (r Range) at(share float64) float64 { return r.From*(1-share) + r.To*share }

func (r Range) checked(who string) Range {
	if !(finite(r.From) && finite(r.To) && r.From < r.To) {
		panic(fmt.Sprintf("%s: from %v to %v is not a range; it must go from a smaller number to a larger one", who, r.From, r.To))
	}
	return r
}

const (
	largest  = 1e300 // a number that is larger is as undrawable as NaN
	smallest = 1e-300
)

// finite says whether a number can be drawn.
func finite(v float64) bool { return math.Abs(v) <= largest }

// logarithmic places equal ratios at equal distances. Where gonum's scale panics, at zero and below, it answers 0.
type logarithmic struct{}

// Normalize implements plot.Normalizer.
func (logarithmic) Normalize(least, most, v float64) float64 {
	if v <= 0 {
		return 0
	}
	return (math.Log(v) - math.Log(least)) / (math.Log(most) - math.Log(least))
}

// drawnRange returns what an axis shows: what was asked for, or else the data with some air around them,
// and a place for data that are all the same or that are not there at all.
func (a Axis) drawnRange(data Range) Range {
	switch {
	case a.asked():
		return a.Range
	case a.Log && (data.isEmpty() || data.From < smallest):
		return Range{1, 10}
	case data.isEmpty():
		return Range{0, 1}
	case a.Log:
		least, most := math.Log(data.From), math.Log(data.To)
		air := a.air * (most - least)
		if isFlat(least, most) {
			air = math.Ln2
		}
		return Range{max(math.Exp(least-air), smallest/10), min(math.Exp(most+air), largest*10)}
	case isFlat(data.From, data.To):
		size := max(math.Abs(data.From), math.Abs(data.To)) / 10
		if size < smallest {
			size = 1
		}
		return Range{data.From - size, data.To + size}
	}
	if a.air > 0 && data.From > 0 && data.From < data.To/4 {
		data.From = 0 // an axis that nearly reaches zero should show it
	}
	air := a.air * (data.To - data.From)
	shown := Range{data.From - air, data.To + air}
	if a.isFoot && data.From == 0 {
		shown.From = 0
	}
	if a.isFoot && data.To == 0 {
		shown.To = 0
	}
	return shown
}

// isFlat says that two numbers are too close for others between them.
func isFlat(least, most float64) bool {
	return most-least < smallest || most-least <= 1e-12*max(math.Abs(least), math.Abs(most))
}
