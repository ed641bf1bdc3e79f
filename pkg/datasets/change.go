package datasets

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Shift returns a copy with every picture moved dx pixels to the right and dy
// down. What moves out is lost; what comes in is 0, black.
func (s *Set) Shift(dx, dy int) *Set {
	return s.change("Shift", func() change { return change{right: float64(dx), down: float64(dy), cosine: 1} })
}

// Turn returns a copy with every picture turned around its middle,
// counter-clockwise by so many degrees. A pixel is mixed from the four on which it
// falls (bilinear interpolation); what comes in is 0, black.
func (s *Set) Turn(degrees float64) *Set {
	sine, cosine := math.Sincos(degrees * math.Pi / 180)
	return s.change("Turn", func() change { return change{sine: sine, cosine: cosine} })
}

// Flip returns a copy with left and right exchanged in every picture.
func (s *Set) Flip() *Set {
	return s.change("Flip", func() change { return change{cosine: 1, flip: true} })
}

// AugmentOptions say how far [Set.Augment] may go. The zero value changes nothing.
type AugmentOptions struct {
	Shift int     // at most so many pixels left or right, and up or down
	Turn  float64 // at most so many degrees either way
	Flip  bool    // exchange left and right in half of the pictures
}

// Augment returns a copy with every picture changed a little, each by chance in
// its own way. Trained on pictures that are augmented anew in each epoch, a network
// hardly sees the same one twice, and has to learn what stays.
func (s *Set) Augment(rng *rand.Rand, options AugmentOptions) *Set {
	if options.Shift < 0 {
		panic(fmt.Sprintf("datasets: %s cannot be augmented by a shift of %d: give the most pixels that a picture may move", s.Name, options.Shift))
	}
	return s.change("Augment", func() change {
		var c change
		c.right = float64(rng.IntN(2*options.Shift+1) - options.Shift)
		c.down = float64(rng.IntN(2*options.Shift+1) - options.Shift)
		c.sine, c.cosine = math.Sincos((2*rng.Float64() - 1) * options.Turn * math.Pi / 180)
		c.flip = options.Flip && rng.IntN(2) == 1
		return c
	})
}

// change is what is done to one picture: it is flipped, turned, then shifted.
type change struct {
	flip         bool
	sine, cosine float64 // of the angle, counter-clockwise
	right, down  float64 // in pixels
}

// change asks for a change for each picture, and returns the changed copy.
func (s *Set) change(method string, next func() change) *Set {
	s.mustBePictures(method)
	changed := *s
	changed.Labels = slices.Clone(s.Labels)
	changed.Values = make([]float32, len(s.Values))
	for i := range s.Len() {
		next().apply(changed.Example(i), s.Example(i), s.Shape)
	}
	return &changed
}

// apply looks up for each pixel of the result where in the picture it comes from.
func (c change) apply(result, picture []float32, shape []int) {
	height, width, channels := shape[0], shape[1], shape[2]
	middleX, middleY := float64(width-1)/2, float64(height-1)/2
	for y := range height {
		for x := range width {
			dx, dy := float64(x)-middleX-c.right, float64(y)-middleY-c.down
			fromX, fromY := dx*c.cosine-dy*c.sine, dx*c.sine+dy*c.cosine
			if c.flip {
				fromX = -fromX
			}
			at := channels * (y*width + x)
			mix(result[at:at+channels], picture, shape, fromX+middleX, fromY+middleY)
		}
	}
}

// mix adds up the four pixels around a point, each by how near it is.
func mix(pixel, picture []float32, shape []int, x, y float64) {
	height, width, channels := shape[0], shape[1], shape[2]
	left, top := math.Floor(x), math.Floor(y)
	for row := range 2 {
		for column := range 2 {
			atX, atY := int(left)+column, int(top)+row
			share := float32((1 - math.Abs(x-float64(atX))) * (1 - math.Abs(y-float64(atY))))
			if share == 0 || atX < 0 || atY < 0 || atX >= width || atY >= height {
				continue
			}
			at := channels * (atY*width + atX)
			for channel := range channels {
				pixel[channel] += share * picture[at+channel]
			}
		}
	}
}
