package pictures

import "math"

// Photographs, as far as a program can make them up: light on rough surfaces, blur, noise. No two points have quite the same colour.
var photographs = []style{
	{"landscape", photographed(landscape)},
	{"portrait", photographed(portrait)},
	{"table", photographed(table)},
	{"close-up", photographed(closeUp)},
	{"street", photographed(street)},
	{"flower", photographed(flower)},
	{"night", photographed(night)},
	{"sea", photographed(sea)},
}

// sky is a gradient with clouds, and haze near the horizon.
func (c *canvas) sky(horizon float64) (haze colour) {
	top := c.vary(pick(c, rgb(0.25, 0.45, 0.8), rgb(0.5, 0.6, 0.75), rgb(0.3, 0.35, 0.55)), 0.15)
	haze = c.vary(pick(c, rgb(0.8, 0.85, 0.92), rgb(0.95, 0.8, 0.65), rgb(0.75, 0.75, 0.78)), 0.1)
	clouds, cover, frequency := c.noise(), c.uniform(0.35, 0.7), c.uniform(1.5, 4)
	c.shade(c.all(), func(x, y float64) colour {
		down := min(y/horizon, 1)
		cloud := clouds.fractal(x*frequency/2, y*frequency*(1+down), 5)
		return mix(mix(top, haze, down*down), rgb(0.97, 0.96, 0.95).times(0.75+0.4*cloud), coverage(cover-cloud, 0.3)*0.85)
	})
	return haze
}

// below is the canvas from a level down.
func (c *canvas) below(y float64) area { return area{0, y - 0.01, c.width, c.height} }

// landscape is ranges of hills that fade into the haze, woods and meadows in front of them.
func landscape(c *canvas) {
	horizon := c.height * c.uniform(0.3, 0.65)
	haze := c.sky(horizon)
	ground := c.vary(pick(c, rgb(0.2, 0.28, 0.1), rgb(0.35, 0.3, 0.15), rgb(0.3, 0.25, 0.2), rgb(0.15, 0.2, 0.12)), 0.25)
	ranges := c.count(2, 5)
	for i := range ranges {
		near := float64(i+1) / float64(ranges)
		ridge, rock, wood, frequency := c.noise(), c.noise(), c.noise(), 45-30*near
		base, relief, pitch := horizon+(c.height-horizon)*0.75*near*near, c.uniform(0.1, 0.35)*(1.2-near), c.uniform(1, 3)
		c.shade(c.below(base-relief), func(x, y float64) colour {
			inside := coverage(base-relief*(ridge.fractal(x*pitch, float64(i), 5)-0.3)-y, 0.008)
			if inside == 0 {
				return colour{}
			}
			bump := rock.fractal(x*frequency, y*frequency*1.6, 4)
			slope := bump - rock.fractal(x*frequency+0.3, y*frequency*1.6-0.3, 3)
			trees := coverage(0.52-wood.fractal(x*frequency/6, y*frequency/3, 4), 0.1)
			lit := ground.times((0.55 + 0.8*bump + 1.2*slope) * (1 - 0.55*trees))
			return mix(lit, haze.times(0.9), (1-near)*0.8).alpha(inside)
		})
	}
	if c.chance(0.4) { // still water
		edge, ripple, mirror := c.uniform(0.75, 0.92)*c.height, c.noise(), c.snapshot()
		c.shade(c.below(edge), func(x, y float64) colour {
			return mirror(x, 2*edge-y+0.02*(ripple.at(x*6, y*60)-0.5)).times(0.75).alpha(coverage(edge-y, 0.01))
		})
	}
}

// blurredBackground is far out of focus.
func (c *canvas) blurredBackground() {
	wall := c.vary(pick(c, rgb(0.45, 0.42, 0.4), rgb(0.3, 0.38, 0.25), rgb(0.7, 0.68, 0.65)), 0.2)
	other, n, frequency := c.vary(rgb(0.35, 0.33, 0.3), 0.4), c.noise(), c.uniform(1.5, 4)
	c.shade(c.all(), func(x, y float64) colour {
		return mix(wall, other, coverage(0.5-n.fractal(x*frequency, y*frequency, 2), 0.5)).times(1.15 - 0.3*y/c.height)
	})
	for range c.IntN(12) { // points of light become discs
		x, y := c.somewhere()
		c.disc(x, y, c.uniform(0.03, 0.09), 0.02, c.vary(rgb(0.8, 0.75, 0.6), 0.4).alpha(0.35))
	}
	c.blur(c.uniform(0.01, 0.03))
}

// portrait is a head and shoulders in front of something blurred.
func portrait(c *canvas) {
	c.blurredBackground()
	x, y, size := c.width*c.uniform(0.4, 0.6), c.height*c.uniform(0.38, 0.48), c.uniform(0.2, 0.29)
	skin := c.vary(pick(c, rgb(0.85, 0.65, 0.55), rgb(0.75, 0.53, 0.4), rgb(0.5, 0.33, 0.24), rgb(0.32, 0.2, 0.15)), 0.08)
	hair := c.vary(pick(c, rgb(0.08, 0.06, 0.05), rgb(0.25, 0.15, 0.08), rgb(0.55, 0.4, 0.22), rgb(0.5, 0.5, 0.5)), 0.2)
	cloth := rgb(c.uniform(0.05, 0.7), c.uniform(0.05, 0.7), c.uniform(0.05, 0.7))
	side, pores, weave, strands := c.uniform(-0.6, 0.6), c.noise(), c.noise(), c.noise()
	ball := func(dy, width, height, light, shine float64, surface func(x, y float64) colour) {
		c.ball(x, y+dy*size, width*size, height*size, side, light, shine, surface)
	}
	locks := func(px, py float64) colour { return hair.times(0.5 + 1.1*strands.fractal(px*60, py*9, 3)) }
	fabric := func(px, py float64) colour { return cloth.times(0.7 + 0.4*weave.fractal(px*25, py*25, 3)) }
	flesh := func(px, py float64) colour { return skin.times(0.9 + 0.2*pores.fractal(px*14, py*14, 4)) }
	if c.chance(0.5) {
		ball(0.35, 1.05, 1.6, -0.3, 0, locks)
	}
	ball(3.25, 2.1, 2.1, -0.4, 0, fabric)
	ball(1.15, 0.38, 0.55, 0.2, 0, func(px, py float64) colour { return flesh(px, py).times(0.75) })
	ball(-0.22, 0.86, 1.02, -0.4, 0, locks)
	ball(0.08, 0.72, 0.98, -0.35, 0.05, flesh)
	spot := func(dx, dy, width, height float64, with colour) { // a blurred ellipse
		middleX, middleY, width, height := x+dx*size, y+dy*size, width*size, height*size
		c.shade(around(middleX, middleY, 2*width, 2*height), func(px, py float64) colour {
			return with.alpha(coverage(math.Hypot((px-middleX)/width, (py-middleY)/height)-1, 0.7))
		})
	}
	for _, eye := range []float64{-0.3, 0.3} {
		spot(eye, -0.05, 0.17, 0.11, skin.times(0.45).alpha(0.6))
		spot(eye, -0.05, 0.1, 0.05, rgb(0.8, 0.8, 0.8).alpha(0.8))
		spot(eye, -0.05, 0.05, 0.055, rgb(0.06, 0.05, 0.05))
		spot(eye, -0.24, 0.19, 0.04, hair.alpha(0.8))
	}
	spot(0.06*side, 0.22, 0.11, 0.16, skin.times(0.65).alpha(0.5))
	spot(0, 0.52, 0.24, 0.07, colour{skin[0] * 0.8, skin[1] * 0.5, skin[2] * 0.5, 0.8})
	spot(0, 0.52, 0.22, 0.02, skin.times(0.3).alpha(0.7))
	ball(-0.82, 0.72, 0.36, -0.4, 0, locks)
	c.blur(c.uniform(0, 0.006))
}

// table is fruit, balls and cups on wood, with their shadows.
func table(c *canvas) {
	c.blurredBackground()
	edge := c.height * c.uniform(0.25, 0.55)
	wood := c.vary(pick(c, rgb(0.5, 0.33, 0.2), rgb(0.65, 0.5, 0.35), rgb(0.3, 0.2, 0.13), rgb(0.7, 0.68, 0.66)), 0.15)
	grain := c.noise()
	c.shade(c.below(edge), func(x, y float64) colour {
		near := 0.25 + 0.75*(y-edge)/(c.height-edge)
		along, across := (x-c.width/2)/near, 0.4/near+y*0.3
		rings := math.Sin(40*(across+0.12*grain.fractal(along*1.3, across*4, 3)) + 6*grain.at(along, across*3))
		light := (0.78 + 0.12*rings + 0.35*grain.fractal(along*6, across*70, 3)) * (0.8 + 0.3*x/c.width)
		return wood.times(light).alpha(coverage(edge-y, 0.015))
	})
	side := pick(c, -0.6, 0.6)
	for i, n := 0, c.count(1, 4); i < n; i++ {
		radius := c.uniform(0.1, 0.2)
		x, foot := c.width*(float64(i)+c.uniform(0.3, 0.7))/float64(n), edge+(c.height-edge)*c.uniform(0.25, 0.8)
		c.shade(around(x-side*radius*0.8, foot, 2.4*radius, 0.7*radius), func(px, py float64) colour {
			distance := math.Hypot((px-x+side*radius*0.8)/(1.5*radius), (py-foot)/(0.4*radius)) - 1
			return rgb(0.03, 0.02, 0.02).alpha(0.7 * coverage(distance, 0.9))
		})
		texture, base := c.noise(), c.vary(pick(c, rgb(0.7, 0.12, 0.08), rgb(0.85, 0.5, 0.08), rgb(0.35, 0.5, 0.1),
			rgb(0.8, 0.78, 0.72), rgb(0.15, 0.25, 0.45)), 0.2)
		surface := func(px, py float64) colour { return base.times(0.75 + 0.5*texture.fractal(px*18, py*18, 4)) }
		if c.chance(0.6) {
			c.ball(x, foot-radius*0.85, radius, radius*c.uniform(0.85, 1.1), side, -0.5, c.uniform(0, 0.7), surface)
			continue
		}
		height := radius * c.uniform(1.2, 2.2) // of a cup
		c.shade(around(x, foot-height/2, radius, height), func(px, py float64) colour {
			dx := (px - x) / (0.7 * radius)
			front := math.Sqrt(max(1-dx*dx, 0))
			inside := coverage((math.Abs(dx)-1)*radius, 0.012) * coverage(py-foot-0.15*radius*front, 0.012) * coverage(foot-height-py, 0.012)
			return surface(px, py).times(0.35 + 0.75*max(side*dx*0.6+0.7*front, 0)).alpha(inside)
		})
		c.ball(x, foot-height, 0.7*radius, 0.2*radius, -side, 0.3, 0, func(px, py float64) colour { return base.times(0.6) })
	}
	c.blur(c.uniform(0, 0.005))
}

// closeUp is a rough surface, lit from the side: stone, bark, cloth, gravel.
func closeUp(c *canvas) {
	base := c.vary(pick(c, rgb(0.5, 0.47, 0.43), rgb(0.35, 0.25, 0.17), rgb(0.25, 0.35, 0.15), rgb(0.6, 0.55, 0.45), rgb(0.35, 0.4, 0.5)), 0.25)
	other := c.vary(rgb(0.4, 0.36, 0.3), 0.25)
	n, stain, frequency, stretch := c.noise(), c.noise(), c.uniform(4, 14), pick(c, 1, 1, c.uniform(3, 7))
	woven := c.chance(0.25)
	height := func(x, y float64) float64 {
		h := n.fractal(x*frequency*stretch, y*frequency, 5)
		if woven {
			h = 0.35*h + 0.3*(math.Sin(frequency*5*x)*math.Sin(frequency*5*y)+1)
		}
		return h
	}
	sine, cosine := math.Sincos(c.uniform(0, 6))
	strength, step := c.uniform(2, 5), 0.25/frequency/stretch
	c.shade(c.all(), func(x, y float64) colour {
		h := height(x, y)
		slope := (h - height(x+step*cosine, y+step*sine)) * strength
		return mix(base, other, coverage(0.5-stain.fractal(x*3, y*3, 3), 0.4)).times(max(0.35+0.8*h+slope, 0.02))
	})
	if c.chance(0.5) { // only a part of it is in focus
		sharp := c.snapshot()
		c.blur(c.uniform(0.01, 0.025))
		focus, depth := c.height*c.uniform(0.35, 0.65), c.uniform(0.15, 0.4)
		c.shade(c.all(), func(x, y float64) colour { return sharp(x, y).alpha(coverage(math.Abs(y-focus)-depth, depth)) })
	}
}

// building is a front with rows of windows: wall gives the colour of a point, and window that of a
// pane, for a number that differs from pane to pane.
func (c *canvas) building(front area, paneX, paneY float64, wall func(x, y float64) colour, window func(number float64) colour) {
	numbers, right, ground := c.noise(), front.x+front.width, front.y+front.height
	c.shade(area{front.x - 0.01, front.y - 0.01, front.width + 0.02, front.height + 0.02}, func(x, y float64) colour {
		column, row := (x-front.x)/paneX, (y-front.y)/paneY
		left, top := floor(column), floor(row)
		distance := max(math.Abs(column-float64(left)-0.5), math.Abs(row-float64(top)-0.5)) - 0.3
		inside := coverage(max(front.x-x, x-right), 0.006) * coverage(front.y-y, 0.006) * coverage(y-ground, 0.01)
		return mix(wall(x, y), window(numbers.cell(left, top)), coverage(distance, 0.15)).alpha(inside)
	})
}

// street is rows of houses under a sky, with a road that leads away.
func street(c *canvas) {
	ground := c.height * c.uniform(0.68, 0.85)
	haze := c.sky(ground)
	sun := c.uniform(-0.3, 0.3)
	for layer := range 3 {
		near := float64(layer+1) / 3
		far := func(with colour) colour { return mix(with, haze, 0.6*(1-near)) }
		for x := -0.1; x < c.width; {
			width, height := c.uniform(0.12, 0.3)*(0.5+near), c.uniform(0.15, 0.55)*(0.5+0.7*near)*c.height
			base := c.vary(pick(c, rgb(0.55, 0.45, 0.38), rgb(0.6, 0.58, 0.54), rgb(0.45, 0.25, 0.2), rgb(0.35, 0.38, 0.42)), 0.2)
			left, plaster := x, c.noise()
			c.building(area{x, ground - height, width, height}, c.uniform(0.025, 0.045)*(0.5+near), c.uniform(0.04, 0.06)*(0.5+near),
				func(x, y float64) colour {
					return far(base.times(0.55 + 0.5*plaster.fractal(x*22, y*22, 4) + sun*(x-left)/width))
				},
				func(number float64) colour { return far(haze.times(0.1 + 0.6*number*number)) })
			x += width + pick(c, 0, 0, 0.05)
		}
	}
	tar, base := c.noise(), c.vary(rgb(0.25, 0.25, 0.26), 0.2)
	c.shade(c.below(ground), func(x, y float64) colour {
		near := (y-ground)/(c.height-ground) + 0.08
		road := base.times(0.6 + 0.8*tar.fractal((x-c.width/2)*8/near, 4/near, 4))
		pavement := math.Abs(x-c.width/2)/near - 0.9*c.width
		return mix(road, base.times(1.9), 0.7*coverage(-pavement, 0.1)).alpha(coverage(ground-y, 0.008))
	})
	c.blur(c.uniform(0, 0.004))
}

// flower is one to three in focus in front of a blurred garden.
func flower(c *canvas) {
	leaf, n := c.vary(rgb(0.15, 0.3, 0.08), 0.3), c.noise()
	c.shade(c.all(), func(x, y float64) colour { return leaf.times(0.3 + 1.5*n.fractal(x*5, y*5, 3)) })
	for range c.IntN(8) {
		x, y := c.somewhere()
		c.disc(x, y, 0.07, 0.03, c.vary(rgb(0.7, 0.6, 0.5), 0.5).alpha(0.6))
	}
	c.blur(c.uniform(0.015, 0.035))
	for range c.count(1, 3) {
		x, y, radius := c.width*c.uniform(0.25, 0.75), c.height*c.uniform(0.3, 0.6), c.uniform(0.18, 0.36)
		base := c.vary(pick(c, rgb(0.85, 0.2, 0.3), rgb(0.9, 0.75, 0.15), rgb(0.9, 0.88, 0.9), rgb(0.55, 0.3, 0.75)), 0.15)
		petals, turn, veins, bend := float64(c.count(5, 13)), c.uniform(0, 6), c.noise(), c.uniform(-0.1, 0.1)
		c.shade(area{x - 0.2, y, 0.4, c.height}, func(px, py float64) colour { // the stem
			distance := px - x - bend*(py-y)
			return leaf.times(0.7 + 2*distance/0.03).alpha(coverage(math.Abs(distance)-0.012, 0.01) * coverage(y-py, 0.02))
		})
		c.shade(around(x, y, radius+0.02, radius), func(px, py float64) colour {
			dx, dy := px-x, (py-y)*1.2
			r, angle := math.Hypot(dx, dy)/radius, math.Atan2(dy, dx)+turn
			petal := math.Abs(math.Cos(angle * petals / 2))
			light := (0.45 + 0.4*petal + 0.3*r - 0.25*dx/radius) * (0.8 + 0.4*veins.fractal(angle*9, r*2, 4))
			return base.times(light).alpha(coverage((r-0.45-0.55*math.Sqrt(petal))*radius, 0.012))
		})
		heart, pollen := c.vary(rgb(0.6, 0.42, 0.08), 0.3), c.noise()
		c.ball(x, y, 0.27*radius, 0.23*radius, -0.4, -0.5, 0, func(px, py float64) colour {
			return heart.times(0.4 + 1.2*pollen.fractal(px*60, py*60, 2))
		})
	}
	c.blur(c.uniform(0, 0.005))
}

// night is lights out of focus, houses with lit windows, and their reflections on a wet road.
func night(c *canvas) {
	ground := c.height * c.uniform(0.6, 0.8)
	dark, air := c.vary(rgb(0.03, 0.04, 0.08), 0.4), c.noise()
	c.shade(c.all(), func(x, y float64) colour { return dark.times(0.5 + air.fractal(x*3, y*3, 4) + 1.5*y/c.height) })
	for x := -0.1; x < c.width; {
		width, height, pane := c.uniform(0.1, 0.3), c.uniform(0.1, 0.55)*c.height, c.uniform(0.025, 0.05)
		lamp, wall := c.vary(rgb(0.9, 0.65, 0.3), 0.3), dark.times(0.8)
		c.building(area{x, ground - height, width, height}, pane, 1.3*pane,
			func(x, y float64) colour { return wall },
			func(number float64) colour {
				if number > 0.72 {
					return lamp
				}
				return wall
			})
		x += width
	}
	for range c.count(6, 26) {
		x, y, radius := c.uniform(0, c.width), ground-c.uniform(-0.05, 0.4)*c.height, c.uniform(0.012, 0.06)
		light := c.vary(pick(c, rgb(1.3, 0.9, 0.4), rgb(1.2, 0.3, 0.2), rgb(0.4, 0.8, 1.2), rgb(1.2, 1.2, 1.1)), 0.2)
		c.disc(x, y, radius*3, radius*5, light.alpha(0.25))
		c.disc(x, y, radius, 0.012, light.alpha(c.uniform(0.3, 0.9)))
	}
	mirror, ripple := c.snapshot(), c.noise()
	c.shade(c.below(ground), func(x, y float64) colour {
		reflected := mirror(x+0.05*(ripple.fractal(x*9, y*40, 3)-0.5), ground-1.4*(y-ground))
		return reflected.times(0.3 + 0.6*ripple.fractal(x*4, y*30, 3)).alpha(coverage(ground-y, 0.01))
	})
	c.blur(c.uniform(0, 0.006))
}

// sea is water with waves below a sky, often with a low sun.
func sea(c *canvas) {
	horizon := c.height * c.uniform(0.35, 0.6)
	haze := c.sky(horizon)
	sun, deep := c.width*c.uniform(0.2, 0.8), c.vary(rgb(0.08, 0.2, 0.28), 0.3)
	if c.chance(0.5) {
		y := horizon - c.uniform(0.02, 0.2)
		c.disc(sun, y, 0.15, 0.4, rgb(1.5, 1.2, 0.8).alpha(0.5))
		c.disc(sun, y, 0.04, 0.015, rgb(1.5, 1.2, 0.8))
	}
	waves, foam := c.noise(), c.noise()
	c.shade(c.below(horizon), func(x, y float64) colour {
		near := (y-horizon)/(c.height-horizon) + 0.03
		swell := waves.fractal(x*3/near, 4/near, 5)
		water := mix(deep, haze, 0.15+0.6*coverage(0.5-swell, 0.5)*(1-0.5*near))
		glitter := coverage(0.58-swell, 0.1) * math.Exp(-math.Pow((x-sun)/(0.1+0.2*near), 2))
		water = mix(water, haze.times(1.4), 0.8*glitter)
		crest := 0.8 * coverage(0.68-foam.fractal(x*5/near, 3/near, 4), 0.08) * near
		return mix(water, rgb(0.9, 0.92, 0.92), crest).alpha(coverage(horizon-y, 0.006))
	})
	if c.chance(0.4) { // a beach
		edge, sand, grain := c.height*c.uniform(0.75, 0.9), c.vary(rgb(0.65, 0.55, 0.4), 0.15), c.noise()
		c.shade(c.all(), func(x, y float64) colour {
			shore := edge + 0.06*math.Sin(x*4+sun) + 0.03*grain.at(x*8, 0)
			return sand.times(0.7 + 0.5*grain.fractal(x*40, y*40, 4)).alpha(coverage(shore-y, 0.02))
		})
	}
}
