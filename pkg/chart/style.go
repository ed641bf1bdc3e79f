package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A Style sets one mark of a figure apart from the others, by more than its hue.
type Style struct {
	Colour color.NRGBA
	Width  vg.Length // of lines, in CSS pixels
	Dashes []vg.Length
	Marker draw.GlyphDrawer

	isOneOfMany bool
}

// Line is the style of gonum's lines.
func (s Style) Line() draw.LineStyle {
	return draw.LineStyle{Color: s.Colour, Width: s.Width, Dashes: s.Dashes}
}

// The colours of Okabe and Ito (https://jfly.uni-koeln.de/color/) that stand out from white paper, in an order
// in which neighbours differ in lightness; blue and purple are a little deeper than theirs for that reason.
var styles = []Style{
	{Colour: negative, Width: 2, Marker: draw.CircleGlyph{}},
	{Colour: positive, Width: 2, Dashes: []vg.Length{8, 4}, Marker: draw.PyramidGlyph{}},
	{Colour: color.NRGBA{0x1A, 0x1A, 0x1A, 0xFF}, Width: 2, Dashes: []vg.Length{2, 3}, Marker: draw.BoxGlyph{}},
	{Colour: color.NRGBA{0x00, 0x9E, 0x73, 0xFF}, Width: 2, Dashes: []vg.Length{10, 3, 2, 3}, Marker: diamond{}},
	{Colour: color.NRGBA{0x8F, 0x3F, 0x6E, 0xFF}, Width: 2, Dashes: []vg.Length{5, 2}, Marker: cross{}},
}

// styles returns a style for each mark. More than ten marks with a name are a sweep: their colours follow their order.
// On a decision boundary the first two series of points have its colours.
func (f *Figure) styles(described []Description) []Style {
	chosen := make([]Style, len(f.marks))
	isSweep, boundary, named, classes := sweepOf(described) != nil, f.boundary(), 0, 0
	for i, mark := range f.marks {
		chosen[i] = styles[i%len(styles)]
		if i >= len(styles) {
			chosen[i].Width = 1.2
		}
		if isSweep && described[i].Name != "" {
			place := float64(named) / float64(countNamed(described)-1)
			chosen[i] = Style{Colour: colourAt(plasma, place), Width: 1.5, Marker: draw.CircleGlyph{}, isOneOfMany: true}
			named++
		}
		if series, ok := mark.(*Series); ok && boundary && series.form == (markers{}) && classes < 2 {
			chosen[i] = styles[classes]
			classes++
		}
	}
	return chosen
}

// The paper and the ink. The paper is opaque, so that a figure can be read in a dark notebook, too.
var (
	background = color.NRGBA{0xFD, 0xFD, 0xFB, 0xFF}
	ink        = color.NRGBA{0x22, 0x22, 0x22, 0xFF}
	faintInk   = color.NRGBA{0x55, 0x55, 0x55, 0xFF}
	gridInk    = color.NRGBA{0xE3, 0xE3, 0xDF, 0xFF}
	rimInk     = color.NRGBA{0xB4, 0xB4, 0xB0, 0xFF}
)

// The signs of a weight: positive is vermilion, negative is blue. Blue is drawn dashed besides.
var (
	positive = color.NRGBA{0xD5, 0x5E, 0x00, 0xFF}
	negative = color.NRGBA{0x00, 0x5A, 0x94, 0xFF}
)

// cividis is a scale from dark blue to light yellow by Nuñez, Anderton and Renslow
// (PLOS ONE, 2018). It grows lighter all the way, for every kind of colour vision.
var cividis = []color.NRGBA{
	{0x00, 0x20, 0x4D, 0xFF}, {0x00, 0x33, 0x6F, 0xFF}, {0x39, 0x48, 0x6B, 0xFF}, {0x57, 0x5D, 0x6D, 0xFF},
	{0x70, 0x71, 0x73, 0xFF}, {0x8A, 0x87, 0x79, 0xFF}, {0xA6, 0x9D, 0x75, 0xFF}, {0xC4, 0xB5, 0x6C, 0xFF},
	{0xE4, 0xCF, 0x5B, 0xFF}, {0xFF, 0xEA, 0x46, 0xFF},
}

// plasma is the part of Matplotlib's scale of that name that stands out from white paper: dark blue to light red.
var plasma = []color.NRGBA{
	{0x0D, 0x08, 0x87, 0xFF}, {0x53, 0x02, 0xA3, 0xFF}, {0x8B, 0x0A, 0xA5, 0xFF}, {0xB8, 0x32, 0x89, 0xFF}, {0xDB, 0x5C, 0x68, 0xFF},
}

// diverging is a scale for numbers of both signs: blue is negative, near-white is zero, vermilion is positive.
// Its three colours in the middle are pale enough for points of the outer ones.
var diverging = []color.NRGBA{
	{0x00, 0x3C, 0x66, 0xFF}, negative, {0x8F, 0xB8, 0xD6, 0xFF}, {0xF4, 0xF4, 0xF0, 0xFF},
	{0xF3, 0xB4, 0x83, 0xFF}, positive, {0x8A, 0x36, 0x00, 0xFF},
}

// colourAt picks the colour at a place between 0 and 1 of a scale.
func colourAt(scale []color.NRGBA, place float64) color.NRGBA {
	place = min(max(place, 0), 1) * float64(len(scale)-1)
	i := min(int(place), len(scale)-2)
	t := place - float64(i)
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*(1-t) + float64(b)*t + 0.5) }
	a, b := scale[i], scale[i+1]
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xFF}
}

// readableOn chooses black or white text, whichever stands out more. The better of the two
// always has a contrast above 4.5, as the Web Content Accessibility Guidelines ask.
func readableOn(colour color.NRGBA) color.NRGBA {
	if luminance(colour) > 0.179 {
		return color.NRGBA{A: 0xFF}
	}
	return color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
}

// luminance is how light a colour looks, from 0 to 1 (WCAG 2.2, "relative luminance").
func luminance(c color.NRGBA) float64 {
	return 0.2126*linearLight(c.R) + 0.7152*linearLight(c.G) + 0.0722*linearLight(c.B)
}

// linearLight undoes the gamma correction of one sRGB channel.
func linearLight(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// disc draws a filled circle.
func disc(c draw.Canvas, colour color.Color, at vg.Point, radius vg.Length) {
	c.DrawGlyphNoClip(draw.GlyphStyle{Color: colour, Radius: radius, Shape: draw.CircleGlyph{}}, at)
}

// diamond is a filled square that is turned by 45 degrees.
type diamond struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (diamond) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	r := style.Radius * 1.2
	c.FillPolygon(style.Color, []vg.Point{
		{X: at.X, Y: at.Y + r}, {X: at.X - r, Y: at.Y}, {X: at.X, Y: at.Y - r}, {X: at.X + r, Y: at.Y},
	})
}

// cross is two thick diagonal strokes.
type cross struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (cross) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	r := style.Radius * 0.8
	stroke := draw.LineStyle{Color: style.Color, Width: 1 + style.Radius/4}
	c.StrokeLine2(stroke, at.X-r, at.Y-r, at.X+r, at.Y+r)
	c.StrokeLine2(stroke, at.X-r, at.Y+r, at.X+r, at.Y-r)
}
