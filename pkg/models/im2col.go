package models

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// patching is how patches are cut out of pictures: for kernels of this size, at places
// that are strides apart.
type patching struct {
	size, strides int
	same          bool
}

// convolve is a convolution as one matrix product: what the kernel sees at each place
// becomes a row of a matrix, a patch (known as im2col; package network does the same).
// The bias is the weight of one more column, of ones. The gradient is written by hand,
// because the products that GoMLX derives first transpose the patches, the largest
// matrix of all.
func (p patching) convolve(x, kernel, bias *graph.Node) *graph.Node {
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

// gradientOfWeights is the transposed patches times the gradient at the outputs, a row
// for each place. The smaller matrix is transposed; the patches of pictures with one
// channel are cut as columns, so these need no transposing.
func gradientOfWeights(parts []*graph.Node, patches, v *graph.Node) *graph.Node {
	if parts[0].Shape().Dimensions[1] > 1 {
		return graph.Transpose(graph.MatMul(graph.Transpose(v, 0, 1), patches), 0, 1)
	}
	columns := make([]*graph.Node, len(parts))
	for i, part := range parts {
		columns[i] = graph.Reshape(part, 1, -1)
	}
	return graph.MatMul(graph.Concatenate(columns, 0), v)
}

// border is how many zeros come before and after the pixels along an axis.
func (p patching) border() (before, after int) {
	if !p.same {
		return 0, 0
	}
	return (p.size - 1) / 2, p.size / 2
}

// places is how many places a kernel has from top to bottom and from left to right.
func (p patching) places(x *graph.Node) (height, width int) {
	before, after := p.border()
	dimensions := x.Shape().Dimensions
	return (dimensions[1]+before+after-p.size)/p.strides + 1, (dimensions[2]+before+after-p.size)/p.strides + 1
}

// parts are the columns of the patches: for each point of the kernel, what it sees at
// every place, [places, channels].
func (p patching) parts(x *graph.Node) []*graph.Node {
	height, width := p.places(x)
	channels := x.Shape().Dimensions[3]
	if before, after := p.border(); p.same {
		border := compute.PadAxis{Start: before, End: after}
		x = graph.Pad(x, graph.ScalarZero(x.Graph(), x.DType()), compute.PadAxis{}, border, border, compute.PadAxis{}) // GoMLX needs the last axis too for the gradient
	}
	var parts []*graph.Node
	for row := range p.size {
		for column := range p.size {
			seen := graph.Slice(x, graph.AxisRange(), p.along(row, height), p.along(column, width))
			parts = append(parts, graph.Reshape(seen, -1, channels))
		}
	}
	return parts
}

// along is every place along an axis, as seen by one point of the kernel.
func (p patching) along(first, places int) graph.SliceAxisSpec {
	return graph.AxisRange(first, first+(places-1)*p.strides+1).Stride(p.strides)
}

// back is the gradient at the pictures: each point of the kernel passes the gradient at
// the outputs on to the pixels that it saw, and a pixel gets the sum.
func (p patching) back(x, kernel, v *graph.Node) *graph.Node {
	dimensions, height, width := x.Shape().Dimensions, v.Shape().Dimensions[1], v.Shape().Dimensions[2]
	maps := kernel.Shape().Dimensions[3]
	before, after := p.border()
	pad := func(first, places, pixels int) compute.PadAxis { // the reverse of along
		last := first + (places-1)*p.strides
		return compute.PadAxis{Start: first, End: before + pixels + after - 1 - last, Interior: p.strides - 1}
	}
	parts := graph.DotGeneral(graph.Reshape(v, -1, maps), []int{1}, nil, graph.Reshape(kernel, -1, maps), []int{1}, nil)
	var sum *graph.Node
	for row := range p.size {
		for column := range p.size {
			first := (row*p.size + column) * dimensions[3]
			part := graph.Slice(parts, graph.AxisRange(), graph.AxisRange(first, first+dimensions[3]))
			part = graph.Reshape(part, dimensions[0], height, width, dimensions[3])
			part = graph.Pad(part, graph.ScalarZero(x.Graph(), x.DType()), compute.PadAxis{},
				pad(row, height, dimensions[1]), pad(column, width, dimensions[2]))
			if sum == nil {
				sum = part
			} else {
				sum = graph.Add(sum, part)
			}
		}
	}
	if !p.same {
		return sum
	}
	return graph.Slice(sum, graph.AxisRange(), graph.AxisRange(before, before+dimensions[1]), graph.AxisRange(before, before+dimensions[2]))
}
