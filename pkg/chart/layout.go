package chart

import (
	"image/color"
	"math"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// margin is the white rim of a figure.
const margin = 14

// layOut draws the figure from top to bottom: title, legend, and the plot with its colour scale.
func (f *Figure) layOut(canvas vg.CanvasSizer) {
	c := draw.New(canvas)
	c.SetColor(background)
	c.Fill(roundedRectangle(c.Rectangle, 8))
	c = draw.Crop(c, margin, -margin, margin, -margin)
	c = f.drawTitle(c)
	c = f.drawLegend(c)

	p := f.plot(c)
	xLabel, yLabel := p.X.Label, p.Y.Label
	p.X.Label.Text, p.Y.Label.Text = "", "" // drawn here: gonum misplaces them on logarithmic axes
	below := roomFor(xLabel.Text, xLabel.TextStyle)
	beside := roomFor(yLabel.Text, yLabel.TextStyle)
	whole := c
	c = draw.Crop(c, beside, 0, below, 0)
	if scale := f.colourScale(); scale != nil {
		room := scale.width()
		scale.draw(p.DataCanvas(draw.Crop(c, 0, -room, 0, 0)), c.Max.X-room)
		c = draw.Crop(c, 0, -room, 0, 0)
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

// inside moves the middle of a label so far that its ends are inside the figure.
func inside(middle, width, least, most vg.Length) vg.Length {
	return max(min(middle, most-width/2), least+width/2)
}

// roomFor is how much an axis label takes from the plot.
func roomFor(label string, style text.Style) vg.Length {
	if label == "" {
		return 0
	}
	return style.Height(label) + 4
}

// plot assembles gonum's plot of the marks, to be drawn on the canvas.
func (f *Figure) plot(c draw.Canvas) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil // the figure has painted its own
	x, y := f.namedAxes()
	size := c.Size()
	prepareAxis(&p.X, x, size.X, 90)
	prepareAxis(&p.Y, y, size.Y-45, 45) // the horizontal axis takes about 45
	p.X.Tick.Label.YAlign = draw.YTop
	p.Add(&plotter.Grid{Horizontal: draw.LineStyle{Color: gridInk, Width: 1}})
	for i, mark := range f.marks {
		mark.draw(p, lookOf(i))
	}
	if p.X.Min > p.X.Max {
		p.Add(noData{})
	}
	if names, ok := p.X.Tick.Marker.(plot.ConstantTicks); ok {
		fitNames(&p.X, names, size.X*0.85)
	}
	if names, ok := p.Y.Tick.Marker.(plot.ConstantTicks); ok {
		for i := range names {
			names[i].Label = cut(names[i].Label, p.Y.Tick.Label, size.X/3)
		}
	}
	air := 0.03
	for _, mark := range f.marks {
		if _, ok := mark.(scaled); ok {
			air = 0 // colours fill their frame
		}
	}
	fit(&p.X, air)
	fit(&p.Y, air)
	return p
}

func prepareAxis(a *plot.Axis, wanted axis, length vg.Length, spacing float64) {
	a.Scale = linear{}
	if wanted.log {
		a.Scale = logarithmic{}
	}
	a.Padding = 0
	a.LineStyle = draw.LineStyle{Color: faintInk, Width: 1}
	a.Label.TextStyle.Font, a.Label.TextStyle.Color = sans(12.5), ink
	a.Label.Text = wrap(wanted.label, a.Label.TextStyle, length)
	a.Tick.Label.Font, a.Tick.Label.Color = sans(11), ink
	a.Tick.LineStyle = draw.LineStyle{Color: faintInk, Width: 1}
	a.Tick.Length = 5
	a.Tick.Marker = ticks{wanted: max(2, int(math.Round(length.Points()/spacing))), log: wanted.log}
}

// drawTitle writes the title along the top and returns the canvas below it.
func (f *Figure) drawTitle(c draw.Canvas) draw.Canvas {
	if f.title == "" {
		return c
	}
	style := textStyle(15, ink)
	style.Font.Weight = xfont.WeightBold
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
	return text.Style{Font: sans(size), Color: colour, Handler: plot.DefaultTextHandler}
}

// wrap breaks a text between words so that its lines are no wider than the room there is.
func wrap(words string, style text.Style, room vg.Length) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(words) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && style.Width(longer) > room {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return strings.Join(append(lines, line), "\n")
}

// fitNames makes room for the names along the horizontal axis: names that would
// touch are broken into lines, and tilted if that is not enough.
func fitNames(a *plot.Axis, names plot.ConstantTicks, length vg.Length) {
	room := length/vg.Length(len(names)) - 6
	style := a.Tick.Label
	tilted := false
	for i, name := range names {
		names[i].Label = wrap(cut(name.Label, style, 140), style, room)
		tilted = tilted || style.Width(names[i].Label) > room
	}
	if tilted {
		for i := range names {
			names[i].Label = strings.ReplaceAll(names[i].Label, "\n", " ")
		}
		a.Tick.Label.Rotation, a.Tick.Label.XAlign, a.Tick.Label.YAlign = math.Pi/5, draw.XRight, draw.YTop
	}
}

// cut shortens a text to the room there is; three dots say so.
func cut(words string, style text.Style, room vg.Length) string {
	if style.Width(words) <= room {
		return words
	}
	letters := []rune(words)
	for len(letters) > 0 && style.Width(string(letters)+"…") > room {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}

func roundedRectangle(r vg.Rectangle, radius vg.Length) vg.Path {
	var p vg.Path
	p.Move(vg.Point{X: r.Min.X + radius, Y: r.Min.Y})
	corner := func(x, y vg.Length, start float64) {
		p.Arc(vg.Point{X: x, Y: y}, radius, start, math.Pi/2)
	}
	corner(r.Max.X-radius, r.Min.Y+radius, -math.Pi/2)
	corner(r.Max.X-radius, r.Max.Y-radius, 0)
	corner(r.Min.X+radius, r.Max.Y-radius, math.Pi/2)
	corner(r.Min.X+radius, r.Min.Y+radius, math.Pi)
	p.Close()
	return p
}
