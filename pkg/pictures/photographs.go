package pictures

import "math"

// Photographs, as far as a program can make them up: light on rough things, blur, noise. No two points have quite the same colour.
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

// sky shades everything: a gradient with clouds, and the sun's haze near the horizon.
func (s *scene) sky(horizon float64) (haze light) {
	high := s.near(one(s.dice, light{0.25, 0.45, 0.8}, light{0.5, 0.6, 0.75}, light{0.3, 0.35, 0.55}), 0.15)
	haze = s.near(one(s.dice, light{0.8, 0.85, 0.92}, light{0.95, 0.8, 0.65}, light{0.75, 0.75, 0.78}), 0.1)
	clouds, cover, wide := s.noise(), s.from(0.35, 0.7), s.from(1.5, 4)
	s.shade(func(x, y float64) (light, float64) {
		down := min(y/horizon, 1)
		l := blend(high, haze, down*down)
		thick := clouds.rough(x*wide/2, y*wide*(1+down), 5)
		return blend(l, light{0.97, 0.96, 0.95}.times(0.75+0.4*thick), soft(cover-thick, 0.3)*0.85), 1
	})
	return haze
}

// landscape is ranges of hills that fade into the haze, woods and meadows before them.
func landscape(s *scene) {
	horizon := s.height * s.from(0.3, 0.65)
	haze := s.sky(horizon)
	ground := s.near(one(s.dice, light{0.2, 0.28, 0.1}, light{0.35, 0.3, 0.15}, light{0.3, 0.25, 0.2}, light{0.15, 0.2, 0.12}), 0.25)
	ranges := s.count(2, 5)
	for i := range ranges {
		depth := float64(i+1) / float64(ranges)
		ridge, rock, wood, fine := s.noise(), s.noise(), s.noise(), 45-30*depth
		base, relief, pitch := horizon+(s.height-horizon)*0.75*depth*depth, s.from(0.1, 0.35)*(1.2-depth), s.from(1, 3)
		s.shadeIn(area{0, base - relief, s.width, s.height}, func(x, y float64) (light, float64) {
			top := base - relief*(ridge.rough(x*pitch, float64(i), 5)-0.3)
			inside := soft(top-y, 0.008)
			if inside == 0 {
				return light{}, 0
			}
			bump := rock.rough(x*fine, y*fine*1.6, 4)
			aside := rock.rough(x*fine+0.3, y*fine*1.6-0.3, 3)
			trees := soft(0.52-wood.rough(x*fine/6, y*fine/3, 4), 0.1)
			l := ground.times((0.55 + 0.8*bump + 1.2*(bump-aside)) * (1 - 0.55*trees))
			return blend(l, haze.times(0.9), (1-depth)*0.8), inside
		})
	}
	if s.chance(0.4) { // still water
		edge, ripple := s.from(0.75, 0.92)*s.height, s.noise()
		above := append([]light(nil), s.light...)
		s.shadeIn(area{0, edge - 0.01, s.width, s.height}, func(x, y float64) (light, float64) {
			row := int((2*edge - y + 0.02*(ripple.at(x*6, y*60)-0.5)) / s.height * float64(s.rows))
			column := min(int(x/s.width*float64(s.columns)), s.columns-1)
			return above[min(max(row, 0), s.rows-1)*s.columns+column].times(0.75), soft(edge-y, 0.01)
		})
	}
}

// backdrop shades everything with what is far out of focus.
func (s *scene) backdrop() {
	wall, thing := s.near(one(s.dice, light{0.45, 0.42, 0.4}, light{0.3, 0.38, 0.25}, light{0.7, 0.68, 0.65}), 0.2), s.near(light{0.35, 0.33, 0.3}, 0.4)
	n, wide := s.noise(), s.from(1.5, 4)
	s.shade(func(x, y float64) (light, float64) {
		return blend(wall, thing, soft(0.5-n.rough(x*wide, y*wide, 2), 0.5)).times(1.15 - 0.3*y/s.height), 1
	})
	for range s.IntN(12) { // points of light become discs
		x, y, radius, l := s.from(0, s.width), s.from(0, s.height), s.from(0.03, 0.09), s.near(light{0.8, 0.75, 0.6}, 0.4)
		s.shadeIn(around(x, y, 0.12, 0.12), func(px, py float64) (light, float64) { return l, 0.35 * soft(math.Hypot(px-x, py-y)-radius, 0.02) })
	}
	s.blur(s.from(0.01, 0.03))
}

// ball shades an ellipsoid that is lit from one side. With colour says what is on its surface.
func (s *scene) ball(x, y, radiusX, radiusY, fromX, fromY, shine float64, with func(x, y float64) light) {
	s.shadeIn(around(x, y, radiusX+0.02, radiusY+0.02), func(px, py float64) (light, float64) {
		dx, dy := (px-x)/radiusX, (py-y)/radiusY
		away := math.Hypot(dx, dy)
		inside := soft((away-1)*min(radiusX, radiusY), 0.012)
		if inside == 0 {
			return light{}, 0
		}
		up := math.Sqrt(max(1-away*away, 0))
		lit := max(fromX*dx+fromY*dy+0.6*up, 0)
		l := with(px, py).times(0.22 + 0.95*lit)
		glint := shine * math.Pow(lit, 30)
		return light{l[0] + glint, l[1] + glint, l[2] + glint}, inside
	})
}

// portrait is a head and shoulders before a blurred place.
func portrait(s *scene) {
	s.backdrop()
	x, y, size := s.width*s.from(0.4, 0.6), s.height*s.from(0.38, 0.48), s.from(0.2, 0.29)
	skin := s.near(one(s.dice, light{0.85, 0.65, 0.55}, light{0.75, 0.53, 0.4}, light{0.5, 0.33, 0.24}, light{0.32, 0.2, 0.15}), 0.08)
	hair := s.near(one(s.dice, light{0.08, 0.06, 0.05}, light{0.25, 0.15, 0.08}, light{0.55, 0.4, 0.22}, light{0.5, 0.5, 0.5}), 0.2)
	cloth := light{s.from(0.05, 0.7), s.from(0.05, 0.7), s.from(0.05, 0.7)}
	side, pores, weave, strands := s.from(-0.6, 0.6), s.noise(), s.noise(), s.noise()
	locks := func(px, py float64) light { return hair.times(0.5 + 1.1*strands.rough(px*60, py*9, 3)) }
	long := s.chance(0.5)
	if long {
		s.ball(x, y+0.35*size, 1.05*size, 1.6*size, side, -0.3, 0, locks)
	}
	s.ball(x, y+3.25*size, 2.1*size, 2.1*size, side, -0.4, 0, func(px, py float64) light {
		return cloth.times(0.7 + 0.4*weave.rough(px*25, py*25, 3))
	})
	flesh := func(px, py float64) light { return skin.times(0.9 + 0.2*pores.rough(px*14, py*14, 4)) }
	s.ball(x, y+1.15*size, 0.38*size, 0.55*size, side, 0.2, 0, func(px, py float64) light { return flesh(px, py).times(0.75) })
	s.ball(x, y-0.22*size, 0.86*size, 1.02*size, side, -0.4, 0, locks)
	s.ball(x, y+0.08*size, 0.72*size, 0.98*size, side, -0.35, 0.05, flesh)
	dab := func(dx, dy, wide, tall float64, l light, strength float64) {
		middleX, middleY, wide, tall := x+dx*size, y+dy*size, wide*size, tall*size
		s.shadeIn(around(middleX, middleY, 2*wide, 2*tall), func(px, py float64) (light, float64) {
			return l, strength * soft(math.Hypot((px-middleX)/wide, (py-middleY)/tall)-1, 0.7)
		})
	}
	for _, eye := range []float64{-0.3, 0.3} {
		dab(eye, -0.05, 0.17, 0.11, skin.times(0.45), 0.6)
		dab(eye, -0.05, 0.1, 0.05, light{0.8, 0.8, 0.8}, 0.8)
		dab(eye, -0.05, 0.05, 0.055, light{0.06, 0.05, 0.05}, 1)
		dab(eye, -0.24, 0.19, 0.04, hair, 0.8)
	}
	dab(0.06*side, 0.22, 0.11, 0.16, skin.times(0.65), 0.5)
	dab(0, 0.52, 0.24, 0.07, light{skin[0] * 0.8, skin[1] * 0.5, skin[2] * 0.5}, 0.8)
	dab(0, 0.52, 0.22, 0.02, skin.times(0.3), 0.7)
	s.ball(x, y-0.82*size, 0.72*size, 0.36*size, side, -0.4, 0, locks)
	s.blur(s.from(0, 0.006))
}

// wood shades a plank: stretched noise, bent by more of it.
func (s *scene) wood() func(x, y float64) light {
	base, grain := s.near(one(s.dice, light{0.5, 0.33, 0.2}, light{0.65, 0.5, 0.35}, light{0.3, 0.2, 0.13}, light{0.7, 0.68, 0.66}), 0.15), s.noise()
	return func(x, y float64) light {
		rings := math.Sin(40*(y+0.12*grain.rough(x*1.3, y*4, 3)) + 6*grain.at(x, y*3))
		return base.times(0.78 + 0.12*rings + 0.35*grain.rough(x*6, y*70, 3))
	}
}

// table is fruit, balls and cups on wood, with their shadows.
func table(s *scene) {
	s.backdrop()
	edge, surface := s.height*s.from(0.25, 0.55), s.wood()
	s.shadeIn(area{0, edge - 0.02, s.width, s.height}, func(x, y float64) (light, float64) {
		near := 0.25 + 0.75*(y-edge)/(s.height-edge)
		return surface((x-s.width/2)/near, 0.4/near+y*0.3).times(0.8 + 0.3*x/s.width), soft(edge-y, 0.015)
	})
	side := one(s.dice, -0.6, 0.6)
	for i, n := 0, s.count(1, 4); i < n; i++ {
		radius := s.from(0.1, 0.2)
		x, foot := s.width*(float64(i)+s.from(0.3, 0.7))/float64(n), edge+(s.height-edge)*s.from(0.25, 0.8)
		y := foot - radius*0.85
		s.shadeIn(around(x-side*radius*0.8, foot, 2.4*radius, 0.7*radius), func(px, py float64) (light, float64) {
			away := math.Hypot((px-x+side*radius*0.8)/(1.5*radius), (py-foot)/(0.4*radius))
			return light{0.03, 0.02, 0.02}, 0.7 * soft(away-1, 0.9)
		})
		skin, colour := s.noise(), s.near(one(s.dice, light{0.7, 0.12, 0.08}, light{0.85, 0.5, 0.08}, light{0.35, 0.5, 0.1},
			light{0.8, 0.78, 0.72}, light{0.15, 0.25, 0.45}), 0.2)
		look := func(px, py float64) light { return colour.times(0.75 + 0.5*skin.rough(px*18, py*18, 4)) }
		if s.chance(0.6) {
			s.ball(x, y, radius, radius*s.from(0.85, 1.1), side, -0.5, s.from(0, 0.7), look)
			continue
		}
		tall := radius * s.from(1.2, 2.2) // a cup
		s.shadeIn(around(x, foot-tall/2, radius, tall), func(px, py float64) (light, float64) {
			dx := (px - x) / (0.7 * radius)
			bottom := foot + 0.15*radius*math.Sqrt(max(1-dx*dx, 0))
			inside := soft((math.Abs(dx)-1)*radius, 0.012) * soft(py-bottom, 0.012) * soft(foot-tall-py, 0.012)
			return look(px, py).times(0.35 + 0.75*max(side*dx*0.6+0.7*math.Sqrt(max(1-dx*dx, 0)), 0)), inside
		})
		s.ball(x, foot-tall, 0.7*radius, 0.2*radius, -side, 0.3, 0, func(px, py float64) light { return colour.times(0.6) })
	}
	s.blur(s.from(0, 0.005))
}

// closeUp is a rough surface, lit from the side: stone, bark, cloth, gravel.
func closeUp(s *scene) {
	colour := s.near(one(s.dice, light{0.5, 0.47, 0.43}, light{0.35, 0.25, 0.17}, light{0.25, 0.35, 0.15},
		light{0.6, 0.55, 0.45}, light{0.35, 0.4, 0.5}), 0.25)
	other := s.near(light{0.4, 0.36, 0.3}, 0.25)
	n, stain, pitch, stretch := s.noise(), s.noise(), s.from(4, 14), one(s.dice, 1, 1, s.from(3, 7))
	weave := s.chance(0.25)
	height := func(x, y float64) float64 {
		h := n.rough(x*pitch*stretch, y*pitch, 5)
		if weave {
			h = 0.35*h + 0.3*(math.Sin(pitch*5*x)*math.Sin(pitch*5*y)+1)
		}
		return h
	}
	angle, strength, step := s.from(0, 6), s.from(2, 5), 0.25/pitch/stretch
	sine, cosine := math.Sincos(angle)
	s.shade(func(x, y float64) (light, float64) {
		h := height(x, y)
		slope := (h - height(x+step*cosine, y+step*sine)) * strength
		return blend(colour, other, soft(0.5-stain.rough(x*3, y*3, 3), 0.4)).times(max(0.35+0.8*h+slope, 0.02)), 1
	})
	if s.chance(0.5) { // only a part of it is in focus
		sharp := append([]light(nil), s.light...)
		s.blur(s.from(0.01, 0.025))
		line, depth := s.height*s.from(0.35, 0.65), s.from(0.15, 0.4)
		columns := float64(s.columns) / s.width
		s.shade(func(x, y float64) (light, float64) {
			at := min(int(y*columns), s.rows-1)*s.columns + min(int(x*columns), s.columns-1)
			return sharp[at], soft(math.Abs(y-line)-depth, depth)
		})
	}
}

// street is rows of houses under a sky, with a road that leads away.
func street(s *scene) {
	ground := s.height * s.from(0.68, 0.85)
	haze := s.sky(ground)
	sun := s.from(-0.3, 0.3)
	for layer := range 3 {
		depth := float64(layer+1) / 3
		for x := -0.1; x < s.width; {
			wide, tall := s.from(0.12, 0.3)*(0.5+depth), s.from(0.15, 0.55)*(0.5+0.7*depth)*s.height
			left, top := x, ground-tall
			wall := s.near(one(s.dice, light{0.55, 0.45, 0.38}, light{0.6, 0.58, 0.54}, light{0.45, 0.25, 0.2}, light{0.35, 0.38, 0.42}), 0.2)
			plaster := s.noise()
			paneX, paneY, lit := s.from(0.025, 0.045)*(0.5+depth), s.from(0.04, 0.06)*(0.5+depth), s.noise()
			s.shadeIn(area{left - 0.01, top - 0.01, wide + 0.02, tall + 0.02}, func(px, py float64) (light, float64) {
				inside := soft(math.Max(left-px, px-left-wide), 0.006) * soft(top-py, 0.006) * soft(py-ground, 0.01)
				if inside == 0 {
					return light{}, 0
				}
				l := wall.times(0.55 + 0.5*plaster.rough(px*22, py*22, 4) + sun*(px-left)/wide)
				column, row := (px-left)/paneX, (py-top)/paneY
				dx, dy := column-math.Floor(column), row-math.Floor(row)
				glass := lit.of(uint32(int(column)), uint32(int(row)))
				l = blend(l, haze.times(0.1+0.6*glass*glass), soft(math.Max(math.Abs(dx-0.5), math.Abs(dy-0.5))-0.3, 0.12))
				return blend(l, haze, 0.6*(1-depth)), inside
			})
			x += wide + one(s.dice, 0, 0, 0.05)
		}
	}
	tar, road := s.noise(), s.near(light{0.25, 0.25, 0.26}, 0.2)
	s.shadeIn(area{0, ground - 0.01, s.width, s.height}, func(x, y float64) (light, float64) {
		near := (y-ground)/(s.height-ground) + 0.08
		l := road.times(0.6 + 0.8*tar.rough((x-s.width/2)*8/near, 4/near, 4))
		kerb := math.Abs(x-s.width/2)/near - 0.9*s.width
		return blend(l, road.times(1.9), 0.7*soft(-kerb, 0.1)), soft(ground-y, 0.008)
	})
	s.blur(s.from(0, 0.004))
}

// flower is one in focus before a blurred garden.
func flower(s *scene) {
	leaf, n := s.near(light{0.15, 0.3, 0.08}, 0.3), s.noise()
	s.shade(func(x, y float64) (light, float64) {
		return leaf.times(0.3 + 1.5*n.rough(x*5, y*5, 3)), 1
	})
	for range s.IntN(8) {
		x, y, l := s.from(0, s.width), s.from(0, s.height), s.near(light{0.7, 0.6, 0.5}, 0.5)
		s.shadeIn(around(x, y, 0.1, 0.1), func(px, py float64) (light, float64) { return l, 0.6 * soft(math.Hypot(px-x, py-y)-0.07, 0.03) })
	}
	s.blur(s.from(0.015, 0.035))
	for range s.count(1, 3) {
		x, y, radius := s.width*s.from(0.25, 0.75), s.height*s.from(0.3, 0.6), s.from(0.18, 0.36)
		colour := s.near(one(s.dice, light{0.85, 0.2, 0.3}, light{0.9, 0.75, 0.15}, light{0.9, 0.88, 0.9}, light{0.55, 0.3, 0.75}), 0.15)
		petals, turn := float64(s.count(5, 13)), s.from(0, 6)
		veins, bend := s.noise(), s.from(-0.1, 0.1)
		s.shadeIn(area{x - 0.2, y, 0.4, s.height}, func(px, py float64) (light, float64) { // the stem
			middle := x + bend*(py-y)
			return leaf.times(0.7 + 2*(px-middle)/0.03), soft(math.Abs(px-middle)-0.012, 0.01) * soft(y-py, 0.02)
		})
		s.shadeIn(around(x, y, radius+0.02, radius), func(px, py float64) (light, float64) {
			dx, dy := px-x, (py-y)*1.2
			away, angle := math.Hypot(dx, dy)/radius, math.Atan2(dy, dx)+turn
			fan := math.Abs(math.Cos(angle * petals / 2))
			shadow := 0.45 + 0.4*fan + 0.3*away - 0.25*dx/radius
			l := colour.times(shadow * (0.8 + 0.4*veins.rough(angle*9, away*2, 4)))
			return l, soft((away-0.45-0.55*math.Sqrt(fan))*radius, 0.012)
		})
		heart, pollen := s.near(light{0.6, 0.42, 0.08}, 0.3), s.noise()
		s.ball(x, y, 0.27*radius, 0.23*radius, -0.4, -0.5, 0, func(px, py float64) light {
			return heart.times(0.4 + 1.2*pollen.rough(px*60, py*60, 2))
		})
	}
	s.blur(s.from(0, 0.005))
}

// night is lights out of focus, houses with lit windows, and what a wet road gives back.
func night(s *scene) {
	ground := s.height * s.from(0.6, 0.8)
	dark, air := s.near(light{0.03, 0.04, 0.08}, 0.4), s.noise()
	s.shade(func(x, y float64) (light, float64) {
		return dark.times(0.5 + air.rough(x*3, y*3, 4) + 1.5*y/s.height), 1
	})
	for x := -0.1; x < s.width; {
		wide, top, left := s.from(0.1, 0.3), ground-s.from(0.1, 0.55)*s.height, x
		window, tint, pane := s.noise(), s.near(light{0.9, 0.65, 0.3}, 0.3), s.from(0.025, 0.05)
		s.shadeIn(area{left - 0.01, top - 0.01, wide + 0.02, ground - top + 0.02}, func(px, py float64) (light, float64) {
			column, row := (px-left)/pane, (py-top)/pane/1.3
			l := dark.times(0.8)
			if window.of(uint32(int(column)), uint32(int(row))) > 0.72 {
				l = blend(l, tint, soft(math.Max(math.Abs(column-math.Floor(column)-0.5), math.Abs(row-math.Floor(row)-0.5))-0.3, 0.2))
			}
			return l, soft(math.Max(left-px, px-left-wide), 0.006) * soft(top-py, 0.006) * soft(py-ground, 0.01)
		})
		x += wide
	}
	for range s.count(6, 26) {
		x, y, radius := s.from(0, s.width), ground-s.from(-0.05, 0.4)*s.height, s.from(0.012, 0.06)
		l := s.near(one(s.dice, light{1.3, 0.9, 0.4}, light{1.2, 0.3, 0.2}, light{0.4, 0.8, 1.2}, light{1.2, 1.2, 1.1}), 0.2)
		strength := s.from(0.3, 0.9)
		s.shadeIn(around(x, y, 6*radius, 6*radius), func(px, py float64) (light, float64) {
			away := math.Hypot(px-x, py-y)
			return l, max(strength*soft(away-radius, 0.012), 0.25*soft(away-radius*3, radius*5))
		})
	}
	above, ripple := append([]light(nil), s.light...), s.noise()
	s.shadeIn(area{0, ground - 0.01, s.width, s.height}, func(x, y float64) (light, float64) {
		row := int((ground - 1.4*(y-ground)) / s.height * float64(s.rows))
		column := int((x + 0.05*(ripple.rough(x*9, y*40, 3)-0.5)) / s.width * float64(s.columns))
		l := above[min(max(row, 0), s.rows-1)*s.columns+min(max(column, 0), s.columns-1)]
		return l.times(0.3 + 0.6*ripple.rough(x*4, y*30, 3)), soft(ground-y, 0.01)
	})
	s.blur(s.from(0, 0.006))
}

// sea is water with waves below a sky, often with the sun going down.
func sea(s *scene) {
	horizon := s.height * s.from(0.35, 0.6)
	haze := s.sky(horizon)
	sun, deep := s.width*s.from(0.2, 0.8), s.near(light{0.08, 0.2, 0.28}, 0.3)
	if s.chance(0.5) {
		y := horizon - s.from(0.02, 0.2)
		s.shade(func(px, py float64) (light, float64) {
			away := math.Hypot(px-sun, py-y)
			return light{1.5, 1.2, 0.8}, max(soft(away-0.04, 0.015), 0.5*soft(away-0.15, 0.4))
		})
	}
	waves, foam := s.noise(), s.noise()
	s.shadeIn(area{0, horizon - 0.01, s.width, s.height}, func(x, y float64) (light, float64) {
		near := (y-horizon)/(s.height-horizon) + 0.03
		swell := waves.rough(x*3/near, 4/near, 5)
		l := blend(deep, haze, 0.15+0.6*soft(0.5-swell, 0.5)*(1-0.5*near))
		glitter := soft(0.58-swell, 0.1) * math.Exp(-math.Pow((x-sun)/(0.1+0.2*near), 2))
		l = blend(l, haze.times(1.4), 0.8*glitter)
		return blend(l, light{0.9, 0.92, 0.92}, 0.8*soft(0.68-foam.rough(x*5/near, 3/near, 4), 0.08)*near), soft(horizon-y, 0.006)
	})
	if s.chance(0.4) { // a beach
		edge, sand, grain := s.height*s.from(0.75, 0.9), s.near(light{0.65, 0.55, 0.4}, 0.15), s.noise()
		s.shade(func(x, y float64) (light, float64) {
			shore := edge + 0.06*math.Sin(x*4+sun) + 0.03*grain.at(x*8, 0)
			return sand.times(0.7 + 0.5*grain.rough(x*40, y*40, 4)), soft(shore-y, 0.02)
		})
	}
}
