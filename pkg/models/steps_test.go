package models

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/network"
)

// descent is plain gradient descent.
func descent(rate float64) optimizer.Interface {
	return optimizer.StochasticGradientDescent().WithDecay(false).WithLearningRate(rate).Done()
}

// Every example is a 1 at a place of its own, so the weights that a step changes tell
// which examples were in its batch.
func TestStepsGoThroughAllExamples(t *testing.T) {
	const examples = 10
	set := &datasets.Set{Name: "ones", Shape: []int{examples}, Values: make([]float32, examples*examples), Classes: []string{"a", "b"}}
	for i := range examples {
		set.Values[i*examples+i] = 1
		set.Labels = append(set.Labels, i%2)
	}
	batches := func(training Training) (seen [][]int) {
		m := newModel(t, set.Shape, Linear(2), Options{})
		training.Optimizer = descent(1)
		before := m.Parameter("logits/dense/weights").Values
		for number, step := range m.Steps(set, training) {
			after := m.Parameter("logits/dense/weights").Values
			var batch []int
			for i := range examples {
				if after[2*i] != before[2*i] {
					batch = append(batch, i)
				}
			}
			before = after
			seen = append(seen, batch)
			perEpoch := examples / len(batch)
			if want := (Step{Epoch: number / perEpoch, Loss: step.Loss, Accuracy: step.Accuracy, EpochEnds: (number+1)%perEpoch == 0}); number != len(seen)-1 || step != want {
				t.Errorf("%+v: step %d is number %d, %+v, want %+v", training, len(seen)-1, number, step, want)
			}
		}
		return seen
	}
	tests := []struct {
		training    Training
		steps, size int
	}{
		{Training{}, 1, 10}, // the batch of 32 is cut to what there is
		{Training{Batch: 5}, 2, 5},
		{Training{Batch: 4}, 2, 4}, // two wait for the next epoch
		{Training{Batch: 4, Epochs: 3}, 6, 4},
		{Training{Batch: 4, Epochs: 3, Steps: 5}, 5, 4},
		{Training{Batch: 5, Steps: 5}, 5, 5},
		{Training{Batch: 1, Epochs: 2}, 20, 1},
	}
	for _, test := range tests {
		seen := batches(test.training)
		if len(seen) != test.steps {
			t.Errorf("%+v: got %d steps, want %d", test.training, len(seen), test.steps)
		}
		for epoch := range slices.Chunk(seen, examples/test.size) {
			all := slices.Sorted(slices.Values(slices.Concat(epoch...)))
			if len(all) != len(epoch)*test.size || len(slices.Compact(all)) != len(epoch)*test.size {
				t.Errorf("%+v: an epoch's batches are %v, want each example at most once", test.training, epoch)
			}
		}
	}
	first := batches(Training{Batch: 2, Epochs: 2})
	if again := batches(Training{Batch: 2, Epochs: 2}); fmt.Sprint(again) != fmt.Sprint(first) {
		t.Errorf("the same seed goes through %v, then through %v", first, again)
	}
	if other := batches(Training{Batch: 2, Epochs: 2, Seed: 1}); fmt.Sprint(other) == fmt.Sprint(first) {
		t.Errorf("another seed goes through the same %v", first)
	}
	if fmt.Sprint(first[:5]) == fmt.Sprint(first[5:]) {
		t.Errorf("both epochs go through %v", first[:5])
	}
}

// A step's loss and accuracy are those of its batch before the weights took it.
func TestAStepTellsOfItsBatch(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4)
	m := newModel(t, set.Shape, Multilayer(3, 8), Options{Float64: true})
	loss, accuracy := m.Try(set).Loss, m.Accuracy(set)
	for _, step := range m.Steps(set, Training{Batch: 30, Epochs: 20, Rate: 0.02}) {
		same(t, "loss and accuracy", []float64{step.Loss, step.Accuracy}, []float64{loss, accuracy}, 1e-12)
		loss, accuracy = m.Try(set).Loss, m.Accuracy(set)
	}
	if err := m.Err(); err != nil {
		t.Error(err)
	}
}

// A training that is left and gone on with is one training.
func TestBreak(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 12, 3, 4)
	training := Training{Batch: 4, Epochs: 4}
	uncut, cut := newModel(t, set.Shape, Multilayer(3, 8), Options{}), newModel(t, set.Shape, Multilayer(3, 8), Options{})
	if err := uncut.Train(set, training); err != nil {
		t.Fatal(err)
	}
	var numbers []int
	for number, step := range cut.Steps(set, training) {
		numbers = append(numbers, number)
		if step.EpochEnds {
			break
		}
	}
	if cut.Seen() != 3 {
		t.Errorf("after the first epoch the model has seen %d steps, want 3", cut.Seen())
	}
	for number := range cut.Steps(set, training) {
		numbers = append(numbers, number)
		if number == 6 {
			break
		}
	}
	for number := range cut.Steps(set, training) {
		numbers = append(numbers, number)
	}
	if want := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}; !slices.Equal(numbers, want) {
		t.Errorf("got the steps %v, want %v", numbers, want)
	}
	sameModel(t, cut, uncut)
	for number := range cut.Steps(set, training) {
		t.Errorf("step %d comes after the last", number)
	}
}

// AdamW takes its share of each weight beside Adam's step (Loshchilov and Hutter, 2019).
func TestWeightDecay(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 12, 3, 4)
	const rate, decay = 0.01, 0.5
	plain, decayed := newModel(t, set.Shape, Multilayer(3, 8), Options{Float64: true}), newModel(t, set.Shape, Multilayer(3, 8), Options{Float64: true})
	start := plain.Parameters()
	plain.Train(set, Training{Steps: 1, Rate: rate})
	decayed.Train(set, Training{Steps: 1, Rate: rate, WeightDecay: decay})
	for i, parameter := range decayed.Parameters() {
		same(t, parameter.Name, parameter.Values, plus(plain.Parameters()[i].Values, start[i].Values, -rate*decay), 1e-12)
	}
}

// A rule of GoMLX's own stands in the place of Adam: gradient descent is network's.
func TestOptimizer(t *testing.T) {
	net, examples, m, set := twins(t, network.GradientDescent{Rate: 0.3})
	net.Train(examples, 20)
	m.Train(set, Training{Batch: 20, Steps: 20, Optimizer: descent(0.3)})
	for i, parameter := range m.Parameters() {
		same(t, parameter.Name, parameter.Values, parametersOf(net)[i], 1e-12)
	}
}

// A later training may have another rate: Adam's first steps are about as long as it.
func TestRateOfALaterTraining(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 20, 2, 4)
	m := newModel(t, set.Shape, Linear(2), Options{Float64: true})
	longest := func(training Training) (length float64) {
		before := m.Parameters()
		m.Train(set, training)
		for i, parameter := range m.Parameters() {
			for _, moved := range plus(parameter.Values, before[i].Values, -1) {
				length = max(length, math.Abs(moved))
			}
		}
		return length
	}
	for i, rate := range []float64{0.001, 0.1, 0.001} {
		if got := longest(Training{Batch: 20, Steps: i + 1, Rate: rate}); got < rate/2 || got > rate*2 {
			t.Errorf("training %d, rate %v: a weight moved by %v", i, rate, got)
		}
	}
}

func TestErr(t *testing.T) {
	good := randomSet(rand.New(rand.NewPCG(1, 2)), 6, 3, 4)
	bad := randomSet(rand.New(rand.NewPCG(1, 2)), 6, 5, 4)
	negative := randomSet(rand.New(rand.NewPCG(1, 2)), 6, 3, 4)
	negative.Labels[2] = -1
	empty := &datasets.Set{Name: "nothing", Shape: []int{4}}
	m := newModel(t, good.Shape, Linear(3), Options{})
	for _, test := range []struct {
		name string
		set  *datasets.Set
		want string
	}{
		{"a class too many", bad, `models: example 3 of "random" is of class 3, but the model has the classes 0 to 2: let its last layer have one output for each class`},
		{"no class", negative, `models: example 2 of "random" is of class -1, but the model has the classes 0 to 2: let its last layer have one output for each class`},
		{"no examples", empty, `models: there are no examples to learn from in "nothing"`},
	} {
		for number := range m.Steps(test.set, Training{}) {
			t.Errorf("%s: there is a step %d", test.name, number)
		}
		if err := m.Err(); err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
	if err := m.Train(good, Training{}); err != nil || m.Err() != nil {
		t.Errorf("after a good training: got %v and %v, want no error", err, m.Err())
	}
}

// Mistakes in code panic with one sentence that names both sides.
func TestPanics(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 6, 3, 4)
	other := randomSet(rand.New(rand.NewPCG(1, 2)), 6, 3, 2, 2, 1)
	m := newModel(t, set.Shape, Linear(3), Options{})
	pictures := newModel(t, other.Shape, Convolutional(3, 4, 2), Options{})
	never := func(scope *model.Scope, x *graph.Node) *graph.Node { // fits a batch of 1 and powers of 2 only
		if x.Shape().Dimensions[0] == 3 {
			panic("a batch of 3 is too much for me")
		}
		return Dense(scope.In("logits"), Flatten(x), 3)
	}
	const shapes = "models: examples of shape [2 2 1] do not fit a model for examples of shape [4]"
	for _, test := range []struct {
		name string
		do   func()
		want string
	}{
		{"Steps", func() { m.Steps(other, Training{}) }, shapes},
		{"Train", func() { m.Train(other, Training{}) }, shapes},
		{"Try", func() { m.Try(other) }, shapes},
		{"Logits", func() { m.Logits(other) }, shapes},
		{"Answers", func() { m.Answers(other) }, shapes},
		{"Confusion", func() { m.Confusion(other) }, shapes},
		{"Try, a class too many", func() { m.Try(randomSet(rand.New(rand.NewPCG(1, 2)), 6, 5, 4)) },
			`models: example 3 of "random" is of class 3, but the model has the classes 0 to 2: let its last layer have one output for each class`},
		{"Think", func() { m.Think(make([]float32, 3)) }, "models: an example of 3 numbers does not fit a model for examples of shape [4]"},
		{"Activations", func() { m.Activations(make([]float32, 5)) }, "models: an example of 5 numbers does not fit a model for examples of shape [4]"},
		{"Parameter", func() { m.Parameter("hidden") }, `models: there is no parameter "hidden"; this model has logits/dense/weights, logits/dense/biases`},
		{"SetParameter", func() { m.SetParameter("logits/dense/weights", make([]float64, 11)) },
			`models: 11 values do not fit the parameter "logits/dense/weights" of shape [4 3]`},
		{"Kernel of a dense layer", func() { m.Parameter("logits/dense/weights").Kernel(0, 0) },
			`models: there is no kernel from channel 0 to channel 0 in "logits/dense/weights", which has shape [4 3]`},
		{"Kernel", func() { pictures.Parameters()[0].Kernel(0, 2) },
			`models: there is no kernel from channel 0 to channel 2 in "convolution 1/conv/weights", which has shape [3 3 1 2]`},
		{"Map", func() { pictures.Activations(make([]float32, 4))[0].Map(2) },
			`models: there is no feature map 2 in the output of "convolution 1", which has shape [2 2 2]`},
		{"Map of a dense layer", func() { m.Activations(make([]float32, 4))[0].Map(0) },
			`models: there is no feature map 0 in the output of "logits", which has shape [3]`},
		{"Augment what is no picture", func() { m.Train(set, Training{Augment: datasets.AugmentOptions{Shift: 1}}) }, "picture"},
		{"a mistake with another batch", func() { newModel(t, set.Shape, never, Options{}).Train(set, Training{Batch: 3}) }, "a batch of 3 is too much for me"},
		{"a mistake with another batch, with a checkpoint", func() {
			newModel(t, set.Shape, never, Options{}).Train(set, Training{Batch: 3, Checkpoint: t.TempDir()})
		}, "a batch of 3 is too much for me"},
	} {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				got := fmt.Sprint(recover())
				if !strings.Contains(got, test.want) || strings.Contains(got, "\n") {
					t.Errorf("got %q, want one sentence with %q", got, test.want)
				}
			}()
			test.do()
		})
	}
	if err := m.Train(set, Training{}); err != nil {
		t.Errorf("after the panics: %v", err)
	}
}

// sameModel compares bit for bit.
func sameModel(t *testing.T, got, want *Model) {
	t.Helper()
	if got.Seen() != want.Seen() {
		t.Errorf("the model has seen %d steps, want %d", got.Seen(), want.Seen())
	}
	for i, parameter := range got.Parameters() {
		same(t, parameter.Name, parameter.Values, want.Parameters()[i].Values, 0)
	}
}
