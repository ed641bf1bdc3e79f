// Package models trains networks that are written in GoMLX.
//
// A model is a [Function]: it takes a batch of examples and returns one row of
// logits for each, a layer a line, as GoMLX itself writes them. The scope names
// the weights of a layer:
//
//	func digits(scope *model.Scope, pictures *Node) *Node {
//		x := models.Convolution(scope.In("edges"), pictures).Channels(16).KernelSize(3).PadSame().Done()
//		x = models.MaxPool(x, 2)
//		x = activation.Relu(x)
//		x = models.Dense(scope.In("hidden"), models.Flatten(x), 64)
//		x = activation.Relu(x)
//		return models.Dense(scope.In("logits"), x, 10)
//	}
//
// [New] gives it weights. A [Model] has the methods of neuron and network, with the
// same meaning: [Model.Predict], [Model.Outputs], [Model.Classify], [Model.Pass],
// [Model.Steps], [Model.Train]. All layers of GoMLX can be used in a function; those of
// this package, Dense, Convolution, MaxPool, MeanPool, BatchNorm and Dropout, compute
// what GoMLX's own compute, in a way that is right and fast on the backend in use.
//
// Pictures are [batch, height, width, channels]. Numbers are float32, or float64 with
// [Options].Float64.
package models

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/loss"
)

// A Function builds the graph of a model, the same one whenever it is called: what it is
// when [New] calls it is what the model is. Inputs are a batch of examples,
// [batch, shape of one example...]; it returns [batch, outputs]: logits, unless
// [Options.Loss] asks for something else.
type Function = func(scope *model.Scope, inputs *graph.Node) *graph.Node

// Options of a model. The zero value is what the lessons use.
type Options struct {
	// Loss compares what the function returns with what it should return, in GoMLX's
	// own signature; both are [batch, outputs], the targets as [datasets.Set.TargetsFor]
	// returns them. Outputs, Predict and Classify then take what the function returns as it is.
	//
	// Nil is cross-entropy, and the function returns logits: the outputs are their
	// softmax, the probabilities of the classes. A function with one output has the
	// sigmoid of its logit instead: the probability of the second of two classes.
	Loss loss.LossFn

	// Backend is what computes, as GOMLX_BACKEND names it: "engine" for our engine where it
	// knows all layers, and GoMLX's pure Go backend where it does not; "go" for the
	// latter always; "xla:cpu" and others as GoMLX has them. Empty: what GOMLX_BACKEND
	// says, or "engine".
	Backend string
	Float64 bool // numbers of 64 bits: slower, for comparisons to many digits
}

// A Model is a model function together with its weights.
type Model struct {
	function Function
	lossFn   loss.LossFn // nil: cross-entropy
	backend  compute.Backend
	store    *model.Store
	dtype    dtypes.DType
	shape    []int // of one example
	outputs  int
	layers   []LayerSummary

	engine      *onEngine // computes instead of the backend
	notOnEngine error     // why that is not so

	variables  []*model.Variable // what the function keeps: parameters, running averages
	parameters []*model.Variable // those of them that training changes along the gradient

	forward *model.Exec // inputs -> logits
	inside  *model.Exec // inputs -> the outputs of every layer; nil until somebody asks
	steps   int         // training steps so far
	err     error       // of the last training
}

// New builds the function for examples of one shape, as [datasets.Set] has it, and
// draws its first weights from rng: the same rng gives the same start on every
// backend. A mistake in the function (shapes that do not fit, a width of 0, a name
// that occurs twice) and a backend that is missing are errors.
func New(rng *rand.Rand, shape []int, function Function, options Options) (*Model, error) {
	if rng == nil {
		return nil, fmt.Errorf("models: the first weights are drawn at random: give New a source, such as rand.New(rand.NewPCG(1, 2))")
	}
	if function == nil {
		return nil, fmt.Errorf("models: there is no model function")
	}
	backend, err := openBackend(options.Backend)
	if err != nil {
		return nil, err
	}
	m := &Model{
		function: function, lossFn: options.Loss, backend: backend, store: model.NewStore(),
		dtype: dtypes.Float32, shape: slices.Clone(shape),
	}
	if options.Float64 {
		m.dtype = dtypes.Float64
	}
	trained, unknown, err := m.build(rng.Int64())
	if err != nil {
		return nil, err
	}
	if configured(options.Backend) == engineName {
		m.engine, m.notOnEngine = m.onEngine(trained, unknown)
	}
	m.forward = m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
		return []*graph.Node{m.logitsOf(scope, inputs[0])}
	})
	return m, nil
}

// build builds the function once, on the pure Go backend whatever the backend in use:
// that finds its mistakes, its layers and its outputs, and draws the same first
// weights everywhere. It also returns the layers that the engine knows, or why there are
// others.
func (m *Model) build(seed int64) (trained stack, unknown, err error) {
	drawing, err := openBackend("go")
	if err != nil {
		return trained, nil, err
	}
	err = attempt("build the model", func() {
		must(m.store.SetRNGStateFromSeed(seed))
		first := must1(model.NewExec(drawing, m.store, func(scope *model.Scope, inputs *graph.Node) *graph.Node {
			scope.Store().SetTraining(inputs.Graph(), true)
			logits := m.logitsOf(scope, inputs)
			if logits.Rank() != 2 || logits.Shape().Dimensions[0] != 1 {
				panic(fmt.Errorf("a model returns logits of shape [batch, outputs]; this one returned %v for one example of shape %v",
					logits.Shape().Dimensions, m.shape))
			}
			trained, unknown = recognise(inputs, logits, true)
			m.lossOf(logits, graph.ZerosLike(logits), nil)
			m.outputs = logits.Shape().Dimensions[1]
			m.layers = watched(inputs.Graph())
			return logits
		}))
		must1(first.Compile(shapes.Make(m.dtype, append([]int{1}, m.shape...)...)))
		first.Finalize() // not deferred: GoMLX would wait forever for a graph that has panicked while it was built
		must(m.store.InitializeVariables(drawing, nil))
		for variable := range m.store.IterVariables() {
			must(variable.MustValue().ToLocal()) // from where they were drawn to wherever the model runs
			if variable.Name() != model.RNGStateVariableName {
				m.variables = append(m.variables, variable)
			}
			if variable.Trainable {
				m.parameters = append(m.parameters, variable)
			}
		}
		m.countParameters()
	})
	return trained, unknown, err
}

// logitsOf calls the function.
func (m *Model) logitsOf(scope *model.Scope, inputs *graph.Node) *graph.Node {
	return panicAsError("its function returned nil instead of logits", func() *graph.Node { return m.function(scope, inputs) })
}

// executor is a graph over the model's variables. Its function runs once for each
// shape of its inputs.
func (m *Model) executor(build func(scope *model.Scope, inputs []*graph.Node) []*graph.Node) *model.Exec {
	return must1(model.NewExec(m.backend, m.store, build)).SetMaxCache(-1)
}

// Shape is the shape of one example.
func (m *Model) Shape() []int { return slices.Clone(m.shape) }

// NumOutputs is the number of outputs for one example: one for each class, or a
// single one for two.
func (m *Model) NumOutputs() int { return m.outputs }

// StepCount is the number of training steps so far, those before a checkpoint included.
func (m *Model) StepCount() int { return m.steps }
