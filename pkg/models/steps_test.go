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

	"firstneuron/pkg/datasets"
)

// Every example is a 1 at a place of its own, so the weights that a step changes tell
// which examples were in its batch.
func TestStepsGoThroughAllExamples(t *testing.T) {
	const examples = 10
	set := &datasets.Set{Name: "ones", Shape: []int{examples}, Values: make([]float64, examples*examples), Classes: []string{"a", "b"}}
	for i := range examples {
		set.Values[i*examples+i] = 1
		set.Labels = append(set.Labels, i%2)
	}
	batches := func(rng *rand.Rand, training Training) (seen [][]int) {
		m := newModel(t, set.Shape, Linear(2), Options{})
		training.Optimizer = descent(1)
		before := m.Parameter("logits/dense/weights").Values
		perEpoch := (examples + training.Batch - 1) / training.Batch
		for number, step := range m.Steps(rng, set, training) {
			after := m.Parameter("logits/dense/weights").Values
			var batch []int
			for i := range examples {
				if after[2*i] != before[2*i] {
					batch = append(batch, i)
				}
			}
			before = after
			seen = append(seen, batch)
			if number != len(seen)-1 || step.Epoch != number/perEpoch+1 || step.EpochEnds != ((number+1)%perEpoch == 0) {
				t.Errorf("%+v: step %d is number %d, %+v", training, len(seen)-1, number, step)
			}
		}
		if err := m.Err(); err != nil {
			t.Errorf("%+v: %v", training, err)
		}
		return seen
	}
	tests := []struct {
		training Training
		sizes    []int // of the batches
	}{
		{Training{Batch: 32, Epochs: 1}, []int{10}}, // there are no more
		{Training{Batch: 5, Epochs: 1}, []int{5, 5}},
		{Training{Batch: 4, Epochs: 1}, []int{4, 4, 2}}, // the last batch is kept
		{Training{Batch: 4, Epochs: 3}, []int{4, 4, 2, 4, 4, 2, 4, 4, 2}},
		{Training{Batch: 4, Steps: 5}, []int{4, 4, 2, 4, 4}},
		{Training{Batch: 1, Steps: 3}, []int{1, 1, 1}},
		{Training{Batch: 4}, nil},
		{Training{Batch: 4, Epochs: 0, Steps: 0}, nil},
	}
	for _, test := range tests {
		seen := batches(seeded(1), test.training)
		var sizes []int
		for _, batch := range seen {
			sizes = append(sizes, len(batch))
		}
		if !slices.Equal(sizes, test.sizes) {
			t.Errorf("%+v: got batches of %v, want %v", test.training, sizes, test.sizes)
		}
		perEpoch := (examples + test.training.Batch - 1) / test.training.Batch
		for epoch := range slices.Chunk(seen, perEpoch) {
			all := slices.Sorted(slices.Values(slices.Concat(epoch...)))
			if len(epoch) == perEpoch && fmt.Sprint(all) != "[0 1 2 3 4 5 6 7 8 9]" {
				t.Errorf("%+v: an epoch's batches are %v, want each example once", test.training, epoch)
			}
		}
	}
	two := Training{Batch: 2, Epochs: 2}
	first := batches(seeded(1), two)
	if again := batches(seeded(1), two); fmt.Sprint(again) != fmt.Sprint(first) {
		t.Errorf("the same rng goes through %v, then through %v", first, again)
	}
	if other := batches(seeded(3), two); fmt.Sprint(other) == fmt.Sprint(first) {
		t.Errorf("another rng goes through the same %v", first)
	}
	if fmt.Sprint(first[:5]) == fmt.Sprint(first[5:]) {
		t.Errorf("both epochs go through %v", first[:5])
	}
	if got, want := fmt.Sprint(batches(nil, two)), "[[0 1] [2 3] [4 5] [6 7] [8 9] [0 1] [2 3] [4 5] [6 7] [8 9]]"; got != want {
		t.Errorf("without an rng it goes through %v, want %v", got, want)
	}
	// The batches are those that datasets draws.
	var want [][]int
	for indices := range set.BatchIndices(seeded(1), 4) {
		want = append(want, slices.Sorted(slices.Values(indices)))
	}
	if got := batches(seeded(1), Training{Batch: 4, Epochs: 1}); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("it goes through %v, want %v", got, want)
	}
}

// A step's loss and accuracy are those of its batch before the weights took it.
func TestAStepTellsOfItsBatch(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4)
	m := newModel(t, set.Shape, Multilayer(3, 8), Options{Float64: true})
	loss, accuracy := m.Pass(set).Loss(), m.Accuracy(set)
	for _, step := range m.Steps(seeded(1), set, Training{Batch: 30, Epochs: 20, Rate: 0.02}) {
		same(t, "loss and accuracy", []float64{step.Loss(), step.Accuracy()}, []float64{loss, accuracy}, 1e-12)
		loss, accuracy = m.Pass(set).Loss(), m.Accuracy(set)
	}
	if err := m.Err(); err != nil {
		t.Error(err)
	}
}

// A second training goes on from the first: two of one epoch are one of two, with the
// weights, the optimizer and the order of the examples.
func TestTrainingTwiceTrainsOn(t *testing.T) {
	set := randomSet(seeded(1), 14, 3, 4)
	once, twice := newModel(t, set.Shape, Multilayer(3, 8), Options{}), newModel(t, set.Shape, Multilayer(3, 8), Options{})
	if err := once.Train(seeded(1), set, adam(2, 4)); err != nil {
		t.Fatal(err)
	}
	rng := seeded(1)
	for range 2 {
		var numbers, epochs []int
		for number, step := range twice.Steps(rng, set, adam(1, 4)) {
			numbers, epochs = append(numbers, number), append(epochs, step.Epoch)
		}
		if fmt.Sprint(numbers, epochs) != "[0 1 2 3] [1 1 1 1]" {
			t.Errorf("got the steps %v of the epochs %v, want 0 to 3 of epoch 1", numbers, epochs)
		}
	}
	sameModel(t, twice, once)
}

// The body of the loop runs after the weights took the step, and break keeps it.
func TestBreak(t *testing.T) {
	set := randomSet(seeded(1), 12, 3, 4)
	cut, one := newModel(t, set.Shape, Linear(3), Options{}), newModel(t, set.Shape, Linear(3), Options{})
	for range cut.Steps(seeded(1), set, adam(4, 4)) {
		break
	}
	one.Train(seeded(1), set, Training{Steps: 1, Batch: 4, Rate: 0.001})
	sameModel(t, cut, one)
}

// AdamW takes its share of each weight beside Adam's step (Loshchilov and Hutter, 2019).
func TestWeightDecay(t *testing.T) {
	set := randomSet(seeded(1), 12, 3, 4)
	const rate, decay = 0.01, 0.5
	plain, decayed := newModel(t, set.Shape, Multilayer(3, 8), Options{Float64: true}), newModel(t, set.Shape, Multilayer(3, 8), Options{Float64: true})
	start := plain.Parameters()
	plain.Train(seeded(1), set, Training{Steps: 1, Batch: 12, Rate: rate})
	decayed.Train(seeded(1), set, Training{Steps: 1, Batch: 12, Rate: rate, WeightDecay: decay})
	for i, parameter := range decayed.Parameters() {
		same(t, parameter.Name, parameter.Values, plus(plain.Parameters()[i].Values, start[i].Values, -rate*decay), 1e-12)
	}
}

// A later training may have another rate: Adam's first steps are about as long as it.
func TestRateOfALaterTraining(t *testing.T) {
	set := randomSet(seeded(1), 20, 2, 4)
	m := newModel(t, set.Shape, Linear(2), Options{Float64: true})
	longest := func(training Training) (length float64) {
		before := m.Parameters()
		m.Train(seeded(1), set, training)
		for i, parameter := range m.Parameters() {
			for _, moved := range plus(parameter.Values, before[i].Values, -1) {
				length = max(length, math.Abs(moved))
			}
		}
		return length
	}
	for i, rate := range []float64{0.001, 0.1, 0.001, 0} {
		if got := longest(Training{Batch: 20, Steps: 1, Rate: rate}); got < rate/2 || got > rate*2 {
			t.Errorf("training %d, rate %v: a weight moved by %v", i, rate, got)
		}
	}
}

// What cannot be learnt from, and settings that make no sense, are errors: nothing is trained.
func TestErr(t *testing.T) {
	good := randomSet(seeded(1), 6, 3, 4)
	change := func(do func(set *datasets.Set)) *datasets.Set {
		set := randomSet(seeded(1), 6, 3, 4)
		do(set)
		return set
	}
	right := Training{Epochs: 1, Batch: 2, Rate: 0.1}
	with := func(do func(training *Training)) Training {
		training := right
		do(&training)
		return training
	}
	m := newModel(t, good.Shape, Linear(3), Options{})
	untouched := newModel(t, good.Shape, Linear(3), Options{})
	for _, test := range []struct {
		name     string
		set      *datasets.Set
		training Training
		want     string
	}{
		{"other classes", randomSet(seeded(1), 6, 5, 4), right, `datasets: random has 5 classes, and the outputs are 3: there must be one for each class`},
		{"a label without a class", change(func(set *datasets.Set) { set.Labels[2] = -1 }), right, `datasets: example 3 of random has the label -1`},
		{"a number that is NaN", change(func(set *datasets.Set) { set.Values[5] = math.NaN() }), right, `datasets: example 2 of random: number 2 is NaN`},
		{"neither labels nor targets", change(func(set *datasets.Set) { set.Labels = nil }), right, `datasets: random has neither labels nor targets`},
		{"no examples", &datasets.Set{Name: "nothing", Shape: []int{4}}, right, `models: there are no examples to learn from in nothing`},
		{"epochs below 0", good, with(func(training *Training) { training.Epochs = -1 }), "models: a training cannot have -1 epochs and 0 steps"},
		{"steps below 0", good, with(func(training *Training) { training.Epochs, training.Steps = 0, -5 }), "models: a training cannot have 0 epochs and -5 steps"},
		{"epochs and steps", good, with(func(training *Training) { training.Steps = 7 }), "models: a training of 1 epochs and of 7 steps: say one of the two"},
		{"no batch", good, with(func(training *Training) { training.Batch = 0 }), "models: a batch of 0 examples"},
		{"a batch below 0", good, with(func(training *Training) { training.Batch = -4 }), "models: a batch of -4 examples"},
		{"a rate below 0", good, with(func(training *Training) { training.Rate = -0.1 }), "models: a learning rate of -0.1"},
		{"a rate that is NaN", good, with(func(training *Training) { training.Rate = math.NaN() }), "models: a learning rate of NaN"},
		{"an infinite rate", good, with(func(training *Training) { training.Rate = math.Inf(1) }), "models: a learning rate of +Inf"},
		{"a decay below 0", good, with(func(training *Training) { training.WeightDecay = -1 }), "models: a weight decay of -1"},
		{"a rate beside an optimizer", good, with(func(training *Training) { training.Optimizer = descent(1) }), "models: Training.Optimizer has a rate of its own, so Rate 0.1 and WeightDecay 0 would do nothing"},
		{"a shift below 0", good, with(func(training *Training) { training.Augment.Shift = -1 }), "models: Training.Augment: datasets: "},
		{"augmented points", good, with(func(training *Training) { training.Augment.Shift = 1 }), "datasets: Augment needs pictures"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for number := range m.Steps(seeded(1), test.set, test.training) {
				t.Errorf("there is a step %d", number)
			}
			if err := m.Err(); err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want one sentence with %s", err, test.want)
			}
		})
	}
	augmented := with(func(training *Training) { training.Augment.Shift = 1 })
	if err := m.Train(nil, good, augmented); err == nil || !strings.Contains(err.Error(), "give Steps a source") {
		t.Errorf("augmented without an rng: got %v, want an error", err)
	}
	sameModel(t, m, untouched)
	if err := m.Train(seeded(1), good, right); err != nil || m.Err() != nil {
		t.Errorf("after a good training: got %v and %v, want no error", err, m.Err())
	}
}

// A mistake that shows only with another batch size ends the training as an error.
func TestMistakeWithAnotherBatch(t *testing.T) {
	set := randomSet(seeded(1), 6, 3, 4)
	never := func(scope *model.Scope, x *graph.Node) *graph.Node { // fits a batch of 1 and powers of 2 only
		if x.Shape().Dimensions[0] == 3 {
			panic("a batch of 3 is too much for me")
		}
		return Dense(scope.In("logits"), Flatten(x), 3)
	}
	for _, folder := range []string{"", t.TempDir()} {
		err := newModel(t, set.Shape, never, Options{Backend: "go"}).Train(seeded(1), set, Training{Epochs: 1, Batch: 3, Rate: 0.1, Checkpoint: folder})
		if err == nil || err.Error() != "models: cannot run the model: a batch of 3 is too much for me" {
			t.Errorf("got %v, want the sentence of the function", err)
		}
	}
}

// Mistakes in code panic with one sentence that names both sides.
func TestPanics(t *testing.T) {
	set := randomSet(seeded(1), 6, 3, 4)
	other := randomSet(seeded(1), 6, 3, 2, 2, 1)
	m := newModel(t, set.Shape, Linear(3), Options{})
	pictures := newModel(t, other.Shape, Convolutional(3, 4, 2), Options{})
	const shapes = "models: examples of shape [2 2 1] do not fit a model for examples of shape [4]"
	for _, test := range []struct {
		name string
		do   func()
		want string
	}{
		{"Steps", func() { m.Steps(nil, other, Training{}) }, shapes},
		{"Train", func() { m.Train(nil, other, Training{}) }, shapes},
		{"Pass", func() { m.Pass(other) }, shapes},
		{"Logits", func() { m.Logits(other) }, shapes},
		{"Classify", func() { m.Classify(other) }, shapes},
		{"Confusion", func() { m.Confusion(other) }, shapes},
		{"Pass, other classes", func() { m.Pass(randomSet(seeded(1), 6, 5, 4)) }, "datasets: random has 5 classes, and the outputs are 3"},
		{"Accuracy without labels", func() { m.Accuracy(&datasets.Set{Name: "unknown", Shape: []int{4}}) }, "models: the examples of unknown have no labels to compare the answers with"},
		{"Predict", func() { m.Predict(make([]float64, 3)) }, "models: an example of 3 numbers does not fit a model for examples of shape [4]"},
		{"LayerOutputs", func() { m.LayerOutputs(make([]float64, 5)) }, "models: an example of 5 numbers does not fit a model for examples of shape [4]"},
		{"Parameter", func() { m.Parameter("hidden") }, `models: there is no parameter "hidden"; this model has logits/dense/weights, logits/dense/biases`},
		{"SetParameter", func() { m.SetParameter("logits/dense/weights", make([]float64, 11)) },
			`models: 11 values do not fit the parameter "logits/dense/weights" of shape [4 3]`},
		{"Kernel of a dense layer", func() { m.Parameter("logits/dense/weights").Kernel(0, 0) },
			`models: there is no kernel from channel 0 to channel 0 in "logits/dense/weights", which has shape [4 3]`},
		{"Kernel", func() { pictures.Parameters()[0].Kernel(0, 2) },
			`models: there is no kernel from channel 0 to channel 2 in "convolution 1/conv/weights", which has shape [3 3 1 2]`},
		{"Map", func() { pictures.LayerOutputs(make([]float64, 4))[0].Map(2) },
			`models: there is no feature map 2 in the output of "convolution 1", which has shape [2 2 2]`},
		{"Map of a dense layer", func() { m.LayerOutputs(make([]float64, 4))[0].Map(0) },
			`models: there is no feature map 0 in the output of "logits", which has shape [3]`},
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
	if err := m.Train(nil, set, adam(1, 3)); err != nil {
		t.Errorf("after the panics: %v", err)
	}
}

// sameModel compares bit for bit.
func sameModel(t *testing.T, got, want *Model) {
	t.Helper()
	if got.StepCount() != want.StepCount() {
		t.Errorf("the model has seen %d steps, want %d", got.StepCount(), want.StepCount())
	}
	for i, parameter := range got.Parameters() {
		same(t, parameter.Name, parameter.Values, want.Parameters()[i].Values, 0)
	}
}
