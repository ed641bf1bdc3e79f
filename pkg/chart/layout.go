package chart

import (
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// margin is the white rim of a figure.
const margin = 14

// layOut draws the figure from top to bottom: title, legend, notes, and the plot with its colour scale.
func (f *Figure) layOut(canvas vg.CanvasSizer, v view) {
	c := draw.New(canvas)
	c.SetColor(background)
	c.Fill(c.Rectangle.Path())
	c = draw.Crop(c, margin, -margin, margin, -margin)
	styles := f.styles(v.described)
	c = f.drawTitle(c)
	c = f.drawLegend(c, v.described, styles)
	c = f.drawNotes(c, v.described)
	c.Max.Y = max(c.Max.Y, c.Min.Y+smallestHeight/2) // words that are too long for the figure may be drawn over

	p := f.plot(c, v, styles)
	xLabel, yLabel := p.X.Label, p.Y.Label
	p.X.Label.Text, p.Y.Label.Text = "", "" // drawn here: gonum misplaces them on logarithmic axes
	whole := c
	if yLabel.Text != "" {
		c.Min.X += yLabel.TextStyle.Height(yLabel.Text) + 4
	}
	if xLabel.Text != "" {
		c.Min.Y += min(xLabel.TextStyle.Height(xLabel.Text)+4, c.Size().Y/3)
	}
	if scale := f.colourScale(); scale != nil {
		width := scale.width()
		scale.draw(p.DataCanvas(draw.Crop(c, 0, -width, 0, 0)), c.Max.X-width)
		c = draw.Crop(c, 0, -width, 0, 0)
	}
	p.Draw(c)

	frame := p.DataCanvas(c)
	middle := frame.Center()
	xStyle, yStyle := xLabel.TextStyle, yLabel.TextStyle
	x := inside(middle.X, xStyle.Width(xLabel.Text), whole.Min.X, whole.Max.X)
	c.FillText(xStyle, vg.Point{X: x, Y: whole.Min.Y + xStyle.FontExtents().Descent}, xLabel.Text)
	y := inside(middle.Y, yStyle.Width(yLabel.Text), whole.Min.Y, whole.Max.Y)
	yStyle.Rotation, yStyle.YAlign = math.Pi/2, draw.YTop
	c.FillText(yStyle, vg.Point{X: whole.Min.X - yStyle.FontExtents().Descent, Y: y}, yLabel.Text)
}

// size returns the size in CSS pixels: the one that Size set, or the one that the marks ask for.
func (f *Figure) size() (width, height float64) {
	width, height = 560, 340
	for _, mark := range f.marks {
		if mark, ok := mark.(sized); ok {
			width, height = mark.size()
		}
	}
	width = min(max(width, smallestWidth), largestSide)
	height = min(max(height, smallestHeight), largestSide)
	if f.width > 0 {
		width, height = f.width, f.height
	}
	return math.Round(width), math.Round(height)
}

// inside moves the middle of a label so far that its ends are inside the figure.
func inside(middle, width, least, most vg.Length) vg.Length {
	return max(min(middle, most-width/2), least+width/2)
}

// plot assembles gonum's plot of the marks, to be drawn on the canvas.
func (f *Figure) plot(c draw.Canvas, v view, styles []Style) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil // the figure has painted its own
	size := c.Size()
	prepareAxis(&p.X, v.x, v.across, size.X, 90)
	prepareAxis(&p.Y, v.y, v.up, size.Y-45, 45) // the horizontal axis takes about 45
	p.X.Tick.Label.YAlign = draw.YTop
	if names, ok := p.X.Tick.Marker.(plot.ConstantTicks); ok {
		fitNames(&p.X, names, size.X*0.85, min(140, size.Y/2))
	}
	if names, ok := p.Y.Tick.Marker.(plot.ConstantTicks); ok {
		for i := range names {
			names[i].Label = cut(names[i].Label, p.Y.Tick.Label, size.X/3)
		}
	}
	p.Add(&plotter.Grid{Horizontal: draw.LineStyle{Color: gridInk, Width: 1}})
	if v.across.isEmpty() || v.up.isEmpty() {
		p.Add(noData{})
	}
	for i, mark := range f.marks {
		p.Add(drawnMark{mark, Frame{X: v.x, Y: v.y, Style: styles[i]}})
	}
	return p
}

// A drawnMark is a mark as gonum sees it.
type drawnMark struct {
	Mark
	frame Frame
}

// Plot implements plot.Plotter.
func (m drawnMark) Plot(c draw.Canvas, p *plot.Plot) {
	m.frame.Canvas, m.frame.Plot = c, p
	m.Draw(m.frame)
}

func prepareAxis(a *plot.Axis, wanted Axis, data Range, length vg.Length, spacing float64) {
	shown := wanted.drawnRange(data)
	a.Min, a.Max = shown.From, shown.To
	if wanted.Log {
		a.Scale = logarithmic{}
	}
	a.Padding = 0
	a.LineStyle = draw.LineStyle{Color: faintInk, Width: 1}
	a.Label.TextStyle.Font, a.Label.TextStyle.Color, a.Label.TextStyle.Handler = sans(12.5), ink, texts
	a.Label.Text = wrap(wanted.Label, a.Label.TextStyle, length)
	a.Tick.Label.Font, a.Tick.Label.Color, a.Tick.Label.Handler = sans(11), ink, texts
	a.Tick.LineStyle = draw.LineStyle{Color: faintInk, Width: 1}
	a.Tick.Length = 5
	a.Tick.Marker = ticks{wanted: max(2, int(math.Round(length.Points()/spacing))), axis: wanted}
	if wanted.names != nil {
		a.Tick.Length = 3
		a.Tick.Marker = nameTicks(wanted.names)
	}
	if wanted.hidden {
		a.Label.Text, a.Tick.Length, a.Width = "", 0, 0
	}
}

// drawTitle writes the title along the top and returns the canvas below it.
func (f *Figure) drawTitle(c draw.Canvas) draw.Canvas {
	if f.title == "" {
		return c
	}
	style := textStyle(15, ink)
	style.Font.Weight = weightBold
	style.YAlign = draw.YTop
	title := wrap(f.title, style, c.Size().X)
	c.FillText(style, vg.Point{X: c.Min.X, Y: c.Max.Y + style.FontExtents().Descent}, title)
	return draw.Crop(c, 0, 0, 0, -style.Height(title)-8)
}

// noData says that there is nothing to see, where an empty frame would leave a doubt.
type noData struct{}

// Plot implements plot.Plotter.
func (noData) Plot(c draw.Canvas, _ *plot.Plot) {
	style := textStyle(14, faintInk)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	c.FillText(style, c.Center(), "no data")
}

// colourScale returns the scale of the first mark that needs one, or nil.
func (f *Figure) colourScale() *colourScale {
	for _, mark := range f.marks {
		if mark, ok := mark.(scaled); ok {
			if scale := mark.scale(); scale != nil {
				return scale
			}
		}
	}
	return nil
}

// sans is the typeface of all figures. It has Latin, Greek and Cyrillic letters.
func sans(size vg.Length) font.Font {
	return font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
}

func textStyle(size vg.Length, colour color.Color) text.Style {
	return text.Style{Font: sans(size), Color: colour, Handler: texts}
}

// wrap breaks a text between words so that its lines are no wider than the given width.
func wrap(words string, style text.Style, width vg.Length) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(words) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && style.Width(longer) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return strings.Join(append(lines, line), "\n")
}

// fitNames keeps the names along the horizontal axis apart: names that would
// touch are broken into lines, and tilted if that is not enough.
func fitNames(a *plot.Axis, names plot.ConstantTicks, length, longest vg.Length) {
	width := length/vg.Length(len(names)) - 6
	style := a.Tick.Label
	tilted := false
	for i, name := range names {
		names[i].Label = wrap(cut(name.Label, style, longest), style, width)
		tilted = tilted || style.Width(names[i].Label) > width
	}
	if tilted {
		for i := range names {
			names[i].Label = strings.ReplaceAll(names[i].Label, "\n", " ")
		}
		a.Tick.Label.Rotation, a.Tick.Label.XAlign, a.Tick.Label.YAlign = math.Pi/5, draw.XRight, draw.YTop
	}
}

// cut shortens a text to a width; three dots say so.
func cut(words string, style text.Style, width vg.Length) string {
	if style.Width(words) <= width {
		return words
	}
	letters := []rune(words)
	for len(letters) > 0 && style.Width(string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}
