package chart

import (
	"bytes"
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// PNG returns the figure as a PNG picture. It has two pixels for each CSS pixel
// in each direction, so that it is sharp on today's screens and in print.
func (f *Figure) PNG() ([]byte, error) {
	width, height := f.size()
	canvas := vgimg.NewWith(
		vgimg.UseWH(vg.Length(width), vg.Length(height)),
		vgimg.UseDPI(2*72), // a vg point, 1/72 inch, stands for one CSS pixel
		vgimg.UseBackgroundColor(background),
	)
	f.layOut(canvas)
	var picture bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&picture); err != nil {
		return nil, fmt.Errorf("draw figure %q as PNG: %w", f.title, err)
	}
	return picture.Bytes(), nil
}
