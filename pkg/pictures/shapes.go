package pictures

import "math"

// A shape is a signed distance function: how far a point is from the edge, less than 0 inside.
type shape func(x, y float64) float64

// A figure is shapes that are moved, rotated and scaled as one, around their own (0, 0).
type figure struct {
	*canvas
	x, y, sine, cosine, zoom float64
}

// figure puts the origin at a point, with a rotation in radians.
func (c *canvas) figure(x, y, angle, zoom float64) figure {
	sine, cosine := math.Sincos(angle)
	return figure{c, x, y, sine, cosine, zoom}
}

func (f figure) fill(inside shape, with colour) {
	f.fillWith(inside, func(x, y float64) colour { return with })
}

// stroke draws the edge of a shape.
func (f figure) stroke(of shape, pen float64, with colour) {
	if pen > 0 {
		f.fill(func(x, y float64) float64 { return math.Abs(of(x, y)) - pen/2 }, with)
	}
}

func (f figure) fillAndStroke(of shape, inside colour, pen float64, edge colour) {
	f.fill(of, inside)
	f.stroke(of, pen, edge)
}

// fillWith fills a shape with the colours that a function gives for its points. The edge is
// smooth: it covers a pixel in part.
func (f figure) fillWith(inside shape, with func(x, y float64) colour) {
	for row := range f.rows {
		for column := 0; column < f.columns; column++ {
			x, y := (float64(column)+0.5)/f.scale-f.x, (float64(row)+0.5)/f.scale-f.y
			x, y = (x*f.cosine+y*f.sine)/f.zoom, (y*f.cosine-x*f.sine)/f.zoom
			distance := inside(x, y) * f.zoom * f.scale // in pixels
			if distance < 0.5 {
				f.blend(column, row, with(x, y), min(0.5-distance, 1))
			} else {
				column += int(distance / 4) // no edge is so near; not all of it, because an ellipse's distance is not exact
			}
		}
	}
}

// ellipse is a shape by its middle and its radii. Near the edge, the distance is right to first order.
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

// box is a shape by its middle, half its width and height, and the radius of its corners.
func box(x0, y0, halfWidth, halfHeight, corner float64) shape {
	return func(x, y float64) float64 {
		x, y = math.Abs(x-x0)-halfWidth+corner, math.Abs(y-y0)-halfHeight+corner
		return math.Hypot(max(x, 0), max(y, 0)) + min(max(x, y), 0) - corner
	}
}

// trapezoid is a shape between two heights, with half its width at each.
func trapezoid(x0, top, bottom, halfTop, halfBottom float64) shape {
	slope := (halfBottom - halfTop) / (bottom - top)
	return func(x, y float64) float64 {
		side := (math.Abs(x-x0) - halfTop - slope*(y-top)) / math.Hypot(1, slope)
		return max(side, top-y, y-bottom)
	}
}

// curve is a thick line from one point to another, bent towards a third (a quadratic Bézier curve).
func curve(x1, y1, x2, y2, bendX, bendY, pen float64) shape {
	const pieces = 8
	var points [pieces + 1]point
	for i := range points {
		t := float64(i) / pieces
		a, b, c := (1-t)*(1-t), 2*t*(1-t), t*t
		points[i] = point{a*x1 + b*bendX + c*x2, a*y1 + b*bendY + c*y2}
	}
	return func(x, y float64) float64 {
		nearest := math.Inf(1)
		for i, from := range points[:pieces] {
			dx, dy := points[i+1].x-from.x, points[i+1].y-from.y
			t := min(max(((x-from.x)*dx+(y-from.y)*dy)/(dx*dx+dy*dy), 0), 1)
			nearest = min(nearest, math.Hypot(x-from.x-t*dx, y-from.y-t*dy))
		}
		return nearest - pen/2
	}
}

func segment(x1, y1, x2, y2, pen float64) shape {
	return curve(x1, y1, x2, y2, (x1+x2)/2, (y1+y2)/2, pen)
}

var sides = []float64{-1, 1}

// mirrored is the right half of a shape on both sides.
func mirrored(of shape) shape {
	return func(x, y float64) float64 { return of(math.Abs(x), y) }
}

func intersection(a, b shape) shape {
	return func(x, y float64) float64 { return max(a(x, y), b(x, y)) }
}

// above is the part of a shape that is higher than a level, and below the rest of it.
func above(level float64, of shape) shape {
	return intersection(of, func(x, y float64) float64 { return y - level })
}

func below(level float64, of shape) shape {
	return intersection(of, func(x, y float64) float64 { return level - y })
}
