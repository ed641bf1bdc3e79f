package chart

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

const weightBold = 3 // as golang.org/x/image/font counts, by which gonum/plot names its fonts

// svgCanvas is a vg.Canvas that writes SVG elements. gonum's own turns the picture upside
// down and each text back up; this one writes the final places, which makes the file a third
// as long, and it tells the browser how wide each text must be, whatever font it finds.
type svgCanvas struct {
	width, height vg.Length
	body          bytes.Buffer
	state         svgState
	saved         []svgState
}

type svgState struct {
	colour    color.Color
	lineWidth vg.Length
	dashes    []vg.Length
	// A point (x, y) is drawn at origin + x·across + y·up.
	origin, across, up vg.Point
}

func newSVGCanvas(width, height vg.Length) *svgCanvas {
	c := &svgCanvas{width: width, height: height}
	c.state.across, c.state.up = vg.Point{X: 1}, vg.Point{Y: 1}
	vg.Initialize(c)
	return c
}

func (c *svgCanvas) Size() (width, height vg.Length)        { return c.width, c.height }
func (c *svgCanvas) SetLineWidth(width vg.Length)           { c.state.lineWidth = width }
func (c *svgCanvas) SetLineDash(d []vg.Length, _ vg.Length) { c.state.dashes = d }
func (c *svgCanvas) SetColor(colour color.Color)            { c.state.colour = colour }
func (c *svgCanvas) Push()                                  { c.saved = append(c.saved, c.state) }

func (c *svgCanvas) Pop() {
	c.state = c.saved[len(c.saved)-1]
	c.saved = c.saved[:len(c.saved)-1]
}

func (c *svgCanvas) Translate(by vg.Point) { c.state.origin = c.transform(by) }

func (c *svgCanvas) Rotate(angle float64) {
	sin, cos := math.Sincos(angle)
	across, up := c.state.across, c.state.up
	c.state.across = across.Scale(vg.Length(cos)).Add(up.Scale(vg.Length(sin)))
	c.state.up = up.Scale(vg.Length(cos)).Sub(across.Scale(vg.Length(sin)))
}

func (c *svgCanvas) Scale(x, y float64) {
	c.state.across = c.state.across.Scale(vg.Length(x))
	c.state.up = c.state.up.Scale(vg.Length(y))
}

func (c *svgCanvas) transform(p vg.Point) vg.Point {
	return c.state.origin.Add(c.state.across.Scale(p.X)).Add(c.state.up.Scale(p.Y))
}

// Stroke draws a path as a line.
func (c *svgCanvas) Stroke(path vg.Path) {
	if c.state.lineWidth <= 0 {
		return
	}
	fmt.Fprintf(&c.body, `<path d="%s" fill="none" stroke="%s" stroke-width="%s" stroke-linejoin="round"`,
		c.pathData(path), hex(c.state.colour), length(c.state.lineWidth))
	if len(c.state.dashes) > 0 {
		fmt.Fprintf(&c.body, ` stroke-dasharray="%s"`, strings.Trim(fmt.Sprint(c.state.dashes), "[]"))
	}
	c.body.WriteString("/>\n")
}

// Fill draws the inside of a path.
func (c *svgCanvas) Fill(path vg.Path) {
	fmt.Fprintf(&c.body, `<path d="%s" fill="%s"/>`+"\n", c.pathData(path), hex(c.state.colour))
}

// FillString writes a text. textLength keeps it as wide as it was measured, whatever font the browser has;
// letters that could not be measured keep their own width.
func (c *svgCanvas) FillString(face font.Face, at vg.Point, text string) {
	if face.Font.Size == 0 || text == "" {
		return
	}
	left, bottom := c.place(at)
	x, y := length(left), length(bottom)
	fmt.Fprintf(&c.body, `<text x="%s" y="%s" font-size="%s" fill="%s"`, x, y, length(face.Font.Size), hex(c.state.colour))
	if _, isMissing := missingLetter(face, text); !isMissing {
		width, _, _ := texts.Box(text, face.Font)
		fmt.Fprintf(&c.body, ` textLength="%s" lengthAdjust="spacingAndGlyphs"`, length(width))
	}
	if face.Font.Weight == weightBold {
		c.body.WriteString(` font-weight="bold"`)
	}
	if turned := -math.Atan2(c.state.across.Y.Points(), c.state.across.X.Points()) * 180 / math.Pi; turned != 0 {
		fmt.Fprintf(&c.body, ` transform="rotate(%s %s %s)"`, length(vg.Length(turned)), x, y)
	}
	fmt.Fprintf(&c.body, ">%s</text>\n", escaped(text))
}

// DrawImage embeds a picture. The browser makes squares, not a blur, of the pixels of one
// that is smaller than its place; one with more pixels than can be seen is shrunk.
func (c *svgCanvas) DrawImage(r vg.Rectangle, picture image.Image) {
	if width, height := dots(r); picture.Bounds().Dx() > width || picture.Bounds().Dy() > height {
		picture = resized(picture, width, height)
	}
	var data bytes.Buffer
	if err := png.Encode(&data, picture); err != nil {
		return // a picture without pixels: there is nothing to draw
	}
	x, y := c.place(vg.Point{X: r.Min.X, Y: r.Max.Y})
	style := ""
	if float64(picture.Bounds().Dx()) <= r.Size().X.Points() {
		style = ` style="image-rendering:pixelated"`
	}
	fmt.Fprintf(&c.body, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none"%s href="data:image/png;base64,%s"/>`+"\n",
		length(x), length(y), length(r.Size().X), length(r.Size().Y), style, base64.StdEncoding.EncodeToString(data.Bytes()))
}

// pathData writes a path in SVG's letters: M moves, L draws a line, A an arc, Q and C a curve, Z closes.
func (c *svgCanvas) pathData(path vg.Path) []byte {
	data := make([]byte, 0, 16*len(path)) // enough for most
	add := func(letter string, points ...vg.Point) {
		data = append(data, letter...)
		for i, p := range points {
			if i > 0 {
				data = append(data, ' ')
			}
			x, y := c.place(p)
			data = appendLength(append(appendLength(data, x), ' '), y)
		}
	}
	for _, part := range path {
		switch part.Type {
		case vg.MoveComp:
			add("M", part.Pos)
		case vg.LineComp:
			add("L", part.Pos)
		case vg.CurveComp:
			add([]string{"L", "Q", "C"}[len(part.Control)], append(part.Control, part.Pos)...)
		case vg.CloseComp:
			add("Z")
		case vg.ArcComp:
			on := func(share float64) vg.Point {
				sin, cos := math.Sincos(part.Start + share*part.Angle)
				return part.Pos.Add(vg.Point{X: part.Radius * vg.Length(cos), Y: part.Radius * vg.Length(sin)})
			}
			// Two halves, because SVG cannot draw an arc that ends where it starts.
			turn := "0"
			if part.Angle < 0 {
				turn = "1"
			}
			r := length(part.Radius)
			letter := "A" + r + " " + r + " 0 0 " + turn + " "
			if len(data) > 0 {
				add("L", on(0))
			} else {
				add("M", on(0))
			}
			add(letter, on(0.5))
			add(letter, on(1))
		}
	}
	return data
}

// place returns a point in SVG's coordinates, which grow downwards.
func (c *svgCanvas) place(p vg.Point) (x, y vg.Length) {
	p = c.transform(p)
	return p.X, c.height - p.Y
}

// length writes a length in CSS pixels.
func length(l vg.Length) string { return string(appendLength(nil, l)) }

// appendLength is length for what has many of them. A hundredth of a pixel is finer than any screen.
func appendLength(text []byte, l vg.Length) []byte {
	return strconv.AppendFloat(text, math.Round(l.Points()*100)/100+0, 'g', -1, 64)
}

func hex(colour color.Color) string {
	c := color.NRGBAModel.Convert(colour).(color.NRGBA)
	return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
}
