package pictures

// car draws a car from the front: headlights like eyes, a grille like a mouth.
func (f figure) car() {
	paint := pick(f.canvas, rgb(0.75, 0.12, 0.12), rgb(0.15, 0.3, 0.65), rgb(0.85, 0.85, 0.83), rgb(0.2, 0.2, 0.22), rgb(0.9, 0.75, 0.15), rgb(0.2, 0.45, 0.3))
	width, roof, hood := f.uniform(0.72, 0.85), f.uniform(-0.75, -0.6), f.uniform(-0.2, -0.1)
	glass := mix(rgb(0.45, 0.6, 0.7), ink, f.uniform(0.2, 0.6))

	f.fill(ellipse(0, 0.78, 0.95, 0.1), ink.alpha(0.6)) // the shadow on the road
	f.fill(mirrored(box(width-0.13, 0.6, 0.13, 0.22, 0.05)), ink)
	f.fill(mirrored(box(width+0.06, hood, 0.09, 0.06, 0.04)), mix(paint, ink, 0.3))
	f.fill(trapezoid(0, roof, hood+0.05, width*0.62, width*0.92), paint)
	f.fill(trapezoid(0, roof+0.1, hood, width*0.55, width*0.8), glass)
	f.fill(segment(-width*0.3, roof+0.15, -width*0.45, hood-0.05, 0.08), bright.alpha(0.35))
	body := box(0, 0.23, width, 0.37, 0.14)
	f.fillWith(body, func(x, y float64) colour { return mix(paint, ink, 0.1+0.6*y) })
	f.stroke(body, 0.03, ink.alpha(0.5))

	size, level, round := f.uniform(0.13, 0.19), f.uniform(0.08, 0.18), f.chance(0.6)
	lamp := mirrored(box(width-0.22, level, size, size*0.6, size*0.5))
	if round {
		lamp = mirrored(ellipse(width-0.22, level, size, size))
	}
	f.fill(lamp, bright)
	f.fill(mirrored(ellipse(width-0.22, level, size*0.45, size*0.45)), rgb(0.6, 0.65, 0.7).alpha(0.8))
	f.stroke(lamp, 0.045, ink.alpha(0.9))
	half, high := f.uniform(0.22, 0.34), f.uniform(0.08, 0.13)
	grille := box(0, level+0.17, half, high, 0.05)
	f.fill(grille, ink)
	for bar := -half + 0.09; bar < half; bar += 0.13 {
		f.fill(intersection(grille, segment(bar, level, bar, level+0.4, 0.03)), bright.alpha(0.7))
	}
	f.fill(box(0, 0.5, width, 0.06, 0.05), mix(paint, ink, 0.6))
	f.fill(box(0, 0.5, 0.2, 0.06, 0.01), bright)
}

// socket draws a power socket: two holes like eyes, and in some countries a third like a mouth.
func (f figure) socket() {
	plastic := pick(f.canvas, rgb(0.95, 0.95, 0.93), rgb(0.9, 0.86, 0.76), rgb(0.75, 0.75, 0.75), rgb(0.3, 0.3, 0.32))
	hole, half := mix(plastic, ink, 0.88), f.uniform(0.72, 0.85)
	plate := box(0, 0, half*f.uniform(0.85, 1), half, f.uniform(0.05, 0.2))
	f.fill(box(0.04, 0.06, half, half, 0.15), ink.alpha(0.4))
	f.fillAndStroke(plate, plastic, 0.03, ink.alpha(0.5))

	if f.chance(0.5) { // round, as in most of Europe
		radius := f.uniform(0.5, 0.58)
		recess := ellipse(0, 0, radius, radius)
		f.fillWith(recess, func(x, y float64) colour { return mix(plastic, ink, 0.2-0.25*y) })
		f.stroke(recess, 0.04, ink.alpha(0.6))
		apart, pin := f.uniform(0.2, 0.25), f.uniform(0.07, 0.1)
		f.fill(mirrored(ellipse(apart, 0, pin, pin)), hole)
		for _, side := range sides { // the earth's clips
			f.fill(box(0, side*(radius-0.05), 0.07, 0.06, 0.02), mix(plastic, rgb(0.6, 0.55, 0.4), 0.8))
		}
		return
	}
	// Two slits and a round earth, as in America: it looks astonished.
	apart, level, slit := f.uniform(0.2, 0.27), f.uniform(-0.25, -0.12), f.uniform(0.14, 0.18)
	f.fillAndStroke(box(0, 0, 0.5, 0.6, 0.22), mix(plastic, ink, 0.08), 0.03, ink.alpha(0.5))
	for _, side := range sides {
		f.fill(box(side*apart, level, 0.05, slit+0.02*side, 0.01), hole)
	}
	earth := f.uniform(0.11, 0.14)
	f.fill(above(0.3+earth*0.8, ellipse(0, 0.3, earth, earth)), hole)
}

// bag draws a handbag: two rivets like eyes, a flap like a smile.
func (f figure) bag() {
	leather := pick(f.canvas, rgb(0.5, 0.27, 0.13), rgb(0.15, 0.13, 0.13), rgb(0.7, 0.15, 0.2), rgb(0.8, 0.65, 0.45), rgb(0.2, 0.3, 0.5), rgb(0.85, 0.55, 0.65))
	seam, metal := mix(leather, ink, 0.6), rgb(0.92, 0.8, 0.45)
	top, bottom := f.uniform(-0.25, -0.15), f.uniform(0.7, 0.8)
	halfTop, halfBottom := f.uniform(0.55, 0.68), f.uniform(0.68, 0.82)
	reach := f.uniform(0.32, 0.45)

	f.fill(ellipse(0, bottom, halfBottom+0.1, 0.08), ink.alpha(0.5))
	f.fill(curve(-reach, top+0.1, reach, top+0.1, 0, f.uniform(-1.7, -1.3), f.uniform(0.08, 0.13)), mix(leather, ink, 0.35))
	bag := trapezoid(0, top, bottom, halfTop, halfBottom)
	f.fillWith(bag, func(x, y float64) colour { return mix(leather, ink, 0.15+0.25*y-0.2*x) })
	f.stroke(bag, 0.04, ink.alpha(0.6))

	flap := f.uniform(0.3, 0.5)
	f.fill(intersection(bag, ellipse(0, top, halfTop*1.05, flap)), mix(leather, bright, 0.12))
	f.fill(intersection(bag, curve(-halfTop, top+0.05, halfTop, top+0.05, 0, top+2*flap-0.05, 0.05)), seam)
	rivet := f.uniform(0.07, 0.1)
	f.fillAndStroke(mirrored(ellipse(reach, top+0.12, rivet, rivet)), metal, 0.03, ink.alpha(0.8))
	f.fillAndStroke(box(0, top+flap, 0.09, 0.07, 0.02), metal, 0.03, ink.alpha(0.8))
}
