package chart

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// disc draws a filled circle.
func disc(c draw.Canvas, colour color.Color, at vg.Point, radius vg.Length) {
	c.DrawGlyphNoClip(draw.GlyphStyle{Color: colour, Radius: radius, Shape: draw.CircleGlyph{}}, at)
}

// diamond is a filled square that stands on its tip.
type diamond struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (diamond) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	r := style.Radius * 1.2
	c.FillPolygon(style.Color, []vg.Point{
		{X: at.X, Y: at.Y + r}, {X: at.X - r, Y: at.Y}, {X: at.X, Y: at.Y - r}, {X: at.X + r, Y: at.Y},
	})
}

// saltire is a cross of two thick diagonal strokes.
type saltire struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (saltire) DrawGlyph(c *draw.Canvas, style draw.GlyphStyle, at vg.Point) {
	r := style.Radius * 0.8
	stroke := draw.LineStyle{Color: style.Color, Width: 2}
	c.StrokeLine2(stroke, at.X-r, at.Y-r, at.X+r, at.Y+r)
	c.StrokeLine2(stroke, at.X-r, at.Y+r, at.X+r, at.Y-r)
}
