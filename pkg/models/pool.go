package models

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"
)

// MaxPool is subsampling by the largest: of each window of size x size pixels the
// largest number stays. Pictures of [batch, height, width, channels] become [batch,
// height/size, width/size, channels]; rows and columns that do not fill a window are
// left out. After an odd activation function such as ReLU it gives what it gives
// before it, with size x size times the work, so it stands best before.
func MaxPool(x *graph.Node, size int) *graph.Node {
	return record("max pool", graph.ReduceMax(windows(x, size), 2, 4))
}

// MeanPool is subsampling by the mean of each window. Its shapes are those of
// [MaxPool].
func MeanPool(x *graph.Node, size int) *graph.Node {
	return record("mean pool", graph.ReduceMean(windows(x, size), 2, 4))
}

// windows gives each window two axes of its own: [batch, height/size, size,
// width/size, size, channels]. Reducing these is many times faster than GoMLX's own
// pooling, whose gradient scatters.
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
