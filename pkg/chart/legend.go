package chart

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// mostNamed is how many marks a legend names. More than that are treated as a sweep, such
// as thirty learning rates: the legend names namedOfSweep of them, and the colours follow their order.
const mostNamed, namedOfSweep = 10, 6

func countNamed(described []Description) (n int) {
	for _, d := range described {
		if d.Name != "" {
			n++
		}
	}
	return n
}

// sweepOf returns which marks of a sweep are named, or nil if there are so few that all are.
func sweepOf(described []Description) []int {
	var named []int
	for i, d := range described {
		if d.Name != "" {
			named = append(named, i)
		}
	}
	if len(named) <= mostNamed {
		return nil
	}
	return evenly(named, namedOfSweep)
}

// drawLegend writes a row of samples and names above the plot, where it can cover no data,
// and returns the canvas below it. A mark that is alone needs no legend: the axis names it.
func (f *Figure) drawLegend(c draw.Canvas, described []Description, styles []Style) draw.Canvas {
	if len(f.marks) < 2 || countNamed(described) == 0 {
		return c
	}
	const sampleWidth, gap, between = 30, 6, 18
	style := textStyle(12, ink)
	style.YAlign = draw.YCenter
	rowHeight := style.Height("x") + 4
	left, row := c.Min.X, vg.Length(0)
	// place finds a place for an entry: in this row, or at the beginning of the next.
	place := func(width vg.Length) (start vg.Length, middle vg.Length) {
		if left > c.Min.X && left+width > c.Max.X {
			left, row = c.Min.X, row+1
		}
		start = left
		left += width + between
		return start, c.Max.Y - (row+0.5)*rowHeight
	}
	write := func(left, middle vg.Length, words string) {
		c.FillText(style, vg.Point{X: left, Y: middle + style.FontExtents().Descent}, words)
	}
	sweep := sweepOf(described)
	for i, d := range described {
		if d.Name == "" || sweep != nil && !slices.Contains(sweep, i) {
			continue
		}
		name := cut(d.Name, style, c.Size().X-sampleWidth-gap)
		left, middle := place(sampleWidth + gap + style.Width(name))
		box := draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{
			Min: vg.Point{X: left, Y: middle - 5},
			Max: vg.Point{X: left + sampleWidth, Y: middle + 5},
		}}
		if mark, ok := f.marks[i].(sampler); ok {
			mark.sample(box, styles[i])
		} else {
			box.SetColor(styles[i].Colour)
			box.Fill(box.Rectangle.Path())
		}
		write(left+sampleWidth+gap, middle, name)
	}
	if sweep != nil {
		words := cut(fmt.Sprintf("%d of %d; colours follow the order, dark to light", len(sweep), countNamed(described)), style, c.Size().X)
		left, middle := place(style.Width(words))
		write(left, middle, words)
	}
	return draw.Crop(c, 0, 0, 0, -(row+1)*rowHeight-6)
}

// drawNotes writes below the legend what is not drawn and why, and returns the canvas below.
func (f *Figure) drawNotes(c draw.Canvas, described []Description) draw.Canvas {
	const most = 3
	style := textStyle(11, faintInk)
	style.YAlign = draw.YTop
	var notes []string
	for _, d := range described {
		note := d.Note
		if note != "" && d.Name != "" && len(f.marks) > 1 {
			note = d.Name + ": " + note
		}
		if note != "" {
			notes = append(notes, note)
		}
	}
	if more := len(notes) - most; more > 0 {
		notes = append(notes[:most], fmt.Sprintf("and %s more", count(more, "note")))
	}
	for _, note := range notes {
		words := wrap(note, style, c.Size().X)
		c.FillText(style, vg.Point{X: c.Min.X, Y: c.Max.Y + style.FontExtents().Descent}, words)
		c = draw.Crop(c, 0, 0, 0, -style.Height(words)-3)
	}
	return c
}
