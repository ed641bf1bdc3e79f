package models

import (
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/model/initializer"

	"firstneuron/pkg/engine"
)

// BatchNorm is batch normalization: in training it brings each feature, the last axis
// of x, to mean 0 and variance 1 over the batch (and over all places of a picture), then
// scales and moves it by two numbers that are learnt. At inference, running
// averages from the training replace those of the batch, so that an output does not
// depend on the other examples; so they do in training where the layer is frozen (Ioffe and Szegedy, "Batch Normalization", 2015).
//
// It is GoMLX's norm.BatchNorm with its names and defaults, which are Keras's; that
// one does not train on the pure Go backend, or without the slopes of mean and variance.
func BatchNorm(scope *model.Scope, x *graph.Node) *graph.Node {
	const epsilon = 1e-3 // keeps the division finite
	g, inner := x.Graph(), scope.In("batch_normalization")
	ones, zeros := inner.WithInitializer(initializer.One), inner.WithInitializer(initializer.Zero)
	features := shapes.Make(x.DType(), x.Shape().Dimensions[x.Rank()-1])
	scale, offset := ones.VariableWithShape("scale", features), zeros.VariableWithShape("offset", features)
	regularizeL2(inner, g, scale)
	running := averages{
		mean:     zeros.VariableWithShape("mean", features).SetTrainable(false),
		variance: ones.VariableWithShape("variance", features).SetTrainable(false),
		weight:   zeros.VariableWithShape("avg_weight", features).SetTrainable(false),
	}
	mean, variance := running.mean.NodeValue(g), running.variance.NodeValue(g)
	if scope.IsTraining(g) && scale.Trainable {
		mean = overFeatures(x)
		variance = overFeatures(graph.Square(graph.Sub(x, along(x, mean))))
		running.update(mean, variance)
	}
	normal := graph.Div(graph.Sub(x, along(x, mean)), graph.Sqrt(graph.AddScalar(along(x, variance), epsilon)))
	y := graph.Add(graph.Mul(normal, along(x, scale.NodeValue(g))), along(x, offset.NodeValue(g)))
	values := []*graph.Node{mean, variance}
	if scope.IsTraining(g) {
		values = []*graph.Node{running.mean.NodeValue(g), running.variance.NodeValue(g), running.weight.NodeValue(g)}
	}
	return Watch(scope, know(y, known{
		layer: engine.BatchNorm{}, input: x, parameters: []*model.Variable{scale, offset},
		averages: []*model.Variable{running.mean, running.variance, running.weight},
		values:   values,
		training: scope.IsTraining(g),
	}))
}

// overFeatures is the mean over all axes but the last.
func overFeatures(x *graph.Node) *graph.Node {
	var others []int
	for axis := range x.Rank() - 1 {
		others = append(others, axis)
	}
	return graph.ReduceMean(x, others...)
}

// along lays out one number for each feature so that it fits x.
func along(x, feature *graph.Node) *graph.Node {
	return graph.ExpandLeftToRank(feature, x.Rank())
}

// averages are what BatchNorm has seen of the batches so far. Weight counts them.
type averages struct{ mean, variance, weight *model.Variable }

// update takes a batch in: the plain mean of all batches while they are few, and later
// one that forgets the oldest.
func (a averages) update(mean, variance *graph.Node) {
	const momentum = 0.99
	g := mean.Graph()
	weight := graph.OnePlus(a.weight.NodeValue(g))
	a.weight.SetNodeValue(weight)
	stays := graph.MinScalar(graph.OneMinus(graph.Reciprocal(weight)), momentum)
	a.mean.SetNodeValue(graph.Add(graph.Mul(stays, a.mean.NodeValue(g)), graph.Mul(graph.OneMinus(stays), mean)))
	a.variance.SetNodeValue(graph.Add(graph.Mul(stays, a.variance.NodeValue(g)), graph.Mul(graph.OneMinus(stays), variance)))
}
