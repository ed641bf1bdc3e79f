package models

import (
	"math"
	"testing"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/layers/norm"
	"github.com/gomlx/gomlx/ml/layers/regularizer"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/model/initializer"

	"firstneuron/pkg/datasets"
)

// The logits are the inputs themselves, after dropout.
func dropped(rate float64) Function {
	return func(scope *model.Scope, x *graph.Node) *graph.Node {
		scale := scope.WithInitializer(initializer.One).VariableWithShape("scale", shapes.Make(x.DType())) // so that there is something to learn
		return graph.Mul(Dropout(scope, x, rate), scale.NodeValue(x.Graph()))
	}
}

// In training dropout takes its share of the numbers away and makes the others larger by
// as much; answers are given with all of them.
func TestDropoutIsForTrainingOnly(t *testing.T) {
	const rate, examples, size = 0.25, 100, 50
	ones := &datasets.Set{Name: "ones", Shape: []int{size}, Labels: make([]int, examples), Classes: make([]string, size)}
	for range examples * size {
		ones.Values = append(ones.Values, 1)
	}
	m := newModel(t, ones.Shape, dropped(rate), Options{Float64: true})
	for i, row := range m.Logits(ones) {
		for _, number := range row {
			if number != 1 {
				t.Fatalf("answer %d has a %v, want ones", i, number)
			}
		}
	}
	gone := 0
	for _, row := range m.Pass(ones).Logits {
		for _, number := range row {
			switch {
			case number == 0:
				gone++
			case math.Abs(number-1/(1-rate)) > 1e-7:
				t.Fatalf("in training a number is %v, want 0 or %v", number, 1/(1-rate))
			}
		}
	}
	if share := float64(gone) / (examples * size); math.Abs(share-rate) > 4*math.Sqrt(rate*(1-rate)/(examples*size)) {
		t.Errorf("%v of the numbers are gone, want %v", share, rate)
	}
	// What is gone is drawn again at each step, and Pass sees what the next step does.
	losses := map[float64]bool{}
	for range 3 {
		tried := m.Pass(ones).Loss()
		if again := m.Pass(ones).Loss(); again != tried {
			t.Errorf("Pass says a loss of %v, then %v", tried, again)
		}
		for _, step := range m.Steps(nil, ones, Training{Batch: examples, Steps: 1, Rate: 0}) {
			same(t, "the loss that Pass has foretold", []float64{tried}, []float64{step.Loss()}, 1e-12)
		}
		losses[tried] = true
	}
	if len(losses) != 3 {
		t.Errorf("3 steps have the losses %v, want 3", losses)
	}
}

func normed(scope *model.Scope, x *graph.Node) *graph.Node { return BatchNorm(scope.In("norm"), x) }

// In training the batch is brought to mean 0 and variance 1. Answers use running
// averages, which all batches have had their part in.
func TestBatchNormLearnsMeanAndVariance(t *testing.T) {
	const examples, features = 40, 3
	rng := seeded(1)
	set := randomSet(rng, examples, features, features)
	for i := range set.Values {
		set.Values[i] = set.Values[i]*float64(i%features+1) + 5
	}
	m := newModel(t, set.Shape, normed, Options{Float64: true})
	for i, row := range m.Logits(set) { // as if mean and variance were 0 and 1
		for j, number := range row {
			if want := set.Rows()[i][j] / math.Sqrt(1.001); math.Abs(number-want) > 1e-9 {
				t.Fatalf("before training answer %d is %v, want %v in place %d", i, row, want, j)
			}
		}
	}
	columns := make([][]float64, features)
	for _, row := range set.Rows() {
		for j, number := range row {
			columns[j] = append(columns[j], number)
		}
	}
	normal := func(number float64, column []float64) float64 {
		mean, variance := meanAndVariance(column)
		return (number - mean) / math.Sqrt(variance+0.001)
	}
	for i, row := range m.Pass(set).Logits {
		for j, number := range row {
			if want := normal(columns[j][i], columns[j]); math.Abs(number-want) > 1e-9 {
				t.Fatalf("in training answer %d is %v, want %v in place %d", i, row, want, j)
			}
		}
	}
	if err := m.Train(nil, set, Training{Batch: examples, Steps: 4, Rate: 0}); err != nil {
		t.Fatal(err)
	}
	for i, row := range m.Logits(set) {
		for j, number := range row {
			if want := normal(columns[j][i], columns[j]); math.Abs(number-want) > 1e-9 {
				t.Fatalf("after training answer %d is %v, want %v in place %d", i, row, want, j)
			}
		}
	}
}

// With other batches the averages are those of GoMLX's layer, whose weights are here
// under the same names.
func TestBatchNormIsThatOfGoMLX(t *testing.T) {
	set := randomSet(seeded(1), 36, 3, 4, 4, 3)
	function := func(norm Function) Function {
		return func(scope *model.Scope, x *graph.Node) *graph.Node {
			return Dense(scope.In("logits"), Flatten(activation.Relu(norm(scope, x))), 3)
		}
	}
	gomlx := func(scope *model.Scope, x *graph.Node) *graph.Node {
		return norm.BatchNorm(scope.In("norm"), x, -1).UseBackendInference(false).Done()
	}
	regularized := func(norm Function) Function {
		return function(func(scope *model.Scope, x *graph.Node) *graph.Node {
			scope.Store().SetParams(map[string]any{regularizer.ParamL1: 0.2, regularizer.ParamL2: 0.1})
			x = norm(scope, x)
			scope.Store().SetParams(map[string]any{regularizer.ParamL1: 0.0, regularizer.ParamL2: 0.0})
			return x
		})
	}
	same(t, "regularized loss", []float64{newModel(t, set.Shape, regularized(normed), Options{Float64: true}).Pass(set).Loss()},
		[]float64{newModel(t, set.Shape, regularized(gomlx), Options{Float64: true}).Pass(set).Loss()}, 1e-12)
	ours, theirs := newModel(t, set.Shape, function(normed), Options{Float64: true}), newModel(t, set.Shape, function(gomlx), Options{Float64: true})
	sameModel(t, ours, theirs)
	training := adam(30, 9) // more steps than the averages are plain means for
	if err := ours.Train(seeded(1), set, training); err != nil {
		t.Fatal(err)
	}
	if err := theirs.Train(seeded(1), set, training); err != nil {
		t.Fatal(err)
	}
	for i, parameter := range ours.Parameters() {
		same(t, parameter.Name, parameter.Values, theirs.Parameters()[i].Values, 1e-9)
	}
	for i, row := range ours.Logits(set) {
		same(t, "logits", row, theirs.Logits(set)[i], 1e-9)
	}
}

// An answer does not depend on what else is asked, in any mode of asking.
func TestAnswersStandAlone(t *testing.T) {
	set := randomSet(seeded(1), 300, 3, 4, 4, 1)
	m := newModel(t, set.Shape, regular, Options{})
	if err := m.Train(seeded(1), set, adam(2, 32)); err != nil {
		t.Fatal(err)
	}
	all := m.Outputs(set)
	for _, i := range []int{0, 1, 255, 256, 299} {
		same(t, "an answer", m.Predict(set.Example(i)), all[i], 1e-6)
		same(t, "an answer", m.Outputs(set.Slice(i, i+1))[0], all[i], 1e-6)
		outputs := m.LayerOutputs(set.Example(i))
		logits := outputs[len(outputs)-1].Values
		softmax(logits)
		same(t, "an answer", logits, all[i], 1e-6)
	}
}

// Pass changes nothing: not the running averages, not what dropout does next.
func TestPassLeavesTheModel(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4, 4, 1)
	alone, watched := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
	training := adam(3, 10)
	alone.Train(seeded(1), set, training)
	for range watched.Steps(seeded(1), set, training) {
		watched.Pass(set)
		watched.Accuracy(set)
		watched.LayerOutputs(set.Example(0))
	}
	sameModel(t, watched, alone)
	for i, row := range watched.Logits(set) {
		same(t, "logits", row, alone.Logits(set)[i], 0)
	}
}

// regular has all that is different in training: dropout and batch norm.
func regular(scope *model.Scope, x *graph.Node) *graph.Node { return regularized(scope, x, 4, 3) }

func regularTen(scope *model.Scope, x *graph.Node) *graph.Node { return regularized(scope, x, 16, 10) }

func regularized(scope *model.Scope, x *graph.Node, channels, classes int) *graph.Node {
	x = Convolution(scope.In("edges"), x).Channels(channels).KernelSize(3).PadSame().Done()
	x = BatchNorm(scope.In("norm"), x)
	x = activation.Relu(MaxPool(x, 2))
	x = Dropout(scope, Flatten(x), 0.3)
	return Dense(scope.In("logits"), x, classes)
}

func meanAndVariance(numbers []float64) (mean, variance float64) {
	for _, number := range numbers {
		mean += number / float64(len(numbers))
	}
	for _, number := range numbers {
		variance += (number - mean) * (number - mean) / float64(len(numbers))
	}
	return mean, variance
}
