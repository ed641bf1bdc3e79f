package models

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/norm"
	"github.com/gomlx/gomlx/ml/model"
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
		}, "models: cannot build the model: a model returns logits of shape [batch, classes]; this one returned [1 6 6 3] for one example of shape [8 8 1]"},
		{"the batch in the row", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return Dense(scope.In("logits"), graph.Reshape(x, 8, 8), 3)
		}, "models: cannot build the model: a model returns logits of shape [batch, classes]; this one returned [8 3] for one example of shape [8 8 1]"},
		{"a name twice", []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = Dense(scope.In("layer"), Flatten(x), 3)
			return Dense(scope.In("layer"), x, 3)
		}, `sub-scope "layer" already visited`},
		{"a convolution of points", []int{8}, Convolutional(3, 4, 2), "[batch, height, width, channels]"},
		{"a pooling of points", []int{8}, func(scope *model.Scope, x *graph.Node) *graph.Node {
			return logits(scope, MaxPool(x, 2))
		}, "[batch, height, width, channels]"},
		{"a window too large", []int{2, 2, 1}, Convolutional(3, 4, 2, 2), "2 x 2"},
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
			m, err := New(test.shape, test.build, Options{})
			if err == nil || m != nil {
				t.Fatalf("got %v and %v, want no model and an error", m, err)
			}
			if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want one sentence with %q", err, test.want)
			}
		})
	}
}

// Every layer of GoMLX's can stand in a function.
func TestGoMLXsOwnLayers(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 6, 3, 8, 8, 1)
	m := newModel(t, set.Shape, func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = layers.Convolution(scope.In("c"), x).Channels(4).KernelSize(3).Done()
		x = norm.LayerNorm(scope.In("n"), x, -1).Done()
		x = layers.DropoutStatic(scope, x, 0.1)
		x = graph.Tanh(x)
		return layers.DenseWithBias(scope.In("logits"), Flatten(x), 3)
	}, Options{})
	before := m.Try(set).Loss
	if err := m.Train(set, Training{Epochs: 30, Rate: 0.01}); err != nil {
		t.Fatal(err)
	}
	if after := m.Try(set).Loss; after > before/2 {
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
		m, err := New([]int{4}, Linear(3), Options{Backend: backend})
		if m != nil || err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v and %v, want no model and one sentence that begins with %s", backend, m, err, want)
		}
		t.Setenv(compute.ConfigEnvVar, backend)
		if got := Backend(); got != backend {
			t.Errorf("Backend() is %q, want %q", got, backend)
		}
		if m, err := New([]int{4}, Linear(3), Options{}); m != nil || err == nil {
			t.Errorf("%s in the environment: got %v and %v, want no model and an error", backend, m, err)
		}
		if _, err := New([]int{4}, Linear(3), Options{Backend: "go"}); err != nil {
			t.Errorf("options before the environment: %v", err)
		}
	}
	t.Setenv(compute.ConfigEnvVar, "")
	if got := Backend(); !strings.HasPrefix(got, "go with") {
		t.Errorf("Backend() is %q, want pure Go", got)
	}
}

// The same seed gives the same first weights, another one others.
func TestSeed(t *testing.T) {
	first := newModel(t, []int{4}, Multilayer(3, 8), Options{})
	sameModel(t, newModel(t, []int{4}, Multilayer(3, 8), Options{}), first)
	other := newModel(t, []int{4}, Multilayer(3, 8), Options{Seed: 1})
	if a, b := first.Parameters()[0].Values[0], other.Parameters()[0].Values[0]; a == b {
		t.Errorf("seeds 0 and 1 both begin with the weight %v", a)
	}
}
