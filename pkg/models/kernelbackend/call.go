package kernelbackend

import (
	"fmt"
	"slices"

	"github.com/gomlx/gomlx/core/graph"
)

// Call computes from inputs, at least one, what body computes from them: with the
// kernel registered under name, which gets the parameters, if the graph is for this
// backend, else with body. The gradient is that of body, unless identities with custom
// gradients around the call say otherwise.
//
// The body is in the graph in any case: GoMLX sends the gradient through it, and it is
// what the call returns if the kernel cannot run. What nothing needs of it is never
// computed.
func Call(name, parameters string, inputs []*graph.Node, body func(inputs []*graph.Node) []*graph.Node) []*graph.Node {
	g := inputs[0].Graph()
	if g.Backend().String() != Name {
		return body(inputs)
	}
	var computed []*graph.Node
	outputs, _ := graph.InternalFusedOpCallerMulti(func() []*graph.Node {
		all := slices.Concat(inputs, computed)
		unique := fmt.Sprintf("%s %s #%d", name, parameters, len(g.Nodes()))
		function := graph.NewFunction(g, unique, func(g *graph.Graph) []*graph.Node {
			own := make([]*graph.Node, len(all))
			for i, input := range all {
				own[i] = graph.Parameter(g, fmt.Sprintf("input %d", i), input.Shape())
			}
			return own[len(inputs):]
		})
		return function.Call(all...)
	}, func() []*graph.Node {
		computed = body(inputs)
		return computed
	}, true)
	return outputs
}
