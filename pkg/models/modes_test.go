package models

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/layers/norm"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/model/initializer"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
)

// The logits are the inputs themselves, after dropout.
func dropped(rate float64) Function {
	return func(scope *model.Scope, x *graph.Node) *graph.Node {
		scale := scope.WithInitializer(initializer.One).VariableWithShape("scale", shapes.Make(x.DType())) // so that there is something to learn
		return graph.Mul(layers.DropoutStatic(scope, x, rate), scale.NodeValue(x.Graph()))
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
	for _, row := range m.Try(ones).Logits {
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
	// What is gone is drawn anew at each step, and Try sees what the next step does.
	losses := map[float64]bool{}
	for range 3 {
		tried := m.Try(ones).Loss
		if again := m.Try(ones).Loss; again != tried {
			t.Errorf("Try says a loss of %v, then %v", tried, again)
		}
		for _, step := range m.Steps(ones, Training{Batch: examples, Steps: m.Seen() + 1, Optimizer: nothing()}) {
			same(t, "the loss that Try has foretold", []float64{tried}, []float64{step.Loss}, 1e-12)
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
	rng := rand.New(rand.NewPCG(1, 2))
	set := randomSet(rng, examples, features, features)
	for i := range set.Values {
		set.Values[i] = set.Values[i]*float32(i%features+1) + 5
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
	for i, row := range m.Try(set).Logits {
		for j, number := range row {
			if want := normal(columns[j][i], columns[j]); math.Abs(number-want) > 1e-9 {
				t.Fatalf("in training answer %d is %v, want %v in place %d", i, row, want, j)
			}
		}
	}
	if err := m.Train(set, Training{Batch: examples, Steps: 4, Optimizer: nothing()}); err != nil {
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
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 36, 3, 4, 4, 3)
	function := func(norm Function) Function {
		return func(scope *model.Scope, x *graph.Node) *graph.Node {
			return Dense(scope.In("logits"), Flatten(activation.Relu(norm(scope, x))), 3)
		}
	}
	ours := newModel(t, set.Shape, function(normed), Options{Float64: true})
	theirs := newModel(t, set.Shape, function(func(scope *model.Scope, x *graph.Node) *graph.Node {
		return norm.BatchNorm(scope.In("norm"), x, -1).UseBackendInference(false).Done()
	}), Options{Float64: true})
	sameModel(t, ours, theirs)
	training := Training{Batch: 9, Epochs: 30} // more steps than the averages are plain means for
	if err := ours.Train(set, training); err != nil {
		t.Fatal(err)
	}
	if err := theirs.Train(set, training); err != nil {
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
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 300, 3, 4, 4, 1)
	m := newModel(t, set.Shape, regular, Options{})
	if err := m.Train(set, Training{Epochs: 2}); err != nil {
		t.Fatal(err)
	}
	all := m.Probabilities(set)
	for _, i := range []int{0, 1, 255, 256, 299} {
		same(t, "an answer", m.Think(set.Example(i)), all[i], 1e-6)
		same(t, "an answer", m.Probabilities(set.Slice(i, i+1))[0], all[i], 1e-6)
		activations := m.Activations(set.Example(i))
		same(t, "an answer", softmax(activations[len(activations)-1].Values), all[i], 1e-6)
	}
}

// Try changes nothing: not the running averages, not what dropout does next.
func TestTryLeavesTheModel(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4, 4, 1)
	alone, watched := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
	training := Training{Batch: 10, Epochs: 3}
	alone.Train(set, training)
	for range watched.Steps(set, training) {
		watched.Try(set)
		watched.Accuracy(set)
		watched.Activations(set.Example(0))
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
	x = layers.DropoutStatic(scope, Flatten(x), 0.3)
	return Dense(scope.In("logits"), x, classes)
}

// nothing learns nothing: a rate of 0 would be GoMLX's own choice.
func nothing() optimizer.Interface { return descent(1e-300) }

func meanAndVariance(numbers []float64) (mean, variance float64) {
	for _, number := range numbers {
		mean += number / float64(len(numbers))
	}
	for _, number := range numbers {
		variance += (number - mean) * (number - mean) / float64(len(numbers))
	}
	return mean, variance
}
