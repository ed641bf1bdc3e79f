package models

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	gomlx "github.com/gomlx/gomlx/ml/train"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/engine"
)

// The engine computes models whose function is a row of layers that it knows. They are
// recognised in the graph that the function builds, by walking from its logits back to
// its inputs. A model of which anything else can be true runs on GoMLX: what is not
// recognised with certainty is not recognised.

// A known is a node of a graph that is the output of one layer of the engine.
type known struct {
	layer      engine.Layer
	input      *graph.Node
	parameters []*model.Variable // in the order of the engine's
	averages   []*model.Variable
	values     []*graph.Node // of the averages that the graph uses, when the layer was built
	training   bool          // it was built for training, if that makes a difference
}

const knownPath = "/models/known"

// know tells the recognition that x is the output of a layer of ours.
func know(x *graph.Node, layer known) *graph.Node {
	layers := knownLayers(x.Graph())
	if layers == nil {
		layers = make(map[*graph.Node]known)
		model.SetGraphParam(x.Graph(), knownPath, layers)
	}
	layers[x] = layer
	return x
}

func knownLayers(g *graph.Graph) map[*graph.Node]known {
	found, _ := model.GetGraphParam(g, knownPath)
	layers, _ := found.(map[*graph.Node]known)
	return layers
}

// A stack is the row of layers of a graph.
type stack struct {
	layers               []engine.Layer
	parameters, averages []*model.Variable // in the order of the engine's
	shapes               [][]int           // of the layers' outputs for one example
	watched              []int             // of which layer each watched node is the output
}

// onEngine is what computes the model on the engine, if the engine knows the layers of
// the graph for training, trained, and of the one for inference; else it says why not.
func (m *Model) onEngine(trained stack, unknown error) (*onEngine, error) {
	switch {
	case m.lossFn != nil:
		return nil, fmt.Errorf("its loss is its own")
	case unknown != nil:
		return nil, unknown
	}
	again, err := m.stackOf(true)
	if err != nil {
		return nil, err
	}
	if !reflect.DeepEqual(again.layers, trained.layers) || !slices.Equal(again.parameters, trained.parameters) {
		return nil, fmt.Errorf("its layers depend on the number of examples")
	}
	inference, err := m.stackOf(false)
	if err != nil {
		return nil, err
	}
	if !trained.sameInference(inference) {
		return nil, fmt.Errorf("its layers at inference are others than in training")
	}
	if err := trained.fits(m); err != nil {
		return nil, err
	}
	return newOnEngine(trained, m.shape)
}

// stackOf builds the graph once more, for as many examples as no batch is likely to have
// and not 1, as when the model was built.
func (m *Model) stackOf(training bool) (found stack, err error) {
	var unknown error
	err = attempt("build the model", func() {
		exec := m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
			scope.Store().SetTraining(inputs[0].Graph(), training)
			logits := m.logitsOf(scope, inputs[0])
			found, unknown = recognise(inputs[0], logits, training)
			return []*graph.Node{logits}
		})
		must1(exec.Compile(shapes.Make(m.dtype, append([]int{251}, m.shape...)...)))
		exec.Finalize()
	})
	return found, errors.Join(err, unknown)
}

// recognise finds the stack of a graph, for training or for inference, or says why there
// is none.
func recognise(inputs, logits *graph.Node, training bool) (stack, error) {
	var s stack
	g := logits.Graph()
	if logits.DType() != dtypes.Float32 {
		return s, fmt.Errorf("its numbers are %s", logits.DType())
	}
	if gomlx.TotalLoss(g) != nil {
		return s, fmt.Errorf("a layer adds to the loss")
	}
	for parameter := range model.GetStore(g).IterGraphParams(g) {
		if parameter.Key == gomlx.TrainerPerStepUpdateGraphFnParamKey {
			return s, fmt.Errorf("a layer does something after each step")
		}
	}
	var found []known // the last layer first
	after := make(map[*graph.Node]int)
	for node := logits; node != inputs; {
		layer, err := layerOf(node)
		if err != nil {
			return s, err
		}
		if err := layer.unchanged(g, training); err != nil {
			return s, err
		}
		after[node] = len(found) + 1 // flattened, a node is still the output of the layer before
		if layer.layer != nil {
			found = append(found, layer)
			s.shapes = append(s.shapes, slices.Clone(node.Shape().Dimensions[1:]))
		}
		node = layer.input
	}
	if len(found) == 0 {
		return s, fmt.Errorf("it has no layers")
	}
	slices.Reverse(s.shapes)
	for _, layer := range slices.Backward(found) {
		s.layers = append(s.layers, layer.layer)
		s.parameters = append(s.parameters, layer.parameters...)
		s.averages = append(s.averages, layer.averages...)
	}
	for _, output := range watchedOutputs(g) {
		place, inRow := after[output.node]
		if !inRow {
			return s, fmt.Errorf("%q is watched, and is not in the row of layers", output.name)
		}
		s.watched = append(s.watched, len(s.layers)-place)
	}
	return s, nil
}

// unchanged finds what the function does to the layer's variables besides the layer.
func (k known) unchanged(g *graph.Graph, training bool) error {
	if _, norm := k.layer.(engine.BatchNorm); norm && k.training != training {
		return fmt.Errorf("a batch normalization is built for training at inference, or the other way round")
	}
	for _, variable := range k.parameters {
		if variable.ChangedInGraph(g) {
			return fmt.Errorf("the function changes %q", nameOf(variable))
		}
	}
	for i, value := range k.values {
		if k.averages[i].NodeValue(g) != value {
			return fmt.Errorf("the function changes %q", nameOf(k.averages[i]))
		}
	}
	return nil
}

// layerOf is the layer of which a node is the output. Flattening is no layer for the
// engine.
func layerOf(node *graph.Node) (known, error) {
	if layer, ok := knownLayers(node.Graph())[node]; ok {
		return layer, nil
	}
	if node.CustomGradient() != nil || node.StopGradient() {
		return known{}, fmt.Errorf("a gradient was changed")
	}
	unknown := fmt.Errorf("%s is not a layer that it knows", node.Type())
	input := func() *graph.Node { return node.Inputs()[0] }
	switch node.Type() {
	case graph.NodeTypeReshape:
		if from, to := input().Shape().Dimensions, node.Shape().Dimensions; len(to) == 2 && len(from) > 0 && from[0] == to[0] {
			return known{input: input()}, nil
		}
	case graph.NodeTypeMax:
		if value, ok := constant(node.Inputs()[1]); ok && value == 0 {
			return known{layer: engine.ReLU, input: input()}, nil
		}
	case graph.NodeTypeAdd:
		if value, ok := constant(node.Inputs()[1]); ok {
			return known{layer: engine.Rescale{Factor: 1, Offset: value}, input: input()}, nil
		}
	case graph.NodeTypeTanh:
		return known{layer: engine.Tanh, input: input()}, nil
	case graph.NodeTypeLogistic:
		return known{layer: engine.Sigmoid, input: input()}, nil
	case graph.NodeTypeMul:
		if x := meanOfPicture(node); x != nil {
			return known{layer: engine.GlobalMean{}, input: x}, nil
		}
		if value, ok := constant(node.Inputs()[1]); ok {
			return known{layer: engine.Rescale{Factor: value}, input: input()}, nil
		}
	}
	return known{}, unknown
}

// constant is the value of each number of a node, if the function has fixed it.
func constant(node *graph.Node) (value float32, ok bool) {
	for node.Type() == graph.NodeTypeBroadcastInDim || node.Type() == graph.NodeTypeReshape {
		node = node.Inputs()[0]
	}
	tensor := node.ConstantValue()
	if tensor == nil || !tensor.Shape().IsScalar() {
		return 0, false
	}
	return tensors.ToScalar[float32](tensor), true
}

// meanOfPicture is x where a node is graph.ReduceMean(x, 1, 2), else nil. Which axes were
// added up, a graph does not say, so it must follow from the shapes.
func meanOfPicture(node *graph.Node) *graph.Node {
	sum := node.Inputs()[0]
	if sum.Type() != graph.NodeTypeReduceSum {
		return nil
	}
	x := sum.Inputs()[0]
	from, to := x.Shape().Dimensions, node.Shape().Dimensions
	if len(from) != 4 || len(to) != 2 || from[0] != to[0] || from[3] != to[1] || from[1] == from[3] || from[2] == from[3] {
		return nil
	}
	if value, ok := constant(node.Inputs()[1]); !ok || value != float32(1/float64(from[1]*from[2])) {
		return nil
	}
	return x
}

// checkShapes compares the shapes of the engine with those of the graph: that finds a
// batch normalization of flattened pictures, and mistakes of the recognition.
func (s *stack) checkShapes(network *engine.Network) error {
	for i, shape := range network.Shapes() {
		want := s.shapes[i]
		if slices.Equal(shape, want) {
			continue
		}
		switch s.layers[i].(type) {
		case engine.Activation, engine.Rescale, engine.Dropout: // of a flattened picture, too
			if shapes.Make(dtypes.Float32, shape...).Size() == shapes.Make(dtypes.Float32, want...).Size() {
				continue
			}
		}
		return fmt.Errorf("layer %d has outputs of shape %v, and not %v", i+1, want, shape)
	}
	return nil
}

// sameInference tells whether a graph for inference has the layers of one for training,
// and makes watched the places in the latter.
func (s *stack) sameInference(inference stack) bool {
	var places []int
	var layers []engine.Layer
	for i, layer := range s.layers {
		if _, ok := layer.(engine.Dropout); !ok {
			places, layers = append(places, i), append(layers, layer)
		}
	}
	if len(s.watched) != len(inference.watched) || !reflect.DeepEqual(layers, inference.layers) || !slices.Equal(s.parameters, inference.parameters) || !slices.Equal(s.averages, inference.averages) {
		return false
	}
	s.watched = nil
	for _, place := range inference.watched {
		if place >= 0 { // else it is the input
			place = places[place]
		}
		s.watched = append(s.watched, place)
	}
	return true
}

// fits checks that the model's variables are those of the stack, each used once, and
// that nothing in its scopes changes how it trains.
func (s *stack) fits(m *Model) error {
	owners := make(map[*model.Variable]bool)
	for _, variable := range slices.Concat(s.parameters, s.averages) {
		if owners[variable] {
			return fmt.Errorf("%q belongs to two layers", nameOf(variable))
		}
		owners[variable] = true
	}
	for _, variable := range m.variables {
		if !owners[variable] {
			return fmt.Errorf("%q belongs to no layer that it knows", nameOf(variable))
		}
	}
	for _, variable := range s.averages {
		if variable.Trainable {
			return fmt.Errorf("%q is trained", nameOf(variable))
		}
	}
	for _, variable := range s.parameters {
		if !variable.Trainable {
			return fmt.Errorf("some of its weights are not trained")
		}
	}
	for path := range m.store.IterParams() {
		switch _, name := model.SplitPath(path); name {
		case optimizer.ParamClipStepByValue, optimizer.ParamClipNaN, optimizer.ParamNanLogger:
			return fmt.Errorf("%s is set", name)
		}
	}
	return nil
}
