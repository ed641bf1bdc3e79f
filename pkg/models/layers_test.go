package models

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/layers/regularizer"
	"github.com/gomlx/gomlx/ml/model"
)

func TestLayers(t *testing.T) {
	m := newModel(t, []int{7, 6, 2}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = Convolution(scope.In("edges"), x).Channels(4).KernelSize(3).Done()
		x = MaxPool(x, 2)
		block := scope.In("block")
		x = Dense(block, Flatten(x), 5)
		x = Dense(block.In("inner"), x, 6)
		x = BatchNorm(scope.In("norm"), x)
		x = Watch(scope.In("squeezed"), graph.Tanh(x))
		x = layers.DenseWithBias(scope.In("unwatched"), x, 7)
		return Dense(scope.In("logits"), x, 3)
	}, Options{})
	want := []LayerSummary{
		{"edges", []int{5, 4, 4}, 3*3*2*4 + 4},
		{"max pool", []int{2, 2, 4}, 0},
		{"block", []int{5}, 16*5 + 5},
		{"block/inner", []int{6}, 5*6 + 6},
		{"norm", []int{6}, 2 * 6},
		{"squeezed", []int{6}, 0},
		{"logits", []int{3}, 7*3 + 3},
	}
	if got := m.Layers(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("layers:\n got %v\nwant %v", got, want)
	}
	all := 6*7 + 7 // of the one that is not watched
	for _, layer := range want {
		all += layer.NumParameters
	}
	if got := m.NumParameters(); got != all {
		t.Errorf("%d parameters, want %d", got, all)
	}
	if got := m.Shape(); !slices.Equal(got, []int{7, 6, 2}) {
		t.Errorf("shape %v, want [7 6 2]", got)
	}
	if got := m.NumOutputs(); got != 3 {
		t.Errorf("%d classes, want 3", got)
	}
	lines := strings.Split(m.String(), "\n")
	for i, want := range []string{
		"layer output parameters", "input 7 x 6 x 2 0", "edges 5 x 4 x 4 76", "max pool 2 x 2 x 4 0", "block 5 85", "block/inner 6 36",
		"norm 6 12", "squeezed 6 0", "logits 3 24", "all 282",
	} {
		if got := strings.Join(strings.Fields(lines[i]), " "); got != want {
			t.Errorf("line %d of the summary is %q, want %q", i, got, want)
		}
		if len(lines[i]) != len(lines[0]) {
			t.Errorf("line %d of the summary is not as wide as the first: %q", i, lines[i])
		}
	}
}

// What the layers made of an example is what the hand-made weights say.
func TestLayerOutputs(t *testing.T) {
	picture := []float64{
		0, 0, 1, 1,
		0, 0, 1, 1,
		0, 0, 1, 1,
		0, 0, 1, 1,
	}
	m := newModel(t, []int{4, 4, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = Convolution(scope.In("edges"), x).Channels(2).KernelSize(2).Done()
		x = Watch(scope.In("ReLU"), activation.Relu(x))
		x = MeanPool(x, 3)
		return Dense(scope.In("logits"), Flatten(x), 2)
	}, Options{})
	// The first kernel finds where it gets brighter from left to right, the second where darker.
	m.SetParameter("edges/conv/weights", []float64{-1, 1, 1, -1, -1, 1, 1, -1})
	m.SetParameter("edges/conv/biases", []float64{0, 0.5})
	m.SetParameter("logits/dense/weights", []float64{3, 0, 0, 3})
	kernels := m.Parameter("edges/conv/weights")
	same(t, "first kernel", kernels.Kernel(0, 0), []float64{-1, 1, -1, 1}, 0)
	same(t, "second kernel", kernels.Kernel(0, 1), []float64{1, -1, 1, -1}, 0)

	got := m.LayerOutputs(picture)
	var names []string
	for i, activation := range got {
		names = append(names, activation.Layer)
		if layer := m.Layers()[i]; activation.Layer != layer.Name || !slices.Equal(activation.Shape, layer.Shape) {
			t.Errorf("activation %d is of %q %v, want %q %v", i, activation.Layer, activation.Shape, layer.Name, layer.Shape)
		}
	}
	if want := []string{"edges", "ReLU", "mean pool", "logits"}; !slices.Equal(names, want) {
		t.Fatalf("layers %v, want %v", names, want)
	}
	same(t, "first map", got[0].Map(0), []float64{0, 2, 0, 0, 2, 0, 0, 2, 0}, 1e-6)
	same(t, "second map", got[0].Map(1), []float64{0.5, -1.5, 0.5, 0.5, -1.5, 0.5, 0.5, -1.5, 0.5}, 1e-6)
	same(t, "second map after ReLU", got[1].Map(1), []float64{0.5, 0, 0.5, 0.5, 0, 0.5, 0.5, 0, 0.5}, 1e-6)
	same(t, "means", got[2].Values, []float64{2. / 3, 1. / 3}, 1e-6)
	same(t, "logits", got[3].Values, []float64{2, 1}, 1e-6)
	same(t, "probabilities", m.Predict(picture), []float64{0.7310586, 0.2689414}, 1e-6) // the sigmoid of 1, and of -1
}

// The layers give the numbers of GoMLX's own, under the same names, and the same
// loss and gradients, with and without the regularization that a scope may ask for.
func TestLayersAreThoseOfGoMLX(t *testing.T) {
	type node = graph.Node
	type layer = func(scope *model.Scope, x *node) *node
	tests := []struct {
		name         string
		ours, theirs layer
	}{
		{"max pool", func(_ *model.Scope, x *node) *node { return MaxPool(x, 2) }, func(_ *model.Scope, x *node) *node { return graph.MaxPool(x).Window(2).Done() }},
		{"max pool of 3", func(_ *model.Scope, x *node) *node { return MaxPool(x, 3) }, func(_ *model.Scope, x *node) *node { return graph.MaxPool(x).Window(3).Done() }},
		{"mean pool", func(_ *model.Scope, x *node) *node { return MeanPool(x, 2) }, func(_ *model.Scope, x *node) *node { return graph.MeanPool(x).Window(2).Done() }},
		{"dense", func(scope *model.Scope, x *node) *node { return Dense(scope.In("d"), Flatten(x), 4) },
			func(scope *model.Scope, x *node) *node { return layers.DenseWithBias(scope.In("d"), Flatten(x), 4) }},
		{"dropout", func(scope *model.Scope, x *node) *node { return Dropout(scope, x, 0.3) },
			func(scope *model.Scope, x *node) *node { return layers.DropoutStatic(scope, x, 0.3) }},
	}
	for _, size := range []int{1, 3, 5} { // GoMLX's gradients of even kernels, padded, are wrong
		for _, strides := range []int{1, 2, 3} {
			for _, padded := range []bool{false, true} {
				tests = append(tests, struct {
					name         string
					ours, theirs layer
				}{fmt.Sprintf("convolution of %d, strides of %d, padded: %t", size, strides, padded), func(scope *model.Scope, x *node) *node {
					c := Convolution(scope.In("c"), x).Channels(3).KernelSize(size).Strides(strides)
					if padded {
						c.PadSame()
					}
					return c.Done()
				}, func(scope *model.Scope, x *node) *node {
					c := layers.Convolution(scope.In("c"), x).Channels(3).KernelSize(size).Strides(strides)
					if padded {
						c.PadSame()
					}
					return c.Done()
				}})
			}
		}
	}
	regularized := func(add layer, l1, l2 float64) layer {
		return func(scope *model.Scope, x *node) *node {
			inner := scope.In("regularized")
			inner.SetParams(map[string]any{regularizer.ParamL1: l1, regularizer.ParamL2: l2})
			return add(inner, x)
		}
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, channels := range []int{1, 2} {
				t.Run(fmt.Sprint(channels, " channels"), func(t *testing.T) { sameLayer(t, test.ours, test.theirs, channels) })
			}
			t.Run("L2", func(t *testing.T) {
				sameLayer(t, regularized(test.ours, 0, 0.1), regularized(test.theirs, 0, 0.1), 2)
			})
			t.Run("L1 and L2", func(t *testing.T) {
				sameLayer(t, regularized(test.ours, 0.2, 0.1), regularized(test.theirs, 0.2, 0.1), 2)
			})
		})
	}
}

// sameLayer compares two layers in a model, with pictures whose pixels are often equal, as blank paper is: then
// several places in a window have the largest number.
func sameLayer(t *testing.T, ours, theirs func(scope *model.Scope, x *graph.Node) *graph.Node, channels int) {
	set := randomSet(seeded(1), 5, 3, 7, 8, 2)
	for i, value := range set.Values {
		set.Values[i] = math.Round(value)
	}
	build := func(layer func(scope *model.Scope, x *graph.Node) *graph.Node) *Model {
		return newModel(t, set.Shape, func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = layers.Convolution(scope.In("before"), x).Channels(channels).KernelSize(1).Done() // so that the inputs have a gradient
			return layers.DenseWithBias(scope.In("logits"), Flatten(layer(scope, x)), 3)
		}, Options{Float64: true})
	}
	got, want := build(ours), build(theirs)
	for i, parameter := range want.Parameters() {
		if name := got.Parameters()[i].Name; name != parameter.Name {
			t.Fatalf("parameter %d is called %q, want %q", i, name, parameter.Name)
		}
		got.SetParameter(parameter.Name, parameter.Values)
	}
	same(t, "logits", slices.Concat(got.Logits(set)...), slices.Concat(want.Logits(set)...), 1e-12)
	pass, wanted := got.Pass(set), want.Pass(set)
	same(t, "loss", []float64{pass.Loss()}, []float64{wanted.Loss()}, 1e-12)
	for i, gradient := range wanted.Gradients {
		same(t, "gradient of "+gradient.Name, pass.Gradients[i].Values, gradient.Values, 1e-12)
	}
}

func TestParameters(t *testing.T) {
	m := newModel(t, []int{8, 8, 1}, Convolutional(10, 16, 4), Options{})
	want := []Parameter{
		{Name: "convolution 1/conv/weights", Shape: []int{3, 3, 1, 4}},
		{Name: "convolution 1/conv/biases", Shape: []int{4}},
		{Name: "dense/dense/weights", Shape: []int{64, 16}},
		{Name: "dense/dense/biases", Shape: []int{16}},
		{Name: "logits/dense/weights", Shape: []int{16, 10}},
		{Name: "logits/dense/biases", Shape: []int{10}},
	}
	got := m.Parameters()
	if len(got) != len(want) {
		t.Fatalf("%d parameters, want %d", len(got), len(want))
	}
	rng := seeded(1)
	for i, parameter := range got {
		if parameter.Name != want[i].Name || !slices.Equal(parameter.Shape, want[i].Shape) || len(parameter.Values) != product(parameter.Shape) {
			t.Errorf("parameter %d is %q %v with %d values, want %q %v", i, parameter.Name, parameter.Shape, len(parameter.Values), want[i].Name, want[i].Shape)
		}
		before := slices.Clone(parameter.Values)
		for j := range parameter.Values {
			parameter.Values[j] = float64(float32(rng.NormFloat64()))
		}
		same(t, "a parameter whose copy has changed", m.Parameter(parameter.Name).Values, before, 0)
		m.SetParameter(parameter.Name, parameter.Values)
		same(t, parameter.Name, m.Parameter(parameter.Name).Values, parameter.Values, 0)
	}
}
