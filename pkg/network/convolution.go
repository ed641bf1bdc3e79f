package network

import (
	"fmt"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Kernels are the small windows of weights that a convolution slides over a picture.
type Kernels struct {
	Count   int     // how many, each making one channel of the output, its feature map
	Size    int     // height and width of each, in points
	Stride  int     // how many points a kernel moves at a time, 1 or more
	Padding Padding // what happens at the border; zero means Valid
}

// Padding says what a kernel does at the border of a picture.
type Padding int

const (
	Valid Padding = iota // kernels stay inside: the output is smaller than the input
	Same                 // zeros around the picture: with stride 1 the output is as large as the input
)

// String is "valid" or "same".
func (p Padding) String() string {
	if p == Same {
		return "same"
	}
	return "valid"
}

// Convolution is a layer whose neurons are each connected to a small window of the
// picture, all with the same weights: a kernel slides over the picture, and its
// signal at each position is one point of its feature map. As usual in this field, the
// kernel is not flipped, which mathematics calls a cross-correlation.
//
// The output has Count channels, and is as high as a kernel has positions
// from top to bottom: with Valid (height - Size)/Stride + 1, rounded down; with
// Same height/Stride, rounded up. Same puts (Size-1)/2 zeros above and on the
// left, and Size/2 below and on the right, as GoMLX does. The weights' rows are in
// the order kernel height, kernel width, channels, so that their numbers are in the
// order of GoMLX's [height, width, channels, kernels].
//
// It panics if a length, a count or the stride is smaller than 1, if a kernel is larger
// than the picture, or if the activation is Softmax, which is for dense layers.
func Convolution(from Shape, kernels Kernels, activation Activation) *Layer {
	if min(from[0], from[1], from[2], kernels.Count, kernels.Size, kernels.Stride) < 1 {
		panic(fmt.Sprintf("network: a convolution needs at least 1 of everything, not a picture of %v and %d kernels of %dx%d with stride %d",
			from, kernels.Count, kernels.Size, kernels.Size, kernels.Stride))
	}
	if kernels.Padding == Valid && kernels.Size > min(from[0], from[1]) {
		panic(fmt.Sprintf("network: a kernel of %dx%d does not fit into a picture of %v", kernels.Size, kernels.Size, from))
	}
	if activation.isSoftmax() {
		panic("network: a convolution has no softmax: add a dense layer with softmax after it")
	}
	rows, top := kernels.positions(from[0])
	columns, left := kernels.positions(from[1])
	inputs := kernels.Size * kernels.Size * from[2]
	l := newLayer(fmt.Sprintf("convolution %dx%d", kernels.Size, kernels.Size), from, Shape{rows, columns, kernels.Count}, inputs, kernels.Count, activation)
	l.connection = convolution{l, rows * columns, kernels.strips(from, rows, columns, top, left)}
	return l
}

// positions is how many positions a kernel has along a side, and how many zeros are before it.
func (k Kernels) positions(side int) (count, before int) {
	if k.Padding == Same {
		return (side + k.Stride - 1) / k.Stride, (k.Size - 1) / 2
	}
	return (side-k.Size)/k.Stride + 1, 0
}

// A convolution is a dense layer at every position of the kernel. The window at each
// position is copied into a row of a matrix, a patch; then one product of patches and
// weights is all signals, with a row for each position (this is known as im2col).
type convolution struct {
	*Layer
	positions int // of a kernel on a picture
	strips    []strip
}

// A strip is a run of numbers that can be copied from a picture to a patch in one step.
type strip struct {
	patch, picture, length int // its start in the patches of one picture, its start in the picture, how many numbers
}

// strips lists the rows of each window. Points outside the picture are in no strip, so
// they stay 0 in the patches.
func (k Kernels) strips(from Shape, rows, columns, top, left int) []strip {
	height, width, channels := from[0], from[1], from[2]
	var strips []strip
	patch := 0
	for row := range rows {
		for column := range columns {
			for y := row*k.Stride - top; y < row*k.Stride-top+k.Size; y++ {
				x := column*k.Stride - left
				first, last := max(x, 0), min(x+k.Size, width)
				if y >= 0 && y < height && first < last {
					strips = append(strips, strip{
						patch:   patch + (first-x)*channels,
						picture: from.Index(y, first, 0),
						length:  (last - first) * channels,
					})
				}
				patch += k.Size * channels
			}
		}
	}
	return strips
}

func (c convolution) signal(p *LayerPass) *mat.Dense {
	p.patches = mat.NewDense(p.examples()*c.positions, c.inputs, nil)
	for i := range p.examples() {
		picture, patches := p.Input.RawRowView(i), c.patchesOf(p.patches, i)
		for _, s := range c.strips {
			copy(patches[s.patch:s.patch+s.length], picture[s.picture:])
		}
	}
	return reshaped(c.weighted(p.patches), c.To.Size())
}

func (c convolution) parameterGradients(p *LayerPass) {
	c.setGradients(p, p.patches, reshaped(p.SignalGradient, c.neurons))
}

// inputGradient is signal backwards: a product gives the gradients at the patches, and
// a point of the picture gets the sum over the patches that it is in.
func (c convolution) inputGradient(p *LayerPass) *mat.Dense {
	patchGradient := product(reshaped(p.SignalGradient, c.neurons), c.Weights.T())
	gradient := newLike(p.Input)
	for i := range p.examples() {
		picture, patches := gradient.RawRowView(i), c.patchesOf(patchGradient, i)
		for _, s := range c.strips {
			floats.Add(picture[s.picture:s.picture+s.length], patches[s.patch:s.patch+s.length])
		}
	}
	return gradient
}

// patchesOf are the patches of one picture, one after another.
func (c convolution) patchesOf(patches *mat.Dense, picture int) []float64 {
	size := c.positions * c.inputs
	return patches.RawMatrix().Data[picture*size : (picture+1)*size]
}

// reshaped is a view of the same numbers in rows of another length: a row for each position
// of a kernel, or for each example.
func reshaped(m *mat.Dense, columns int) *mat.Dense {
	numbers := m.RawMatrix().Data
	return mat.NewDense(len(numbers)/columns, columns, numbers)
}
