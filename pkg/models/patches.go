package models

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// patchConvolution is a convolution as one matrix product: what the kernel sees at
// each place becomes a row of a matrix, a patch (known as im2col; package network does
// the same). The bias is the weight of one more column, of ones. The gradient is
// written by hand, because the products that GoMLX derives first transpose the
// patches, the largest matrix of all.
func patchConvolution(x, kernel, bias *graph.Node, same bool) *graph.Node {
	p := patching{size: kernel.Shape().Dimensions[0], same: same}
	var parts []*graph.Node
	var patches *graph.Node
	return withGradient([]*graph.Node{x, kernel, bias},
		func(inputs []*graph.Node) *graph.Node {
			x, kernel, bias := inputs[0], inputs[1], inputs[2]
			parts = p.parts(x)
			parts = append(parts, graph.Ones(x.Graph(), shapes.Make(x.DType(), parts[0].Shape().Dimensions[0], 1)))
			patches = graph.Concatenate(parts, 1)
			maps := kernel.Shape().Dimensions[3]
			weights := graph.Concatenate([]*graph.Node{graph.Reshape(kernel, -1, maps), graph.Reshape(bias, 1, maps)}, 0)
			height, width := p.places(x)
			return graph.Reshape(graph.MatMul(patches, weights), x.Shape().Dimensions[0], height, width, maps)
		},
		func(inputs []*graph.Node, v *graph.Node) []*graph.Node {
			x, kernel := inputs[0], inputs[1]
			maps := kernel.Shape().Dimensions[3]
			toWeights := gradientOfWeights(parts, patches, graph.Reshape(v, -1, maps))
			weights := toWeights.Shape().Dimensions[0] - 1
			toKernel := graph.Reshape(graph.Slice(toWeights, graph.AxisRange(0, weights)), kernel.Shape().Dimensions...)
			toBias := graph.Reshape(graph.Slice(toWeights, graph.AxisElem(weights)), maps)
			return []*graph.Node{p.back(x, kernel, v), toKernel, toBias}
		})
}

// gradientOfWeights is patches, lying on their side, times what flows back, a row for
// each place. The smaller matrix is transposed; what each point of a kernel saw of a
// picture with one channel lies on its side already.
func gradientOfWeights(parts []*graph.Node, patches, v *graph.Node) *graph.Node {
	if parts[0].Shape().Dimensions[1] > 1 {
		return graph.Transpose(graph.MatMul(graph.Transpose(v, 0, 1), patches), 0, 1)
	}
	lying := make([]*graph.Node, len(parts))
	for i, part := range parts {
		lying[i] = graph.Reshape(part, 1, -1)
	}
	return graph.MatMul(graph.Concatenate(lying, 0), v)
}

// patching is how patches are cut out of pictures.
type patching struct {
	size int
	same bool
}

// border is how many zeros stand before and behind the pixels along an axis.
func (p patching) border() (before, behind int) {
	if !p.same {
		return 0, 0
	}
	return (p.size - 1) / 2, p.size / 2
}

// places is how many places a kernel has from top to bottom and from left to right.
func (p patching) places(x *graph.Node) (height, width int) {
	before, behind := p.border()
	dimensions := x.Shape().Dimensions
	return dimensions[1] + before + behind - p.size + 1, dimensions[2] + before + behind - p.size + 1
}

// parts are the columns of the patches: for each point of the kernel, what it sees at
// every place, [places, channels].
func (p patching) parts(x *graph.Node) []*graph.Node {
	height, width := p.places(x)
	channels := x.Shape().Dimensions[3]
	x = p.bordered(x)
	var parts []*graph.Node
	for row := range p.size {
		for column := range p.size {
			seen := graph.Slice(x, graph.AxisRange(), graph.AxisRange(row, row+height), graph.AxisRange(column, column+width))
			parts = append(parts, graph.Reshape(seen, -1, channels))
		}
	}
	return parts
}

// bordered puts the zeros around pictures by joining: GoMLX has no gradient for some of its paddings.
func (p patching) bordered(x *graph.Node) *graph.Node {
	before, behind := p.border()
	for _, axis := range []int{1, 2} {
		zeros := func(width int) *graph.Node {
			shape := x.Shape().Clone()
			shape.Dimensions[axis] = width
			return graph.Zeros(x.Graph(), shape)
		}
		parts := []*graph.Node{x}
		if before > 0 {
			parts = append([]*graph.Node{zeros(before)}, parts...)
		}
		if behind > 0 {
			parts = append(parts, zeros(behind))
		}
		if len(parts) > 1 {
			x = graph.Concatenate(parts, axis)
		}
	}
	return x
}

// back is the way back to the pictures: each point of the kernel hands on what flows
// back to the places where it stood, and a pixel gets the sum.
func (p patching) back(x, kernel, v *graph.Node) *graph.Node {
	dimensions, height, width := x.Shape().Dimensions, v.Shape().Dimensions[1], v.Shape().Dimensions[2]
	maps := kernel.Shape().Dimensions[3]
	before, behind := p.border()
	parts := graph.DotGeneral(graph.Reshape(v, -1, maps), []int{1}, nil, graph.Reshape(kernel, -1, maps), []int{1}, nil)
	var sum *graph.Node
	for row := range p.size {
		for column := range p.size {
			first := (row*p.size + column) * dimensions[3]
			part := graph.Slice(parts, graph.AxisRange(), graph.AxisRange(first, first+dimensions[3]))
			part = graph.Reshape(part, dimensions[0], height, width, dimensions[3])
			part = graph.Pad(part, graph.ScalarZero(x.Graph(), x.DType()), compute.PadAxis{},
				compute.PadAxis{Start: row, End: p.size - 1 - row}, compute.PadAxis{Start: column, End: p.size - 1 - column})
			if sum == nil {
				sum = part
			} else {
				sum = graph.Add(sum, part)
			}
		}
	}
	if before+behind == 0 {
		return sum
	}
	return graph.Slice(sum, graph.AxisRange(), graph.AxisRange(before, before+dimensions[1]), graph.AxisRange(before, before+dimensions[2]))
}
