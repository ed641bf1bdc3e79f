// Package knobs makes controls of the flags that a cell uses: a slider, a drop-down, a switch or a field, as the models of
// Jupyter's widgets (ipywidgets, version 2 of its controls), which front ends draw. It sends nothing and runs nothing.
package knobs

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"firstneuron/kernel-setup/kernel/cells"
)

// A Knob is a flag whose value a control sets.
type Knob struct {
	cells.Flag
	Range   Range
	Written string // the value that the cell itself gives the flag
	Value   string // the one that the control has set
}

// New makes the knob of a flag to which the cell gives a value. It is nil for a flag that no control can set, and where the flag's
// line says //knob none. ok tells whether //knob could be read; otherwise the range is guessed.
func New(flag cells.Flag, value string) (knob *Knob, ok bool) {
	knob = &Knob{Flag: flag}
	if knob.Value, ok = knob.read(value); !ok {
		return nil, true // the program itself will say so
	}
	knob.Written = knob.Value
	if knob.Range, ok = ReadRange(flag, knob.Value); !ok {
		knob.Range = guess(flag, knob.Value)
	}
	if knob.Range.None {
		return nil, true
	}
	return knob, ok
}

// read is a value as the control would give it; ok is false where it is none, or none of a flag that can have a control.
func (k *Knob) read(value string) (word string, ok bool) {
	switch {
	case k.Kind == "Bool":
		on, err := strconv.ParseBool(value)
		return strconv.FormatBool(on), err == nil
	case isNumber(k.Kind):
		number, err := strconv.ParseFloat(value, 64)
		return k.word(number), err == nil
	}
	return value, k.Kind == "String" || k.Kind == "Duration"
}

// label is the flag's sentence, without the quotes in which package flag finds the name of its value.
func (k *Knob) label() string { return cmp.Or(strings.ReplaceAll(k.Usage, "`", ""), k.Name) }

// hint is what the page says when the mouse is over the control: the flag, or the whole label of a program's control.
func (k *Knob) hint() string {
	if k.Name == "" {
		return k.label()
	}
	return "--" + k.Name
}

// A Range says which values a control offers.
type Range struct {
	None           bool // there is no control
	Min, Max, Step float64
	Log            bool
	Choices        []string
}

// ReadRange reads what stands behind //knob: `0 to 10`, `0 to 10 step 0.5`, `0.001 to 10 log`, the values to choose from, or
// `none`. Where nothing stands, the range is guessed from the flag's value, which is in the range in any case.
func ReadRange(flag cells.Flag, value string) (r Range, ok bool) {
	words, kind := strings.Fields(flag.Knob), flag.Kind
	switch {
	case len(words) == 0:
		return guess(flag, value), true
	case len(words) == 1 && words[0] == "none":
		return Range{None: true}, true
	case isNumber(kind) && len(words) > 1 && words[1] == "to":
		r, ok = readInterval(words)
		return r.with(kind, value), ok
	}
	for _, word := range words {
		if _, err := strconv.ParseFloat(word, 64); isNumber(kind) && err != nil {
			return Range{}, false
		}
	}
	if !slices.Contains(words, value) {
		words = append([]string{value}, words...)
	}
	return Range{Choices: words}, kind != "Bool" && len(words) > 1
}

// isNumber tells whether a flag takes numbers.
func isNumber(kind string) bool {
	return slices.Contains([]string{"Float64", "Int", "Int64", "Uint", "Uint64"}, kind)
}

// readInterval reads two numbers with to between them, and what may follow.
func readInterval(words []string) (r Range, ok bool) {
	if last := len(words) - 1; words[last] == "log" {
		r.Log, words = true, words[:last]
	}
	for i, number := range []*float64{&r.Min, &r.Max, &r.Step} {
		if 2*i < len(words) {
			var err error
			if *number, err = strconv.ParseFloat(words[2*i], 64); err != nil || i > 0 && words[2*i-1] != []string{"", "to", "step"}[i] {
				return r, false
			}
		}
	}
	isWhole := len(words) == 3 || len(words) == 5 && !r.Log
	return r, isWhole && r.Min < r.Max && r.Step >= 0 && r.Step <= r.Max-r.Min && (!r.Log || r.Min > 0)
}

// guess takes a range around the value of a flag, a logarithmic one for rates and for what is small.
func guess(flag cells.Flag, value string) (r Range) {
	kind := flag.Kind
	if !isNumber(kind) {
		return Range{}
	}
	v, _ := strconv.ParseFloat(value, 64)
	size, isInt := math.Abs(v), kind != "Float64"
	switch {
	case v == 0 && isInt:
		r.Max = 10
	case v == 0:
		r.Min, r.Max = -1, 1
	case isInt && v > 0:
		r.Min, r.Max = 1, 3*v
	case v < 0:
		r.Min, r.Max = -3*size, size
	case rate.MatchString(flag.Name) && v >= 0.05:
		return Range{Min: v / 100, Max: v * 10, Log: true}.with(kind, value)
	case v < 0.05:
		return Range{Min: v / 100, Max: v * 100, Log: true}.with(kind, value)
	case v < 1:
		r.Max = 1
	default:
		r.Max = 3 * v
	}
	r = r.with(kind, value)
	if isInt && v > 0 {
		r.Min = r.Step // such as 200, 400, 600
	}
	return r
}

// rate finds names such as rate and learning-rate.
var rate = regexp.MustCompile(`(?i)(?:^|[-_])rate(?:$|[-_])`)

// with makes the range wide enough for a value, and gives it a step if it has none. A logarithmic one needs none.
func (r Range) with(kind, value string) Range {
	v, _ := strconv.ParseFloat(value, 64)
	if v > 0 || !r.Log {
		r.Min, r.Max = min(r.Min, v), max(r.Max, v)
	}
	if r.Log {
		return r
	}
	if r.Step == 0 {
		r.Step = roundStep((r.Max - r.Min) / 100)
	}
	if kind != "Float64" {
		r.Step = max(1, math.Round(r.Step))
	}
	return r
}

// roundStep is the number of the form 1, 2 or 5 times a power of ten that is next below a step, or the step itself.
func roundStep(step float64) float64 {
	power := math.Floor(math.Log10(step))
	for _, digit := range []float64{5, 2} {
		if rounded := power10(digit, power); rounded <= step*(1+1e-9) {
			return rounded
		}
	}
	return power10(1, power)
}

// power10 is exact where a product would not be.
func power10(digit, power float64) float64 {
	value, _ := strconv.ParseFloat(fmt.Sprintf("%ge%g", digit, power), 64)
	return value
}

// word is a number from a slider as the flag takes it, with three digits if the slider is logarithmic.
func (k *Knob) word(number float64) string {
	switch {
	case k.Kind != "Float64":
		return strconv.FormatFloat(math.Round(number), 'f', 0, 64)
	case k.Range.Log:
		return strconv.FormatFloat(number, 'g', 3, 64)
	}
	return strconv.FormatFloat(number, 'g', 10, 64)
}
