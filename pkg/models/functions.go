package models

import (
	"fmt"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"
)

// Linear is the model without hidden neurons: one neuron for each class, and each
// sees every input.
func Linear(classes int) Function {
	return Multilayer(classes)
}

// Multilayer is the multilayer network: dense layers of the given widths with ReLU,
// and one neuron for each class behind them.
func Multilayer(classes int, hidden ...int) Function {
	return func(scope *model.Scope, inputs *graph.Node) *graph.Node {
		x := Flatten(inputs)
		for i, width := range hidden {
			x = Dense(scope.In("%s", fmt.Sprintf("hidden %d", i+1)), x, width)
			x = activation.Relu(x)
		}
		return Dense(scope.In("logits"), x, classes)
	}
}

// Convolutional is the convolutional network: for each number of channels a
// convolution of 3 x 3 pixels and subsampling by the largest of 2 x 2, and behind
// them a dense layer and one neuron for each class. With channels 32 and 64 and 128
// neurons it is the network of our benchmarks.
func Convolutional(classes, neurons int, channels ...int) Function {
	return func(scope *model.Scope, pictures *graph.Node) *graph.Node {
		x := pictures
		for i, maps := range channels {
			x = Convolution(scope.In("%s", fmt.Sprintf("convolution %d", i+1)), x).Channels(maps).KernelSize(3).PadSame().Done()
			x = MaxPool(x, 2)
			x = activation.Relu(x)
		}
		x = Dense(scope.In("dense"), Flatten(x), neurons)
		x = activation.Relu(x)
		return Dense(scope.In("logits"), x, classes)
	}
}
