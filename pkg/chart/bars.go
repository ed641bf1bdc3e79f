package chart

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars returns a bar for each name. Negative values hang below zero.
func Bars(names []string, values []float64) Mark {
	if len(names) != len(values) {
		panic(fmt.Sprintf("chart.Bars: %d names and %d values; each bar needs one of both", len(names), len(values)))
	}
	return bars{names: names, values: values}
}

type bars struct {
	names  []string
	values []float64
}

func (b bars) draw(p *plot.Plot, _ look) {
	if len(b.names) == 0 {
		return
	}
	p.X.Tick.Length = 3
	p.X.Scale = linear{} // names have no logarithm
	p.X.Tick.Marker = nameTicks(b.names)
	p.Add(drawnBars{b, axisOf(p.Y)})
}

// nameTicks puts the names at 0, 1, 2, ... Where there is no name, there is no tick.
func nameTicks(names []string) plot.ConstantTicks {
	marks := plot.ConstantTicks{}
	for i, name := range names {
		if name != "" {
			marks = append(marks, plot.Tick{Value: float64(i), Label: name})
		}
	}
	return marks
}

func (b bars) describe(_, y axis) string {
	drawn, left := b.visible(y)
	if len(drawn) == 0 {
		return "no data" + left.words("bar")
	}
	largest, smallest := drawn[0], drawn[0]
	for _, i := range drawn {
		if b.values[i] > b.values[largest] {
			largest = i
		}
		if b.values[i] < b.values[smallest] {
			smallest = i
		}
	}
	words := count(len(b.names), "bar")
	if b.values[largest] == b.values[smallest] {
		words += ", each at " + number(b.values[largest])
	} else {
		most, least := twoNumbers(b.values[largest], b.values[smallest])
		words += fmt.Sprintf(", largest is %s at %s, smallest is %s at %s", b.nameOf(largest), most, b.nameOf(smallest), least)
	}
	return words + left.words("bar")
}

// nameOf is the name of a bar, or its place where it has none.
func (b bars) nameOf(i int) string {
	if b.names[i] == "" {
		return fmt.Sprintf("bar %d", i+1)
	}
	return b.names[i]
}

func (b bars) labels() (x, y string) { return "", "value" }

// visible lists the bars that can be drawn and counts the others.
func (b bars) visible(y axis) (drawn []int, left leftOut) {
	for i, value := range b.values {
		switch {
		case !finite(value):
			left.notNumbers++
		case y.log && value <= 0:
			left.notPositive++
		default:
			drawn = append(drawn, i)
		}
	}
	return drawn, left
}

// drawnBars are bars on their way to the canvas: a gonum plotter.
type drawnBars struct {
	bars
	y axis
}

// Plot implements plot.Plotter.
func (b drawnBars) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	half := (toX(1) - toX(0)) * 0.36
	half = min(half, 40)
	style := textStyle(11, ink)
	style.XAlign = draw.XCenter
	drawn, _ := b.visible(b.y)
	for _, i := range drawn {
		value := b.values[i]
		middle, foot, top := toX(float64(i)), max(toY(0), c.Min.Y), toY(value)
		colour := positive
		if value < 0 {
			colour = negative
		}
		c.FillPolygon(colour, []vg.Point{
			{X: middle - half, Y: foot}, {X: middle - half, Y: top}, {X: middle + half, Y: top}, {X: middle + half, Y: foot},
		})
		label := number(value)
		if style.Width(label) > 2.6*half {
			continue
		}
		at := vg.Point{X: middle, Y: top + 3}
		if value < 0 {
			at.Y = top - 3 - style.Height(label) + 2
		}
		c.FillText(style, at, label)
	}
	if !b.y.log {
		c.StrokeLine2(draw.LineStyle{Color: faintInk, Width: 1}, c.Min.X, toY(0), c.Max.X, toY(0))
	}
}

// DataRange implements plot.DataRanger. Zero is always in sight, because a bar's length is its value.
func (b drawnBars) DataRange() (xmin, xmax, ymin, ymax float64) {
	ymin, ymax = math.Inf(1), math.Inf(-1)
	drawn, _ := b.visible(b.y)
	for _, i := range drawn {
		ymin, ymax = min(ymin, b.values[i]), max(ymax, b.values[i])
	}
	switch {
	case len(drawn) == 0:
		return math.Inf(1), math.Inf(-1), ymin, ymax
	case b.y.log:
		ymin = max(ymin/2, math.SmallestNonzeroFloat64)
	default:
		ymin, ymax = min(ymin, 0), max(ymax, 0)
		ymin, ymax = ymin*1.14, ymax*1.14 // room for the numbers
		ymin, ymax = max(ymin, -math.MaxFloat64), min(ymax, math.MaxFloat64)
	}
	return -0.5, float64(len(b.names)) - 0.5, ymin, ymax
}
