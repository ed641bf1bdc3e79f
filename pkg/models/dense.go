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
	if x.Rank() != 2 {
		return Watch(scope, layers.Dense(scope, x, true, outputs))
	}
	inner := scope.In("dense")
	weights := inner.VariableWithShape("weights", shapes.Make(x.DType(), x.Shape().Dimensions[1], outputs))
	regularize(inner, x.Graph(), weights)
	biases := inner.VariableWithShape("biases", shapes.Make(x.DType(), outputs))
	layer := engine.Dense{Outputs: outputs}
	signals := withKernels(layer, []*graph.Node{x, weights.NodeValue(x.Graph()), biases.NodeValue(x.Graph())}, func(inputs []*graph.Node) *graph.Node {
		return graph.Add(graph.MatMul(inputs[0], inputs[1]), graph.Reshape(inputs[2], 1, outputs))
	})
	return Watch(scope, know(signals, known{layer: layer, input: x, parameters: []*model.Variable{weights, biases}}))
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
