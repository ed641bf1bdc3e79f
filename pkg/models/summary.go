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

// A LayerSummary is a row of the summary of a model.
type LayerSummary struct {
	Name          string // the scope that names its weights
	Shape         []int  // of its output for one example
	NumParameters int    // how many numbers it learns
}

// Watch registers x as the output of the layer that scope names, and returns it.
// Dense, Convolution, MaxPool, MeanPool and BatchNorm do this by themselves; a function
// calls it for other layers that [Model.Layers] and [Model.LayerOutputs] should show.
func Watch(scope *model.Scope, x *graph.Node) *graph.Node {
	return record(layerName(scope), x)
}

// Layers lists the layers in the order in which the function calls them.
func (m *Model) Layers() []LayerSummary { return slices.Clone(m.layers) }

// NumParameters is how many numbers the whole model learns.
func (m *Model) NumParameters() int {
	count := 0
	for _, parameter := range m.parameters {
		count += parameter.Shape().Size()
	}
	return count
}

// String is the summary as a table, layers, the shapes of their outputs and parameters,
// and what computes the model.
func (m *Model) String() string { return m.table() + "computed by " + m.computedBy() }

func (m *Model) table() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%-20s %-16s %10s\n", "layer", "output", "parameters")
	fmt.Fprintf(&text, "%-20s %-16s %10d\n", "input", times(m.shape), 0)
	for _, layer := range m.layers {
		fmt.Fprintf(&text, "%-20s %-16s %10d\n", layer.Name, times(layer.Shape), layer.NumParameters)
	}
	fmt.Fprintf(&text, "%-20s %-16s %10d\n", "all", "", m.NumParameters())
	return text.String()
}

// computedBy says what computes the model, and why it is not the engine where that was to be.
func (m *Model) computedBy() string {
	switch {
	case m.engine != nil:
		return "the engine"
	case m.notOnEngine != nil:
		return fmt.Sprintf("GoMLX, with kernels of the engine, because %s", m.notOnEngine)
	}
	return fmt.Sprintf("GoMLX on its backend %q", m.backend.String())
}

func times(shape []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(shape), "[]"), " ", " x ")
}

// A LayerOutput is what one layer makes of one example.
type LayerOutput struct {
	Layer  string
	Shape  []int     // [height, width, channels] for pictures, [outputs] for a dense layer
	Values []float64 // in the order of Shape
}

// Map returns one channel of an output of shape [height, width, channels]: a feature
// map, [height x width].
func (o LayerOutput) Map(channel int) []float64 {
	if len(o.Shape) != 3 || channel < 0 || channel >= o.Shape[2] {
		panic(fmt.Sprintf("models: there is no feature map %d in the output of %q, which has shape %v", channel, o.Layer, o.Shape))
	}
	return every(o.Values, channel, o.Shape[2])
}

// LayerOutputs shows one example to the model and returns what each layer makes of
// it, in the order of [Model.Layers]. It panics if the example has another size than
// the model's.
func (m *Model) LayerOutputs(example []float64) []LayerOutput {
	m.checkExample(example)
	if m.engine != nil {
		return m.engineLayerOutputs(example)
	}
	if m.inside == nil {
		m.inside = m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
			logits := m.logitsOf(scope, inputs[0])
			nodes := []*graph.Node{logits}
			for _, output := range watchedOutputs(logits.Graph()) {
				nodes = append(nodes, output.node)
			}
			return nodes
		})
	}
	outputs := make([]LayerOutput, 0, len(m.layers))
	for i, value := range m.mustRun(m.inside, m.examples([][]float64{example}))[1:] {
		outputs = append(outputs, LayerOutput{Layer: m.layers[i].Name, Shape: slices.Clone(value.Shape().Dimensions[1:]), Values: numbers(value)})
	}
	return outputs
}

func (m *Model) engineLayerOutputs(example []float64) []LayerOutput {
	all := m.engine.ready(m.store).LayerOutputs(example)
	outputs := make([]LayerOutput, len(m.layers))
	for i, layer := range m.layers {
		values := example // watched before any layer
		if place := m.engine.watched[i]; place >= 0 {
			values = widened(all[place], len(all[place]))[0]
		}
		outputs[i] = LayerOutput{Layer: layer.Name, Shape: slices.Clone(layer.Shape), Values: slices.Clone(values)}
	}
	return outputs
}

// every picks the numbers at first, first + stride, and so on.
func every(values []float64, first, stride int) []float64 {
	picked := make([]float64, 0, len(values)/stride)
	for i := first; i < len(values); i += stride {
		picked = append(picked, values[i])
	}
	return picked
}

// An output is a watched node of a graph.
type output struct {
	name string
	node *graph.Node
}

const watchedPath = "/models/watched"

// record keeps x with its graph.
func record(name string, x *graph.Node) *graph.Node {
	model.SetGraphParam(x.Graph(), watchedPath, append(watchedOutputs(x.Graph()), output{name, x}))
	return x
}

func watchedOutputs(g *graph.Graph) []output {
	outputs, _ := model.GetGraphParam(g, watchedPath)
	found, _ := outputs.([]output) // nil where nothing is watched
	return found
}

// watched are the layers of a graph for a batch of one.
func watched(g *graph.Graph) []LayerSummary {
	var found []LayerSummary
	for _, output := range watchedOutputs(g) {
		found = append(found, LayerSummary{Name: output.name, Shape: slices.Clone(output.node.Shape().Dimensions[1:])})
	}
	return found
}

// countParameters gives each parameter to the layer whose name is the longest that its
// own begins with.
func (m *Model) countParameters() {
	for _, parameter := range m.parameters {
		var owner *LayerSummary
		for i := range m.layers {
			layer := &m.layers[i]
			if strings.HasPrefix(nameOf(parameter), layer.Name+model.ScopeSeparator) && (owner == nil || len(layer.Name) > len(owner.Name)) {
				owner = layer
			}
		}
		if owner != nil {
			owner.NumParameters += parameter.Shape().Size()
		}
	}
}
