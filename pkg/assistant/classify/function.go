package classify

import (
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/models"
)

// Size is the height and width of the pictures that the network sees, in pixels.
const Size = 32

// Function is the network, a layer a line: pictures of [batch, 32, 32, 3] become logits of
// [batch, 4]. Three times a convolution looks for something, and subsampling makes the map
// smaller; what is left, 4 x 4 points with 32 channels, goes through a dense layer.
func Function(scope *model.Scope, x *graph.Node) *graph.Node {
	x = graph.AddScalar(x, -0.5) // so that dark is as far from 0 as bright: it learns faster
	x = models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame().Done()
	x = activation.Relu(models.MaxPool(x, 2))
	x = models.Convolution(scope.In("textures"), x).Channels(16).KernelSize(3).PadSame().Done()
	x = activation.Relu(models.MaxPool(x, 2))
	x = models.Convolution(scope.In("parts"), x).Channels(32).KernelSize(3).PadSame().Done()
	x = activation.Relu(models.MaxPool(x, 2))
	x = activation.Relu(models.Dense(scope.In("dense"), models.Flatten(x), 32))
	return models.Dense(scope.In("logits"), x, 4)
}
