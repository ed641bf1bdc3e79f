package models

import (
	"fmt"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/regularizer"
	"github.com/gomlx/gomlx/ml/model"
)

// Every gradient is what happens to the loss when its parameter is nudged.
func TestGradientsAreSlopesOfTheLoss(t *testing.T) {
	type node = graph.Node
	behind := func(layer func(scope *model.Scope, x *node) *node) Function { // so that its inputs have a gradient too
		return func(scope *model.Scope, x *node) *node {
			x = Convolution(scope.In("before"), x).Channels(2).KernelSize(1).Done()
			x = layer(scope, x)
			return Dense(scope.In("logits"), Flatten(x), 3)
		}
	}
	tests := []struct {
		name     string
		function Function
	}{
		{"dense, ReLU", Multilayer(3, 5)},
		{"dense, tanh", func(scope *model.Scope, x *node) *node {
			x = graph.Tanh(Dense(scope.In("hidden"), Flatten(x), 4))
			return Dense(scope.In("logits"), x, 3)
		}},
		{"convolutional", Convolutional(3, 5, 2, 3)},
		{"convolution inside", behind(func(scope *model.Scope, x *node) *node {
			return Convolution(scope.In("c"), x).Channels(3).KernelSize(3).Done()
		})},
		{"convolution, padded", behind(func(scope *model.Scope, x *node) *node {
			return Convolution(scope.In("c"), x).Channels(3).KernelSize(3).PadSame().Done()
		})},
		{"convolution, even kernels, padded", behind(func(scope *model.Scope, x *node) *node {
			return Convolution(scope.In("c"), x).Channels(2).KernelSize(2).PadSame().Done()
		})},
		{"convolution with strides, padded", behind(func(scope *model.Scope, x *node) *node {
			return Convolution(scope.In("c"), x).Channels(2).KernelSize(3).Strides(2).PadSame().Done()
		})},
		{"convolution with strides, even kernels", behind(func(scope *model.Scope, x *node) *node {
			return Convolution(scope.In("c"), x).Channels(2).KernelSize(2).Strides(3).Done()
		})},
		{"max pool", behind(func(_ *model.Scope, x *node) *node { return MaxPool(x, 2) })},
		{"max pool, a line left over", behind(func(_ *model.Scope, x *node) *node { return MaxPool(x, 4) })},
		{"mean pool", behind(func(_ *model.Scope, x *node) *node { return MeanPool(x, 2) })},
		{"mean pool, a line left over", behind(func(_ *model.Scope, x *node) *node { return MeanPool(x, 4) })},
		{"GoMLX's convolution", behind(func(scope *model.Scope, x *node) *node {
			return layers.Convolution(scope.In("c"), x).Channels(2).KernelSize(3).Strides(2).PadSame().Done()
		})},
		{"batch norm", behind(func(scope *model.Scope, x *node) *node {
			return BatchNorm(scope.In("norm"), x)
		})},
		{"dropout", behind(func(scope *model.Scope, x *node) *node { return Dropout(scope, x, 0.4) })},
		{"weight regularization", func(scope *model.Scope, x *node) *node {
			scope.Store().SetParam(regularizer.ParamL2, 0.1)
			return Dense(scope.In("logits"), Flatten(x), 3)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rng := seeded(1)
			set := randomSet(rng, 5, 3, 6, 6, 1)
			m := newModel(t, set.Shape, test.function, Options{Float64: true})
			for _, parameter := range m.Parameters() { // biases start at 0, where nothing would be seen
				for i := range parameter.Values {
					parameter.Values[i] += rng.NormFloat64() / 5
				}
				m.SetParameter(parameter.Name, parameter.Values)
			}
			for i, gradient := range m.Pass(set).Gradients {
				parameter := m.Parameters()[i]
				if gradient.Name != parameter.Name || fmt.Sprint(gradient.Shape) != fmt.Sprint(parameter.Shape) {
					t.Fatalf("gradient %d is of %q %v, want %q %v", i, gradient.Name, gradient.Shape, parameter.Name, parameter.Shape)
				}
				var got, want []float64
				for _, j := range []int{0, len(parameter.Values) / 2, len(parameter.Values) - 1} {
					got = append(got, gradient.Values[j])
					want = append(want, slopeOfLoss(m, parameter, j, func() float64 { return m.Pass(set).Loss() }))
				}
				same(t, "gradient of "+parameter.Name, got, want, 1e-7)
			}
		})
	}
}

// slopeOfLoss nudges one number of a parameter both ways.
func slopeOfLoss(m *Model, parameter Parameter, i int, loss func() float64) float64 {
	const nudge = 1e-5
	at := parameter.Values[i]
	nudged := func(value float64) float64 {
		parameter.Values[i] = value
		m.SetParameter(parameter.Name, parameter.Values)
		return loss()
	}
	up, down := nudged(at+nudge), nudged(at-nudge)
	nudged(at)
	return (up - down) / (2 * nudge)
}
