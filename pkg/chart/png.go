package chart

import (
	"bytes"
	"fmt"
	"image"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// PNG returns the figure as a PNG picture. It has two pixels for each CSS pixel
// in each direction, so that it is sharp on today's screens and in print, and carries its description.
func (f *Figure) PNG() ([]byte, error) {
	width, height := f.size()
	canvas := vgimg.NewWith(
		vgimg.UseWH(vg.Length(width), vg.Length(height)),
		vgimg.UseDPI(dotsPerPixel*72), // a vg point, 1/72 inch, stands for one CSS pixel
		vgimg.UseBackgroundColor(background),
	)
	f.layOut(pngCanvas{canvas})
	var picture bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&picture); err != nil {
		return nil, fmt.Errorf("draw figure %q as PNG: %w", f.title, err)
	}
	return withText(picture.Bytes(), schema, f.metadata()), nil
}

// pngCanvas draws pictures with sharp pixels, which gonum's canvas would blur.
type pngCanvas struct{ *vgimg.Canvas }

// DrawImage hands on the picture with a pixel for each dot, so that there is nothing left to blur.
func (c pngCanvas) DrawImage(r vg.Rectangle, picture image.Image) {
	width, height := dots(r)
	c.Canvas.DrawImage(r, resized(picture, width, height))
}
