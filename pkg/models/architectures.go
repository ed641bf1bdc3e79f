package models

import (
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"
)

// Linear is the model without hidden neurons: one neuron for each output, connected
// to every input.
func Linear(outputs int) Function {
	return Multilayer(outputs)
}

// Multilayer is the multilayer network: dense layers of the given widths with ReLU,
// and after them one neuron for each output. A width below 1 is a mistake that [New]
// reports.
func Multilayer(outputs int, hidden ...int) Function {
	return func(scope *model.Scope, inputs *graph.Node) *graph.Node {
		x := Flatten(inputs)
		for i, width := range hidden {
			x = Dense(scope.In("hidden %d", i+1), x, width)
			x = activation.Relu(x)
		}
		return Dense(scope.In("logits"), x, outputs)
	}
}

// Convolutional is the convolutional network: for each number of channels a
// convolution of 3 x 3 pixels and 2 x 2 max pooling, and after them a dense layer and
// one neuron for each output. Convolutional(10, 128, 32, 64) is the network of our
// benchmarks. A width below 1 is a mistake that [New]
// reports.
func Convolutional(outputs, neurons int, channels ...int) Function {
	return func(scope *model.Scope, pictures *graph.Node) *graph.Node {
		x := pictures
		for i, maps := range channels {
			x = Convolution(scope.In("convolution %d", i+1), x).Channels(maps).KernelSize(3).PadSame().Done()
			x = MaxPool(x, 2)
			x = activation.Relu(x)
		}
		x = Dense(scope.In("dense"), Flatten(x), neurons)
		x = activation.Relu(x)
		return Dense(scope.In("logits"), x, outputs)
	}
}
