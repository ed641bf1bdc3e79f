package datasets

// drawCar draws a car from the front: headlights like eyes, a grille like a mouth.
func (c *canvas) drawCar(vary dice) {
	vary.place(c)
	paint := vary.one(colour{0.75, 0.12, 0.12}, colour{0.15, 0.3, 0.65}, colour{0.85, 0.85, 0.83}, colour{0.2, 0.2, 0.22}, colour{0.9, 0.75, 0.15}, colour{0.2, 0.45, 0.3})
	wide, roof, hood := vary.from(0.72, 0.85), vary.from(-0.75, -0.6), vary.from(-0.2, -0.1)
	glass := mixed(colour{0.45, 0.6, 0.7}, black, vary.from(0.2, 0.6))

	c.glaze(ellipse(0, 0.78, 0.95, 0.1), black, 0.6) // the shadow on the road
	for _, side := range []float64{-1, 1} {
		c.paint(box(side*(wide-0.13), 0.6, 0.13, 0.22, 0.05), black)
		c.paint(box(side*(wide+0.06), hood, 0.09, 0.06, 0.04), mixed(paint, black, 0.3)) // the mirrors
	}
	c.paint(trapezoid(0, roof, hood+0.05, wide*0.62, wide*0.92), paint)
	c.paint(trapezoid(0, roof+0.1, hood, wide*0.55, wide*0.8), glass)
	c.glaze(line(-wide*0.3, roof+0.15, -wide*0.45, hood-0.05, 0.08), bright, 0.35)
	body := box(0, 0.23, wide, 0.37, 0.14)
	c.shade(body, func(x, y float64) (colour, float64) { return mixed(paint, black, min(max(0.1+0.6*y, 0), 1)), 1 })
	c.outline(body, 0.03, black, 0.5)

	size, level, round := vary.from(0.13, 0.19), vary.from(0.08, 0.18), vary.chance(0.6)
	for _, side := range []float64{-1, 1} {
		lamp := box(side*(wide-0.22), level, size, size*0.6, size*0.5)
		if round {
			lamp = ellipse(side*(wide-0.22), level, size, size)
		}
		c.paint(lamp, bright)
		c.glaze(ellipse(side*(wide-0.22), level, size*0.45, size*0.45), colour{0.6, 0.65, 0.7}, 0.8)
		c.outline(lamp, 0.045, black, 0.9)
	}
	half, high := vary.from(0.22, 0.34), vary.from(0.08, 0.13)
	grille := box(0, level+0.17, half, high, 0.05)
	c.paint(grille, black)
	for bar := -half + 0.09; bar < half; bar += 0.13 {
		c.glaze(both(grille, line(bar, level, bar, level+0.4, 0.03)), bright, 0.7)
	}
	c.paint(box(0, 0.5, wide, 0.06, 0.05), mixed(paint, black, 0.6))
	c.paint(box(0, 0.5, 0.2, 0.06, 0.01), bright)
}

// drawSocket draws a power socket: two holes like eyes, and in some countries a third like a mouth.
func (c *canvas) drawSocket(vary dice) {
	vary.place(c)
	plastic := vary.one(colour{0.95, 0.95, 0.93}, colour{0.9, 0.86, 0.76}, colour{0.75, 0.75, 0.75}, colour{0.3, 0.3, 0.32})
	hole := mixed(plastic, black, 0.88)
	half := vary.from(0.72, 0.85)
	plate := box(0, 0, half*vary.from(0.85, 1), half, vary.from(0.05, 0.2))
	c.glaze(box(0.04, 0.06, half, half, 0.15), black, 0.4)
	c.paint(plate, plastic)
	c.outline(plate, 0.03, black, 0.5)

	if vary.chance(0.5) { // round, as in most of Europe
		radius := vary.from(0.5, 0.58)
		c.shade(ellipse(0, 0, radius, radius), func(x, y float64) (colour, float64) {
			return mixed(plastic, black, 0.2-0.25*y), 1
		})
		c.outline(ellipse(0, 0, radius, radius), 0.04, black, 0.6)
		apart, pin := vary.from(0.2, 0.25), vary.from(0.07, 0.1)
		for _, side := range []float64{-1, 1} {
			c.paint(ellipse(side*apart, 0, pin, pin), hole)
			c.paint(box(0, side*(radius-0.05), 0.07, 0.06, 0.02), mixed(plastic, colour{0.6, 0.55, 0.4}, 0.8)) // the earth's clips
		}
		return
	}
	// Two slits and a round earth, as in America: it looks astonished.
	apart, level, slit := vary.from(0.2, 0.27), vary.from(-0.25, -0.12), vary.from(0.14, 0.18)
	face := box(0, 0, 0.5, 0.6, 0.22)
	c.paint(face, mixed(plastic, black, 0.08))
	c.outline(face, 0.03, black, 0.5)
	for _, side := range []float64{-1, 1} {
		c.paint(box(side*apart, level, 0.05, slit+0.02*side, 0.01), hole)
	}
	earth := vary.from(0.11, 0.14)
	c.paint(above(0.3+earth*0.8, ellipse(0, 0.3, earth, earth)), hole)
}

// drawBag draws a handbag: two rivets like eyes, a flap like a smile.
func (c *canvas) drawBag(vary dice) {
	vary.place(c)
	leather := vary.one(colour{0.5, 0.27, 0.13}, colour{0.15, 0.13, 0.13}, colour{0.7, 0.15, 0.2}, colour{0.8, 0.65, 0.45}, colour{0.2, 0.3, 0.5}, colour{0.85, 0.55, 0.65})
	seam, metal := mixed(leather, black, 0.6), colour{0.92, 0.8, 0.45}
	top, bottom := vary.from(-0.25, -0.15), vary.from(0.7, 0.8)
	halfTop, halfBottom := vary.from(0.55, 0.68), vary.from(0.68, 0.82)
	reach := vary.from(0.32, 0.45)

	c.glaze(ellipse(0, bottom, halfBottom+0.1, 0.08), black, 0.5)
	c.paint(curve(-reach, top+0.1, reach, top+0.1, 0, vary.from(-1.7, -1.3), vary.from(0.08, 0.13)), mixed(leather, black, 0.35))
	bag := trapezoid(0, top, bottom, halfTop, halfBottom)
	c.shade(bag, func(x, y float64) (colour, float64) {
		return mixed(leather, black, min(max(0.15+0.25*y-0.2*x, 0), 1)), 1
	})
	c.outline(bag, 0.04, black, 0.6)

	flap := vary.from(0.3, 0.5)
	c.paint(both(bag, ellipse(0, top, halfTop*1.05, flap)), mixed(leather, bright, 0.12))
	c.paint(both(bag, curve(-halfTop, top+0.05, halfTop, top+0.05, 0, top+2*flap-0.05, 0.05)), seam)
	rivet := vary.from(0.07, 0.1)
	for _, side := range []float64{-1, 1} {
		c.paint(ellipse(side*reach, top+0.12, rivet, rivet), metal)
		c.outline(ellipse(side*reach, top+0.12, rivet, rivet), 0.03, black, 0.8)
	}
	c.paint(box(0, top+flap, 0.09, 0.07, 0.02), metal)
	c.outline(box(0, top+flap, 0.09, 0.07, 0.02), 0.03, black, 0.8)
}
