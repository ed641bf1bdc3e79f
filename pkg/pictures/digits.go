package pictures

import (
	"fmt"
	"math"
	"math/rand/v2"

	"firstneuron/pkg/datasets"
)

// Digits writes n handwritten digits on the paper that [Faces] has behind its faces: pictures in one channel of size x
// size pixels, at least 8 x 8, in classes from "0" to "9". Each is one of [datasets.Digits], enlarged and moved by up to
// an eighth of the size, in an ink that is darker or lighter than the paper. An rng from the same seed writes the same
// set again.
func Digits(rng *rand.Rand, n, size int) *datasets.Set {
	if size < 8 {
		panic(fmt.Sprintf("pictures: cannot write digits of %d x %d pixels: they need at least 8 x 8", size, size))
	}
	written := datasets.Digits()
	return datasets.Generate(rng, n, "digits", []int{size, size, 1}, written.Classes, func(rng *rand.Rand, i int, example []float64) int {
		c := newCanvas(rng, size, size, 1)
		c.background()
		c.copyTo(example, 1)
		digit, paper, ink := c.IntN(written.Len()), example[size/2*size+size/2], c.Float64()
		for math.Abs(ink-paper) < 0.2 {
			ink = c.Float64()
		}
		down, right := c.count(-size/8, size/8), c.count(-size/8, size/8)
		for place, grey := range example {
			row, column := place/size-down, place%size-right
			if min(row, column) >= 0 && max(row, column) < size {
				inked := written.Example(digit)[row*8/size*8+column*8/size]
				example[place] = rounded(grey + inked*(ink-grey))
			}
		}
		return written.Labels[digit]
	})
}
