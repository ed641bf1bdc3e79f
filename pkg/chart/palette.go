package chart

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

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

// A look sets one mark of a figure apart from the others, by more than its hue.
type look struct {
	colour color.NRGBA
	width  vg.Length
	dashes []vg.Length
	marker draw.GlyphDrawer
}

// looks are the colours of Okabe and Ito (https://jfly.uni-koeln.de/color/) that stand out
// from white paper, in an order in which neighbours differ in lightness; blue and purple
// are a little deeper than theirs for that reason.
var looks = []look{
	{color.NRGBA{0x00, 0x5A, 0x94, 0xFF}, 2, nil, draw.CircleGlyph{}},
	{color.NRGBA{0xD5, 0x5E, 0x00, 0xFF}, 2, []vg.Length{8, 4}, draw.PyramidGlyph{}},
	{color.NRGBA{0x1A, 0x1A, 0x1A, 0xFF}, 2, []vg.Length{2, 3}, draw.BoxGlyph{}},
	{color.NRGBA{0x00, 0x9E, 0x73, 0xFF}, 2, []vg.Length{10, 3, 2, 3}, diamond{}},
	{color.NRGBA{0x8F, 0x3F, 0x6E, 0xFF}, 2, []vg.Length{5, 2}, saltire{}},
}

// lookOf returns the look of a figure's mark number i. Later rounds are thinner.
func lookOf(i int) look {
	l := looks[i%len(looks)]
	if i >= len(looks) {
		l.width = 1.2
	}
	return l
}

func (l look) line() draw.LineStyle {
	return draw.LineStyle{Color: l.colour, Width: l.width, Dashes: l.dashes}
}

// cividis is a scale from dark blue to light yellow by Nuñez, Anderton and Renslow
// (PLOS ONE, 2018). It grows lighter all the way, for every kind of colour vision.
var cividis = []color.NRGBA{
	{0x00, 0x20, 0x4D, 0xFF}, {0x00, 0x33, 0x6F, 0xFF}, {0x39, 0x48, 0x6B, 0xFF}, {0x57, 0x5D, 0x6D, 0xFF},
	{0x70, 0x71, 0x73, 0xFF}, {0x8A, 0x87, 0x79, 0xFF}, {0xA6, 0x9D, 0x75, 0xFF}, {0xC4, 0xB5, 0x6C, 0xFF},
	{0xE4, 0xCF, 0x5B, 0xFF}, {0xFF, 0xEA, 0x46, 0xFF},
}

// signed is a scale for numbers of both signs: blue is negative, near-white is zero, vermilion is positive.
var signed = []color.NRGBA{
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
