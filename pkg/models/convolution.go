package models

import (
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/engine"
)

// A ConvolutionLayer is a convolution that is being described; Done builds it.
type ConvolutionLayer struct {
	scope    *model.Scope
	x        *graph.Node
	channels int
	size     int
	strides  int
	same     bool
}

// Convolution begins the description of a convolution over pictures x of shape
// [batch, height, width, channels], in the words of GoMLX's layers.Convolution and
// with its parameters: a kernel of [size, size, channels in, channels out] that
// slides over each picture, and a bias for each channel out. Done ends it.
//
//	x = models.Convolution(scope.In("edges"), x).Channels(16).KernelSize(3).PadSame().Done()
func Convolution(scope *model.Scope, x *graph.Node) *ConvolutionLayer {
	return &ConvolutionLayer{scope: scope, x: x, strides: 1}
}

// Channels sets the number of kernels: each makes one feature map.
func (c *ConvolutionLayer) Channels(channels int) *ConvolutionLayer {
	c.channels = channels
	return c
}

// KernelSize sets the height and width of the kernels, in pixels.
func (c *ConvolutionLayer) KernelSize(size int) *ConvolutionLayer {
	c.size = size
	return c
}

// Strides sets by how many pixels the kernel moves from one place to the next, down
// and to the right: 1 unless it is set. With 2 the feature maps are half as high and
// half as wide.
func (c *ConvolutionLayer) Strides(strides int) *ConvolutionLayer {
	c.strides = strides
	return c
}

// PadSame puts zeros around the pictures, so that the feature maps are as large as
// they are, or smaller by the strides alone. Without it each side loses size - 1 pixels.
func (c *ConvolutionLayer) PadSame() *ConvolutionLayer {
	c.same = true
	return c
}

// Done builds the convolution and returns feature maps of [batch, height, width,
// channels]. It panics, with GoMLX's other graph functions, where x is no batch of
// pictures, or Channels or KernelSize do not fit it.
func (c *ConvolutionLayer) Done() *graph.Node {
	c.check()
	scope := c.scope.In("conv")
	in := c.x.Shape().Dimensions[3]
	kernel := scope.VariableWithShape("weights", shapes.Make(c.x.DType(), c.size, c.size, in, c.channels))
	regularize(c.scope, c.x.Graph(), kernel)
	regularizeL2(c.scope, c.x.Graph(), kernel) // GoMLX's own convolution counts L2 twice, and so must this one
	biases := scope.VariableWithShape("biases", shapes.Make(c.x.DType(), c.channels))
	g := c.x.Graph()
	layer := engine.Convolution{Channels: c.channels, Size: c.size, Strides: c.strides, PadSame: c.same}
	maps := withKernels(layer, []*graph.Node{c.x, kernel.NodeValue(g), biases.NodeValue(g)}, func(inputs []*graph.Node) *graph.Node {
		return c.convolve(inputs[0], inputs[1], inputs[2])
	})
	return Watch(c.scope, know(maps, known{layer: layer, input: c.x, parameters: []*model.Variable{kernel, biases}}))
}

func (c *ConvolutionLayer) check() {
	shape := c.x.Shape().Dimensions
	name := layerName(c.scope)
	switch {
	case len(shape) != 4:
		panic(fmt.Sprintf("the convolution %q wants pictures of shape [batch, height, width, channels], not %v", name, shape))
	case c.channels < 1:
		panic(fmt.Sprintf("the convolution %q needs at least 1 channel, not %d: call Channels", name, c.channels))
	case c.size < 1:
		panic(fmt.Sprintf("the convolution %q needs a kernel of at least 1 pixel, not %d: call KernelSize", name, c.size))
	case c.strides < 1:
		panic(fmt.Sprintf("the convolution %q needs strides of at least 1 pixel, not %d", name, c.strides))
	case !c.same && (c.size > shape[1] || c.size > shape[2]):
		panic(fmt.Sprintf("the convolution %q has kernels of %d x %d, larger than the pictures of %d x %d: call PadSame", name, c.size, c.size, shape[1], shape[2]))
	}
}

// convolve is the convolution as GoMLX has it, but for kernels of an even size: with
// these, GoMLX's gradient at the pictures is wrong, so they get a row and a column of
// zeros, which see a row and a column of zeros behind the pictures.
func (c *ConvolutionLayer) convolve(x, kernel, bias *graph.Node) *graph.Node {
	zero := graph.ScalarZero(x.Graph(), x.DType())
	even := compute.PadAxis{End: 1 - c.size%2}
	border := even
	if c.same {
		border.Start, border.End = (c.size-1)/2, c.size/2+even.End
	}
	none := compute.PadAxis{} // for each axis, or GoMLX has no gradient
	x = graph.Pad(x, zero, none, border, border, none)
	kernel = graph.Pad(kernel, zero, even, even, none, none)
	maps := graph.Convolve(x, kernel).Strides(c.strides).NoPadding().Done()
	return graph.Add(maps, graph.Reshape(bias, 1, 1, 1, -1))
}
