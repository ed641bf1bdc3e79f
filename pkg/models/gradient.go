package models

import "github.com/gomlx/gomlx/core/graph"

// withGradient builds a node from its inputs, forward, and gives it a gradient of its
// own: backward gets the gradient with respect to the node, and returns those with
// respect to the inputs, in their order. GoMLX has this for the identity alone. So the
// result and each input pass through one: the result's keeps what flows back, the
// inputs' replace what GoMLX has derived, which nobody asks for then and no backend
// computes.
func withGradient(inputs []*graph.Node, forward func(inputs []*graph.Node) *graph.Node, backward func(inputs []*graph.Node, v *graph.Node) []*graph.Node) *graph.Node {
	var flowing *graph.Node // what flowed back last, and what backward made of it
	var gradients []*graph.Node
	passed := make([]*graph.Node, len(inputs))
	for i, input := range inputs {
		passed[i] = graph.IdentityWithCustomGradient(input, func(_, _ *graph.Node) *graph.Node {
			if gradients == nil {
				gradients = backward(inputs, flowing)
			}
			return gradients[i]
		})
	}
	return graph.IdentityWithCustomGradient(forward(passed), func(_, v *graph.Node) *graph.Node {
		flowing, gradients = v, nil
		return v
	})
}
