package network

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// Shape is height, width and channels of a picture: Shape{8, 8, 1} is a grey
// picture of 8 by 8 points. The number at row y, column x and channel c has
// the index [Shape.Index]. The output of a dense layer, which has no rows and
// columns, is one point with many channels.
type Shape [3]int

// Size is how many numbers a picture of this shape has.
func (s Shape) Size() int { return s[0] * s[1] * s[2] }

// Index is the index of the number at row y, column x and channel c, all counted from 0.
func (s Shape) Index(y, x, c int) int { return (y*s[1]+x)*s[2] + c }

// Channel is one channel of a picture as a matrix, as a heat map takes it: a
// feature map, or the weights of a neuron arranged as the picture that it looks at.
// It panics if there are not as many numbers as the shape has, or no such channel.
func (s Shape) Channel(picture []float64, c int) *mat.Dense {
	if len(picture) != s.Size() || c < 0 || c >= s[2] {
		panic(fmt.Sprintf("network: %d numbers have no channel %d of a picture of %v", len(picture), c, s))
	}
	channel := mat.NewDense(s[0], s[1], nil)
	for y := range s[0] {
		for x := range s[1] {
			channel.Set(y, x, picture[s.Index(y, x, c)])
		}
	}
	return channel
}

// String is "8x8x1" for a picture and "10" for what has no rows and columns.
func (s Shape) String() string {
	if s.isRow() {
		return fmt.Sprint(s[2])
	}
	return fmt.Sprintf("%dx%dx%d", s[0], s[1], s[2])
}

func (s Shape) isRow() bool { return s[0] == 1 && s[1] == 1 }
