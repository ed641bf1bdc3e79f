package pictures

import (
	"fmt"
	"math/rand/v2"

	"firstneuron/pkg/datasets"
)

// FacesOptions say how [Faces] draws. The zero value draws realistic faces in shades of grey.
type FacesOptions struct {
	Exaggeration float64 // of the faces: from 0, a realistic one, to 1, a cartoon with huge eyes
	Colour       bool    // three channels instead of one
	Kinds        bool    // classes "face", "car", "socket" and "bag" instead of "face" and "thing"
}

// Faces draws n pictures of size x size pixels, at least 8 x 8. Every second one is a face.
// The others are, in turn, cars from the front, power sockets and handbags: things that look
// like a face, with two headlights, holes or rivets for eyes. No two are the same; an rng from
// the same seed draws the same set again.
//
// Exaggeration leads step by step from a realistic face to a cartoon: does a network that was
// trained on one end know the other? It panics where it is not from 0 to 1.
func Faces(rng *rand.Rand, n, size int, options FacesOptions) *datasets.Set {
	if size < 8 {
		panic(fmt.Sprintf("pictures: cannot draw faces of %d x %d pixels: they need at least 8 x 8", size, size))
	}
	e := options.Exaggeration
	if !(e >= 0 && e <= 1) { // written so that NaN fails too
		panic(fmt.Sprintf("pictures: faces cannot have an exaggeration of %v: it must be from 0 to 1", e))
	}
	shape, classes := []int{size, size, 1}, []string{"face", "thing"}
	if options.Colour {
		shape[2] = 3
	}
	if options.Kinds {
		classes = []string{"face", "car", "socket", "bag"}
	}
	return datasets.Generate(rng, n, "faces", shape, classes, func(rng *rand.Rand, i int, example []float64) int {
		class := 0
		if i%2 == 1 {
			class = 1 + i/2%3
		}
		c := newCanvas(rng, size, size, 2)
		c.background()
		f := c.figure(1+c.uniform(-0.1, 0.1), 1+c.uniform(-0.08, 0.08), c.uniform(-0.15, 0.15), c.uniform(0.8, 1))
		[]func(){func() { f.face(e) }, f.car, f.socket, f.bag}[class]()
		c.copyTo(example, shape[2])
		return min(class, len(classes)-1)
	})
}

// copyTo fills in an example.
func (c *canvas) copyTo(example []float64, channels int) {
	for i, p := range c.pixels {
		if channels == 1 { // grey in the proportions of ITU-R BT.601, as in package datasets
			p[0] = 0.299*p[0] + 0.587*p[1] + 0.114*p[2]
		}
		for channel := range channels {
			example[channels*i+channel] = rounded(p[channel])
		}
	}
}

// background is a pale colour, a little darker on one side.
func (c *canvas) background() {
	plain := rgb(c.uniform(0.25, 0.85), c.uniform(0.25, 0.85), c.uniform(0.25, 0.85))
	mean := (plain[0] + plain[1] + plain[2]) / 3
	plain = mix(plain, rgb(mean, mean, mean), 0.6)
	darker, slantX, slantY := c.uniform(0.6, 1), c.uniform(-0.5, 0.5), c.uniform(-0.5, 0.5)
	c.shade(c.all(), func(x, y float64) colour {
		return mix(plain, rgb(0, 0, 0), (1-darker)*min(max(0.5+slantX*(x-1)+slantY*(y-1), 0), 1))
	})
}

var ink, bright = rgb(0.05, 0.05, 0.06), rgb(0.97, 0.97, 0.97)

// face draws a head and shoulders, with proportions from those of life, at e = 0, to those of comics, at e = 1.
func (f figure) face(e float64) {
	skin := pick(f.canvas, rgb(0.94, 0.79, 0.68), rgb(0.87, 0.68, 0.54), rgb(0.74, 0.53, 0.38), rgb(0.5, 0.34, 0.24), rgb(0.36, 0.24, 0.18))
	skin = mix(skin, pick(f.canvas, rgb(1, 0.87, 0.3), rgb(1, 0.75, 0.6), rgb(0.6, 0.85, 1), rgb(0.75, 0.95, 0.5)), 0.8*e)
	hair := pick(f.canvas, rgb(0.12, 0.09, 0.07), rgb(0.3, 0.19, 0.1), rgb(0.5, 0.35, 0.18), rgb(0.8, 0.65, 0.35), rgb(0.6, 0.6, 0.6), rgb(0.55, 0.22, 0.1))
	shirt := rgb(f.uniform(0.1, 0.9), f.uniform(0.1, 0.9), f.uniform(0.1, 0.9))
	shadow, pen, outline := mix(skin, ink, 0.45), 0.07*e, ink.alpha(e)
	width, height := lerp(f.uniform(0.44, 0.52), f.uniform(0.56, 0.72), e), lerp(f.uniform(0.6, 0.68), f.uniform(0.6, 0.72), e)
	long, bald := f.chance(0.4), f.chance(0.15)

	if long && !bald { // hair behind the head
		f.fillAndStroke(box(0, 0.1, width+0.13, 0.62, 0.3), hair, pen, outline)
	}
	f.fill(box(0, 0.75, 0.2, 0.3, 0.05), mix(skin, ink, 0.25)) // the neck
	f.fillAndStroke(ellipse(0, 1.2, 0.85, 0.4), shirt, pen, outline)
	ears := mirrored(ellipse(width, lerp(0, 0.05, e), lerp(0.07, 0.18, e), lerp(0.13, 0.22, e)))
	f.fillAndStroke(ears, mix(skin, shadow, 0.3), pen, outline)

	// A realistic head is lit from one side.
	head, light := ellipse(0, 0, width, height), f.uniform(-1, 1)
	f.fillWith(head, func(x, y float64) colour {
		return mix(skin, shadow, (1-e)*min(max(0.25-0.35*light*x/width+0.2*y/height, 0), 1))
	})
	if !bald {
		f.fill(above(lerp(f.uniform(-0.42, -0.3), -0.4, e), ellipse(0, -0.04, width+0.05, height+0.06)), hair)
		f.fill(mirrored(box(width-0.01, -0.25, 0.06, 0.22, 0.05)), hair)
		if e > 0 { // a tuft
			f.fill(curve(0, -height, f.uniform(-0.3, 0.3), -height-0.25, 0.2, -height-0.2, 0.09), hair.alpha(e))
		}
	}
	f.stroke(head, pen, outline)
	f.eyes(e, width, hair)

	// A realistic nose shows by its shadow.
	x, y, radius := lerp(0.04*light, 0, e), lerp(0.15, 0.2, e), lerp(0.045, f.uniform(0.13, 0.2), e)
	f.fill(segment(x*1.5, -0.05, x*2, y-0.04, 0.05), shadow.alpha(0.5*(1-e)))
	nose := mix(shadow, rgb(0.95, 0.35, 0.3), e).alpha(lerp(0.7, 1, e))
	f.fillAndStroke(ellipse(x, y, radius*1.25, radius), nose, pen/2, outline)
	f.mouth(e, light, shadow)
}

func (f figure) eyes(e, headWidth float64, hair colour) {
	apart, level := lerp(f.uniform(0.18, 0.22), f.uniform(0.25, 0.3), e), lerp(-0.1, -0.14, e)
	width, height := lerp(0.115, f.uniform(0.24, 0.29), e), lerp(f.uniform(0.05, 0.065), f.uniform(0.28, 0.38), e)
	iris := pick(f.canvas, rgb(0.2, 0.12, 0.07), rgb(0.2, 0.35, 0.55), rgb(0.25, 0.4, 0.25))
	lookX, lookY := f.uniform(-0.3, 0.3)*width, f.uniform(-0.2, 0.2)*height
	brow := level - height - lerp(0.07, 0.14, e) - f.uniform(0, 0.06)
	for _, side := range sides {
		x := side * apart
		f.fill(ellipse(x, level-0.01, width*1.25, height*1.5), ink.alpha(0.35*(1-e)))
		eye := ellipse(x, level, width, height)
		f.fill(eye, mix(rgb(0.88, 0.86, 0.84), bright, e))
		pupil := lerp(0.055, f.uniform(0.1, 0.13), e)
		f.fill(intersection(eye, ellipse(x+lookX, level+lookY, pupil, pupil)), mix(iris, ink, e))
		f.fill(ellipse(x+lookX+0.04, level+lookY-0.05, 0.04, 0.04), bright.alpha(e)) // a reflection
		f.stroke(eye, lerp(0.025, 0.06, e), ink.alpha(lerp(0.5, 1, e)))
		f.fill(curve(x-side*0.1, brow+0.01, x+side*lerp(0.13, 0.2, e), brow+lerp(0.03, -0.06, e),
			x, brow-lerp(0.04, 0.1, e), lerp(0.045, 0.1, e)), mix(hair, ink, max(0.3, e)))
	}
	if f.chance(0.15 * (1 - e)) { // glasses
		for _, side := range sides {
			f.stroke(box(side*apart, level+0.01, 0.17, 0.12, 0.06), 0.035, ink.alpha(0.9))
		}
		f.fill(segment(-0.05, level, 0.05, level, 0.03), ink)
		f.fill(mirrored(segment(apart+0.16, level-0.02, headWidth, level-0.03, 0.03)), ink)
	}
}

func (f figure) mouth(e, light float64, shadow colour) {
	x, y := lerp(0.02*light, 0, e), lerp(0.37, 0.42, e)
	width, smile := lerp(f.uniform(0.16, 0.22), f.uniform(0.3, 0.4), e), lerp(f.uniform(-0.02, 0.09), f.uniform(0.25, 0.35), e)
	if open := f.uniform(-1.2, 1); e > 0.5 || open > 0 && smile > 0.03 { // teeth show
		grin := below(y, ellipse(x, y, width, max(smile, 0.07)))
		f.fill(grin, mix(rgb(0.45, 0.15, 0.13), ink, e))
		f.fill(above(y+lerp(0.04, 0.09, e), grin), bright)
		f.stroke(grin, lerp(0.03, 0.06, e), mix(shadow, ink, e))
		return
	}
	lips := mix(shadow, rgb(0.65, 0.25, 0.25), 0.6)
	f.fill(curve(x-width*0.8, y, x+width*0.8, y, x, y+2*smile+0.03, 0.1), lips.alpha(0.8))
	f.fill(curve(x-width, y-0.01, x+width, y-0.01, x, y+2*smile, lerp(0.035, 0.07, e)), mix(lips, ink, 0.6))
	f.fill(segment(x-0.08, y+smile+0.12, x+0.08, y+smile+0.12, 0.05), shadow.alpha(0.5*(1-e)))
}
