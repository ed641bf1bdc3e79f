package datasets

import "math"

// canvas is a picture that shapes are painted on, in red, green and blue. Its
// middle is (0, 0), and its sides are 2 long, with x to the right and y down.
type canvas struct {
	size   int
	pixels []float32
	pose   pose
}

// pose moves, turns and scales what is painted, as one.
type pose struct{ x, y, sine, cosine, scale float64 }

type colour [3]float64

// shape is how far a point is from an outline, less than 0 inside.
type shape func(x, y float64) float64

func newCanvas(size int) *canvas {
	c := &canvas{size: size, pixels: make([]float32, 3*size*size)}
	c.place(0, 0, 0, 1)
	return c
}

// place says where the figure is that is painted next: its middle, its tilt in radians, its scale.
func (c *canvas) place(x, y, tilt, scale float64) {
	sine, cosine := math.Sincos(tilt)
	c.pose = pose{x, y, sine, cosine, scale}
}

// paint lays a colour over the inside of a shape.
func (c *canvas) paint(inside shape, with colour) {
	c.shade(inside, func(x, y float64) (colour, float64) { return with, 1 })
}

// glaze lays a colour over it that lets through what is below: strength 0 shows nothing of it, 1 nothing else.
func (c *canvas) glaze(inside shape, with colour, strength float64) {
	c.shade(inside, func(x, y float64) (colour, float64) { return with, strength })
}

// outline draws the shape's edge with a pen.
func (c *canvas) outline(of shape, pen float64, with colour, strength float64) {
	if pen > 0 && strength > 0 {
		c.glaze(func(x, y float64) float64 { return math.Abs(of(x, y)) - pen/2 }, with, strength)
	}
}

// shade asks at each point for the colour and its strength. The edge is smooth: a
// pixel that it crosses is covered in part.
func (c *canvas) shade(inside shape, with func(x, y float64) (colour, float64)) {
	pixel := 2 / float64(c.size)
	for row := range c.size {
		for column := 0; column < c.size; column++ {
			x, y := (float64(column)+0.5)*pixel-1-c.pose.x, (float64(row)+0.5)*pixel-1-c.pose.y
			x, y = (x*c.pose.cosine+y*c.pose.sine)/c.pose.scale, (y*c.pose.cosine-x*c.pose.sine)/c.pose.scale
			away := inside(x, y) * c.pose.scale / pixel // in pixels
			if away >= 0.5 {
				column += int(away / 4) // no edge is so near; a quarter of the way, because an ellipse's distance is not exact
				continue
			}
			paint, strength := with(x, y)
			share := float32(min(0.5-away, 1) * strength)
			at := c.pixels[3*(row*c.size+column):][:3]
			for channel := range at {
				at[channel] += share * (float32(paint[channel]) - at[channel])
			}
		}
	}
}

func everywhere(x, y float64) float64 { return -1 }

// ellipse is given by its middle and its two radii. Near the outline, the distance is right to first order.
func ellipse(x0, y0, radiusX, radiusY float64) shape {
	return func(x, y float64) float64 {
		x, y = (x-x0)/radiusX, (y-y0)/radiusY
		r := math.Hypot(x, y)
		if r == 0 {
			return -min(radiusX, radiusY)
		}
		return (r - 1) * r / math.Hypot(x/radiusX, y/radiusY)
	}
}

// box is given by its middle, half its width and height, and the radius of its corners.
func box(x0, y0, halfWidth, halfHeight, corner float64) shape {
	return func(x, y float64) float64 {
		x, y = math.Abs(x-x0)-halfWidth+corner, math.Abs(y-y0)-halfHeight+corner
		return math.Hypot(max(x, 0), max(y, 0)) + min(max(x, y), 0) - corner
	}
}

// trapezoid stands upright between two heights; it is given by half its width at either.
func trapezoid(x0, top, bottom, halfTop, halfBottom float64) shape {
	slope := (halfBottom - halfTop) / (bottom - top)
	return func(x, y float64) float64 {
		side := (math.Abs(x-x0) - halfTop - slope*(y-top)) / math.Hypot(1, slope)
		return max(side, top-y, y-bottom)
	}
}

// curve is a line from one point to another, bent by the way of a third (a quadratic Bézier curve), with a pen.
func curve(x1, y1, x2, y2, bendX, bendY, pen float64) shape {
	const pieces = 8
	var points [pieces + 1][2]float64
	for i := range points {
		t := float64(i) / pieces
		a, b, c := (1-t)*(1-t), 2*t*(1-t), t*t
		points[i] = [2]float64{a*x1 + b*bendX + c*x2, a*y1 + b*bendY + c*y2}
	}
	return func(x, y float64) float64 {
		nearest := math.Inf(1)
		for i := range pieces {
			from, to := points[i], points[i+1]
			alongX, alongY := to[0]-from[0], to[1]-from[1]
			length := alongX*alongX + alongY*alongY
			if length == 0 {
				length = 1
			}
			t := min(max(((x-from[0])*alongX+(y-from[1])*alongY)/length, 0), 1)
			nearest = min(nearest, math.Hypot(x-from[0]-t*alongX, y-from[1]-t*alongY))
		}
		return nearest - pen/2
	}
}

func line(x1, y1, x2, y2, pen float64) shape {
	return curve(x1, y1, x2, y2, (x1+x2)/2, (y1+y2)/2, pen)
}

func both(a, b shape) shape {
	return func(x, y float64) float64 { return max(a(x, y), b(x, y)) }
}

// above is the part of a shape that is higher than a line, and below the rest of it.
func above(level float64, of shape) shape {
	return both(of, func(x, y float64) float64 { return y - level })
}

func below(level float64, of shape) shape {
	return both(of, func(x, y float64) float64 { return level - y })
}

// between mixes two numbers: 0 gives the first, 1 the second.
func between(a, b, share float64) float64 { return a + share*(b-a) }

func mixed(a, b colour, share float64) colour {
	return colour{between(a[0], b[0], share), between(a[1], b[1], share), between(a[2], b[2], share)}
}

var black, bright = colour{0.05, 0.05, 0.06}, colour{0.97, 0.97, 0.97}
