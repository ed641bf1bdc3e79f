package chart

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drawLegend writes a row of samples and names above the plot, where it can cover no data,
// and returns the canvas below it. A mark that is alone needs no legend: the axis names it.
func (f *Figure) drawLegend(c draw.Canvas) draw.Canvas {
	const sampleWidth, gap, between = 30, 6, 18
	style := textStyle(12, ink)
	style.YAlign = draw.YCenter
	rowHeight := style.Height("x") + 4

	left, row := c.Min.X, vg.Length(0)
	for i, mark := range f.marks {
		mark, ok := mark.(keyed)
		if !ok || mark.key() == "" || len(f.marks) < 2 {
			continue
		}
		name := cut(mark.key(), style, c.Size().X-sampleWidth-gap)
		width := sampleWidth + gap + style.Width(name)
		if left > c.Min.X && left+width > c.Max.X {
			left, row = c.Min.X, row+1
		}
		middle := c.Max.Y - (row+0.5)*rowHeight
		box := draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{
			Min: vg.Point{X: left, Y: middle - 5},
			Max: vg.Point{X: left + sampleWidth, Y: middle + 5},
		}}
		mark.sample(box, lookOf(i))
		c.FillText(style, vg.Point{X: left + sampleWidth + gap, Y: middle + style.FontExtents().Descent}, name)
		left += width + between
	}
	if left == c.Min.X {
		return c
	}
	return draw.Crop(c, 0, 0, 0, -(row+1)*rowHeight-6)
}
