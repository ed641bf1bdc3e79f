package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
)

// Flatten lays out each example in one row: [batch, height, width, channels] becomes
// [batch, height x width x channels].
func Flatten(x *graph.Node) *graph.Node {
	return graph.Reshape(x, x.Shape().Dimensions[0], -1)
}

// A Layer is a row of the summary of a model.
type Layer struct {
	Name       string // the scope that names its weights
	Shape      []int  // of its output for one example
	Parameters int    // how many numbers it learns
}

// Watch makes x known as the output of the layer that scope names, and returns it.
// Dense, Convolution, MaxPool, MeanPool and BatchNorm do this by themselves; a function
// calls it for other layers that [Model.Layers] and [Model.Activations] should show.
func Watch(scope *model.Scope, x *graph.Node) *graph.Node {
	return record(strings.TrimPrefix(scope.Scope(), model.ScopeSeparator), x)
}

// Layers lists the layers in the order in which the function calls them.
func (m *Model) Layers() []Layer { return slices.Clone(m.layers) }

// Count is the number of parameters of the whole model.
func (m *Model) Count() int {
	count := 0
	for _, parameter := range m.parameters() {
		count += parameter.Shape().Size()
	}
	return count
}

// String is the summary as a table: layers, the shapes of their outputs, parameters.
func (m *Model) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%-20s %-16s %10s\n", "layer", "output", "parameters")
	fmt.Fprintf(&text, "%-20s %-16s %10d\n", "input", times(m.shape), 0)
	for _, layer := range m.layers {
		fmt.Fprintf(&text, "%-20s %-16s %10d\n", layer.Name, times(layer.Shape), layer.Parameters)
	}
	fmt.Fprintf(&text, "%-20s %-16s %10d", "all", "", m.Count())
	return text.String()
}

func times(shape []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(shape), "[]"), " ", " x ")
}

// An output is a watched node of a graph.
type output struct {
	name string
	node *graph.Node
}

const watchedPath = "/models/watched"

// record keeps x with its graph.
func record(name string, x *graph.Node) *graph.Node {
	outputs, _ := watchedOutputs(x.Graph())
	model.SetGraphParam(x.Graph(), watchedPath, append(outputs, output{name, x}))
	return x
}

func watchedOutputs(g *graph.Graph) ([]output, bool) {
	value, found := model.GetGraphParam(g, watchedPath)
	if !found {
		return nil, false
	}
	outputs, ok := value.([]output)
	return outputs, ok
}

// watched are the layers of a graph for a batch of one.
func watched(g *graph.Graph) []Layer {
	outputs, _ := watchedOutputs(g)
	found := make([]Layer, len(outputs))
	for i, output := range outputs {
		found[i] = Layer{Name: output.name, Shape: slices.Clone(output.node.Shape().Dimensions[1:])}
	}
	return found
}

// countParameters gives each parameter to the layer whose name is the longest that its
// own begins with.
func (m *Model) countParameters() {
	for _, parameter := range m.parameters() {
		var owner *Layer
		for i := range m.layers {
			layer := &m.layers[i]
			if strings.HasPrefix(nameOf(parameter), layer.Name+model.ScopeSeparator) && (owner == nil || len(layer.Name) > len(owner.Name)) {
				owner = layer
			}
		}
		if owner != nil {
			owner.Parameters += parameter.Shape().Size()
		}
	}
}
