package pictures

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"slices"

	"golang.org/x/image/vector"

	"firstneuron/pkg/datasets"
)

// A canvas is what every picture is drawn on. Lengths are in units, not in pixels, so that a
// small picture looks like a large one made smaller; x goes right and y down from the top left.
type canvas struct {
	*rand.Rand
	columns, rows int
	pixels        []colour // row by row
	width, height float64
	scale         float64 // pixels in a unit
}

// newCanvas is white, and its shorter side is so many units long.
func newCanvas(rng *rand.Rand, columns, rows int, side float64) *canvas {
	c := &canvas{Rand: rng, columns: columns, rows: rows, pixels: make([]colour, columns*rows)}
	c.setSide(side)
	c.clear(white)
	return c
}

func (c *canvas) setSide(side float64) {
	c.scale = float64(min(c.columns, c.rows)) / side
	c.width, c.height = float64(c.columns)/c.scale, float64(c.rows)/c.scale
}

func (c *canvas) clear(with colour) {
	for i := range c.pixels {
		c.pixels[i] = with
	}
}

func (c *canvas) bounds() image.Rectangle { return image.Rect(0, 0, c.columns, c.rows) }

func (c *canvas) image() *image.RGBA {
	picture := image.NewRGBA(c.bounds())
	for i, p := range c.pixels {
		picture.SetRGBA(i%c.columns, i/c.columns, color.RGBA{toByte(p[0]), toByte(p[1]), toByte(p[2]), 255})
	}
	return picture
}

// paste fills the canvas with a picture.
func (c *canvas) paste(picture image.Image) {
	values := datasets.Resize(picture, c.rows, c.columns)
	for i := range c.pixels {
		c.pixels[i] = rgb(values[3*i], values[3*i+1], values[3*i+2])
	}
}

// An area is a rectangle of a canvas.
type area struct{ x, y, width, height float64 }

func (c *canvas) all() area { return area{0, 0, c.width, c.height} }

// around is an area by its middle and its reach to each side.
func around(x, y, reachX, reachY float64) area {
	return area{x - reachX, y - reachY, 2 * reachX, 2 * reachY}
}

// pixelsIn is the pixels that an area touches.
func (c *canvas) pixelsIn(a area) image.Rectangle {
	right, bottom := (a.x+a.width)*c.scale, (a.y+a.height)*c.scale
	return image.Rect(floor(a.x*c.scale), floor(a.y*c.scale), int(math.Ceil(right)), int(math.Ceil(bottom))).Intersect(c.bounds())
}

// shade blends in the colour that a function gives for each point of an area.
func (c *canvas) shade(part area, with func(x, y float64) colour) {
	pixels := c.pixelsIn(part)
	for row := pixels.Min.Y; row < pixels.Max.Y; row++ {
		for column := pixels.Min.X; column < pixels.Max.X; column++ {
			c.blend(column, row, with((float64(column)+0.5)/c.scale, (float64(row)+0.5)/c.scale), 1)
		}
	}
}

// blend mixes a colour into a pixel, of which it covers a part.
func (c *canvas) blend(column, row int, with colour, coverage float64) {
	alpha := coverage * with[3]
	at := &c.pixels[row*c.columns+column]
	for channel := range 3 {
		at[channel] += alpha * (with[channel] - at[channel])
	}
}

// snapshot gives the colours of the picture as it is now.
func (c *canvas) snapshot() func(x, y float64) colour {
	pixels := slices.Clone(c.pixels)
	return func(x, y float64) colour {
		column, row := min(max(int(x*c.scale), 0), c.columns-1), min(max(int(y*c.scale), 0), c.rows-1)
		return pixels[row*c.columns+column]
	}
}

// gradient shades an area from one colour to another, in the direction of an angle.
func (c *canvas) gradient(x, y, width, height, angle float64, from, to colour) {
	sine, cosine := math.Sincos(angle)
	reach := math.Abs(cosine)*width + math.Abs(sine)*height
	c.shade(area{x, y, width, height}, func(px, py float64) colour {
		return mix(from, to, 0.5+((px-x-width/2)*cosine+(py-y-height/2)*sine)/reach)
	})
}

// glow is a light that fades out from its middle.
func (c *canvas) glow(x, y, radius float64, with colour) {
	c.shade(around(x, y, radius, radius), func(px, py float64) colour {
		rest := 1 - min(math.Hypot(px-x, py-y)/radius, 1)
		return with.alpha(rest * rest)
	})
}

// A point of a canvas.
type point struct{ x, y float64 }

// polygon fills an outline.
func (c *canvas) polygon(with colour, outline ...point) { c.polygons(with, outline) }

// polygons fills all that is inside any of several outlines, which have to turn the same way.
func (c *canvas) polygons(with colour, outlines ...[]point) {
	low, high := outlines[0][0], outlines[0][0]
	for _, outline := range outlines {
		for _, p := range outline {
			low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	pixels := c.pixelsIn(area{low.x, low.y, high.x - low.x, high.y - low.y})
	if pixels.Empty() {
		return
	}
	r := vector.NewRasterizer(pixels.Dx(), pixels.Dy())
	r.DrawOp = draw.Src
	local := func(p point) (x, y float32) {
		return float32(p.x*c.scale - float64(pixels.Min.X)), float32(p.y*c.scale - float64(pixels.Min.Y))
	}
	for _, outline := range outlines {
		r.MoveTo(local(outline[0]))
		for _, p := range outline[1:] {
			r.LineTo(local(p))
		}
		r.ClosePath()
	}
	mask := image.NewAlpha(image.Rect(0, 0, pixels.Dx(), pixels.Dy()))
	r.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	c.mask(with, pixels, mask, image.Point{})
}

// mask blends a colour into some pixels as far as the mask, read from a point on, says.
func (c *canvas) mask(with colour, pixels image.Rectangle, mask *image.Alpha, from image.Point) {
	from = from.Sub(pixels.Min)
	pixels = pixels.Intersect(c.bounds())
	for row := pixels.Min.Y; row < pixels.Max.Y; row++ {
		for column := pixels.Min.X; column < pixels.Max.X; column++ {
			if coverage := mask.AlphaAt(column+from.X, row+from.Y).A; coverage > 0 {
				c.blend(column, row, with, float64(coverage)/255)
			}
		}
	}
}

// box fills a rectangle with round corners.
func (c *canvas) box(x, y, width, height, corner float64, with colour) {
	corner = max(min(corner, width/2, height/2), 0)
	left, top, right, bottom := x+corner, y+corner, x+width-corner, y+height-corner
	outline := []point{{right, bottom}, {left, bottom}, {left, top}, {right, top}}
	if corner > 0 {
		var round []point
		for i, p := range outline {
			round = append(round, arc(p.x, p.y, corner, corner, float64(i)*math.Pi/2, float64(i+1)*math.Pi/2)...)
		}
		outline = round
	}
	c.polygon(with, outline...)
}

// frame draws the edge of a rectangle.
func (c *canvas) frame(x, y, width, height, pen float64, with colour) {
	c.line(with, pen, point{x, y}, point{x + width, y}, point{x + width, y + height}, point{x, y + height}, point{x, y})
}

func (c *canvas) ellipse(x, y, radiusX, radiusY float64, with colour) {
	c.polygon(with, oval(x, y, radiusX, radiusY)...)
}

// sector fills a piece of a ring, or of a pie where the hole is 0.
func (c *canvas) sector(x, y, hole, radius, from, to float64, with colour) {
	c.polygon(with, append(arc(x, y, radius, radius, from, to), arc(x, y, hole, hole, to, from)...)...)
}

// line draws through points with a round pen.
func (c *canvas) line(with colour, pen float64, points ...point) {
	var pieces [][]point
	for i, p := range points {
		if pen*c.scale > 1.5 {
			pieces = append(pieces, arc(p.x, p.y, pen/2, pen/2, 2*math.Pi, 0)) // the joins, turning as the pieces do
		}
		if i == 0 || p == points[i-1] {
			continue
		}
		last := points[i-1]
		half := pen / 2 / math.Hypot(p.x-last.x, p.y-last.y)
		dx, dy := (last.y-p.y)*half, (p.x-last.x)*half
		pieces = append(pieces, []point{{last.x + dx, last.y + dy}, {p.x + dx, p.y + dy}, {p.x - dx, p.y - dy}, {last.x - dx, last.y - dy}})
	}
	c.polygons(with, pieces...)
}

func oval(x, y, radiusX, radiusY float64) []point { return arc(x, y, radiusX, radiusY, 0, 2*math.Pi) }

// arc is a part of an ellipse's outline, between two angles.
func arc(x, y, radiusX, radiusY, from, to float64) []point {
	steps := 4 + int(28*math.Abs(to-from)/math.Pi)
	points := make([]point, steps+1)
	for i := range points {
		sine, cosine := math.Sincos(lerp(from, to, float64(i)/float64(steps)))
		points[i] = point{x + radiusX*cosine, y + radiusY*sine}
	}
	return points
}

// smooth is a curve through points (a Catmull-Rom spline), closed or open.
func smooth(closed bool, points ...point) []point {
	before, after := points[:1], points[len(points)-1:]
	if closed {
		before, after = after, points[:2]
	}
	points = slices.Concat(before, points, after)
	var curve []point
	for i := 3; i < len(points); i++ {
		a, b, c, d := points[i-3], points[i-2], points[i-1], points[i]
		for step := range 8 {
			t := float64(step) / 8
			spline := func(a, b, c, d float64) float64 {
				return b + t*(c-a)/2 + t*t*(2*a-5*b+4*c-d)/2 + t*t*t*(3*b-a-3*c+d)/2
			}
			curve = append(curve, point{spline(a.x, b.x, c.x, d.x), spline(a.y, b.y, c.y, d.y)})
		}
	}
	return append(curve, points[len(points)-2])
}

// blob is a round outline with irregularities.
func (c *canvas) blob(x, y, radius, irregularity float64) []point {
	corners := make([]point, 5+c.IntN(5))
	for i := range corners {
		sine, cosine := math.Sincos(2 * math.Pi * float64(i) / float64(len(corners)))
		r := radius * c.uniform(1-irregularity, 1+irregularity)
		corners[i] = point{x + r*cosine, y + r*sine}
	}
	return smooth(true, corners...)
}

func floor(x float64) int { return int(math.Floor(x)) }
