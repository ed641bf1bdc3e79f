package models

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/layers/regularizer"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/loss"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/datasets"
)

// A model that is saved and loaded is the same, and learns on as it would have.
func TestSaveAndLoad(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4, 4, 1)
	folder := filepath.Join(t.TempDir(), "not", "there", "yet")
	for _, options := range []Options{{}, {Float64: true}} {
		saved := newModel(t, set.Shape, regular, options)
		if err := saved.Train(seeded(1), set, adam(3, 10)); err != nil {
			t.Fatal(err)
		}
		if err := saved.Save(folder); err != nil {
			t.Fatal(err)
		}
		if found := filesOf(t, folder); len(found) != 1 {
			t.Errorf("the folder holds %v, want one checkpoint", found)
		}
		loaded, err := New(seeded(7), set.Shape, regular, options)
		if err != nil {
			t.Fatal(err)
		}
		if err := loaded.Load(folder); err != nil {
			t.Fatal(err)
		}
		sameModel(t, loaded, saved)
		sameAnswers(t, loaded, saved, set)
		for _, m := range []*Model{saved, loaded} {
			if err := m.Train(seeded(3), set, adam(2, 10)); err != nil {
				t.Fatal(err)
			}
		}
		sameModel(t, loaded, saved)
		sameAnswers(t, loaded, saved, set)
	}
}

// A checkpoint from before a training makes the model new again: its optimizer
// remembers nothing.
func TestLoadForgets(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4, 4, 1)
	m, fresh := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
	folder := t.TempDir()
	if err := m.Save(folder); err != nil {
		t.Fatal(err)
	}
	m.Train(seeded(1), set, adam(3, 10))
	if err := m.Load(folder); err != nil {
		t.Fatal(err)
	}
	sameModel(t, m, fresh)
	m.Train(seeded(1), set, adam(3, 10))
	fresh.Train(seeded(1), set, adam(3, 10))
	sameModel(t, m, fresh)
	sameAnswers(t, m, fresh, set)
}

// Interrupted and resumed by a program that knows nothing of the first one, a training
// ends as if it had run through, bit for bit, and so does its rng.
func TestResumeIsExact(t *testing.T) {
	set := randomSet(seeded(1), 38, 3, 6, 6, 1) // the last batch is smaller
	for _, test := range []struct {
		name     string
		function Function
		training Training
	}{
		{"plain", Convolutional(3, 8, 4), adam(3, 8)},
		{"dropout and batch norm", regular, adam(3, 8)},
		{"augmented", Convolutional(3, 8, 4), Training{Batch: 8, Epochs: 3, Rate: 0.001, Augment: datasets.AugmentOptions{Shift: 1, Rotate: 20, Flip: true}}},
		{"all of it", regular, Training{Batch: 7, Epochs: 3, Rate: 0.001, WeightDecay: 0.1, Augment: datasets.AugmentOptions{Shift: 1, Rotate: 20}}},
		{"another optimizer", regular, Training{Batch: 8, Epochs: 3, Optimizer: optimizer.StochasticGradientDescent()}},
	} {
		t.Run(test.name, func(t *testing.T) {
			uncut, rng := newModel(t, set.Shape, test.function, Options{}), seeded(1)
			if err := uncut.Train(rng, set, test.training); err != nil {
				t.Fatal(err)
			}
			want := rng.Uint64()
			test.training.Checkpoint = t.TempDir()
			var numbers []int
			var resumed *Model
			for _, end := range []int{3, 4, 11, 1000} { // where break interrupts it
				resumed, rng = newModel(t, set.Shape, test.function, Options{}), seeded(1)
				for number, step := range resumed.Steps(rng, set, test.training) {
					numbers = append(numbers, number)
					perEpoch := uncut.StepCount() / 3
					if step.Epoch != number/perEpoch+1 || step.EpochEnds != (number%perEpoch == perEpoch-1) {
						t.Errorf("step %d is %+v", number, step)
					}
					if number == end {
						break
					}
				}
				if err := resumed.Err(); err != nil {
					t.Fatal(err)
				}
			}
			for i, number := range numbers {
				if number != i || len(numbers) != uncut.StepCount() {
					t.Fatalf("steps %v, want 0 to %d", numbers, uncut.StepCount()-1)
				}
			}
			sameModel(t, resumed, uncut)
			sameAnswers(t, resumed, uncut, set)
			if got := rng.Uint64(); got != want {
				t.Errorf("after the resumed training the rng gives %d, want %d", got, want)
			}

			again, rng := newModel(t, set.Shape, test.function, Options{}), seeded(1)
			for number := range again.Steps(rng, set, test.training) {
				t.Errorf("step %d after the last", number)
			}
			sameModel(t, again, uncut)
			sameAnswers(t, again, uncut, set)
			if got := rng.Uint64(); got != want {
				t.Errorf("where nothing was left to do the rng gives %d, want %d", got, want)
			}
			// Another two epochs go on from there.
			longer := newModel(t, set.Shape, test.function, Options{})
			test.training.Epochs = 4
			for number := range longer.Steps(seeded(1), set, test.training) {
				if number < uncut.StepCount() {
					t.Errorf("a longer training makes step %d again", number)
				}
			}
		})
	}
}

// The same for a training that begins with a model that has learnt already.
func TestResumeOfASecondTraining(t *testing.T) {
	set, folder := randomSet(seeded(1), 38, 3, 6, 6, 1), t.TempDir()
	second := Training{Batch: 8, Epochs: 2, Rate: 0.01, Checkpoint: folder}
	var models []*Model
	for _, end := range []int{4, 1000} {
		m, rng := newModel(t, set.Shape, regular, Options{}), seeded(1)
		if err := m.Train(rng, set, adam(1, 8)); err != nil {
			t.Fatal(err)
		}
		for number := range m.Steps(rng, set, second) {
			if number == end {
				break
			}
		}
		models = append(models, m)
	}
	uncut, rng := newModel(t, set.Shape, regular, Options{}), seeded(1)
	second.Checkpoint = ""
	uncut.Train(rng, set, adam(1, 8))
	uncut.Train(rng, set, second)
	sameModel(t, models[1], uncut)
	if found := filesOf(t, folder); len(found) != 1 {
		t.Errorf("the folder holds the trainings %v, want one", found)
	}
}

// Trainings that would learn something else have checkpoints of their own; what makes
// no difference to what is learnt does not.
func TestEachTrainingHasItsCheckpoint(t *testing.T) {
	set := randomSet(seeded(1), 40, 3, 6, 6, 1)
	fewer, other := set.Slice(0, 39), randomSet(seeded(3), 40, 3, 6, 6, 1)
	relabelled := set.Subset(nil)
	*relabelled = *set
	relabelled.Labels = slices.Clone(set.Labels)
	relabelled.Labels[0] = 1
	with := func(do func(training *Training)) Training {
		training := adam(1, 32)
		do(&training)
		return training
	}
	shift := func(pixels int) Training { return with(func(training *Training) { training.Augment.Shift = pixels }) }
	by := func(o optimizer.Interface) Training { return Training{Epochs: 1, Batch: 32, Optimizer: o} }
	small, usual := Convolutional(3, 8, 4), adam(1, 32)
	withL2 := func(amount float64) Function {
		return func(scope *model.Scope, x *graph.Node) *graph.Node {
			scope.SetParam(regularizer.ParamL2, amount)
			return small(scope, x)
		}
	}
	withActivation := func(f func(*graph.Node) *graph.Node) Function {
		return func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = Convolution(scope.In("convolution 1"), x).Channels(4).KernelSize(3).PadSame().Done()
			x = f(MaxPool(x, 2))
			x = activation.Relu(Dense(scope.In("dense"), Flatten(x), 8))
			return Dense(scope.In("logits"), x, 3)
		}
	}
	tests := []struct {
		name     string
		function Function
		options  Options
		seed     uint64
		set      *datasets.Set
		training Training
	}{
		{"as it is", small, Options{}, 1, set, usual},
		{"another layer", Convolutional(3, 8, 5), Options{}, 1, set, usual},
		{"another activation", withActivation(graph.Tanh), Options{}, 1, set, usual},
		{"another loss", small, Options{Loss: loss.MeanSquaredError}, 1, set, usual},
		{"regularization", withL2(0.01), Options{}, 1, set, usual},
		{"more regularization", withL2(0.02), Options{}, 1, set, usual},
		{"other first weights and order", small, Options{}, 3, set, usual},
		{"more digits", small, Options{Float64: true}, 1, set, usual},
		{"fewer examples", small, Options{}, 1, fewer, usual},
		{"other examples", small, Options{}, 1, other, usual},
		{"other labels", small, Options{}, 1, relabelled, usual},
		{"another batch", small, Options{}, 1, set, with(func(training *Training) { training.Batch = 16 })},
		{"another rate", small, Options{}, 1, set, with(func(training *Training) { training.Rate = 0.002 })},
		{"decay", small, Options{}, 1, set, with(func(training *Training) { training.WeightDecay = 0.1 })},
		{"more decay", small, Options{}, 1, set, with(func(training *Training) { training.WeightDecay = 0.2 })},
		{"shifted by 1", small, Options{}, 1, set, shift(1)},
		{"shifted by 2", small, Options{}, 1, set, shift(2)},
		{"rotated", small, Options{}, 1, set, with(func(training *Training) { training.Augment.Rotate = 2 })},
		{"class weights", small, Options{}, 1, set, with(func(training *Training) { training.ClassWeights = []float64{1, 1, 1} })},
		{"other class weights", small, Options{}, 1, set, with(func(training *Training) { training.ClassWeights = []float64{1, 1, 2} })},
		{"gradient descent", small, Options{}, 1, set, by(descent(0.1))},
		{"faster gradient descent", small, Options{}, 1, set, by(descent(0.2))},
		{"Adam by hand", small, Options{}, 1, set, by(optimizer.Adam().Betas(0.5, 0.999).Done())},
	}
	fingerprint := func(function Function, i int, training Training) string {
		t.Helper()
		test := tests[i]
		m := newModel(t, test.set.Shape, function, test.options)
		targets, err := m.targetsOf(test.set)
		if err != nil {
			t.Fatal(err)
		}
		found, err := m.fingerprint(test.set, targets, training, training.drawEpoch(seeded(test.seed), test.set))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	seen := map[string]string{}
	for i, test := range tests {
		name := fingerprint(test.function, i, test.training)
		if twin, found := seen[name]; found {
			t.Errorf("%q and %q share a checkpoint", test.name, twin)
		}
		seen[name] = test.name
		longer := test.training
		longer.Epochs, longer.Checkpoint = 10, "elsewhere"
		if fingerprint(test.function, i, longer) != name {
			t.Errorf("%q: a longer training does not go on from the shorter one", test.name)
		}
	}
	// The function written in other words, which compute the same: as after a change of GoMLX.
	if name := fingerprint(withActivation(func(x *graph.Node) *graph.Node { return graph.Mul(x, graph.PositiveIndicator(x)) }), 0, usual); seen[name] != "as it is" {
		t.Errorf("the same function in other words has the checkpoint %q of its own", name)
	}
	if name := fingerprint(small, 18, by(descent(0.1))); seen[name] == "" {
		t.Errorf("the same optimizer made again has a checkpoint of its own")
	}
}

// damage changes the bytes of a checkpoint.
type damage struct {
	name   string
	damage func(text string) string
	want   string
}

var damages = []damage{
	{"an empty file", func(string) string { return "" }, `they do not begin with "firstneuron model 2"`},
	{"something else", func(string) string { return "hello" }, `they do not begin with "firstneuron model 2"`},
	{"another format", func(text string) string { return strings.Replace(text, "model 2", "model 3", 1) }, `they do not begin with "firstneuron model 2"`},
	{"a cut file", func(text string) string { return text[:100] }, "they are damaged: their SHA-256"},
	{"a flipped bit", func(text string) string {
		at := len(text) / 2
		return text[:at] + string(text[at]^1) + text[at+1:]
	}, "they are damaged: their SHA-256"},
	{"a longer file", func(text string) string { return text + "x" }, "they are damaged: their SHA-256"},
	{"a true hash of a cut file", func(text string) string { return rehashed(text[:len(text)/2]) }, "they are damaged: unexpected end of JSON input"},
	{"a true hash of nonsense", func(text string) string { return rehashed("\n{}") }, "they are of a model for examples of shape []"},
	{"a shape that does not fit its numbers", func(text string) string {
		return rehashed(strings.Replace(text, `"shape":[4]`, `"shape":[5]`, 1))
	}, `they are damaged: "edges/conv/biases" cannot have the type "Float32" and the shape [5] in 16 bytes`},
	{"a shape below 0", func(text string) string {
		return rehashed(strings.Replace(text, `"shape":[4]`, `"shape":[-4]`, 1))
	}, `they are damaged: "edges/conv/biases" cannot have the type "Float32" and the shape [-4] in 16 bytes`},
	{"a type that is none", func(text string) string { return rehashed(strings.Replace(text, `"Float32"`, `"Float33"`, 1)) },
		`cannot have the type "Float33"`},
}

// rehashed gives the text after the first line a first line that fits.
func rehashed(text string) string {
	_, body, _ := strings.Cut(text, "\n")
	return fmt.Sprintf("%s %x\n%s", formatName, sha256.Sum256([]byte(body)), body)
}

// A damaged checkpoint is an error that names it, and the model stays as it was. So are
// damaged weights.
func TestDamagedCheckpoints(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4, 4, 1)
	for _, test := range damages {
		t.Run(test.name, func(t *testing.T) {
			training := adam(2, 10)
			training.Checkpoint = t.TempDir()
			m := newModel(t, set.Shape, regular, Options{})
			if err := m.Train(seeded(1), set, training); err != nil {
				t.Fatal(err)
			}
			weights, err := m.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			folder := filepath.Join(training.Checkpoint, filesOf(t, training.Checkpoint)[0])
			checkpoint := filepath.Join(folder, checkpointName)
			testfile.Write(t, checkpoint, test.damage(read(t, checkpoint)))

			other, untouched := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
			training.Epochs = 4
			for what, err := range map[string]error{"Load": other.Load(folder), "Train": other.Train(seeded(1), set, training), "UnmarshalBinary": other.UnmarshalBinary([]byte(test.damage(string(weights))))} {
				if err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
					t.Errorf("%s: got %v, want one sentence with %q", what, err, test.want)
				}
				if err != nil && what != "UnmarshalBinary" && !strings.Contains(err.Error(), checkpoint) {
					t.Errorf("%s: got %v, want the checkpoint's name", what, err)
				}
			}
			sameModel(t, other, untouched)
			sameAnswers(t, other, untouched, set)
		})
	}
}

func TestCheckpointsOfOtherModels(t *testing.T) {
	batch := func(norm Function) Function {
		return func(scope *model.Scope, x *graph.Node) *graph.Node {
			return Dense(scope.In("logits"), norm(scope, Flatten(x)), 3)
		}
	}
	same := func(_ *model.Scope, x *graph.Node) *graph.Node { return x }
	for _, test := range []struct {
		name        string
		saved, here Function
		shape       []int
		options     Options
		want        string
	}{
		{"fewer layers here", Multilayer(3, 4), Linear(3), []int{4}, Options{}, `it has "hidden 1/dense/weights" (Float32)[4, 4] where this one has "logits/dense/weights" (Float32)[4, 3]`},
		{"more layers here", Linear(3), Multilayer(3, 4), []int{4}, Options{}, `it has "logits/dense/weights" (Float32)[4, 3] where this one has "hidden 1/dense/weights" (Float32)[4, 4]`},
		{"other widths", Multilayer(3, 5), Multilayer(3, 6), []int{4}, Options{}, `it has "hidden 1/dense/weights" (Float32)[4, 5] where this one has "hidden 1/dense/weights" (Float32)[4, 6]`},
		{"other classes", Linear(4), Linear(3), []int{4}, Options{}, `it has "logits/dense/weights" (Float32)[4, 4] where this one has "logits/dense/weights" (Float32)[4, 3]`},
		{"other precision", Linear(3), Linear(3), []int{4}, Options{Float64: true}, `it has "logits/dense/weights" (Float32)[4, 3] where this one has "logits/dense/weights" (Float64)[4, 3]`},
		{"other examples", Linear(3), Linear(3), []int{2, 2, 1}, Options{}, "they are of a model for examples of shape [4], and this one is for [2 2 1]"},
		{"no running averages here", batch(normed), batch(same), []int{4}, Options{}, `it has "norm/batch_normalization/scale" (Float32)[4] where this one has "logits/dense/weights" (Float32)[4, 3]`},
		{"running averages here", batch(same), batch(normed), []int{4}, Options{}, `it has "logits/dense/weights" (Float32)[4, 3] where this one has "norm/batch_normalization/scale" (Float32)[4]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			saved := newModel(t, []int{4}, test.saved, Options{})
			weights, err := saved.MarshalBinary()
			if err := errors.Join(err, saved.Save(folder)); err != nil {
				t.Fatal(err)
			}
			here, untouched := newModel(t, test.shape, test.here, test.options), newModel(t, test.shape, test.here, test.options)
			if err := here.UnmarshalBinary(weights); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("weights: got %v, want %q", err, test.want)
			}
			err = here.Load(folder)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), folder) {
				t.Errorf("got %v, want %q and the folder", err, test.want)
			}
			sameModel(t, here, untouched)
		})
	}
}

func TestNoCheckpoint(t *testing.T) {
	m := newModel(t, []int{4}, Linear(3), Options{})
	empty, file := t.TempDir(), filepath.Join(t.TempDir(), "file")
	testfile.Write(t, file, "hello")
	for _, folder := range []string{empty, filepath.Join(empty, "not there")} {
		if err := m.Load(folder); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), folder) {
			t.Errorf("got %v, want that there is none in %s", err, folder)
		}
	}
	old := t.TempDir()
	if err := os.Mkdir(filepath.Join(old, "checkpoint-000007"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := m.Load(old); err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "of an earlier version") {
		t.Errorf("a checkpoint in an earlier format: got %v, want an error that says so", err)
	}
	set := randomSet(seeded(1), 30, 3, 4)
	for what, err := range map[string]error{
		"Load":  m.Load(file),
		"Save":  m.Save(file),
		"Train": m.Train(seeded(1), set, Training{Epochs: 1, Batch: 10, Checkpoint: file}),
	} {
		if err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s where a file is in the way: got %v, want an error that names it", what, err)
		}
	}
}

func sameAnswers(t *testing.T, got, want *Model, set *datasets.Set) {
	t.Helper()
	same(t, "logits", slices.Concat(got.Logits(set)...), slices.Concat(want.Logits(set)...), 0)
}

func filesOf(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A training that asks for fewer steps than a checkpoint has seen must not get the model
// of the longer one, nor take it away.
func TestAShorterTrainingStartsAgain(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4, 4, 1)
	short, long := adam(1, 10), adam(3, 10)
	long.Checkpoint = t.TempDir()
	train := func(training Training) *Model {
		t.Helper()
		m := newModel(t, set.Shape, regular, Options{})
		if err := m.Train(seeded(1), set, training); err != nil {
			t.Fatal(err)
		}
		return m
	}
	longer, want := train(long), train(short)
	short.Checkpoint = long.Checkpoint
	sameModel(t, train(short), want)
	again := newModel(t, set.Shape, regular, Options{})
	for number := range again.Steps(seeded(1), set, long) {
		t.Errorf("step %d of the longer training is made again", number)
	}
	sameModel(t, again, longer)
}

// The weights alone make the same answers, and leave out what only a training needs.
func TestWeights(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4, 4, 1)
	for _, options := range []Options{{}, {Float64: true}} {
		m := newModel(t, set.Shape, regular, options)
		before, err := m.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		m.Train(seeded(1), set, adam(3, 10))
		weights, err := m.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if len(weights) > len(before)+10 {
			t.Errorf("after a training the weights have %d bytes, before %d", len(weights), len(before))
		}
		other, err := New(seeded(7), set.Shape, regular, options)
		if err != nil {
			t.Fatal(err)
		}
		if err := other.UnmarshalBinary(weights); err != nil {
			t.Fatal(err)
		}
		sameAnswers(t, other, m, set)
	}
}
