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
	Stride  int     // how many points a kernel moves at a time; zero means 1
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

// Convolution is a layer whose neurons each look at a small window of the
// picture, all with the same weights: a kernel slides over the picture, and what
// it finds at each place is one point of its feature map. As everywhere in this
// field, the kernel is not turned around, which mathematics calls a correlation.
//
// The output has Count channels, and is as high as there are places for a kernel
// from top to bottom: with Valid (height - Size)/Stride + 1, rounded down; with
// Same height/Stride, rounded up. Same puts (Size-1)/2 zeros above and on the
// left, and Size/2 below and on the right, as GoMLX does. The weights' rows are in
// the order kernel height, kernel width, channels, so that their numbers lie as
// GoMLX's [height, width, channels, kernels].
//
// It panics if the picture or the kernels are smaller than 1, if a kernel finds
// no place, or if the activation is Softmax, which is for dense layers.
func Convolution(from Shape, kernels Kernels, activation Activation) *Layer {
	if kernels.Stride == 0 {
		kernels.Stride = 1
	}
	if min(from[0], from[1], from[2], kernels.Count, kernels.Size, kernels.Stride) < 1 {
		panic(fmt.Sprintf("network: a convolution needs at least 1 of everything, not a picture of %v and %d kernels of %dx%d with stride %d",
			from, kernels.Count, kernels.Size, kernels.Size, kernels.Stride))
	}
	if kernels.Padding == Valid && kernels.Size > min(from[0], from[1]) {
		panic(fmt.Sprintf("network: a kernel of %dx%d does not fit into a picture of %v", kernels.Size, kernels.Size, from))
	}
	if activation == Softmax {
		panic("network: a convolution has no softmax: put a dense layer with softmax behind it")
	}
	rows, top := kernels.places(from[0])
	columns, left := kernels.places(from[1])
	inputs := kernels.Size * kernels.Size * from[2]
	return &Layer{
		From:       from,
		To:         Shape{rows, columns, kernels.Count},
		Activation: activation,
		Weights:    mat.NewDense(inputs, kernels.Count, nil),
		Bias:       make([]float64, kernels.Count),
		name:       fmt.Sprintf("convolution %dx%d", kernels.Size, kernels.Size),
		synapses:   convolution{places: rows * columns, inputs: inputs, strips: kernels.strips(from, rows, columns, top, left)},
	}
}

// places is how many places a kernel has along a side, and how many zeros are before it.
func (k Kernels) places(side int) (count, before int) {
	if k.Padding == Same {
		return (side + k.Stride - 1) / k.Stride, (k.Size - 1) / 2
	}
	return (side-k.Size)/k.Stride + 1, 0
}

// A convolution is a dense layer at every place of the kernel. What a kernel
// sees at a place is copied into a row of a matrix, a patch; then all patches
// times the weights is one product, and a row of the signal, cut into places,
// is its result (this is known as im2col).
type convolution struct {
	places int // of a kernel on a picture
	inputs int // of a kernel
	strips []strip
}

// A strip is points that lie side by side both in the picture and in a patch.
type strip struct {
	patch, picture, length int // where it begins in the patches of one picture, where in the picture, how many numbers
}

// strips lists what each kernel place sees of a picture, row of the kernel by
// row. Points outside the picture are in no strip, so their patches stay 0.
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
						picture: from.Place(y, first, 0),
						length:  (last - first) * channels,
					})
				}
				patch += k.Size * channels
			}
		}
	}
	return strips
}

func (c convolution) size(l *Layer) (inputs, neurons int) { return c.inputs, l.To[2] }

func (c convolution) signals(l *Layer, t *LayerTrial) {
	examples, _ := t.Input.Dims()
	if t.patches == nil {
		t.patches = mat.NewDense(examples*c.places, c.inputs, nil)
	}
	for i := range examples {
		picture, patches := t.Input.RawRowView(i), c.patchesOf(t.patches, i)
		for _, s := range c.strips {
			copy(patches[s.patch:s.patch+s.length], picture[s.picture:])
		}
	}
	signal := placeByPlace(t.Signal, l)
	signal.Mul(t.patches, l.Weights)
	addBias(signal, l.Bias)
}

func (c convolution) adjust(l *Layer, t *LayerTrial) {
	examples, _ := t.Input.Dims()
	delta := placeByPlace(t.Delta, l)
	t.Adjustment.Mul(t.patches.T(), delta)
	t.Adjustment.Scale(1/float64(examples), t.Adjustment)
	adjustBias(t.BiasAdjustment, delta, examples)
}

// back is signals backwards: a product gives the errors of the patches, and a
// point of the picture gets the sum of what it was in.
func (c convolution) back(l *Layer, t *LayerTrial, to *mat.Dense) {
	if t.patchErrors == nil {
		t.patchErrors = mat.NewDense(t.patches.RawMatrix().Rows, c.inputs, nil)
	}
	t.patchErrors.Mul(placeByPlace(t.Delta, l), l.Weights.T())
	to.Zero()
	t.eachRow(func(i int) {
		picture, patches := to.RawRowView(i), c.patchesOf(t.patchErrors, i)
		for _, s := range c.strips {
			floats.Add(picture[s.picture:s.picture+s.length], patches[s.patch:s.patch+s.length])
		}
	})
}

// patchesOf is all patches of one picture, behind each other.
func (c convolution) patchesOf(patches *mat.Dense, picture int) []float64 {
	size := c.places * c.inputs
	return patches.RawMatrix().Data[picture*size : (picture+1)*size]
}

// placeByPlace sees the same numbers with a row for each place of the kernel instead of each example.
func placeByPlace(m *mat.Dense, l *Layer) *mat.Dense {
	data := m.RawMatrix().Data
	return mat.NewDense(len(data)/l.To[2], l.To[2], data)
}
