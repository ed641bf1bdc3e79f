package chart

import (
	"bytes"
	"fmt"
	"image"
	"unicode"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// PNG returns the figure as a PNG picture. It has two pixels for each CSS pixel
// in each direction, so that it is sharp on today's screens and in print, and carries its description.
//
// Its letters are Liberation Sans: Latin, Greek and Cyrillic. Words in other scripts are an error;
// they can be drawn as SVG, where the reader's own fonts help.
func (f *Figure) PNG() ([]byte, error) {
	v := f.look()
	if err := f.check(v); err != nil {
		return nil, err
	}
	width, height := f.size()
	canvas := &pngCanvas{Canvas: vgimg.NewWith(
		vgimg.UseWH(vg.Length(width), vg.Length(height)),
		vgimg.UseDPI(dotsPerPixel*72), // a vg point, 1/72 inch, is one CSS pixel
		vgimg.UseBackgroundColor(background),
	)}
	f.layOut(canvas, v)
	if canvas.err != nil {
		return nil, fmt.Errorf("draw figure %q as PNG: %w", f.title, canvas.err)
	}
	var picture bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas.Canvas}).WriteTo(&picture); err != nil {
		return nil, fmt.Errorf("draw figure %q as PNG: %w", f.title, err)
	}
	return withText(picture.Bytes(), schema, f.metadata(v)), nil
}

// pngCanvas draws pictures with sharp pixels, which gonum's canvas would blur, and notices letters that the font lacks.
type pngCanvas struct {
	*vgimg.Canvas
	err error
}

// DrawImage draws the picture with a pixel for each dot, so that nothing is left to blur.
func (c *pngCanvas) DrawImage(r vg.Rectangle, picture image.Image) {
	width, height := dots(r)
	c.Canvas.DrawImage(r, resized(picture, width, height))
}

// FillString writes a text.
func (c *pngCanvas) FillString(face font.Face, at vg.Point, text string) {
	if letter, isMissing := missingLetter(face, text); isMissing && c.err == nil {
		c.err = fmt.Errorf("the font Liberation Sans has no %q (U+%04X%s), which is in %q; save the figure as SVG, or write it in Latin, Greek or Cyrillic letters",
			letter, letter, script(letter), text)
	}
	c.Canvas.FillString(face, at, text)
}

// missingLetter finds the first letter of a text that the font cannot draw.
func missingLetter(face font.Face, text string) (letter rune, isMissing bool) {
	for _, letter := range text {
		if glyph, err := face.Face.GlyphIndex(nil, letter); err != nil || glyph == 0 {
			return letter, true
		}
	}
	return 0, false
}

// script names the script of a letter, such as ", Arabic"; of a sign that belongs to all of them it says nothing.
func script(letter rune) string {
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, letter) {
			return ", " + name
		}
	}
	return ""
}
