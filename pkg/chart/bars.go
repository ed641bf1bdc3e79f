package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars returns a bar for each name. Bars of negative values reach down from zero.
func Bars(names []string, values []float64) Mark {
	if len(names) != len(values) {
		panic(fmt.Sprintf("chart.Bars: %d names and %d values; each bar needs one of both", len(names), len(values)))
	}
	return bars{names: names, values: values}
}

// mostBars is how many bars surely have a pixel of their own.
const mostBars = 400

type bars struct {
	names  []string
	values []float64
}

// Draw implements Mark.
func (b bars) Draw(f Frame) {
	width := f.At(1, 0).X - f.At(0, 0).X
	half := min(0.36*width, 40)
	style := textStyle(11, ink)
	style.XAlign = draw.XCenter
	drawn, _ := b.visible(f.Y)
	// Many bars share a column of pixels: the one that reaches furthest hides the others.
	furthest := map[int]int{}
	for _, i := range drawn {
		at := column(f.At(float64(i), 0).X)
		if other, ok := furthest[at]; !ok || math.Abs(b.values[i]) > math.Abs(b.values[other]) {
			furthest[at] = i
		}
	}
	inFrame := func(y vg.Length) vg.Length { return min(max(y, f.Min.Y), f.Max.Y) }
	for _, i := range drawn {
		at := f.At(float64(i), b.values[i])
		if furthest[column(at.X)] != i || !f.ContainsX(at.X) {
			continue
		}
		foot, top := inFrame(f.At(0, 0).Y), inFrame(at.Y)
		colour := positive
		if b.values[i] < 0 {
			colour = negative
		}
		half := max(half, 0.5)
		f.FillPolygon(colour, []vg.Point{
			{X: at.X - half, Y: foot}, {X: at.X - half, Y: top}, {X: at.X + half, Y: top}, {X: at.X + half, Y: foot},
		})
		label := f.Y.Format(b.values[i])
		if style.Width(label) > 2.6*half {
			continue
		}
		end := vg.Point{X: at.X, Y: top + 3}
		if b.values[i] < 0 {
			end.Y = top - 3 - style.Height(label) + 2
		}
		f.FillText(style, end, label)
	}
	if zero := f.At(0, 0).Y; !f.Y.Log && f.ContainsY(zero) {
		f.StrokeLine2(draw.LineStyle{Color: faintInk, Width: 1}, f.Min.X, zero, f.Max.X, zero)
	}
}

// Extent implements Mark. Zero is always in sight, because a bar's length is its value.
func (b bars) Extent(_, y Axis) (across, up Range) {
	drawn, _ := b.visible(y)
	up = nowhere
	for _, i := range drawn {
		up = up.including(b.values[i])
	}
	switch {
	case len(drawn) == 0:
		return nowhere, nowhere
	case y.Log:
		up.From /= 2
	default:
		up = up.including(0)
	}
	return Range{-0.5, float64(len(b.names)) - 0.5}, up
}

func (b bars) adjust(x, y *Axis) {
	x.names, x.air = b.names, 0
	y.Label, y.air, y.isFoot = cmp.Or(y.Label, "value"), 0.12, true // air for the numbers
	for _, value := range b.values {
		y.whole = y.whole && (value == math.Trunc(value) || !finite(value))
	}
}

// Describe implements Mark.
func (b bars) Describe(_, y Axis) Description {
	drawn, left := b.visible(y)
	d := Description{Kind: "bar chart", Summary: "no data", Note: left.note("bar")}
	if len(drawn) == 0 {
		return d
	}
	byValue := func(i, j int) int { return cmp.Compare(b.values[i], b.values[j]) }
	largest, smallest := slices.MaxFunc(drawn, byValue), slices.MinFunc(drawn, byValue)
	var values []string
	for _, i := range drawn[:min(len(drawn), mostBarsListed)] {
		values = append(values, b.nameOf(i)+" "+y.Format(b.values[i]))
	}
	if more := len(drawn) - len(values); more > 0 {
		values = append(values, "and "+count(more, "more bar"))
	}
	if len(drawn) > mostBars {
		d.Note = strings.Trim(d.Note+", where bars share a pixel only the longest is drawn", ", ")
	}
	d.Details = strings.Join(values, ", ")
	d.Summary = count(len(b.names), "bar")
	if b.values[largest] == b.values[smallest] {
		d.Summary += ", each at " + y.Format(b.values[largest])
	} else {
		write := y.distinct(b.values[largest], b.values[smallest])
		d.Summary += fmt.Sprintf(", largest %s at %s, smallest %s at %s", b.allAt(b.values[largest]), write[0], b.allAt(b.values[smallest]), write[1])
	}
	return d
}

// allAt names the bars of a value: a tie is told as one.
func (b bars) allAt(value float64) string {
	var names []string
	for i, v := range b.values {
		if v == value {
			names = append(names, b.nameOf(i))
		}
	}
	const most = 3
	switch last := len(names) - 1; {
	case last == 0:
		return "is " + names[0]
	case last < most:
		return "are " + joined(names[:last]) + " and " + names[last]
	default:
		return "are " + count(len(names), "bar")
	}
}

// nameOf is the name of a bar, or its place where it has none.
func (b bars) nameOf(i int) string { return cmp.Or(b.names[i], fmt.Sprintf("bar %d", i+1)) }

// visible lists the bars that can be drawn and counts the others.
func (b bars) visible(y Axis) (drawn []int, left leftOut) {
	for i, value := range b.values {
		if left.count(y, value) {
			drawn = append(drawn, i)
			if !y.has(value) {
				left.outside++
			}
		}
	}
	return drawn, left
}
