package models

import (
	"fmt"
	"strings"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/regularizer"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/engine"
)

// Dense is GoMLX's dense layer with a bias: each of its outputs is a neuron that is
// connected to every input. Inputs are [batch, inputs], the result is [batch, outputs].
func Dense(scope *model.Scope, x *graph.Node, outputs int) *graph.Node {
	if outputs < 1 {
		panic(fmt.Sprintf("the dense layer %q needs at least 1 output, not %d", layerName(scope), outputs))
	}
	if x.Rank() == 2 && isPureGo(x) {
		return Watch(scope, denseInGo(scope.In("dense"), x, outputs))
	}
	return Watch(scope, layers.Dense(scope, x, true, outputs))
}

// denseInGo is the same layer with a gradient written by hand. The products that
// GoMLX derives run over the rows of both matrices, and the pure Go backend is up to
// ten times slower with these than with rows times columns.
func denseInGo(scope *model.Scope, x *graph.Node, outputs int) *graph.Node {
	weights := scope.VariableWithShape("weights", shapes.Make(x.DType(), x.Shape().Dimensions[1], outputs))
	regularize(scope, x.Graph(), weights)
	biases := scope.VariableWithShape("biases", shapes.Make(x.DType(), outputs))
	signal := withGradient([]*graph.Node{x, weights.NodeValue(x.Graph())},
		func(inputs []*graph.Node) *graph.Node { return graph.MatMul(inputs[0], inputs[1]) },
		func(inputs []*graph.Node, v *graph.Node) []*graph.Node {
			x, weights := inputs[0], inputs[1]
			return []*graph.Node{graph.MatMul(v, graph.Transpose(weights, 0, 1)), graph.MatMul(graph.Transpose(x, 0, 1), v)}
		})
	signal = graph.Add(signal, graph.Reshape(biases.NodeValue(x.Graph()), 1, outputs))
	return know(signal, known{layer: engine.Dense{Outputs: outputs}, input: x, parameters: []*model.Variable{weights, biases}})
}

// regularize adds what the scope asks for, L1 or L2, to the loss.
func regularize(scope *model.Scope, g *graph.Graph, weights *model.Variable) {
	if add := regularizer.FromScope(scope); add != nil {
		add(g, weights)
	}
}

// regularizeL2 leaves L1 out.
func regularizeL2(scope *model.Scope, g *graph.Graph, weights *model.Variable) {
	if amount := model.GetParamOr(scope, regularizer.ParamL2, 0.0); amount > 0 {
		regularizer.L2(amount)(g, weights)
	}
}

func layerName(scope *model.Scope) string {
	return strings.TrimPrefix(scope.Scope(), model.ScopeSeparator)
}
