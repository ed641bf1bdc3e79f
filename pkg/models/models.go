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
// [New] gives it weights, and what neuron and network do with one neuron and with
// layers by hand, a [Model] does with it: [Model.Think], [Model.Try],
// [Model.Steps], [Model.Train], [Model.Answers]. The layers of GoMLX can stand in a
// function; those of this package, Convolution, MaxPool, MeanPool and BatchNorm, compute
// what GoMLX's own compute, in the way that is right and fast on the backend in use.
//
// Numbers are float32 and pictures are [batch, height, width, channels], unless
// [Options] say otherwise.
package models

import (
	"fmt"
	"slices"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
)

// A Function builds the graph of a model. Inputs are a batch of examples,
// [batch, shape of one example...]; it returns logits, [batch, classes], whose
// softmax are the probabilities of the classes.
type Function = func(scope *model.Scope, inputs *graph.Node) *graph.Node

// Options of a model. The zero value is what the lessons use.
type Options struct {
	Seed    int64  // of the first weights and of dropout; the same seed gives the same start on every backend
	Backend string // as GOMLX_BACKEND names it, such as "go" or "xla:cpu"; empty: what GOMLX_BACKEND says, or pure Go
	Float64 bool   // numbers of 64 bits: slower, for comparisons to many digits
}

// A Model is a function with weights.
type Model struct {
	build   Function
	config  string // of the backend
	backend compute.Backend
	store   *model.Store
	dtype   dtypes.DType
	shape   []int // of one example
	classes int
	layers  []Layer
	seed    int64

	variables []string // the names of what the function keeps: parameters, running averages

	forward *model.Exec // inputs -> logits
	inside  *model.Exec // inputs -> logits and what each layer made of them; nil until somebody asks
	seen    int         // training steps so far
	began   string      // a fingerprint of the weights before the first; see beginning
	err     error       // of the last training
}

// New builds the function for examples of one shape, as [datasets.Set] has it, and
// draws its first weights. A mistake in the function (shapes that do not fit, a
// name that occurs twice) and a backend that is not there are errors.
func New(shape []int, build Function, options Options) (*Model, error) {
	if build == nil {
		return nil, fmt.Errorf("models: there is no model function")
	}
	backend, err := openBackend(options.Backend)
	if err != nil {
		return nil, err
	}
	m := &Model{
		build: careful(build), config: configured(options.Backend), backend: backend, store: model.NewStore(),
		dtype: dtypes.Float32, shape: slices.Clone(shape), seed: options.Seed,
	}
	if options.Float64 {
		m.dtype = dtypes.Float64
	}
	if err := m.lay(); err != nil {
		return nil, err
	}
	m.forward = m.executor(func(scope *model.Scope, inputs *graph.Node) *graph.Node {
		return m.build(scope, inputs)
	})
	return m, nil
}

// lay builds the function once, on the pure Go backend whatever the backend in use:
// that finds its mistakes, its layers and its classes, and draws the same first
// weights everywhere.
func (m *Model) lay() error {
	drawing, err := openBackend("go")
	if err != nil {
		return err
	}
	return attempt("build the model", func() {
		must(m.store.SetRNGStateFromSeed(m.seed))
		first := must1(model.NewExec(drawing, m.store, func(scope *model.Scope, inputs *graph.Node) *graph.Node {
			scope.Store().SetTraining(inputs.Graph(), true)
			logits := m.build(scope, inputs)
			if logits.Rank() != 2 || logits.Shape().Dimensions[0] != 1 {
				panic(fmt.Errorf("a model returns logits of shape [batch, classes]; this one returned %v for one example of shape %v",
					logits.Shape().Dimensions, m.shape))
			}
			m.classes = logits.Shape().Dimensions[1]
			m.layers = watched(inputs.Graph())
			return logits
		}))
		must1(first.Compile(shapes.Make(m.dtype, append([]int{1}, m.shape...)...)))
		first.Finalize() // not deferred: see runOnce
		must(m.store.InitializeVariables(drawing, nil))
		for variable := range m.store.IterVariables() {
			must(variable.MustValue().ToLocal()) // from where they were drawn to wherever the model runs
		}
		m.countParameters()
		for variable := range m.store.IterVariables() {
			m.variables = append(m.variables, nameOf(variable))
		}
	})
}

// executor is a graph over the model's variables. Its function runs once for each
// shape of its inputs.
func (m *Model) executor(build any) *model.Exec {
	var exec *model.Exec
	switch build := build.(type) {
	case func(scope *model.Scope, inputs *graph.Node) *graph.Node:
		exec = must1(model.NewExec(m.backend, m.store, build))
	case func(scope *model.Scope, inputs []*graph.Node) []*graph.Node:
		exec = must1(model.NewExec(m.backend, m.store, build))
	}
	return exec.SetMaxCache(-1)
}

// Shape is the shape of one example.
func (m *Model) Shape() []int { return slices.Clone(m.shape) }

// Classes is the number of classes: the width of the logits.
func (m *Model) Classes() int { return m.classes }

// Seen is the number of training steps so far, those before a checkpoint included.
func (m *Model) Seen() int { return m.seen }
