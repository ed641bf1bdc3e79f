package chart

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"

	"gonum.org/v1/plot/vg"
)

// SVG returns the figure as an SVG picture, with its title, its text alternative and its description inside.
// Equal figures give equal bytes.
func (f *Figure) SVG() ([]byte, error) {
	v := f.look()
	if err := f.check(v); err != nil {
		return nil, err
	}
	width, height := f.size()
	canvas := newSVGCanvas(vg.Length(width), vg.Length(height))
	f.layOut(canvas, v)

	var picture bytes.Buffer
	fmt.Fprintf(&picture, `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%g" height="%g" viewBox="0 0 %g %g" font-family="%s">`+"\n",
		width, height, width, height, fontStack)
	fmt.Fprintf(&picture, "<title>%s</title>\n<desc>%s</desc>\n", escaped(cmp.Or(f.title, "figure")), escaped(f.alt(v)))
	fmt.Fprintf(&picture, "<metadata>%s</metadata>\n", escaped(string(f.metadata(v))))
	picture.Write(canvas.body.Bytes())
	picture.WriteString("</svg>\n")
	return picture.Bytes(), nil
}

// The letters of Arial and Helvetica are as wide as Liberation's, with which the figure is measured.
const fontStack = "Liberation Sans, Arial, Helvetica, sans-serif"

// escaped makes a text safe inside XML; characters that XML forbids become a replacement sign.
func escaped(text string) string {
	var safe bytes.Buffer
	// Writing to a buffer cannot fail.
	_ = xml.EscapeText(&safe, []byte(text))
	return safe.String()
}
