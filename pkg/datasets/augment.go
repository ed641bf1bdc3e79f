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
	return s.transform("Shift", func() transform { return transform{right: float64(dx), down: float64(dy), cosine: 1} })
}

// Rotate returns a copy with every picture rotated around its middle,
// counter-clockwise by so many degrees. A pixel is mixed from the four on which it
// falls (bilinear interpolation); what comes in is 0, black.
func (s *Set) Rotate(degrees float64) *Set {
	if !isFinite(degrees) {
		panic(fmt.Sprintf("datasets: %s cannot be rotated by %v degrees: give a finite number", s.Name, degrees))
	}
	sine, cosine := math.Sincos(degrees * math.Pi / 180)
	return s.transform("Rotate", func() transform { return transform{sine: sine, cosine: cosine} })
}

// Flip returns a copy with left and right exchanged in every picture.
func (s *Set) Flip() *Set {
	return s.transform("Flip", func() transform { return transform{cosine: 1, flip: true} })
}

// AugmentOptions say how far [Set.Augment] may go. The zero value changes nothing.
type AugmentOptions struct {
	Shift  int     // at most so many pixels left or right, and up or down
	Rotate float64 // at most so many degrees either way
	Flip   bool    // exchange left and right in half of the pictures
}

// Check returns an error for a number that is negative, NaN or infinite.
func (o AugmentOptions) Check() error {
	if o.Shift < 0 {
		return fmt.Errorf("datasets: pictures cannot be augmented by a shift of %d: give the most pixels that they may move, at least 0", o.Shift)
	}
	if !(o.Rotate >= 0) || math.IsInf(o.Rotate, 1) { // written so that NaN fails too
		return fmt.Errorf("datasets: pictures cannot be augmented by a rotation of %v: give the most degrees that they may rotate, at least 0", o.Rotate)
	}
	return nil
}

// Augment returns a copy with every picture changed a little at random (data
// augmentation). A network whose pictures are augmented again in each epoch hardly
// sees the same one twice, and has to learn what they have in common. It panics
// where [AugmentOptions.Check] has an error.
func (s *Set) Augment(rng *rand.Rand, options AugmentOptions) *Set {
	if err := options.Check(); err != nil {
		panic(err.Error())
	}
	return s.transform("Augment", func() transform {
		var t transform
		t.right = float64(rng.IntN(2*options.Shift+1) - options.Shift)
		t.down = float64(rng.IntN(2*options.Shift+1) - options.Shift)
		t.sine, t.cosine = math.Sincos((2*rng.Float64() - 1) * options.Rotate * math.Pi / 180)
		t.flip = options.Flip && rng.IntN(2) == 1
		return t
	})
}

// A transform flips one picture, then rotates it, then shifts it.
type transform struct {
	flip         bool
	sine, cosine float64 // of the angle, counter-clockwise
	right, down  float64 // in pixels
}

// transform returns a copy with every picture changed by a transform of its own.
func (s *Set) transform(method string, next func() transform) *Set {
	s.mustBePictures(method)
	changed := *s
	changed.Labels = slices.Clone(s.Labels)
	changed.Values = make([]float64, len(s.Values))
	for i := range s.Len() {
		next().apply(changed.Example(i), s.Example(i), s.Shape)
	}
	return &changed
}

// apply looks up for each pixel of the result where in the picture it comes from.
func (t transform) apply(result, picture []float64, shape []int) {
	height, width, channels := shape[0], shape[1], shape[2]
	middleX, middleY := float64(width-1)/2, float64(height-1)/2
	for y := range height {
		for x := range width {
			dx, dy := float64(x)-middleX-t.right, float64(y)-middleY-t.down
			fromX, fromY := dx*t.cosine-dy*t.sine, dx*t.sine+dy*t.cosine
			if t.flip {
				fromX = -fromX
			}
			at := channels * (y*width + x)
			interpolate(result[at:at+channels], picture, shape, fromX+middleX, fromY+middleY)
		}
	}
}

// interpolate adds up the four pixels around a point, each weighted by how near it is.
func interpolate(pixel, picture []float64, shape []int, x, y float64) {
	height, width, channels := shape[0], shape[1], shape[2]
	left, top := int(math.Floor(x)), int(math.Floor(y))
	for atY := max(top, 0); atY <= min(top+1, height-1); atY++ {
		for atX := max(left, 0); atX <= min(left+1, width-1); atX++ {
			weight := (1 - math.Abs(x-float64(atX))) * (1 - math.Abs(y-float64(atY)))
			for channel, value := range picture[channels*(atY*width+atX):][:channels] {
				pixel[channel] += weight * value
			}
		}
	}
}
