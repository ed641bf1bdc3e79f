package models

import "github.com/gomlx/gomlx/core/graph"

// withGradient builds a node from its inputs, forward, and gives it a gradient of its
// own: backward gets the gradient with respect to the node, and returns those with
// respect to the inputs, in their order. GoMLX supports custom gradients only on the
// identity, so the result and every input are wrapped in one: the one on the result
// captures the incoming gradient, those on the inputs return ours, and the gradients
// that GoMLX derived are never computed.
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
