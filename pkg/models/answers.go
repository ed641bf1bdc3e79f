package models

import (
	"fmt"
	"math"
	"slices"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/train"
)

// Think answers one example, which has as many numbers as the model's shape: the
// probability of each class. It panics if the example has another size.
func (m *Model) Think(example []float32) []float64 {
	m.checkExample(example)
	return softmax(m.logits(m.single(example))[0])
}

// Logits answers every example of a set: [examples][classes], before the softmax.
// It panics if the examples have another shape than the model's.
func (m *Model) Logits(set *datasets.Set) [][]float64 {
	m.checkShape(set)
	return m.logits(set)
}

// Probabilities answers every example of a set: [examples][classes]; each row adds
// up to 1.
func (m *Model) Probabilities(set *datasets.Set) [][]float64 {
	rows := m.Logits(set)
	for i, row := range rows {
		rows[i] = softmax(row)
	}
	return rows
}

// Answers is the most probable class of each example of a set.
func (m *Model) Answers(set *datasets.Set) []int {
	answers := make([]int, 0, set.Len())
	for _, row := range m.Logits(set) {
		answers = append(answers, largest(row))
	}
	return answers
}

// Accuracy is the share of a set's examples that the model answers right, 0 to 1.
func (m *Model) Accuracy(set *datasets.Set) float64 {
	return train.Accuracy(m.Answers(set), set.Labels)
}

// Confusion counts the answers to a set: row and column are what an example is and
// what the model said it is.
func (m *Model) Confusion(set *datasets.Set) train.Confusion {
	return train.NewConfusion(m.Answers(set), set.Labels, m.classes)
}

// An Activation is what one layer made of one example.
type Activation struct {
	Layer  string
	Shape  []int     // [height, width, channels] for pictures, [outputs] for a dense layer
	Values []float64 // in the order of Shape
}

// Map returns one channel of an activation of shape [height, width, channels]: a
// feature map, [height x width].
func (a Activation) Map(channel int) []float64 {
	if len(a.Shape) != 3 || channel < 0 || channel >= a.Shape[2] {
		panic(fmt.Sprintf("models: there is no feature map %d in the output of %q, which has shape %v", channel, a.Layer, a.Shape))
	}
	return every(a.Values, channel, a.Shape[2])
}

// Kernel returns the weights of a convolution from one channel in to one channel
// out, [height x width], of a parameter of shape [height, width, in, out].
func (p Parameter) Kernel(in, out int) []float64 {
	if len(p.Shape) != 4 || in < 0 || in >= p.Shape[2] || out < 0 || out >= p.Shape[3] {
		panic(fmt.Sprintf("models: there is no kernel from channel %d to channel %d in %q, which has shape %v", in, out, p.Name, p.Shape))
	}
	return every(p.Values, in*p.Shape[3]+out, p.Shape[2]*p.Shape[3])
}

// Activations shows one example to the model and returns what each layer made of it,
// in the order of [Model.Layers].
func (m *Model) Activations(example []float32) []Activation {
	m.checkExample(example)
	if m.inside == nil {
		m.inside = m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
			logits := m.build(scope, inputs[0])
			nodes := []*graph.Node{logits}
			outputs, _ := watchedOutputs(logits.Graph())
			for _, output := range outputs {
				nodes = append(nodes, output.node)
			}
			return nodes
		})
	}
	seen := make([]Activation, 0, len(m.layers))
	for i, value := range m.run(m.inside, m.inputs(m.single(example)))[1:] {
		seen = append(seen, Activation{Layer: m.layers[i].Name, Shape: slices.Clone(value.Shape().Dimensions[1:]), Values: numbers(value)})
	}
	return seen
}

// chunk is how many examples are answered at once. Sets are filled up to whole
// chunks, because XLA compiles the graph anew for each number of examples.
const chunk = 256

func (m *Model) logits(set *datasets.Set) [][]float64 {
	rows := make([][]float64, 0, set.Len())
	for from := 0; from < set.Len(); from += chunk {
		part := set.Slice(from, min(from+chunk, set.Len()))
		answered := numbers(m.run(m.forward, m.inputs(filled(part, min(chunk, roundUp(set.Len())))))[0])
		for i := range part.Len() {
			rows = append(rows, answered[i*m.classes:(i+1)*m.classes])
		}
	}
	return rows
}

// roundUp is the next power of two.
func roundUp(n int) int {
	power := 1
	for power < n {
		power *= 2
	}
	return power
}

// filled repeats the first example of a set until it has n.
func filled(set *datasets.Set, n int) *datasets.Set {
	indices := make([]int, n)
	for i := range set.Len() {
		indices[i] = i
	}
	return set.Subset(indices)
}

// single is a set of one example that has no label.
func (m *Model) single(example []float32) *datasets.Set {
	return &datasets.Set{Name: "example", Shape: m.shape, Values: example, Labels: []int{0}, Classes: []string{""}}
}

// run executes a graph. What fails here is a mistake in the model's function that
// shows with another batch size only, or a fault of the backend.
func (m *Model) run(exec *model.Exec, inputs ...any) []*tensors.Tensor {
	var outputs []*tensors.Tensor
	if err := attempt("run the model", func() { outputs = must1(exec.Call(inputs...)) }); err != nil {
		panic(err.Error())
	}
	return outputs
}

// runOnce executes a graph that is not needed again. Its end is not deferred: where
// building it has panicked with anything but an error, GoMLX would wait for ever.
func (m *Model) runOnce(exec *model.Exec, inputs ...any) []*tensors.Tensor {
	outputs := m.run(exec, inputs...)
	exec.Finalize()
	return outputs
}

func (m *Model) checkExample(example []float32) {
	if size := product(m.shape); len(example) != size {
		panic(fmt.Sprintf("models: an example of %d numbers does not fit a model for examples of shape %v", len(example), m.shape))
	}
}

func (m *Model) checkShape(set *datasets.Set) {
	if !slices.Equal(set.Shape, m.shape) {
		panic(fmt.Sprintf("models: examples of shape %v do not fit a model for examples of shape %v", set.Shape, m.shape))
	}
}

func product(dimensions []int) int {
	size := 1
	for _, dimension := range dimensions {
		size *= dimension
	}
	return size
}

// every picks the numbers at first, first + stride, and so on.
func every(values []float64, first, stride int) []float64 {
	picked := make([]float64, 0, len(values)/stride)
	for i := first; i < len(values); i += stride {
		picked = append(picked, values[i])
	}
	return picked
}

func largest(row []float64) int {
	best := 0
	for i, value := range row {
		if value > row[best] {
			best = i
		}
	}
	return best
}

// softmax turns logits into probabilities. The largest is taken off first, because
// e^1000 is no number.
func softmax(logits []float64) []float64 {
	top, sum := slices.Max(logits), 0.0
	probabilities := make([]float64, len(logits))
	for i, logit := range logits {
		probabilities[i] = math.Exp(logit - top)
		sum += probabilities[i]
	}
	for i := range probabilities {
		probabilities[i] /= sum
	}
	return probabilities
}
