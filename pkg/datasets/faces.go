package datasets

import (
	"fmt"
	"math/rand/v2"
)

// FacesOptions say how [Faces] draws. The zero value draws realistic faces, 32x32, in shades of grey.
type FacesOptions struct {
	Exaggeration float64 // of the faces: 0 is a realistic one, 1 a cartoon with huge eyes, and what lies between is between
	Size         int     // height and width in pixels, at least 8; 0 stands for 32
	Colour       bool    // three channels instead of one
	Kinds        bool    // classes "face", "car", "socket" and "bag" instead of "face" and "thing"
}

// Faces draws n pictures: faces, and by turns with them things that are none but
// look like one: cars from the front with their headlights, power sockets with
// their holes, handbags with two rivets. No two are the same; an rng from the same
// seed draws the same again.
//
// With Exaggeration, one knob leads from a realistic face to a cartoon that no
// face ever was: does a network that has learnt one end know the other?
func Faces(rng *rand.Rand, n int, options FacesOptions) *Set {
	if !(options.Exaggeration >= 0 && options.Exaggeration <= 1) { // written so that NaN fails too
		panic(fmt.Sprintf("datasets: faces cannot have an exaggeration of %v: it must be from 0 to 1", options.Exaggeration))
	}
	if options.Size == 0 {
		options.Size = 32
	}
	if options.Size < 8 || n < 0 {
		panic(fmt.Sprintf("datasets: cannot draw %d faces of %dx%d: they need at least 8x8", n, options.Size, options.Size))
	}
	shape, classes := []int{options.Size, options.Size, 1}, []string{"face", "thing"}
	if options.Colour {
		shape[2] = 3
	}
	if options.Kinds {
		classes = []string{"face", "car", "socket", "bag"}
	}
	return Drawn(rng, n, "faces", shape, classes, func(rng *rand.Rand, i int, example []float32) int {
		kind := 0
		if i%2 == 1 {
			kind = 1 + i/2%3
		}
		drawKind(rng, example, kind, options)
		return min(kind, len(classes)-1)
	})
}

func drawKind(rng *rand.Rand, values []float32, kind int, options FacesOptions) {
	c, vary := newCanvas(options.Size), dice{rng}
	c.paintWall(vary)
	switch kind {
	case 0:
		c.drawFace(vary, options.Exaggeration)
	case 1:
		c.drawCar(vary)
	case 2:
		c.drawSocket(vary)
	default:
		c.drawBag(vary)
	}
	if options.Colour {
		copy(values, c.pixels)
		return
	}
	for i := range values {
		values[i] = 0.299*c.pixels[3*i] + 0.587*c.pixels[3*i+1] + 0.114*c.pixels[3*i+2]
	}
}

// dice draws what differs from one picture to the next.
type dice struct{ *rand.Rand }

func (d dice) from(low, high float64) float64 { return low + d.Float64()*(high-low) }

func (d dice) chance(share float64) bool { return d.Float64() < share }

func (d dice) one(of ...colour) colour { return of[d.IntN(len(of))] }

// place moves, tilts and scales the figure a little.
func (d dice) place(c *canvas) {
	c.place(d.from(-0.1, 0.1), d.from(-0.08, 0.08), d.from(-0.15, 0.15), d.from(0.8, 1))
}

func (c *canvas) paintWall(vary dice) {
	wall := colour{vary.from(0.25, 0.85), vary.from(0.25, 0.85), vary.from(0.25, 0.85)}
	grey := (wall[0] + wall[1] + wall[2]) / 3
	wall = mixed(wall, colour{grey, grey, grey}, 0.6)
	darker, slantX, slantY := vary.from(0.6, 1), vary.from(-0.5, 0.5), vary.from(-0.5, 0.5)
	c.shade(everywhere, func(x, y float64) (colour, float64) {
		return mixed(wall, colour{}, (1-darker)*min(max(0.5+slantX*x+slantY*y, 0), 1)), 1
	})
}

// drawFace draws a head and shoulders. Whatever is mixed by exaggeration goes from a proportion of life to one of comics.
func (c *canvas) drawFace(vary dice, exaggeration float64) {
	e := exaggeration
	vary.place(c)
	skin := vary.one(colour{0.94, 0.79, 0.68}, colour{0.87, 0.68, 0.54}, colour{0.74, 0.53, 0.38}, colour{0.5, 0.34, 0.24}, colour{0.36, 0.24, 0.18})
	skin = mixed(skin, vary.one(colour{1, 0.87, 0.3}, colour{1, 0.75, 0.6}, colour{0.6, 0.85, 1}, colour{0.75, 0.95, 0.5}), 0.8*e)
	hair := vary.one(colour{0.12, 0.09, 0.07}, colour{0.3, 0.19, 0.1}, colour{0.5, 0.35, 0.18}, colour{0.8, 0.65, 0.35}, colour{0.6, 0.6, 0.6}, colour{0.55, 0.22, 0.1})
	shirt := colour{vary.from(0.1, 0.9), vary.from(0.1, 0.9), vary.from(0.1, 0.9)}
	shadow, pen := mixed(skin, black, 0.45), 0.07*e
	wide, high := between(vary.from(0.44, 0.52), vary.from(0.56, 0.72), e), between(vary.from(0.6, 0.68), vary.from(0.6, 0.72), e)
	long, bald := vary.chance(0.4), vary.chance(0.15)

	// Behind the head: long hair, the neck, the shoulders.
	if long && !bald {
		mane := box(0, 0.1, wide+0.13, 0.62, 0.3)
		c.paint(mane, hair)
		c.outline(mane, pen, black, e)
	}
	c.paint(box(0, 0.75, 0.2, 0.3, 0.05), mixed(skin, black, 0.25))
	shoulders := ellipse(0, 1.2, 0.85, 0.4)
	c.paint(shoulders, shirt)
	c.outline(shoulders, pen, black, e)

	// The head, lit from one side as far as it is real.
	for _, side := range []float64{-1, 1} {
		ear := ellipse(side*wide, between(0, 0.05, e), between(0.07, 0.18, e), between(0.13, 0.22, e))
		c.paint(ear, mixed(skin, shadow, 0.3))
		c.outline(ear, pen, black, e)
	}
	head := ellipse(0, 0, wide, high)
	light := vary.from(-1, 1)
	c.shade(head, func(x, y float64) (colour, float64) {
		dark := min(max(0.25-0.35*light*x/wide+0.2*y/high, 0), 1)
		return mixed(skin, shadow, (1-e)*dark), 1
	})
	if !bald {
		fringe := between(vary.from(-0.42, -0.3), -0.4, e)
		c.paint(above(fringe, ellipse(0, -0.04, wide+0.05, high+0.06)), hair)
		for _, side := range []float64{-1, 1} {
			c.paint(box(side*(wide-0.01), -0.25, 0.06, 0.22, 0.05), hair)
		}
		if e > 0 { // a comic's tuft
			c.glaze(curve(0, -high, vary.from(-0.3, 0.3), -high-0.25, 0.2, -high-0.2, 0.09), hair, e)
		}
	}
	c.outline(head, pen, black, e)
	c.drawEyes(vary, e, wide, hair)

	// The nose: in life it is known by its shadow.
	noseX, noseY, big := between(0.04*light, 0, e), between(0.15, 0.2, e), between(0.045, vary.from(0.13, 0.2), e)
	c.glaze(line(noseX*1.5, -0.05, noseX*2, noseY-0.04, 0.05), shadow, 0.5*(1-e))
	nose := ellipse(noseX, noseY, big*1.25, big)
	c.glaze(nose, mixed(shadow, colour{0.95, 0.35, 0.3}, e), between(0.7, 1, e))
	c.outline(nose, pen/2, black, e)

	c.drawMouth(vary, e, light, shadow)
}

func (c *canvas) drawEyes(vary dice, e, wide float64, hair colour) {
	apart, level := between(vary.from(0.18, 0.22), vary.from(0.25, 0.3), e), between(-0.1, -0.14, e)
	width, height := between(0.115, vary.from(0.24, 0.29), e), between(vary.from(0.05, 0.065), vary.from(0.28, 0.38), e)
	iris := vary.one(colour{0.2, 0.12, 0.07}, colour{0.2, 0.35, 0.55}, colour{0.25, 0.4, 0.25})
	lookX, lookY := vary.from(-0.3, 0.3)*width, vary.from(-0.2, 0.2)*height
	raised := vary.from(0, 0.06)
	for _, side := range []float64{-1, 1} {
		x := side * apart
		c.glaze(ellipse(x, level-0.01, width*1.25, height*1.5), black, 0.35*(1-e)) // the socket's shade
		eye := ellipse(x, level, width, height)
		c.paint(eye, mixed(colour{0.88, 0.86, 0.84}, bright, e))
		pupil := between(0.055, vary.from(0.1, 0.13), e)
		c.paint(both(eye, ellipse(x+lookX, level+lookY, pupil, pupil)), mixed(iris, black, e))
		if e > 0 { // the light in a comic's eye
			c.glaze(ellipse(x+lookX+0.04, level+lookY-0.05, 0.04, 0.04), bright, e)
		}
		c.outline(eye, between(0.025, 0.06, e), black, between(0.5, 1, e))
		brow := level - height - between(0.07, 0.14, e) - raised
		c.paint(curve(x-side*0.1, brow+0.01, x+side*between(0.13, 0.2, e), brow+between(0.03, -0.06, e), x, brow-between(0.04, 0.1, e), between(0.045, 0.1, e)), mixed(hair, black, max(0.3, e)))
	}
	if vary.chance(0.15 * (1 - e)) {
		for _, side := range []float64{-1, 1} {
			c.outline(box(side*apart, level+0.01, 0.17, 0.12, 0.06), 0.035, black, 0.9)
		}
		c.paint(line(-0.05, level, 0.05, level, 0.03), black)
		c.paint(line(apart+0.16, level-0.02, wide, level-0.03, 0.03), black)
		c.paint(line(-apart-0.16, level-0.02, -wide, level-0.03, 0.03), black)
	}
}

func (c *canvas) drawMouth(vary dice, e, light float64, shadow colour) {
	x, y := between(0.02*light, 0, e), between(0.37, 0.42, e)
	width, smile := between(vary.from(0.16, 0.22), vary.from(0.3, 0.4), e), between(vary.from(-0.02, 0.09), vary.from(0.25, 0.35), e)
	if open := vary.from(-1.2, 1); e > 0.5 || open > 0 && smile > 0.03 { // teeth show
		grin := below(y, ellipse(x, y, width, max(smile, 0.07)))
		c.paint(grin, mixed(colour{0.45, 0.15, 0.13}, black, e))
		c.paint(above(y+between(0.04, 0.09, e), grin), bright)
		c.outline(grin, between(0.03, 0.06, e), mixed(shadow, black, e), 1)
		return
	}
	lips := mixed(shadow, colour{0.65, 0.25, 0.25}, 0.6)
	c.glaze(curve(x-width*0.8, y, x+width*0.8, y, x, y+2*smile+0.03, 0.1), lips, 0.8)
	c.paint(curve(x-width, y-0.01, x+width, y-0.01, x, y+2*smile, between(0.035, 0.07, e)), mixed(lips, black, 0.6))
	c.glaze(line(x-0.08, y+smile+0.12, x+0.08, y+smile+0.12, 0.05), shadow, 0.5*(1-e))
}
