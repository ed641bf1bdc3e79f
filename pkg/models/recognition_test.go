package models

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/layers/regularizer"
	"github.com/gomlx/gomlx/ml/model"
	gomlx "github.com/gomlx/gomlx/ml/train"
	"github.com/gomlx/gomlx/ml/train/loss"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
)

// randomStack draws a model function of layers that the engine knows, for examples of a
// random shape. Sizes are odd as often as not.
func randomStack(rng *rand.Rand) (shape []int, function Function, description string) {
	type step = func(scope *model.Scope, x *graph.Node) *graph.Node
	var steps []step
	var names []string
	does := func(name string, s step) { names, steps = append(names, name), append(steps, s) }
	activate := func() {
		switch rng.IntN(6) {
		case 0:
			does("tanh", func(_ *model.Scope, x *graph.Node) *graph.Node { return graph.Tanh(x) })
		case 1:
			does("sigmoid", func(_ *model.Scope, x *graph.Node) *graph.Node { return graph.Sigmoid(x) })
		case 2:
			does("rescale", func(_ *model.Scope, x *graph.Node) *graph.Node {
				return graph.AddScalar(graph.MulScalar(x, 1.5), -0.25)
			})
		case 3, 4:
			does("relu", func(_ *model.Scope, x *graph.Node) *graph.Node { return activation.Relu(x) })
		}
	}
	normalize := func() {
		if rng.IntN(4) == 0 {
			does("norm", func(scope *model.Scope, x *graph.Node) *graph.Node { return BatchNorm(scope, x) })
		}
	}
	if rng.IntN(3) == 0 {
		shape = []int{1 + rng.IntN(20)}
	} else {
		height, width := 4+rng.IntN(8), 4+rng.IntN(8)
		shape = []int{height, width, 1 + rng.IntN(9)}
		for range rng.IntN(3) {
			size, strides, channels, same := 1+rng.IntN(4), 1+rng.IntN(2), 1+rng.IntN(18), rng.IntN(3) > 0
			if size > min(height, width) {
				same = true
			}
			does(fmt.Sprintf("convolution %d %d/%d %v", channels, size, strides, same), func(scope *model.Scope, x *graph.Node) *graph.Node {
				c := Convolution(scope, x).Channels(channels).KernelSize(size).Strides(strides)
				if same {
					c.PadSame()
				}
				return c.Done()
			})
			border := 0
			if same {
				border = size - 1
			}
			height, width = (height+border-size)/strides+1, (width+border-size)/strides+1
			normalize()
			if rng.IntN(2) == 0 {
				activate()
			}
			if window := 1 + rng.IntN(3); window <= min(height, width) && rng.IntN(3) > 0 {
				mean := rng.IntN(4) == 0
				does(fmt.Sprintf("pool %d %v", window, mean), func(_ *model.Scope, x *graph.Node) *graph.Node {
					if mean {
						return MeanPool(x, window)
					}
					return MaxPool(x, window)
				})
				height, width = height/window, width/window
			}
			if min(height, width) >= 2 && rng.IntN(4) == 0 {
				does("pool 2", func(_ *model.Scope, x *graph.Node) *graph.Node { return MaxPool(x, 2) })
				height, width = height/2, width/2
			}
			activate()
		}
		if rng.IntN(4) == 0 {
			does("global mean", func(_ *model.Scope, x *graph.Node) *graph.Node { return graph.ReduceMean(x, 1, 2) })
		} else {
			does("flatten", func(_ *model.Scope, x *graph.Node) *graph.Node { return Flatten(x) })
		}
	}
	for range rng.IntN(3) {
		width := 1 + rng.IntN(40)
		does(fmt.Sprintf("dense %d", width), func(scope *model.Scope, x *graph.Node) *graph.Node { return Dense(scope, x, width) })
		normalize()
		activate()
	}
	outputs := 1 + rng.IntN(11)
	does(fmt.Sprintf("dense %d", outputs), func(scope *model.Scope, x *graph.Node) *graph.Node { return Dense(scope, x, outputs) })
	function = func(scope *model.Scope, x *graph.Node) *graph.Node {
		for i, s := range steps {
			x = s(scope.In("layer %d", i), x)
		}
		return x
	}
	return shape, function, fmt.Sprintf("%v: %s", shape, strings.Join(names, ", "))
}

// Random stacks of layers on the engine and on GoMLX: outputs, gradients, and the weights
// after 20 steps are the same, but for the rounding of float32.
func TestEngineIsGoMLX(t *testing.T) {
	recognised := 0
	for seed := range uint64(60) {
		shape, function, description := randomStack(rand.New(rand.NewPCG(seed, 5)))
		on := func(backend string) *Model {
			m, err := New(seeded(seed), shape, function, Options{Backend: backend})
			if err != nil {
				t.Fatalf("%s: %v", description, err)
			}
			return m
		}
		ours, theirs := on("engine"), on("go")
		if ours.engine == nil {
			if !strings.Contains(description, "global mean") { // whose axes do not always follow from the shapes
				t.Fatalf("%s is not recognised: %v", description, ours.notOnEngine)
			}
			continue
		}
		recognised++
		set := randomSet(seeded(seed+100), 37, max(2, ours.outputs), shape...)
		for i, v := range set.Values { // coarse numbers, so that some tie
			set.Values[i] = math.Round(4*v) / 4
		}
		training := Training{Steps: 20, Batch: 16, Rate: 0.003, WeightDecay: 0.1}
		compareModels(t, description+" at the start", ours, theirs, set, 1e-4)
		must(ours.Train(seeded(7), set, training))
		must(theirs.Train(seeded(7), set, training))
		tolerance := 1e-4
		if strings.Contains(description, "norm") {
			tolerance = 1e-2 // Adam makes whole steps of the rounding of slopes that are 0
		}
		compareModels(t, description+" after 20 steps", ours, theirs, set, tolerance)
	}
	if recognised < 50 {
		t.Errorf("only %d of 60 stacks were recognised", recognised)
	}
}

// compareModels compares losses, logits, gradients and parameters: each number to within
// a fraction of the largest of its kind.
func compareModels(t *testing.T, what string, ours, theirs *Model, set *datasets.Set, tolerance float64) {
	t.Helper()
	steepest := 1e-2 // of all slopes: what is 0 but for rounding is compared with it
	near := func(kind string, got, want []float64) {
		t.Helper()
		largest := steepest
		for _, w := range want {
			largest = max(largest, math.Abs(w))
		}
		for i, w := range want {
			if !(math.Abs(got[i]-w) <= tolerance*largest) {
				t.Fatalf("%s: number %d of %s is %v on the engine, and %v on GoMLX", what, i, kind, got[i], w)
			}
		}
	}
	a, b := ours.Pass(set), theirs.Pass(set)
	near("the loss", []float64{a.Loss()}, []float64{b.Loss()})
	near("the logits", slices.Concat(a.Logits...), slices.Concat(b.Logits...))
	for _, p := range b.Gradients {
		steepest = max(steepest, slices.Max(p.Values), -slices.Min(p.Values))
	}
	for i, p := range b.Gradients {
		if a.Gradients[i].Name != p.Name {
			t.Fatalf("%s: gradient %d is of %q, and on GoMLX of %q", what, i, a.Gradients[i].Name, p.Name)
		}
		near("the gradient of "+p.Name, a.Gradients[i].Values, p.Values)
	}
	steepest = 1e-2
	drifted := false
	for i, p := range theirs.Parameters() {
		got := ours.Parameters()[i].Values
		if slope := b.Gradients[i].Values; slices.Max(slope) < 1e-5 && slices.Min(slope) > -1e-5 && !slices.Equal(got, p.Values) {
			// Behind these biases comes a normalization: their slope is 0 but for rounding,
			// of which Adam makes whole steps. The running averages follow them.
			drifted = true
			continue
		}
		near(p.Name, got, p.Values)
	}
	if drifted {
		return
	}
	near("the answers", slices.Concat(ours.Logits(set)...), slices.Concat(theirs.Logits(set)...))
	for i, output := range theirs.LayerOutputs(set.Example(0)) {
		got := ours.LayerOutputs(set.Example(0))[i]
		if got.Layer != output.Layer || !slices.Equal(got.Shape, output.Shape) {
			t.Fatalf("%s: layer %d is %q %v, and on GoMLX %q %v", what, i, got.Layer, got.Shape, output.Layer, output.Shape)
		}
		near(output.Layer, got.Values, output.Values)
	}
}

// What only looks like a row of known layers is left to GoMLX, with the reason.
func TestNotRecognised(t *testing.T) {
	dense := func(scope *model.Scope, x *graph.Node) *graph.Node { return Dense(scope.In("logits"), Flatten(x), 3) }
	hidden := func(scope *model.Scope, x *graph.Node) *graph.Node { return Dense(scope.In("hidden"), Flatten(x), 12) }
	for _, test := range []struct {
		name, because string
		function      Function
		options       Options
	}{
		{"two heads", "Add is not", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = hidden(scope, x)
			return graph.Add(Dense(scope.In("a"), x, 3), Dense(scope.In("b"), x, 3))
		}, Options{}},
		{"a skip connection", "Add is not", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = Flatten(x)
			return dense(scope, graph.Add(x, Dense(scope.In("skipped"), x, 12)))
		}, Options{}},
		{"a shared weight", "belongs to two layers", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = Dense(scope.In("hidden"), Flatten(x), 12)
			x = Dense(scope.Store().Scope("hidden"), activation.Relu(x), 12)
			return dense(scope, x)
		}, Options{}},
		{"a transposed kernel", "is not", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = Flatten(x)
			weights := scope.VariableWithShape("weights", shapes.Make(x.DType(), 3, 12)).NodeValue(x.Graph())
			return graph.MatMul(x, graph.Transpose(weights, 0, 1))
		}, Options{}},
		{"a changed gradient", "a gradient was changed", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = graph.IdentityWithCustomGradient(hidden(scope, x), func(_, v *graph.Node) *graph.Node { return graph.MulScalar(v, 2) })
			return dense(scope, x)
		}, Options{}},
		{"a stopped gradient", "a gradient was changed", func(scope *model.Scope, x *graph.Node) *graph.Node {
			return dense(scope, graph.StopGradient(hidden(scope, x)))
		}, Options{}},
		{"an unused weight", "belongs to no layer", func(scope *model.Scope, x *graph.Node) *graph.Node {
			scope.VariableWithShape("unused", shapes.Make(x.DType(), 3))
			return dense(scope, x)
		}, Options{}},
		{"a frozen weight", "not trained", func(scope *model.Scope, x *graph.Node) *graph.Node {
			y := dense(scope, x)
			scope.Store().GetVariable("/logits/dense/biases").SetTrainable(false)
			return y
		}, Options{}},
		{"regularization", "adds to the loss", func(scope *model.Scope, x *graph.Node) *graph.Node {
			scope.SetParam(regularizer.ParamL2, 0.1)
			return dense(scope, x)
		}, Options{}},
		{"another loss term", "adds to the loss", func(scope *model.Scope, x *graph.Node) *graph.Node {
			y := dense(scope, x)
			gomlx.AddRegularizationLoss(graph.ReduceAllMean(graph.Square(y)))
			return y
		}, Options{}},
		{"clipped steps", "clip_step_by_value is set", func(scope *model.Scope, x *graph.Node) *graph.Node {
			scope.Store().SetParam("/"+optimizer.ParamClipStepByValue, 0.1)
			return dense(scope, x)
		}, Options{}},
		{"ReLU at 1", "Max is not", func(scope *model.Scope, x *graph.Node) *graph.Node {
			return dense(scope, graph.MaxScalar(hidden(scope, x), 1))
		}, Options{}},
		{"a mean over rows", "is not", func(scope *model.Scope, x *graph.Node) *graph.Node {
			return dense(scope, graph.ReduceMean(x, 1, 3))
		}, Options{}},
		{"a layer of one's own", "is not", func(scope *model.Scope, x *graph.Node) *graph.Node {
			return dense(scope, graph.Sin(hidden(scope, x)))
		}, Options{}},
		{"other layers at inference", "at inference", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = hidden(scope, x)
			if scope.IsTraining(x.Graph()) {
				x = activation.Relu(x)
			}
			return dense(scope, x)
		}, Options{}},
		{"norm of a flattened picture", "outputs of shape", func(scope *model.Scope, x *graph.Node) *graph.Node {
			return dense(scope, BatchNorm(scope, Flatten(x)))
		}, Options{}},
		{"normalization built for training only", "a batch normalization is built for training", func(scope *model.Scope, x *graph.Node) *graph.Node {
			scope.Store().SetTraining(x.Graph(), true)
			return dense(scope, BatchNorm(scope.In("norm"), x))
		}, Options{}},
		{"normalization built for inference only", "a batch normalization is built for training", func(scope *model.Scope, x *graph.Node) *graph.Node {
			training := scope.IsTraining(x.Graph())
			scope.Store().SetTraining(x.Graph(), false)
			x = BatchNorm(scope.In("norm"), x)
			scope.Store().SetTraining(x.Graph(), training)
			return dense(scope, x)
		}, Options{}},
		{"a weight that the function changes", "the function changes \"logits/dense/weights\"", func(scope *model.Scope, x *graph.Node) *graph.Node {
			y := dense(scope, x)
			weights := scope.Store().GetVariable("/logits/dense/weights")
			weights.SetNodeValue(graph.ClipScalar(weights.NodeValue(x.Graph()), -0.1, 0.1))
			return y
		}, Options{}},
		{"a running average that the function changes", "the function changes \"norm/batch_normalization/mean\"", func(scope *model.Scope, x *graph.Node) *graph.Node {
			y := BatchNorm(scope.In("norm"), x)
			mean := scope.Store().GetVariable("/norm/batch_normalization/mean")
			mean.SetNodeValue(graph.ZerosLike(mean.NodeValue(x.Graph())))
			return dense(scope, y)
		}, Options{}},
		{"a running average that is trained", "\"norm/batch_normalization/mean\" is trained", func(scope *model.Scope, x *graph.Node) *graph.Node {
			y := BatchNorm(scope.In("norm"), x)
			scope.Store().GetVariable("/norm/batch_normalization/mean").SetTrainable(true)
			return dense(scope, y)
		}, Options{}},
		{"watched in training only", "at inference", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = activation.Relu(hidden(scope, x))
			if scope.IsTraining(x.Graph()) {
				Watch(scope.In("relu"), x)
			}
			return dense(scope, x)
		}, Options{}},
		{"a factor for large batches", "depend on the number of examples", func(scope *model.Scope, x *graph.Node) *graph.Node {
			if x.Shape().Dimensions[0] > 3 {
				x = graph.MulScalar(x, 2)
			}
			return dense(scope, x)
		}, Options{}},
		{"dropout that depends on the batch", "depend on the number of examples", func(scope *model.Scope, x *graph.Node) *graph.Node {
			return dense(scope, Dropout(scope, x, 1-1/math.Sqrt(float64(x.Shape().Dimensions[0]))))
		}, Options{}},
		{"GoMLX's own layer", "is not", func(scope *model.Scope, x *graph.Node) *graph.Node {
			return layers.Dense(scope.In("logits"), Flatten(x), true, 3)
		}, Options{}},
		{"a loss of its own", "its loss is its own", dense, Options{Loss: loss.MeanSquaredError}},
		{"float64", "its numbers are", dense, Options{Float64: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := newModel(t, []int{2, 2, 3}, test.function, test.options)
			if m.engine != nil || m.notOnEngine == nil || !strings.Contains(m.notOnEngine.Error(), test.because) {
				t.Fatalf("on the engine: %v, because %v; want GoMLX, because %s", m.engine != nil, m.notOnEngine, test.because)
			}
			if !strings.Contains(m.String(), "computed by GoMLX, with kernels of the engine, because "+m.notOnEngine.Error()) {
				t.Errorf("the model does not say so:\n%s", m)
			}
		})
	}
	watched := newModel(t, []int{2, 2, 3}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		return Dense(scope.In("logits"), Watch(scope.In("flat"), Flatten(x)), 3)
	}, Options{})
	example := randomSet(seeded(1), 1, 3, 2, 2, 3).Example(0)
	if outputs := watched.LayerOutputs(example); watched.engine == nil || !slices.Equal(outputs[0].Values, example) {
		t.Errorf("a flattened input is watched, and is %v instead of %v", outputs[0].Values, example)
	}
	if m := newModel(t, []int{2, 2, 3}, dense, Options{Backend: "go"}); m.engine != nil || m.notOnEngine != nil {
		t.Errorf("GoMLX was asked for, and the engine computes, or is missed: %v", m.notOnEngine)
	}
}

// A training may change from the engine to GoMLX and back: the weights, Adam's memory and
// the steps go along.
func TestFromTheEngineToGoMLX(t *testing.T) {
	set := randomSet(seeded(1), 20, 3, 6, 6, 2)
	function := func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = Convolution(scope.In("a"), x).Channels(5).KernelSize(3).PadSame().Done()
		x = activation.Relu(BatchNorm(scope.In("b"), x))
		return Dense(scope.In("logits"), Flatten(x), 3)
	}
	training := Training{Steps: 6, Batch: 20, Rate: 0.01}
	start := newModel(t, set.Shape, function, Options{Backend: "go"})
	must(start.Train(nil, set, training))
	want := newModel(t, set.Shape, function, Options{Backend: "go"})
	folder := t.TempDir()
	must(start.Save(folder))
	must(want.Load(folder))
	must(want.Train(nil, set, training))

	there := newModel(t, set.Shape, function, Options{})
	must(there.Load(folder))
	must(there.Train(nil, set, training)) // 6 steps on GoMLX, 6 on the engine
	compareModels(t, "from GoMLX to the engine", there, want, set, 1e-3)

	must(there.Save(folder))
	back := newModel(t, set.Shape, function, Options{Backend: "go"})
	must(back.Load(folder))
	must(back.Train(nil, set, training))
	must(want.Train(nil, set, training))
	compareModels(t, "and back", back, want, set, 1e-3)

	custom := Training{Steps: 3, Batch: 20, Optimizer: optimizer.StochasticGradientDescent().WithLearningRate(0.01).WithDecay(false)}
	must(there.Train(nil, set, training))
	must(there.Train(nil, set, custom)) // GoMLX makes these
	must(back.Train(nil, set, custom))
	compareModels(t, "with an optimizer of GoMLX's", there, back, set, 1e-3)
	must(there.Train(nil, set, training))
	must(there.Save(folder))
	if got := there.store.GetVariable("/global_step").MustValue().Value(); got != int64(there.StepCount()) {
		t.Errorf("GoMLX's count of the steps is %v after %d", got, there.StepCount())
	}
}

// Where the largest number of a window is exactly 0, ReLU before and behind pooling differ
// in which place gets the gradient.
func TestTiesAtZero(t *testing.T) {
	relu := func(x *graph.Node) *graph.Node { return activation.Relu(x) }
	pool := func(x *graph.Node) *graph.Node { return MaxPool(x, 2) }
	for name, behind := range map[string][]func(*graph.Node) *graph.Node{
		"relu, pool":             {relu, pool},
		"pool, relu":             {pool, relu},
		"relu, pool, pool":       {relu, pool, pool},
		"relu, pool, relu, pool": {relu, pool, relu, pool},
		"pool, relu, pool":       {pool, relu, pool},
	} {
		set := randomSet(seeded(3), 20, 2, 4, 4, 1)
		for i, v := range set.Values {
			set.Values[i] = math.Round(v)
		}
		on := func(backend string) *Model {
			m := newModel(t, set.Shape, func(scope *model.Scope, x *graph.Node) *graph.Node {
				x = Convolution(scope.In("c"), x).Channels(3).KernelSize(1).Done()
				for _, layer := range behind {
					x = layer(x)
				}
				return Dense(scope.In("logits"), Flatten(x), 2)
			}, Options{Backend: backend})
			m.SetParameter("c/conv/weights", []float64{1, -1, 2})
			return m
		}
		ours, theirs := on("engine"), on("go")
		if ours.engine == nil {
			t.Fatalf("%s is not recognised: %v", name, ours.notOnEngine)
		}
		compareModels(t, name, ours, theirs, set, 1e-5)
	}
}

// What goes wrong inside the engine ends the training with an error, and nothing else.
func TestPanicInTheEngine(t *testing.T) {
	set := randomSet(seeded(1), 20, 3, 4)
	m := newModel(t, set.Shape, Multilayer(3, 5), Options{})
	weights := m.engine.ready(m.store).Parameters()[0]
	whole := weights.Values
	weights.Values = whole[:3]
	training := Training{Steps: 2, Batch: 10, Rate: 0.01}
	if err := m.Train(seeded(1), set, training); err == nil || !strings.HasPrefix(err.Error(), "models: cannot run the model: engine: ") {
		t.Errorf("got %v, want one sentence of the engine", err)
	}
	weights.Values = whole
	if err := m.Train(seeded(1), set, training); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
