package models

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/norm"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/loss"

	"firstneuron/pkg/engine"
)

// A mistake in a function is an error of one sentence, without a stack.
func TestMistakes(t *testing.T) {
	logits := func(scope *model.Scope, x *graph.Node) *graph.Node { return Dense(scope.In("logits"), Flatten(x), 3) }
	for _, test := range []struct {
		name  string
		shape []int
		build Function
		want  string
	}{
		{"no function", []int{8, 8, 1}, nil, "models: there is no model function"},
		{"nothing returned", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			logits(scope, x)
			return nil
		}, "models: cannot build the model: its function returned nil instead of logits"},
		{"pictures returned", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return Convolution(scope.In("c"), x).Channels(3).KernelSize(3).Done()
		}, "models: cannot build the model: a model returns logits of shape [batch, outputs]; this one returned [1 6 6 3] for one example of shape [8 8 1]"},
		{"the batch in the row", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return Dense(scope.In("logits"), graph.Reshape(x, 8, 8), 3)
		}, "models: cannot build the model: a model returns logits of shape [batch, outputs]; this one returned [8 3] for one example of shape [8 8 1]"},
		{"a name twice", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = Dense(scope.In("layer"), Flatten(x), 3)
			return Dense(scope.In("layer"), x, 3)
		}, `models: cannot build the model: two layers are called "layer": give each layer a name of its own in scope.In`},
		{"a convolution of points", []int{8}, Convolutional(3, 4, 2), "[batch, height, width, channels]"},
		{"a pooling of points", []int{8}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return logits(scope, MaxPool(x, 2))
		}, "[batch, height, width, channels]"},
		{"a window too large", []int{2, 2, 1}, Convolutional(3, 4, 2, 2), "2 x 2"},
		{"a name twice, of one layer in another", []int{8}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			hidden := scope.In("hidden")
			return Dense(hidden, Dense(hidden, x, 4), 3)
		}, `models: cannot build the model: two layers are called "hidden": give each layer a name of its own in scope.In`},
		{"no outputs", []int{8}, Linear(0), `models: cannot build the model: the dense layer "logits" needs at least 1 output, not 0`},
		{"hidden neurons below 0", []int{8}, Multilayer(3, 5, -4), `the dense layer "hidden 2" needs at least 1 output, not -4`},
		{"no hidden neurons", []int{8, 8, 1}, Convolutional(3, 0, 2), `the dense layer "dense" needs at least 1 output, not 0`},
		{"channels below 0", []int{8, 8, 1}, Convolutional(3, 4, -2), `the convolution "convolution 1" needs at least 1 channel, not -2`},
		{"strides of 0", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return logits(scope, Convolution(scope.In("c"), x).Channels(2).KernelSize(3).Strides(0).Done())
		}, `the convolution "c" needs strides of at least 1 pixel, not 0`},
		{"a window of 0", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node { return logits(scope, MaxPool(x, 0)) }, "a window of 0 x 0 does not fit"},
		{"a dropout rate of 1", []int{8}, dropped(1), "models: cannot build the model: a dropout rate of 1: it must be 0 or more, and less than 1"},
		{"a dropout rate above 1", []int{8}, dropped(1.5), "a dropout rate of 1.5"},
		{"a dropout rate below 0", []int{8}, dropped(-0.5), "a dropout rate of -0.5"},
		{"a dropout rate that is NaN", []int{8}, dropped(math.NaN()), "a dropout rate of NaN"},
		{"no channels", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return logits(scope, Convolution(scope.In("c"), x).KernelSize(3).Done())
		}, "call Channels"},
		{"shapes that do not fit", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return graph.Add(logits(scope, x), x)
		}, "models: cannot build the model: "},
		{"a panic of the learner's", []int{8, 8, 1}, func(*model.Scope, *graph.Node) *graph.Node {
			panic("not done yet\nstill to do")
		}, "models: cannot build the model: not done yet"},
		{"an index out of range", []int{8}, func(_ *model.Scope, x *graph.Node) *graph.Node {
			return graph.Reshape(x, x.Shape().Dimensions[3])
		}, "models: cannot build the model: runtime error: index out of range [3] with length 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m, err := New(seeded(1), test.shape, test.build, Options{})
			if err == nil || m != nil {
				t.Fatalf("got %v and %v, want no model and an error", m, err)
			}
			if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want one sentence with %q", err, test.want)
			}
		})
	}
}

// So is a mistake in a loss.
func TestMistakesInALoss(t *testing.T) {
	for _, test := range []struct {
		name string
		loss loss.LossFn
		want string
	}{
		{"nothing returned", func(_, _ []*graph.Node) *graph.Node { return nil }, "models: cannot build the model: its loss returned nil"},
		{"labels that are asked for as whole numbers", loss.SparseCategoricalCrossEntropyLogits, "models: cannot build the model: labels0 indices dtype"},
		{"a panic", func(labels, _ []*graph.Node) *graph.Node { return labels[1] }, "models: cannot build the model: runtime error: index out of range"},
	} {
		if m, err := New(seeded(1), []int{4}, Linear(3), Options{Loss: test.loss}); m != nil || err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v and %v, want no model and one sentence that begins with %q", test.name, m, err, test.want)
		}
	}
}

// Every layer of GoMLX's can be used in a function.
func TestGoMLXsOwnLayers(t *testing.T) {
	set := randomSet(seeded(1), 6, 3, 8, 8, 1)
	m := newModel(t, set.Shape, func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = layers.Convolution(scope.In("c"), x).Channels(4).KernelSize(3).Done()
		x = norm.LayerNorm(scope.In("n"), x, -1).Done()
		x = Dropout(scope, x, 0.1)
		x = graph.Tanh(x)
		return layers.DenseWithBias(scope.In("logits"), Flatten(x), 3)
	}, Options{})
	before := m.Pass(set).Loss()
	if err := m.Train(seeded(1), set, Training{Epochs: 30, Batch: 6, Rate: 0.01}); err != nil {
		t.Fatal(err)
	}
	if after := m.Pass(set).Loss(); after > before/2 {
		t.Errorf("the loss went from %v to %v", before, after)
	}
}

func TestBackends(t *testing.T) {
	tests := map[string]string{"abacus": `models: cannot start the backend "abacus": `}
	if !slices.Contains(compute.List(), "xla") {
		tests["xla:cpu"] = `models: the backend "xla:cpu" is not part of this program: `
	}
	for backend, want := range tests {
		t.Setenv(compute.ConfigEnvVar, "go")
		m, err := New(seeded(1), []int{4}, Linear(3), Options{Backend: backend})
		if m != nil || err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v and %v, want no model and one sentence that begins with %s", backend, m, err, want)
		}
		t.Setenv(compute.ConfigEnvVar, backend)
		if got := Backend(); got != backend {
			t.Errorf("Backend() is %q, want %q", got, backend)
		}
		if m, err := New(seeded(1), []int{4}, Linear(3), Options{}); m != nil || err == nil {
			t.Errorf("%s in the environment: got %v and %v, want no model and an error", backend, m, err)
		}
		if _, err := New(seeded(1), []int{4}, Linear(3), Options{Backend: "go"}); err != nil {
			t.Errorf("options before the environment: %v", err)
		}
	}
	t.Setenv(compute.ConfigEnvVar, "")
	if got := Backend(); got != "engine with "+engine.Instructions() {
		t.Errorf("Backend() is %q, want the engine", got)
	}
	t.Setenv(compute.ConfigEnvVar, "go")
	if got := Backend(); !strings.HasPrefix(got, "go with") {
		t.Errorf("Backend() is %q, want GoMLX's in pure Go", got)
	}
}

// The same rng gives the same first weights, another one others.
func TestFirstWeights(t *testing.T) {
	weight := func(rng *rand.Rand) float64 {
		m, err := New(rng, []int{4}, Multilayer(3, 8), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return m.Parameters()[0].Values[0]
	}
	rng := seeded(1)
	first, second := weight(rng), weight(rng)
	if again := weight(seeded(1)); again != first {
		t.Errorf("the same rng begins with the weight %v, then with %v", first, again)
	}
	if other := weight(seeded(3)); other == first || second == first {
		t.Errorf("other random numbers begin with the same weight: %v, %v, %v", first, second, other)
	}
	if _, err := New(nil, []int{4}, Linear(3), Options{}); err == nil || !strings.Contains(err.Error(), "give New a source") {
		t.Errorf("without an rng: got %v, want an error", err)
	}
}
