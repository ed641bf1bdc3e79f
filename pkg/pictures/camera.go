package pictures

import (
	"bytes"
	"image/jpeg"
	"math"
)

// photographed is a style that shows a scene as a camera would: with a colour cast and an exposure, darker
// corners, compressed highlights, the noise of the sensor, and what a JPEG file loses. In a scene the
// shorter side of the canvas is 1 long.
func photographed(scene func(c *canvas)) func(c *canvas) {
	return func(c *canvas) {
		c.setSide(1)
		scene(c)
		exposure, warmth := c.uniform(0.8, 1.25), c.uniform(-0.1, 0.12)
		cast, corners, noise := [3]float64{1 + warmth, 1, 1 - warmth}, c.uniform(0, 0.45), c.uniform(0.005, 0.035)
		for i := range c.pixels {
			dx, dy := float64(i%c.columns)/float64(c.columns)-0.5, float64(i/c.columns)/float64(c.rows)-0.5
			light := exposure * (1 - corners*2*(dx*dx+dy*dy))
			for channel, balance := range cast {
				value := max(c.pixels[i][channel]*light*balance, 0)
				value *= (1 + value*0.2) / (1 + value*0.35)
				c.pixels[i][channel] = value + noise*(c.Float64()+c.Float64()-1)
			}
		}
		file := new(bytes.Buffer)
		must(file, jpeg.Encode(file, c.image(), &jpeg.Options{Quality: c.count(55, 92)}))
		c.paste(must(jpeg.Decode(file)))
	}
}

// blur is a lens out of focus, by a share of the picture's shorter side: three passes of a
// moving average in each direction, which come close to a Gaussian.
func (c *canvas) blur(radius float64) {
	reach := int(radius*float64(min(c.columns, c.rows)) + 0.5)
	if reach < 1 {
		return
	}
	for range 3 {
		for row := range c.rows {
			movingAverage(c.pixels[row*c.columns:], 1, c.columns, reach)
		}
		for column := range c.columns {
			movingAverage(c.pixels[column:], c.columns, c.rows, reach)
		}
	}
}

// movingAverage smooths n pixels of a line. Beyond its ends, the last pixel is repeated.
func movingAverage(line []colour, stride, n, reach int) {
	before := make([]colour, n+2*reach)
	for i := range before {
		before[i] = line[stride*min(max(i-reach, 0), n-1)]
	}
	for channel := range 3 {
		sum := 0.0
		for i, entering := range before {
			sum += entering[channel]
			if i >= 2*reach {
				line[stride*(i-2*reach)][channel] = sum / float64(2*reach+1)
				sum -= before[i-2*reach][channel]
			}
		}
	}
}

// coverage is 1 inside an edge and 0 outside, and falls smoothly over the edge's width (a smoothstep);
// the distance to it is less than 0 inside.
func coverage(distance, width float64) float64 {
	t := min(max(0.5-distance/width, 0), 1)
	return t * t * (3 - 2*t)
}

// disc is a blurred disc of light.
func (c *canvas) disc(x, y, radius, edge float64, with colour) {
	reach := radius + edge
	c.shade(around(x, y, reach, reach), func(px, py float64) colour {
		return with.alpha(coverage(math.Hypot(px-x, py-y)-radius, edge))
	})
}

// ball is an ellipsoid in light from one side; surface gives the colours that it has in even light.
func (c *canvas) ball(x, y, radiusX, radiusY, lightX, lightY, shine float64, surface func(x, y float64) colour) {
	c.shade(around(x, y, radiusX+0.02, radiusY+0.02), func(px, py float64) colour {
		dx, dy := (px-x)/radiusX, (py-y)/radiusY
		r := math.Hypot(dx, dy)
		inside := coverage((r-1)*min(radiusX, radiusY), 0.012)
		if inside == 0 {
			return colour{}
		}
		light := max(lightX*dx+lightY*dy+0.6*math.Sqrt(max(1-r*r, 0)), 0)
		lit, glint := surface(px, py).times(0.22+0.95*light), shine*math.Pow(light, 30)
		return colour{lit[0] + glint, lit[1] + glint, lit[2] + glint, inside}
	})
}
