package pictures

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// A canvas is a picture to paint on. Its shorter side is 100 long, whatever the number of
// pixels, so that a small picture looks like a large one that was made smaller.
type canvas struct {
	dice
	width, height float64
	pixels        *image.RGBA
	unit          float64 // pixels
}

// A point of a canvas, with y down.
type point struct{ x, y float64 }

// painted is the style that a function paints on a canvas.
func painted(paint func(c *canvas)) func(dice, int, int) image.Image {
	return func(vary dice, width, height int) image.Image {
		unit := float64(min(width, height)) / 100
		c := &canvas{vary, float64(width) / unit, float64(height) / unit, image.NewRGBA(image.Rect(0, 0, width, height)), unit}
		c.fill(white)
		paint(c)
		return c.pixels
	}
}

func (c *canvas) fill(with color.Color) {
	draw.Draw(c.pixels, c.pixels.Rect, image.NewUniform(with), image.Point{}, draw.Src)
}

// polygon paints the inside of an outline.
func (c *canvas) polygon(with color.Color, outline ...point) { c.paint(with, outline) }

// paint paints all that is inside of one of the outlines, which all turn the same way.
func (c *canvas) paint(with color.Color, outlines ...[]point) {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, outline := range outlines {
		for _, p := range outline {
			low = point{min(low.x, p.x), min(low.y, p.y)}
			high = point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	at := image.Rect(int(math.Floor(low.x*c.unit)), int(math.Floor(low.y*c.unit)), int(math.Ceil(high.x*c.unit)), int(math.Ceil(high.y*c.unit)))
	at = at.Intersect(c.pixels.Rect)
	if at.Empty() {
		return
	}
	r := vector.NewRasterizer(at.Dx(), at.Dy())
	pixel := func(p point) (x, y float32) {
		return float32(p.x*c.unit) - float32(at.Min.X), float32(p.y*c.unit) - float32(at.Min.Y)
	}
	for _, outline := range outlines {
		r.MoveTo(pixel(outline[0]))
		for _, p := range outline[1:] {
			r.LineTo(pixel(p))
		}
		r.ClosePath()
	}
	r.Draw(c.pixels, at, image.NewUniform(with), image.Point{})
}

// box paints a rectangle with round corners.
func (c *canvas) box(x, y, width, height, corner float64, with color.Color) {
	corner = max(min(corner, width/2, height/2), 0)
	if corner == 0 {
		c.polygon(with, point{x, y}, point{x + width, y}, point{x + width, y + height}, point{x, y + height})
		return
	}
	var outline []point
	left, right, top, bottom := x+corner, x+width-corner, y+corner, y+height-corner
	for quarter, middle := range []point{{right, bottom}, {left, bottom}, {left, top}, {right, top}} {
		for step := range 6 {
			sine, cosine := math.Sincos((float64(quarter) + float64(step)/5) * math.Pi / 2)
			outline = append(outline, point{middle.x + corner*cosine, middle.y + corner*sine})
		}
	}
	c.polygon(with, outline...)
}

// frame paints the edge of a rectangle.
func (c *canvas) frame(x, y, width, height, pen float64, with color.Color) {
	c.line(with, pen, point{x, y}, point{x + width, y}, point{x + width, y + height}, point{x, y + height}, point{x, y})
}

func (c *canvas) ellipse(x, y, radiusX, radiusY float64, with color.Color) {
	c.polygon(with, arc(x, y, radiusX, radiusY, 0, 2*math.Pi)...)
}

// sector paints a piece of a ring, or of a pie where the hole is 0.
func (c *canvas) sector(x, y, hole, radius, from, to float64, with color.Color) {
	outline := arc(x, y, radius, radius, from, to)
	inner := arc(x, y, hole, hole, from, to)
	for i := len(inner) - 1; i >= 0; i-- {
		outline = append(outline, inner[i])
	}
	c.polygon(with, outline...)
}

// arc is a part of an ellipse's outline, between two angles.
func arc(x, y, radiusX, radiusY, from, to float64) []point {
	steps := 4 + int(28*math.Abs(to-from)/math.Pi)
	points := make([]point, steps+1)
	for i := range points {
		sine, cosine := math.Sincos(from + (to-from)*float64(i)/float64(steps))
		points[i] = point{x + radiusX*cosine, y + radiusY*sine}
	}
	return points
}

// line draws through points with a round pen.
func (c *canvas) line(with color.Color, pen float64, points ...point) {
	var pieces [][]point
	for i, p := range points {
		if pen*c.unit > 1.5 {
			pieces = append(pieces, arc(p.x, p.y, pen/2, pen/2, 2*math.Pi, 0)) // joins, turning as the strokes do
		}
		if i == 0 {
			continue
		}
		before := points[i-1]
		length := math.Hypot(p.x-before.x, p.y-before.y)
		if length == 0 {
			continue
		}
		aside := point{-(p.y - before.y) / length * pen / 2, (p.x - before.x) / length * pen / 2}
		pieces = append(pieces, []point{{before.x + aside.x, before.y + aside.y}, {p.x + aside.x, p.y + aside.y},
			{p.x - aside.x, p.y - aside.y}, {before.x - aside.x, before.y - aside.y}})
	}
	if len(pieces) > 0 {
		c.paint(with, pieces...)
	}
}

// smooth lays a curve through points (a Catmull-Rom spline), closed or open.
func smooth(closed bool, points ...point) []point {
	n := len(points)
	at := func(i int) point {
		if closed {
			return points[(i+n)%n]
		}
		return points[min(max(i, 0), n-1)]
	}
	spans := n - 1
	if closed {
		spans = n
	}
	var curve []point
	for i := range spans {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		for step := range 8 {
			t := float64(step) / 8
			through := func(a, b, c, d float64) float64 {
				return b + t*(c-a)/2 + t*t*(2*a-5*b+4*c-d)/2 + t*t*t*(3*b-a-3*c+d)/2
			}
			curve = append(curve, point{through(a.x, b.x, c.x, d.x), through(a.y, b.y, c.y, d.y)})
		}
	}
	return append(curve, at(spans))
}

// blob is a round shape with a wobbling outline.
func (c *canvas) blob(x, y, radius, wobble float64) []point {
	corners := make([]point, 5+c.IntN(5))
	for i := range corners {
		sine, cosine := math.Sincos(2 * math.Pi * float64(i) / float64(len(corners)))
		r := radius * c.from(1-wobble, 1+wobble)
		corners[i] = point{x + r*cosine, y + r*sine}
	}
	return smooth(true, corners...)
}

// shade asks at each point of a part of the canvas for a colour to lay over it.
func (c *canvas) shade(x, y, width, height float64, with func(x, y float64) color.NRGBA) {
	part := image.Rect(int(x*c.unit), int(y*c.unit), int(math.Ceil((x+width)*c.unit)), int(math.Ceil((y+height)*c.unit))).Intersect(c.pixels.Rect)
	for row := part.Min.Y; row < part.Max.Y; row++ {
		for column := part.Min.X; column < part.Max.X; column++ {
			over := with((float64(column)+0.5)/c.unit, (float64(row)+0.5)/c.unit)
			at, opaque := c.pixels.Pix[c.pixels.PixOffset(column, row):], int(over.A)
			for channel, value := range [3]uint8{over.R, over.G, over.B} {
				at[channel] = uint8((int(at[channel])*(255-opaque) + int(value)*opaque) / 255)
			}
		}
	}
}

// gradient shades a part of the canvas from one colour to another, in any direction.
func (c *canvas) gradient(x, y, width, height, angle float64, from, to color.NRGBA) {
	sine, cosine := math.Sincos(angle)
	reach := (math.Abs(cosine)*width + math.Abs(sine)*height) / 2
	c.shade(x, y, width, height, func(px, py float64) color.NRGBA {
		return mixed(from, to, 0.5+((px-x-width/2)*cosine+(py-y-height/2)*sine)/reach/2)
	})
}

// glow lays a light over the canvas that fades out from its middle.
func (c *canvas) glow(x, y, radius float64, with color.NRGBA) {
	c.shade(x-radius, y-radius, 2*radius, 2*radius, func(px, py float64) color.NRGBA {
		faded := with
		away := min(math.Hypot(px-x, py-y)/radius, 1)
		faded.A = uint8(float64(with.A) * (1 - away) * (1 - away))
		return faded
	})
}

// A typeface of those that come with Go.
type typeface int

const (
	regular typeface = iota
	bold
	mono
)

var typefaces = [...]func() *opentype.Font{
	regular: sync.OnceValue(func() *opentype.Font { return parsed(goregular.TTF) }),
	bold:    sync.OnceValue(func() *opentype.Font { return parsed(gobold.TTF) }),
	mono:    sync.OnceValue(func() *opentype.Font { return parsed(gomono.TTF) }),
}

func parsed(ttf []byte) *opentype.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("pictures: a font that comes with Go cannot be read: " + err.Error())
	}
	return f
}

// A pen writes in one typeface and size.
type pen struct {
	c    *canvas
	face font.Face
	size float64
}

// writes is a pen for text of a size, measured from line to line.
func (c *canvas) writes(in typeface, size float64) pen {
	face, err := opentype.NewFace(typefaces[in](), &opentype.FaceOptions{Size: max(size*c.unit, 1), DPI: 72 * 0.8, Hinting: font.HintingNone})
	if err != nil {
		panic("pictures: a font that comes with Go cannot be used: " + err.Error())
	}
	return pen{c, face, size}
}

// text writes from x to the right, with the middle of its small letters at y, and returns where it ends.
func (p pen) text(x, y float64, with color.Color, text string) float64 {
	if p.size*p.c.unit < readable {
		return p.greeked(x, y, with, text)
	}
	d := font.Drawer{Dst: p.c.pixels, Src: image.NewUniform(with), Face: p.face, Dot: fixed.Point26_6{
		X: fixed.Int26_6(x * p.c.unit * 64), Y: fixed.Int26_6((y + 0.22*p.size) * p.c.unit * 64),
	}}
	d.DrawString(text)
	return float64(d.Dot.X) / 64 / p.c.unit
}

// readable is the size of text, in pixels, below which words are grey bars, as
// averaging makes them. Bars are drawn many times faster.
const readable = 5

func (p pen) greeked(x, y float64, with color.Color, text string) float64 {
	r, g, b, a := with.RGBA()
	faint := color.NRGBA64{uint16(r), uint16(g), uint16(b), uint16(a / 2)}
	for word := range strings.FieldsSeq(text) {
		long := 0.42 * p.size * float64(len([]rune(word)))
		p.c.box(x, y-0.22*p.size, long, 0.44*p.size, 0, faint)
		x += long + 0.3*p.size
	}
	return x - 0.3*p.size
}

// long is how far a text reaches.
func (p pen) long(text string) float64 {
	if p.size*p.c.unit < readable {
		return p.greeked(0, -1000, white, text)
	}
	return float64(font.MeasureString(p.face, text)) / 64 / p.c.unit
}

// centred writes a text around x, and right writes it up to x.
func (p pen) centred(x, y float64, with color.Color, text string) {
	p.text(x-p.long(text)/2, y, with, text)
}

func (p pen) right(x, y float64, with color.Color, text string) {
	p.text(x-p.long(text), y, with, text)
}

// dice draws what differs from one picture to the next.
type dice struct{ *rand.Rand }

func (d dice) from(low, high float64) float64 { return low + d.Float64()*(high-low) }

func (d dice) chance(share float64) bool { return d.Float64() < share }

func (d dice) count(low, high int) int { return low + d.IntN(high-low+1) }

func one[T any](d dice, of ...T) T { return of[d.IntN(len(of))] }

// words are so many words of what one reads on a screen.
func (d dice) words(n int) string {
	said := make([]string, n)
	for i := range said {
		said[i] = one(d, vocabulary...)
	}
	text := strings.Join(said, " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

var vocabulary = strings.Fields(`open the report of last week and send it to all who asked for a short note about new colours in our
style guide every picture needs words that say what it shows save your work before you close this window settings account name
network learning rate layer picture weight error answer question neuron data value list page menu help view edit file search`)
