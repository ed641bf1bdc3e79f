package chart

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Dimension is one of the axes of [Parallel].
type Dimension struct {
	Name   string
	Values []float64 // one for each line
	Names  []string  // in place of the numbers 0, 1, 2, ...; nil: numbers
	Log    bool      // logarithmic
}

// Parallel returns parallel coordinates: axes side by side, and lines, each of which goes through its value on every axis. So
// one sees which settings lead to which result. The last axis gives the lines their colour, from dark blue for small to
// light red for large. A line without a number there is grey and dashed. Lines with the same values lie on each other, the largest on
// top, and on these the grey ones.
func Parallel(dimensions ...Dimension) Mark {
	for i, d := range dimensions {
		if len(d.Values) != len(dimensions[0].Values) {
			panic(fmt.Sprintf("chart.Parallel: %q has %d values and %q has %d; each axis needs one for each line",
				dimensions[0].Name, len(dimensions[0].Values), d.Name, len(d.Values)))
		}
		for _, v := range d.Values {
			if place := int(v); finite(v) && d.Names != nil && (place < 0 || place >= len(d.Names) || float64(place) != v) {
				panic(fmt.Sprintf("chart.Parallel: axis %d, %q, has %d names and the value %v; the values must be 0, 1, ... for them", i+1, d.Name, len(d.Names), v))
			}
		}
	}
	axes := make(parallel, len(dimensions))
	for i, d := range dimensions {
		axes[i] = newParallelAxis(d)
	}
	return axes
}

// mostLines is how many lines are drawn; of more only some.
const mostLines = 1000

type parallel []parallelAxis

// parallelAxis is a dimension with its range.
type parallelAxis struct {
	Dimension
	axis  Axis
	shown Range
}

func newParallelAxis(d Dimension) parallelAxis {
	a := parallelAxis{d, Axis{Label: d.Name, Log: d.Log && d.Names == nil, whole: true}, nowhere}
	if d.Names != nil {
		a.shown = Range{0, float64(len(d.Names) - 1)}
	}
	for _, v := range d.Values {
		a.axis.whole = a.axis.whole && (!finite(v) || Range{v, v}.isWhole())
		if d.Names == nil && (&leftOut{}).count(a.axis, v) {
			a.shown = a.shown.including(v)
		}
	}
	if a.shown.isEmpty() || isFlat(a.shown.From, a.shown.To) {
		a.shown = a.axis.drawnRange(a.shown)
	}
	return a
}

// Draw implements Mark.
func (p parallel) Draw(f Frame) {
	if len(p) == 0 {
		return
	}
	for _, line := range p.order() {
		style := draw.LineStyle{Color: rimInk, Width: 1.2, Dashes: []vg.Length{4, 3}}
		if place, ok := p[len(p)-1].place(line); ok {
			style = draw.LineStyle{Color: colourAt(plasma, place), Width: 1.5}
		}
		var way []vg.Point
		for i, d := range p {
			if place, ok := d.place(line); ok {
				way = append(way, f.At(float64(i), place))
				continue
			}
			f.StrokeLines(style, way)
			way = nil
		}
		f.StrokeLines(style, way)
	}
	for i, d := range p {
		d.drawAxis(f, float64(i), i == len(p)-1)
	}
}

// order is in which order the lines are drawn: from the smallest on the last axis to those without a number there, which
// others with the same settings would hide.
func (p parallel) order() []int {
	last := p[len(p)-1]
	lines := make([]int, len(last.Values))
	for i := range lines {
		lines[i] = i
	}
	slices.SortStableFunc(lines, func(a, b int) int {
		x, xFound := last.place(a)
		y, yFound := last.place(b)
		switch {
		case xFound && yFound:
			return cmp.Compare(x, y)
		case xFound:
			return -1
		case yFound:
			return 1
		}
		return 0
	})
	return evenly(lines, mostLines)
}

// drawAxis draws a vertical axis with its ticks. Left of it is paper behind the words, because lines go there; right of the last one are none.
func (d parallelAxis) drawAxis(f Frame, across float64, isLast bool) {
	f.StrokeLine2(draw.LineStyle{Color: faintInk, Width: 1}, f.At(across, 0).X, f.At(across, 0).Y, f.At(across, 1).X, f.At(across, 1).Y)
	style := textStyle(11, ink)
	style.YAlign = draw.YCenter
	longest := (f.At(1, 0).X - f.At(0, 0).X) / 3
	for _, tick := range d.ticks() {
		at := f.At(across, d.share(tick.Value))
		words := cut(tick.Label, style, longest)
		left, end := at.X-7-style.Width(words), at.X-4
		if isLast {
			left, end = at.X+7, at.X+4
		}
		f.StrokeLine2(draw.LineStyle{Color: faintInk, Width: 1}, at.X, at.Y, end, at.Y)
		if !isLast && words != "" {
			half := style.Height("x") / 2
			f.FillPolygon(color.NRGBA{background.R, background.G, background.B, 0xD0}, []vg.Point{
				{X: left - 2, Y: at.Y - half}, {X: left - 2, Y: at.Y + half}, {X: at.X - 5, Y: at.Y + half}, {X: at.X - 5, Y: at.Y - half},
			})
		}
		f.FillText(style, vg.Point{X: left, Y: at.Y + style.FontExtents().Descent}, words)
	}
}

func (d parallelAxis) ticks() []plot.Tick {
	if d.Names != nil {
		return nameTicks(d.Names)
	}
	return ticks{wanted: 5, axis: d.axis}.Ticks(d.shown.From, d.shown.To)
}

// share is how far up on the axis a value is, from 0 to 1.
func (d parallelAxis) share(v float64) float64 {
	if d.axis.Log {
		return logarithmic{}.Normalize(d.shown.From, d.shown.To, v)
	}
	return (v/2 - d.shown.From/2) / (d.shown.To/2 - d.shown.From/2) // halves, because the difference may be too large for a number
}

// place is the share of a line, if it has a number there that can be drawn.
func (d parallelAxis) place(line int) (share float64, ok bool) {
	v := d.Values[line]
	if !(&leftOut{}).count(d.axis, v) {
		return 0, false
	}
	return d.share(v), true
}

// Extent implements Mark. Beside the outer axes is space for their words.
func (p parallel) Extent(_, _ Axis) (across, up Range) {
	if len(p) == 0 || len(p[0].Values) == 0 {
		return nowhere, nowhere
	}
	return Range{-0.35, float64(len(p)) - 0.65}, Range{-0.03, 1.03}
}

func (p parallel) adjust(x, y *Axis) {
	names := []string{}
	for _, d := range p {
		names = append(names, d.Name)
	}
	x.names, x.air, y.air, y.hidden = names, 0, 0, true
}

// Describe implements Mark.
func (p parallel) Describe(_, _ Axis) Description {
	d := Description{Kind: "parallel coordinates", Summary: "no data"}
	if len(p) == 0 || len(p[0].Values) == 0 {
		return d
	}
	var names []string
	for _, axis := range p {
		names = append(names, axis.Name)
	}
	last, lines, order := p[len(p)-1], len(p[0].Values), p.order()
	d.Summary = fmt.Sprintf("%s over %s", count(lines, "line"), joined(names))
	drawn := slices.DeleteFunc(slices.Clone(order), func(line int) bool { _, ok := last.place(line); return !ok })
	if most := len(drawn) - 1; most >= 0 {
		d.Summary += fmt.Sprintf("; %s is smallest at %s; largest at %s", last.Name, p.wordsOf(drawn[0]), p.wordsOf(drawn[most]))
	}
	if without := len(order) - len(drawn); without > 0 {
		d.Note = fmt.Sprintf("%s without %s, grey and dashed", count(without, "line"), last.Name)
	}
	if lines > mostLines {
		d.Note = strings.Trim(fmt.Sprintf("%s, %d of the lines are drawn", d.Note, mostLines), ", ")
	}
	if lines <= mostPointsListed {
		var all []string
		for line := range lines {
			all = append(all, p.wordsOf(line))
		}
		d.Details = strings.Join(all, "; ")
	}
	return d
}

// wordsOf tells the values of a line.
func (p parallel) wordsOf(line int) string {
	var words []string
	for _, d := range p {
		switch v := d.Values[line]; {
		case !finite(v):
			words = append(words, "no "+d.Name)
		case d.Names != nil:
			words = append(words, d.Name+" "+d.Names[int(v)])
		default:
			words = append(words, d.Name+" "+number(v))
		}
	}
	return joined(words)
}
