package pictures

import (
	"image/color"
	"math"
)

// Illustrations: what somebody has drawn, or a program that makes pictures. Few colours or smooth ones, clean outlines.
var illustrations = []style{
	{"flat scene", painted(flatScene)},
	{"line art", painted(lineArt)},
	{"blobs", painted(blobs)},
	{"pattern", painted(pattern)},
	{"glossy", painted(glossy)},
	{"poster", painted(poster)},
	{"mascot", painted(mascot)},
	{"isometric", painted(isometric)},
}

// flatScene is a landscape of flat shapes: sky, sun, hills, and trees or houses on them.
func flatScene(c *canvas) {
	colours := c.palette(6)
	sky := mixed(colours[0], white, c.from(0.3, 0.8))
	c.gradient(0, 0, c.width, c.height, math.Pi/2, sky, mixed(sky, white, one(c.dice, 0, 0.4)))
	c.ellipse(c.width*c.from(0.1, 0.9), c.height*c.from(0.12, 0.4), 9, 9, mixed(colours[1], white, 0.4))
	for range c.IntN(4) {
		x, y := c.width*c.Float64(), c.height*c.from(0.08, 0.35)
		for i := range 3 {
			c.ellipse(x+5*float64(i), y-2*float64(i%2), 6, 4, mixed(sky, white, 0.7))
		}
	}
	for hill := range 3 {
		base, colour := c.height*(0.45+0.17*float64(hill)), mixed(colours[2+hill], sky, 0.35-0.15*float64(hill))
		ridge := []point{{-5, base}}
		for x := 0.0; x <= c.width+30; x += c.width / 4 {
			ridge = append(ridge, point{x, base + c.from(-8, 8)})
		}
		ridge = smooth(false, ridge...)
		c.polygon(colour, append(append([]point{{-5, c.height + 1}}, ridge...), point{c.width + 30, c.height + 1})...)
		for range c.IntN(6) {
			foot := ridge[c.IntN(len(ridge))]
			size := c.from(4, 7) * (1 + 0.6*float64(hill))
			if c.chance(0.6) {
				c.tree(foot.x, foot.y+2, size, colours[5], colour)
			} else {
				c.house(foot.x, foot.y+2, size, mixed(colours[1], white, 0.5), colours[4])
			}
		}
	}
}

func (c *canvas) tree(x, y, size float64, leaves, ground color.NRGBA) {
	c.box(x-size*0.08, y-size*0.7, size*0.16, size*0.7, 0, mixed(ground, black, 0.6))
	leaves = mixed(leaves, black, c.from(0, 0.3))
	if c.chance(0.5) {
		c.ellipse(x, y-size, size*0.42, size*0.55, leaves)
		return
	}
	for i := range 3 {
		top := y - size*(1.6-0.35*float64(i))
		c.polygon(leaves, point{x, top}, point{x + size*0.45, top + size*0.6}, point{x - size*0.45, top + size*0.6})
	}
}

func (c *canvas) house(x, y, size float64, wall, roof color.NRGBA) {
	c.box(x-size/2, y-size*0.7, size, size*0.7, 0, wall)
	c.polygon(roof, point{x - size*0.65, y - size*0.7}, point{x, y - size*1.3}, point{x + size*0.65, y - size*0.7})
	c.box(x-size*0.1, y-size*0.35, size*0.2, size*0.35, 0, mixed(roof, black, 0.4))
	for _, side := range []float64{-0.35, 0.2} {
		c.box(x+side*size, y-size*0.55, size*0.16, size*0.18, 0, mixed(wall, roof, 0.5))
	}
}

// lineArt is drawn with one pen: leaves, a cup, a lamp, waves, a face, with a stain of colour behind them.
func lineArt(c *canvas) {
	paper := one(c.dice, white, white, mixed(c.palette(1)[0], white, 0.85))
	c.fill(paper)
	ink, thick := one(c.dice, black, black, mixed(c.palette(1)[0], black, 0.4)), c.from(0.6, 1.4)
	for range c.IntN(3) {
		c.polygon(mixed(c.palette(1)[0], paper, 0.5), c.blob(c.width*c.from(0.2, 0.8), c.height*c.from(0.2, 0.8), c.from(12, 30), 0.3)...)
	}
	columns := c.count(1, 3)
	cell := c.width / float64(columns)
	for column := range columns {
		x, y, size := (float64(column)+0.5)*cell, c.height*c.from(0.4, 0.6), min(cell, c.height)*c.from(0.3, 0.42)
		switch c.IntN(4) {
		case 0: // a plant
			top := y - size
			c.line(ink, thick, smooth(false, point{x, y + size}, point{x + c.from(-3, 3), y}, point{x, top})...)
			for leaf := top + size*0.2; leaf < y+size*0.7; leaf += size * 0.3 {
				for _, side := range []float64{-1, 1} {
					wide := side * size
					c.line(ink, thick, smooth(true, point{x, leaf}, point{x + wide*0.35, leaf - size*0.3},
						point{x + wide*0.65, leaf - size*0.25}, point{x + wide*0.4, leaf})...)
				}
			}
		case 1: // a cup with steam
			c.line(ink, thick, smooth(false, point{x - size*0.6, y - size*0.1}, point{x - size*0.5, y + size*0.6},
				point{x, y + size*0.8}, point{x + size*0.5, y + size*0.6}, point{x + size*0.6, y - size*0.1})...)
			c.line(ink, thick, arc(x, y-size*0.1, size*0.6, size*0.13, 0, 2*math.Pi)...)
			c.line(ink, thick, arc(x+size*0.6, y+size*0.25, size*0.28, size*0.25, -1.4, 1.7)...)
			for _, dx := range []float64{-0.25, 0, 0.25} {
				c.line(ink, thick, smooth(false, point{x + dx*size, y - size*0.35}, point{x + (dx+0.1)*size, y - size*0.55},
					point{x + (dx-0.06)*size, y - size*0.75}, point{x + dx*size, y - size*0.95})...)
			}
		case 2: // a face
			c.line(ink, thick, c.blob(x, y, size*0.8, 0.06)...)
			for _, side := range []float64{-1, 1} {
				c.line(ink, thick, arc(x+side*size*0.3, y-size*0.15, size*0.14, size*0.07, 0, 2*math.Pi)...)
				c.line(ink, thick, arc(x+side*size*0.3, y-size*0.25, size*0.2, size*0.12, -2.5, -0.6)...)
			}
			c.line(ink, thick, smooth(false, point{x, y - size*0.1}, point{x + size*0.12, y + size*0.2}, point{x - size*0.03, y + size*0.22})...)
			c.line(ink, thick, arc(x, y+size*0.35, size*0.25, size*0.12, 0.3, 2.8)...)
		default: // one line that wanders
			wander := make([]point, c.count(8, 16))
			for i := range wander {
				wander[i] = point{x + size*c.from(-1, 1), y + size*c.from(-1, 1)}
			}
			c.line(ink, thick, smooth(c.chance(0.5), wander...)...)
		}
	}
}

// blobs are soft shapes on a gradient, as they stand behind headings.
func blobs(c *canvas) {
	colours := c.palette(5)
	c.gradient(0, 0, c.width, c.height, c.from(0, 6), mixed(colours[0], white, c.from(0, 0.6)), mixed(colours[1], white, c.from(0, 0.6)))
	for range c.count(3, 8) {
		colour := one(c.dice, colours...)
		x, y, radius := c.width*c.Float64(), c.height*c.Float64(), c.from(8, 40)
		if c.chance(0.4) {
			c.glow(x, y, radius*1.5, see(colour, 0.9))
		} else {
			c.polygon(see(mixed(colour, white, c.from(0, 0.4)), c.from(0.4, 1)), c.blob(x, y, radius, 0.3)...)
		}
	}
	for range c.IntN(3) {
		c.line(see(white, 0.6), 0.6, arc(c.width*c.Float64(), c.height*c.Float64(), 15, 15, c.from(0, 3), c.from(3, 6))...)
	}
}

// pattern repeats a few shapes all over.
func pattern(c *canvas) {
	colours := c.palette(4)
	c.fill(one(c.dice, mixed(colours[0], white, 0.75), colours[0], mixed(colours[0], black, 0.5)))
	step, motif, shifted := c.from(10, 24), c.IntN(5), c.chance(0.5)
	row := 0
	for y := 0.0; y < c.height+step; y += step {
		x := 0.0
		if shifted && row%2 == 1 {
			x = step / 2
		}
		for ; x < c.width+step; x += step {
			colour := colours[1+c.IntN(3)]
			switch radius := step * 0.36; motif {
			case 0:
				c.ellipse(x, y, radius, radius, colour)
				c.ellipse(x, y, radius/2, radius/2, colours[0])
			case 1:
				c.polygon(colour, point{x, y - radius}, point{x + radius, y}, point{x, y + radius}, point{x - radius, y})
			case 2:
				for quarter := range 4 {
					sine, cosine := math.Sincos(float64(quarter) * math.Pi / 2)
					c.ellipse(x+cosine*radius*0.55, y+sine*radius*0.55, radius*0.5, radius*0.5, colour)
				}
				c.ellipse(x, y, radius*0.4, radius*0.4, white)
			case 3:
				c.sector(x, y, 0, step/2, float64(c.IntN(4))*math.Pi/2, float64(c.IntN(4)+4)*math.Pi/2, colour)
			default:
				c.line(colour, step*0.12, point{x - radius, y}, point{x, y - radius}, point{x + radius, y})
			}
		}
		row++
	}
}

// glossy is what programs that make pictures are fond of: shining balls and rings before a glow, in purple and teal.
func glossy(c *canvas) {
	turn := one(c.dice, 0.75, 0.6, 0.5, 0.9, 0.08)
	night := hue(turn, 0.6, c.from(0.08, 0.3))
	c.gradient(0, 0, c.width, c.height, c.from(0, 6), night, hue(turn+c.from(-0.2, 0.2), 0.7, c.from(0.2, 0.6)))
	c.glow(c.width*c.from(0.3, 0.7), c.height*c.from(0.3, 0.7), c.from(40, 80), see(hue(turn+0.1, 0.9, 0.7), 0.8))
	for range c.count(2, 7) {
		x, y, radius := c.width*c.Float64(), c.height*c.from(0.15, 0.9), c.from(6, 24)
		colour := hue(turn+c.from(-0.25, 0.25), c.from(0.5, 0.9), c.from(0.4, 0.65))
		c.glow(x, y+radius*0.9, radius*1.3, see(black, 0.5))
		hole := one(c.dice, 0, 0, radius*0.5)
		c.shade(x-radius, y-radius, 2*radius, 2*radius, func(px, py float64) color.NRGBA {
			dx, dy := (px-x)/radius, (py-y)/radius
			away := math.Hypot(dx, dy)
			if away > 1 || away < hole/radius {
				return color.NRGBA{}
			}
			up := math.Sqrt(1 - away*away)
			if hole > 0 {
				up = math.Sqrt(max(1-math.Pow((away-0.75)*4, 2), 0))
			}
			lit := max(-0.5*dx-0.6*dy+0.62*up, 0)
			shaded := mixed(mixed(colour, night, 0.65), mixed(colour, white, 0.25), lit)
			return mixed(shaded, white, math.Pow(lit, 18))
		})
	}
	for range c.IntN(40) {
		c.ellipse(c.width*c.Float64(), c.height*c.Float64(), 0.4, 0.4, see(white, c.from(0.3, 0.9)))
	}
}

// poster is a composition of a few large plain shapes.
func poster(c *canvas) {
	colours := c.palette(5)
	c.fill(mixed(colours[0], one(c.dice, white, white, black), c.from(0.5, 0.9)))
	cell := c.from(20, 50)
	for y := 0.0; y < c.height; y += cell {
		for x := 0.0; x < c.width; x += cell {
			if c.chance(0.25) {
				continue
			}
			colour, corner := one(c.dice, colours...), float64(c.IntN(4))*math.Pi/2
			switch c.IntN(5) {
			case 0:
				c.box(x, y, cell, cell, 0, colour)
			case 1:
				c.ellipse(x+cell/2, y+cell/2, cell/2, cell/2, colour)
				c.ellipse(x+cell/2, y+cell/2, cell/4, cell/4, one(c.dice, colours...))
			case 2:
				sine, cosine := math.Sincos(corner + math.Pi/4)
				c.sector(x+cell/2-cosine*cell*0.707, y+cell/2-sine*cell*0.707, 0, cell, corner, corner+math.Pi/2, colour)
			case 3:
				c.polygon(colour, point{x, y}, point{x + cell, y + cell}, point{x, y + cell})
			default:
				for i := range 4 {
					c.box(x, y+cell*float64(i)/4, cell, cell/8, 0, colour)
				}
			}
		}
	}
}

// mascot is a friendly creature of round shapes.
func mascot(c *canvas) {
	colours := c.palette(4)
	c.fill(mixed(colours[0], white, c.from(0.4, 0.9)))
	if c.chance(0.6) {
		c.polygon(mixed(colours[0], white, 0.25), c.blob(c.width/2, c.height/2, 42, 0.15)...)
	}
	x, y, body := c.width/2+c.from(-8, 8), c.height*c.from(0.5, 0.6), colours[1]
	outline, thick := mixed(body, black, 0.7), one(c.dice, 0, 0.8, 1.4)
	c.ellipse(x, y+34, 24, 4, see(black, 0.2))
	part := func(shape []point, with color.NRGBA) {
		c.polygon(with, shape...)
		if thick > 0 {
			c.line(outline, thick, shape...)
		}
	}
	ears := c.IntN(3)
	for _, side := range []float64{-1, 1} {
		part(arc(x+side*12, y+32, 7, 4, 0, 2*math.Pi), mixed(body, black, 0.2))
		part(arc(x+side*26, y+8+c.from(-8, 4), 6, 9, 0, 2*math.Pi), mixed(body, black, 0.1))
		switch ears {
		case 0:
			part([]point{{x + side*8, y - 25}, {x + side*24, y - 38}, {x + side*22, y - 15}, {x + side*8, y - 25}}, body)
		case 1:
			part(arc(x+side*17, y-25, 8, 8, 0, 2*math.Pi), body)
		default:
			c.line(outline, 1.2, point{x + side*8, y - 24}, point{x + side*14, y - 38})
			c.ellipse(x+side*14, y-38, 3, 3, colours[2])
		}
	}
	part(c.blob(x, y+2, 30, 0.05), body)
	c.ellipse(x, y+16, 17, 14, mixed(body, white, 0.5))
	for _, side := range []float64{-1, 1} {
		c.ellipse(x+side*10, y-8, 6.5, 7.5, white)
		c.ellipse(x+side*10+1, y-7, 3.5, 4.5, black)
		c.ellipse(x+side*10+2.2, y-9, 1.3, 1.3, white)
		c.ellipse(x+side*17, y+1, 4, 2.5, see(hue(0.97, 0.8, 0.7), 0.7))
	}
	c.line(outline, 1.2, arc(x, y+2, 6, 5, 0.3, 2.8)...)
	for range c.IntN(8) {
		c.ellipse(c.width*c.Float64(), c.height*c.Float64(), 1.4, 1.4, colours[3])
	}
}

// isometric is a town of blocks, seen from above at an angle.
func isometric(c *canvas) {
	colours := c.palette(5)
	c.fill(mixed(colours[0], white, c.from(0.3, 0.9)))
	n := c.count(3, 6)
	size := c.from(45, 68) / float64(n)
	startX, startY := c.width/2, c.height/2-float64(n-1)*size*0.4
	for row := range n {
		for column := range n {
			x, y := startX+float64(column-row)*size*0.87, startY+float64(column+row)*size/2
			tall, colour := one(c.dice, 0.15, 0.15, 0.5, 1, 1.7)*size, one(c.dice, colours...)
			across, down := point{size * 0.87, size / 2}, point{-size * 0.87, size / 2}
			top := point{x, y - tall}
			right, front, left := point{top.x + across.x, top.y + across.y}, point{top.x, top.y + size}, point{top.x + down.x, top.y + down.y}
			c.polygon(mixed(colour, white, 0.3), top, right, front, left)
			c.polygon(mixed(colour, black, 0.15), left, front, point{front.x, front.y + tall}, point{left.x, left.y + tall})
			c.polygon(mixed(colour, black, 0.4), front, right, point{right.x, right.y + tall}, point{front.x, front.y + tall})
			for level := 0.3; tall > size*0.4 && level < tall/size-0.15; level += 0.35 {
				for _, along := range []float64{0.2, 0.6} {
					pane := point{left.x - down.x*along, left.y + down.y*along + level*size}
					c.polygon(mixed(colour, white, 0.75), pane, point{pane.x - down.x*0.22, pane.y + down.y*0.22},
						point{pane.x - down.x*0.22, pane.y + down.y*0.22 + size*0.17}, point{pane.x, pane.y + size*0.17})
				}
			}
		}
	}
}
