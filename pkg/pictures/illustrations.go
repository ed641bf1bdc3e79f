package pictures

import (
	"math"
	"slices"
)

// Illustrations: what somebody has drawn, or a program that makes pictures. Few colours or smooth ones, clean outlines.
var illustrations = []style{
	{"flat scene", flatScene},
	{"line art", lineArt},
	{"blobs", blobs},
	{"pattern", pattern},
	{"glossy", glossy},
	{"poster", poster},
	{"mascot", mascot},
	{"isometric", isometric},
}

// flatScene is a landscape of flat shapes: sky, sun, hills, and trees or houses on them.
func flatScene(c *canvas) {
	colours := c.palette(6)
	sky := mix(colours[0], white, c.uniform(0.3, 0.8))
	c.gradient(0, 0, c.width, c.height, math.Pi/2, sky, mix(sky, white, pick(c, 0, 0.4)))
	c.ellipse(c.width*c.uniform(0.1, 0.9), c.height*c.uniform(0.12, 0.4), 9, 9, mix(colours[1], white, 0.4))
	for range c.IntN(4) {
		x, y := c.width*c.Float64(), c.height*c.uniform(0.08, 0.35)
		for i := range 3 {
			c.ellipse(x+5*float64(i), y-2*float64(i%2), 6, 4, mix(sky, white, 0.7))
		}
	}
	for hill := range 3 {
		near := float64(hill)
		base, ground := c.height*(0.45+0.17*near), mix(colours[2+hill], sky, 0.35-0.15*near)
		ridge := []point{{-5, base}}
		for x := 0.0; x <= c.width+30; x += c.width / 4 {
			ridge = append(ridge, point{x, base + c.uniform(-8, 8)})
		}
		ridge = smooth(false, ridge...)
		c.polygon(ground, slices.Concat(ridge, []point{{c.width + 30, c.height + 1}, {-5, c.height + 1}})...)
		for range c.IntN(6) {
			foot, size := pick(c, ridge...), c.uniform(4, 7)*(1+0.6*near)
			if c.chance(0.6) {
				c.tree(foot.x, foot.y+2, size, colours[5], ground)
			} else {
				c.house(foot.x, foot.y+2, size, mix(colours[1], white, 0.5), colours[4])
			}
		}
	}
}

func (c *canvas) tree(x, y, size float64, leaves, ground colour) {
	c.box(x-size*0.08, y-size*0.7, size*0.16, size*0.7, 0, mix(ground, black, 0.6))
	leaves = mix(leaves, black, c.uniform(0, 0.3))
	if c.chance(0.5) {
		c.ellipse(x, y-size, size*0.42, size*0.55, leaves)
		return
	}
	for i := range 3 {
		top := y - size*(1.6-0.35*float64(i))
		c.polygon(leaves, point{x, top}, point{x + size*0.45, top + size*0.6}, point{x - size*0.45, top + size*0.6})
	}
}

func (c *canvas) house(x, y, size float64, wall, roof colour) {
	c.box(x-size/2, y-size*0.7, size, size*0.7, 0, wall)
	c.polygon(roof, point{x - size*0.65, y - size*0.7}, point{x, y - size*1.3}, point{x + size*0.65, y - size*0.7})
	c.box(x-size*0.1, y-size*0.35, size*0.2, size*0.35, 0, mix(roof, black, 0.4))
	for _, window := range []float64{-0.35, 0.2} {
		c.box(x+window*size, y-size*0.55, size*0.16, size*0.18, 0, mix(wall, roof, 0.5))
	}
}

// lineArt is drawn with one pen: a plant, a cup, a face, a scribble, and blobs of colour behind them.
func lineArt(c *canvas) {
	paper := pick(c, white, white, mix(c.palette(1)[0], white, 0.85))
	c.clear(paper)
	ink, pen := pick(c, black, black, mix(c.palette(1)[0], black, 0.4)), c.uniform(0.6, 1.4)
	for range c.IntN(3) {
		c.polygon(mix(c.palette(1)[0], paper, 0.5), c.blob(c.width*c.uniform(0.2, 0.8), c.height*c.uniform(0.2, 0.8), c.uniform(12, 30), 0.3)...)
	}
	columns := c.count(1, 3)
	cell := c.width / float64(columns)
	for column := range columns {
		x, y, size := (float64(column)+0.5)*cell, c.height*c.uniform(0.4, 0.6), min(cell, c.height)*c.uniform(0.3, 0.42)
		// The coordinates below are in this drawing's size, around its middle.
		outline := func(closed bool, points ...point) {
			for i, p := range points {
				points[i] = point{x + size*p.x, y + size*p.y}
			}
			c.line(ink, pen, smooth(closed, points...)...)
		}
		ellipse := func(dx, dy, radiusX, radiusY, from, to float64) {
			c.line(ink, pen, arc(x+size*dx, y+size*dy, size*radiusX, size*radiusY, from, to)...)
		}
		switch c.IntN(4) {
		case 0: // a plant
			outline(false, point{0, 1}, point{c.uniform(-0.1, 0.1), 0}, point{0, -1})
			for leaf := -0.8; leaf < 0.7; leaf += 0.3 {
				for _, side := range sides {
					outline(true, point{0, leaf}, point{0.35 * side, leaf - 0.3}, point{0.65 * side, leaf - 0.25}, point{0.4 * side, leaf})
				}
			}
		case 1: // a cup with steam
			outline(false, point{-0.6, -0.1}, point{-0.5, 0.6}, point{0, 0.8}, point{0.5, 0.6}, point{0.6, -0.1})
			ellipse(0, -0.1, 0.6, 0.13, 0, 2*math.Pi)
			ellipse(0.6, 0.25, 0.28, 0.25, -1.4, 1.7)
			for _, dx := range []float64{-0.25, 0, 0.25} {
				outline(false, point{dx, -0.35}, point{dx + 0.1, -0.55}, point{dx - 0.06, -0.75}, point{dx, -0.95})
			}
		case 2: // a face
			c.line(ink, pen, c.blob(x, y, size*0.8, 0.06)...)
			for _, side := range sides {
				ellipse(side*0.3, -0.15, 0.14, 0.07, 0, 2*math.Pi)
				ellipse(side*0.3, -0.25, 0.2, 0.12, -2.5, -0.6)
			}
			outline(false, point{0, -0.1}, point{0.12, 0.2}, point{-0.03, 0.22})
			ellipse(0, 0.35, 0.25, 0.12, 0.3, 2.8)
		default: // a scribble
			points := make([]point, c.count(8, 16))
			for i := range points {
				points[i] = point{c.uniform(-1, 1), c.uniform(-1, 1)}
			}
			outline(c.chance(0.5), points...)
		}
	}
}

// blobs are soft shapes on a gradient, as they are used behind headings.
func blobs(c *canvas) {
	colours := c.palette(5)
	c.gradient(0, 0, c.width, c.height, c.uniform(0, 6), mix(colours[0], white, c.uniform(0, 0.6)), mix(colours[1], white, c.uniform(0, 0.6)))
	for range c.count(3, 8) {
		colour := pick(c, colours...)
		x, y := c.somewhere()
		radius := c.uniform(8, 40)
		if c.chance(0.4) {
			c.glow(x, y, radius*1.5, colour.alpha(0.9))
		} else {
			c.polygon(mix(colour, white, c.uniform(0, 0.4)).alpha(c.uniform(0.4, 1)), c.blob(x, y, radius, 0.3)...)
		}
	}
	for range c.IntN(3) {
		x, y := c.somewhere()
		c.line(white.alpha(0.6), 0.6, arc(x, y, 15, 15, c.uniform(0, 3), c.uniform(3, 6))...)
	}
}

// pattern repeats a few shapes all over.
func pattern(c *canvas) {
	colours := c.palette(4)
	c.clear(pick(c, mix(colours[0], white, 0.75), colours[0], mix(colours[0], black, 0.5)))
	step, motif, shifted := c.uniform(10, 24), c.IntN(8), c.chance(0.5)
	for row := 0; float64(row)*step < c.height+step; row++ {
		x := 0.0
		if shifted && row%2 == 1 {
			x = step / 2
		}
		for ; x < c.width+step; x += step {
			c.motif(motif, x, float64(row)*step, step*0.36, pick(c, colours[1:]...), colours[0])
		}
	}
}

// motif draws one of eight plain shapes around a point.
func (c *canvas) motif(which int, x, y, radius float64, first, second colour) {
	switch which {
	case 0:
		c.ellipse(x, y, radius, radius, first)
		c.ellipse(x, y, radius/2, radius/2, second)
	case 1:
		c.line(first, radius/3, point{x - radius, y}, point{x, y - radius}, point{x + radius, y})
	case 2:
		c.polygon(first, point{x, y - radius}, point{x + radius, y}, point{x, y + radius}, point{x - radius, y})
	case 3:
		for _, side := range sides {
			c.ellipse(x+side*radius*0.55, y, radius*0.5, radius*0.5, first)
			c.ellipse(x, y+side*radius*0.55, radius*0.5, radius*0.5, first)
		}
		c.ellipse(x, y, radius*0.4, radius*0.4, white)
	case 4:
		c.box(x-radius, y-radius, 2*radius, 2*radius, 0, first)
	case 5:
		c.polygon(first, point{x - radius, y - radius}, point{x + radius, y + radius}, point{x - radius, y + radius})
	case 6:
		for i := range 4 {
			c.box(x-radius, y+radius*(float64(i)/2-1), 2*radius, radius/4, 0, first)
		}
	default: // a quarter of a disc, from corner to corner
		angle := float64(c.IntN(4)) * math.Pi / 2
		sine, cosine := math.Sincos(angle + math.Pi/4)
		c.sector(x-cosine*radius*math.Sqrt2, y-sine*radius*math.Sqrt2, 0, 2*radius, angle, angle+math.Pi/2, first)
	}
}

// glossy is what programs that make pictures often make: shining balls and rings in front of a glow, in purple and teal.
func glossy(c *canvas) {
	main := pick(c, 0.75, 0.6, 0.5, 0.9, 0.08) // a hue
	dark := hue(main, 0.6, c.uniform(0.08, 0.3))
	c.gradient(0, 0, c.width, c.height, c.uniform(0, 6), dark, hue(main+c.uniform(-0.2, 0.2), 0.7, c.uniform(0.2, 0.6)))
	c.glow(c.width*c.uniform(0.3, 0.7), c.height*c.uniform(0.3, 0.7), c.uniform(40, 80), hue(main+0.1, 0.9, 0.7).alpha(0.8))
	for range c.count(2, 7) {
		x, y, radius := c.width*c.Float64(), c.height*c.uniform(0.15, 0.9), c.uniform(6, 24)
		base := hue(main+c.uniform(-0.25, 0.25), c.uniform(0.5, 0.9), c.uniform(0.4, 0.65))
		c.glow(x, y+radius*0.9, radius*1.3, black.alpha(0.5))
		hole := pick(c, 0, 0, 0.5)
		c.shade(around(x, y, radius, radius), func(px, py float64) colour {
			dx, dy := (px-x)/radius, (py-y)/radius
			r := math.Hypot(dx, dy)
			if r > 1 || r < hole {
				return colour{}
			}
			up := math.Sqrt(1 - r*r)
			if hole > 0 {
				up = math.Sqrt(max(1-math.Pow((r-0.75)*4, 2), 0))
			}
			light := max(-0.5*dx-0.6*dy+0.62*up, 0)
			return mix(mix(mix(base, dark, 0.65), mix(base, white, 0.25), light), white, math.Pow(light, 18))
		})
	}
	for range c.IntN(40) {
		x, y := c.somewhere()
		c.ellipse(x, y, 0.4, 0.4, white.alpha(c.uniform(0.3, 0.9)))
	}
}

// poster is a composition of a few large plain shapes.
func poster(c *canvas) {
	colours := c.palette(5)
	c.clear(mix(colours[0], pick(c, white, white, black), c.uniform(0.5, 0.9)))
	cell := c.uniform(20, 50)
	for y := 0.0; y < c.height; y += cell {
		for x := 0.0; x < c.width; x += cell {
			if c.chance(0.75) {
				c.motif(c.IntN(8), x+cell/2, y+cell/2, cell/2, pick(c, colours...), pick(c, colours...))
			}
		}
	}
}

// mascot is a friendly creature of round shapes.
func mascot(c *canvas) {
	colours := c.palette(4)
	c.clear(mix(colours[0], white, c.uniform(0.4, 0.9)))
	if c.chance(0.6) {
		c.polygon(mix(colours[0], white, 0.25), c.blob(c.width/2, c.height/2, 42, 0.15)...)
	}
	x, y, body := c.width/2+c.uniform(-8, 8), c.height*c.uniform(0.5, 0.6), colours[1]
	edge, pen := mix(body, black, 0.7), pick(c, 0, 0.8, 1.4)
	c.ellipse(x, y+34, 24, 4, black.alpha(0.2))
	part := func(outline []point, with colour) {
		c.polygon(with, outline...)
		if pen > 0 {
			c.line(edge, pen, outline...)
		}
	}
	ears := c.IntN(3)
	for _, side := range sides {
		part(oval(x+side*12, y+32, 7, 4), mix(body, black, 0.2))
		part(oval(x+side*26, y+8+c.uniform(-8, 4), 6, 9), mix(body, black, 0.1))
		switch ears {
		case 0:
			part([]point{{x + side*8, y - 25}, {x + side*24, y - 38}, {x + side*22, y - 15}, {x + side*8, y - 25}}, body)
		case 1:
			part(oval(x+side*17, y-25, 8, 8), body)
		default:
			c.line(edge, 1.2, point{x + side*8, y - 24}, point{x + side*14, y - 38})
			c.ellipse(x+side*14, y-38, 3, 3, colours[2])
		}
	}
	part(c.blob(x, y+2, 30, 0.05), body)
	c.ellipse(x, y+16, 17, 14, mix(body, white, 0.5))
	for _, side := range sides {
		c.ellipse(x+side*10, y-8, 6.5, 7.5, white)
		c.ellipse(x+side*10+1, y-7, 3.5, 4.5, black)
		c.ellipse(x+side*10+2.2, y-9, 1.3, 1.3, white)
		c.ellipse(x+side*17, y+1, 4, 2.5, hue(0.97, 0.8, 0.7).alpha(0.7))
	}
	c.line(edge, 1.2, arc(x, y+2, 6, 5, 0.3, 2.8)...)
	for range c.IntN(8) {
		x, y := c.somewhere()
		c.ellipse(x, y, 1.4, 1.4, colours[3])
	}
}

// isometric is a town of blocks, seen from above at an angle.
func isometric(c *canvas) {
	colours := c.palette(5)
	c.clear(mix(colours[0], white, c.uniform(0.3, 0.9)))
	n := c.count(3, 6)
	size := c.uniform(45, 68) / float64(n)
	for row := range n {
		for column := range n {
			height, colour := pick(c, 0.15, 0.15, 0.5, 1, 1.7), pick(c, colours...)
			// at projects a point of this block, whose ground is from 0 to 1 in both directions.
			at := func(east, south, up float64) point {
				east, south = east+float64(column), south+float64(row)
				return point{c.width/2 + (east-south)*size*0.87, c.height/2 + ((east+south)/2-up-0.4*float64(n-1))*size}
			}
			c.polygon(mix(colour, white, 0.3), at(0, 0, height), at(1, 0, height), at(1, 1, height), at(0, 1, height))
			c.polygon(mix(colour, black, 0.15), at(0, 1, height), at(1, 1, height), at(1, 1, 0), at(0, 1, 0))
			c.polygon(mix(colour, black, 0.4), at(1, 1, height), at(1, 0, height), at(1, 0, 0), at(1, 1, 0))
			for up := height - 0.3; height > 0.4 && up > 0.15; up -= 0.35 {
				for _, east := range []float64{0.2, 0.6} {
					c.polygon(mix(colour, white, 0.75), at(east, 1, up), at(east+0.22, 1, up), at(east+0.22, 1, up-0.17), at(east, 1, up-0.17))
				}
			}
		}
	}
}
