package models

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"

	"firstneuron/pkg/engine"
)

// MaxPool keeps the largest value of each window of size x size pixels. Pictures of [batch, height, width, channels] become [batch,
// height/size, width/size, channels]; rows and columns that do not fill a window are
// left out.
//
// Apply it before ReLU: ReLU is monotone, so the result is the same, and it runs on a
// quarter of the values for size 2.
func MaxPool(x *graph.Node, size int) *graph.Node {
	layer := engine.MaxPool{Size: size}
	pooled := withKernels(layer, []*graph.Node{x}, func(inputs []*graph.Node) *graph.Node { return largestOf(windows(inputs[0], size)) })
	return record("max pool", know(pooled, known{layer: layer, input: x}))
}

// largestOf is the largest number of each window. The gradient is written by hand: that
// of GoMLX's own pooling is a scatter operation, which is slow on every backend.
func largestOf(windows *graph.Node) *graph.Node {
	var places []*graph.Node
	var largest *graph.Node
	return withGradient([]*graph.Node{windows},
		func(inputs []*graph.Node) *graph.Node {
			places = placesOf(inputs[0])
			largest = places[0]
			for _, place := range places[1:] {
				largest = graph.Max(largest, place)
			}
			return graph.Squeeze(largest, 2, 4)
		},
		func(_ []*graph.Node, v *graph.Node) []*graph.Node {
			return []*graph.Node{toLargest(places, largest, windows.Shape().Dimensions[4], graph.ExpandAxes(v, 2, 4))}
		})
}

// placesOf is the number at each place in a window, for all windows.
func placesOf(windows *graph.Node) []*graph.Node {
	var places []*graph.Node
	for row := range windows.Shape().Dimensions[2] {
		for column := range windows.Shape().Dimensions[4] {
			places = append(places, graph.Slice(windows, graph.AxisRange(), graph.AxisRange(), graph.AxisElem(row), graph.AxisRange(), graph.AxisElem(column)))
		}
	}
	return places
}

// toLargest passes the gradient on to the first of the largest numbers of each window,
// as GoMLX's own pooling does.
func toLargest(places []*graph.Node, largest *graph.Node, size int, flowing *graph.Node) *graph.Node {
	nothing := graph.ZerosLike(flowing)
	var rows, row []*graph.Node
	for _, place := range places {
		is := graph.Equal(place, largest)
		row = append(row, graph.Where(is, flowing, nothing))
		flowing = graph.Where(is, nothing, flowing) // what is left for the places after it
		if len(row) == size {
			rows = append(rows, graph.Concatenate(row, 4))
			row = nil
		}
	}
	return graph.Concatenate(rows, 2)
}

// MeanPool keeps the mean of each window. Its shapes are those of [MaxPool].
func MeanPool(x *graph.Node, size int) *graph.Node {
	layer := engine.MeanPool{Size: size}
	pooled := withKernels(layer, []*graph.Node{x}, func(inputs []*graph.Node) *graph.Node {
		return graph.ReduceMean(windows(inputs[0], size), 2, 4)
	})
	return record("mean pool", know(pooled, known{layer: layer, input: x}))
}

// windows gives each window two axes of its own: [batch, height/size, size,
// width/size, size, channels]. Comparing or adding up along these is many times faster
// than GoMLX's own pooling, whose gradient is a slow scatter operation.
func windows(x *graph.Node, size int) *graph.Node {
	shape := x.Shape().Dimensions
	if len(shape) != 4 {
		panic(fmt.Sprintf("pooling wants pictures of shape [batch, height, width, channels], not %v", shape))
	}
	if size < 1 || size > shape[1] || size > shape[2] {
		panic(fmt.Sprintf("a window of %d x %d does not fit pictures of %d x %d", size, size, shape[1], shape[2]))
	}
	height, width := shape[1]/size, shape[2]/size
	if height*size != shape[1] || width*size != shape[2] {
		x = graph.Slice(x, graph.AxisRange(), graph.AxisRange(0, height*size), graph.AxisRange(0, width*size), graph.AxisRange())
	}
	return graph.Reshape(x, shape[0], height, size, width, size, shape[3])
}
