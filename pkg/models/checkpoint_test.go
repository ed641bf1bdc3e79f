package models

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
)

// A model that is saved and loaded is the same, and learns on as it would have.
func TestSaveAndLoad(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4, 4, 1)
	folder := filepath.Join(t.TempDir(), "not", "there", "yet")
	for _, options := range []Options{{}, {Float64: true}} {
		saved := newModel(t, set.Shape, regular, options)
		if err := saved.Train(set, Training{Batch: 10, Epochs: 3}); err != nil {
			t.Fatal(err)
		}
		if err := saved.Save(folder); err != nil {
			t.Fatal(err)
		}
		options.Seed = 7
		loaded := newModel(t, set.Shape, regular, options)
		if err := loaded.Load(folder); err != nil {
			t.Fatal(err)
		}
		sameModel(t, loaded, saved)
		sameAnswers(t, loaded, saved, set)
		for _, m := range []*Model{saved, loaded} {
			if err := m.Train(set, Training{Batch: 10, Epochs: 5}); err != nil {
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
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4, 4, 1)
	m, fresh := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
	folder, training := t.TempDir(), Training{Batch: 10, Epochs: 3}
	if err := m.Save(folder); err != nil {
		t.Fatal(err)
	}
	m.Train(set, training)
	if err := m.Load(folder); err != nil {
		t.Fatal(err)
	}
	sameModel(t, m, fresh)
	m.Train(set, training)
	fresh.Train(set, training)
	sameModel(t, m, fresh)
	sameAnswers(t, m, fresh, set)
}

func TestSaveKeepsTheNewest(t *testing.T) {
	folder := t.TempDir()
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4)
	m := newModel(t, set.Shape, Linear(3), Options{})
	for epochs := range 12 {
		m.Train(set, Training{Epochs: epochs + 1})
		if err := m.Save(folder); err != nil {
			t.Fatal(err)
		}
		if found := filesOf(t, folder); len(found) != 1 {
			t.Fatalf("after %d checkpoints the folder holds %v, want one", epochs+1, found)
		}
	}
	loaded := newModel(t, set.Shape, Linear(3), Options{})
	if err := loaded.Load(folder); err != nil {
		t.Fatal(err)
	}
	sameModel(t, loaded, m)
}

// Cut off and resumed by a program that knows nothing of the first one, a training
// ends as if it had run through, bit for bit.
func TestResumeIsExact(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 40, 3, 6, 6, 1)
	for _, test := range []struct {
		name     string
		function Function
		training Training
	}{
		{"plain", Convolutional(3, 8, 4), Training{Batch: 8, Epochs: 3}},
		{"dropout and batch norm", regular, Training{Batch: 8, Epochs: 3}},
		{"augmented", Convolutional(3, 8, 4), Training{Batch: 8, Epochs: 3, Augment: datasets.AugmentOptions{Shift: 1, Turn: 20, Flip: true}}},
		{"all of it", regular, Training{Batch: 7, Epochs: 3, WeightDecay: 0.1, Seed: 5, Augment: datasets.AugmentOptions{Shift: 1, Turn: 20}}},
		{"another optimizer", regular, Training{Batch: 8, Epochs: 3, Optimizer: optimizer.StochasticGradientDescent()}},
	} {
		t.Run(test.name, func(t *testing.T) {
			uncut := newModel(t, set.Shape, test.function, Options{})
			if err := uncut.Train(set, test.training); err != nil {
				t.Fatal(err)
			}
			test.training.Checkpoint = t.TempDir()
			var numbers []int
			var resumed *Model
			for _, end := range []int{3, 4, 11, 1000} { // where break cuts it off
				resumed = newModel(t, set.Shape, test.function, Options{})
				for number := range resumed.Steps(set, test.training) {
					numbers = append(numbers, number)
					if number == end {
						break
					}
				}
				if err := resumed.Err(); err != nil {
					t.Fatal(err)
				}
			}
			want := make([]int, uncut.Seen())
			for i := range want {
				want[i] = i
			}
			if !slices.Equal(numbers, want) {
				t.Errorf("steps %v, want %v", numbers, want)
			}
			sameModel(t, resumed, uncut)
			sameAnswers(t, resumed, uncut, set)

			again := newModel(t, set.Shape, test.function, Options{})
			for number := range again.Steps(set, test.training) {
				t.Errorf("step %d after the last", number)
			}
			sameModel(t, again, uncut)
			sameAnswers(t, again, uncut, set)
		})
	}
}

// Trainings that would learn something else have checkpoints of their own.
func TestEachTrainingHasItsCheckpoint(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 40, 3, 6, 6, 1)
	fewer, other := set.Slice(0, 39), randomSet(rand.New(rand.NewPCG(3, 4)), 40, 3, 6, 6, 1)
	relabelled := set.Subset(nil)
	*relabelled = *set
	relabelled.Labels = slices.Clone(set.Labels)
	relabelled.Labels[0] = 1
	shift := func(pixels int) Training { return Training{Augment: datasets.AugmentOptions{Shift: pixels}} }
	sgd := func(rate float64) Training { return Training{Optimizer: descent(rate)} }
	small := Convolutional(3, 8, 4)
	tests := []struct {
		name     string
		function Function
		options  Options
		set      *datasets.Set
		training Training
	}{
		{"as it is", small, Options{}, set, Training{}},
		{"another layer", Convolutional(3, 8, 5), Options{}, set, Training{}},
		{"another activation", func(scope *model.Scope, x *graph.Node) *graph.Node {
			x = Convolution(scope.In("convolution 1"), x).Channels(4).KernelSize(3).PadSame().Done()
			x = graph.Tanh(MaxPool(x, 2))
			x = activation.Relu(Dense(scope.In("dense"), Flatten(x), 8))
			return Dense(scope.In("logits"), x, 3)
		}, Options{}, set, Training{}},
		{"another seed of the weights", small, Options{Seed: 1}, set, Training{}},
		{"more digits", small, Options{Float64: true}, set, Training{}},
		{"fewer examples", small, Options{}, fewer, Training{}},
		{"other examples", small, Options{}, other, Training{}},
		{"other labels", small, Options{}, relabelled, Training{}},
		{"another batch", small, Options{}, set, Training{Batch: 16}},
		{"another rate", small, Options{}, set, Training{Rate: 0.002}},
		{"decay", small, Options{}, set, Training{WeightDecay: 0.1}},
		{"more decay", small, Options{}, set, Training{WeightDecay: 0.2}},
		{"another seed of the order", small, Options{}, set, Training{Seed: 1}},
		{"shifted by 1", small, Options{}, set, shift(1)},
		{"shifted by 2", small, Options{}, set, shift(2)},
		{"turned", small, Options{}, set, Training{Augment: datasets.AugmentOptions{Turn: 2}}},
		{"gradient descent", small, Options{}, set, sgd(0.1)},
		{"faster gradient descent", small, Options{}, set, sgd(0.2)},
		{"Adam by hand", small, Options{}, set, Training{Optimizer: optimizer.Adam().Betas(0.5, 0.999).Done()}},
	}
	fingerprint := func(i int, training Training) string {
		return newModel(t, tests[i].set.Shape, tests[i].function, tests[i].options).fingerprint(tests[i].set, training.withDefaults(tests[i].set.Len()))
	}
	seen := map[string]string{}
	for i, test := range tests {
		name := fingerprint(i, test.training)
		if twin, found := seen[name]; found {
			t.Errorf("%q and %q share a checkpoint", test.name, twin)
		}
		seen[name] = test.name
		longer := test.training
		longer.Epochs, longer.Interval, longer.Checkpoint = 10, time.Hour, "elsewhere"
		if fingerprint(i, longer) != name {
			t.Errorf("%q: a longer training does not go on from the shorter one", test.name)
		}
	}
	// The same optimizer made anew, and the same weights put in by hand.
	if a, b := fingerprint(0, sgd(0.1)), fingerprint(0, sgd(0.1)); a != b {
		t.Errorf("the same optimizer is called %s, then %s", a, b)
	}
	changed := newModel(t, set.Shape, small, Options{})
	changed.SetParameter("logits/dense/biases", []float64{1, 2, 3})
	if name := changed.fingerprint(set, Training{}.withDefaults(set.Len())); seen[name] != "" {
		t.Errorf("other first weights share the checkpoint of %q", seen[name])
	}
}

// What a model has learnt after its last checkpoint stays.
func TestResumeDoesNotGoBack(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 40, 3, 4)
	training := Training{Batch: 10, Epochs: 1, Checkpoint: t.TempDir()}
	m := newModel(t, set.Shape, Linear(3), Options{})
	m.Train(set, training)
	without := training
	without.Checkpoint, without.Epochs = "", 2
	m.Train(set, without)
	m.SetParameter("logits/dense/biases", []float64{1, 2, 3})
	training.Epochs = 3
	for number := range m.Steps(set, training) {
		if number < 8 {
			t.Errorf("step %d has been before", number)
		}
	}
	if got := m.Parameter("logits/dense/biases").Values; got[2] < 2.9 {
		t.Errorf("the bias that was set to 3 is %v", got[2])
	}
}

// damage changes a checkpoint, which is a folder with a manifest and GoMLX's files.
type damage struct {
	name   string
	damage func(t *testing.T, checkpoint string)
	want   string
}

var damages = []damage{
	{"no manifest", func(t *testing.T, checkpoint string) {
		remove(t, filepath.Join(checkpoint, manifestName))
	}, "is damaged"},
	{"an empty manifest", func(t *testing.T, checkpoint string) {
		write(t, filepath.Join(checkpoint, manifestName), "")
	}, "is damaged"},
	{"a cut manifest", func(t *testing.T, checkpoint string) {
		name := filepath.Join(checkpoint, manifestName)
		write(t, name, read(t, name)[:40])
	}, "is damaged"},
	{"a manifest without files", func(t *testing.T, checkpoint string) {
		change(t, checkpoint, func(said *manifest) { said.Files = nil })
	}, "its manifest names no files"},
	{"another format", func(t *testing.T, checkpoint string) {
		change(t, checkpoint, func(said *manifest) { said.Format = 2 })
	}, "has format 2; this program reads format 1"},
	{"a path out of the folder", func(t *testing.T, checkpoint string) {
		change(t, checkpoint, func(said *manifest) { said.Files["../../secret"] = "00" })
	}, `it names a file outside its folder, "../../secret"`},
	{"an absolute path", func(t *testing.T, checkpoint string) {
		change(t, checkpoint, func(said *manifest) { said.Files["/etc/passwd"] = "00" })
	}, `it names a file outside its folder, "/etc/passwd"`},
	{"the folder above", func(t *testing.T, checkpoint string) {
		change(t, checkpoint, func(said *manifest) { said.Files[".."] = "00" })
	}, `is damaged`},
	{"a file that is not there", func(t *testing.T, checkpoint string) {
		remove(t, numbersOf(t, checkpoint))
	}, "is damaged"},
	{"a cut file", func(t *testing.T, checkpoint string) {
		name := numbersOf(t, checkpoint)
		write(t, name, read(t, name)[:100])
	}, "has SHA-256"},
	{"a flipped bit", func(t *testing.T, checkpoint string) {
		name := numbersOf(t, checkpoint)
		text := []byte(read(t, name))
		text[len(text)/2] ^= 1
		write(t, name, string(text))
	}, "has SHA-256"},
	{"a longer file", func(t *testing.T, checkpoint string) {
		name := numbersOf(t, checkpoint)
		write(t, name, read(t, name)+"x")
	}, "has SHA-256"},
	{"a file that nobody named", func(t *testing.T, checkpoint string) {
		write(t, filepath.Join(checkpoint, "checkpoint-n9999999-later.json"), "{}")
	}, "its manifest does not name checkpoint-n9999999-later.json"},
	{"true hashes of a cut file", func(t *testing.T, checkpoint string) {
		name := numbersOf(t, checkpoint)
		write(t, name, read(t, name)[:100])
		change(t, checkpoint, func(said *manifest) { rehash(t, checkpoint, said) })
	}, "cannot read the checkpoint"},
	{"true hashes of nonsense", func(t *testing.T, checkpoint string) {
		write(t, strings.TrimSuffix(numbersOf(t, checkpoint), ".bin")+".json", `{"Variables": 3}`)
		change(t, checkpoint, func(said *manifest) { rehash(t, checkpoint, said) })
	}, "cannot read the checkpoint"},
	{"no folder but a file", func(t *testing.T, checkpoint string) {
		if err := os.RemoveAll(checkpoint); err != nil {
			t.Fatal(err)
		}
		write(t, checkpoint, "hello")
	}, "is damaged"},
	{"an empty folder", func(t *testing.T, checkpoint string) {
		for _, name := range filesOf(t, checkpoint) {
			remove(t, filepath.Join(checkpoint, name))
		}
	}, "is damaged"},
}

// A damaged checkpoint is an error that names it, and the model stays as it was.
func TestDamagedCheckpoints(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4, 4, 1)
	training := Training{Batch: 10, Epochs: 2}
	for _, test := range damages {
		t.Run(test.name, func(t *testing.T) {
			training.Checkpoint = t.TempDir()
			m := newModel(t, set.Shape, regular, Options{})
			if err := m.Train(set, training); err != nil {
				t.Fatal(err)
			}
			folder := filepath.Join(training.Checkpoint, filesOf(t, training.Checkpoint)[0])
			checkpoint := filepath.Join(folder, filesOf(t, folder)[0])
			test.damage(t, checkpoint)

			other, untouched := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
			longer := training
			longer.Epochs = 4
			for what, err := range map[string]error{"Load": other.Load(folder), "Train": other.Train(set, longer)} {
				if err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), checkpoint) || strings.Contains(err.Error(), "\n") {
					t.Errorf("%s: got %v, want one sentence with %q and the checkpoint's name", what, err, test.want)
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
		{"fewer layers here", Multilayer(3, 4), Linear(3), []int{4}, Options{}, `it has "hidden 1/dense/weights", which is not here`},
		{"more layers here", Linear(3), Multilayer(3, 4), []int{4}, Options{}, `it has no "hidden 1/dense/weights"`},
		{"other widths", Multilayer(3, 5), Multilayer(3, 6), []int{4}, Options{}, `its "hidden 1/dense/weights" has shape (Float32)[4, 5], here it has (Float32)[4, 6]`},
		{"other classes", Linear(4), Linear(3), []int{4}, Options{}, `its "logits/dense/weights" has shape (Float32)[4, 4], here it has (Float32)[4, 3]`},
		{"other precision", Linear(3), Linear(3), []int{4}, Options{Float64: true}, `its "logits/dense/weights" has shape (Float32)[4, 3], here it has (Float64)[4, 3]`},
		{"other examples", Linear(3), Linear(3), []int{2, 2, 1}, Options{}, "is of a model for examples of shape [4]; this one is for [2 2 1]"},
		{"no running averages here", batch(normed), batch(same), []int{4}, Options{}, "which is not here"},
		{"running averages here", batch(same), batch(normed), []int{4}, Options{}, `it has no "norm/batch_normalization/scale"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			if err := newModel(t, []int{4}, test.saved, Options{}).Save(folder); err != nil {
				t.Fatal(err)
			}
			here, untouched := newModel(t, test.shape, test.here, test.options), newModel(t, test.shape, test.here, test.options)
			err := here.Load(folder)
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
	write(t, file, "hello")
	for _, folder := range []string{empty, filepath.Join(empty, "not there")} {
		if err := m.Load(folder); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), folder) {
			t.Errorf("got %v, want that there is none in %s", err, folder)
		}
	}
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4)
	for what, err := range map[string]error{
		"Load":  m.Load(file),
		"Save":  m.Save(file),
		"Train": m.Train(set, Training{Checkpoint: file}),
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

// numbersOf is the file of a checkpoint with the numbers.
func numbersOf(t *testing.T, checkpoint string) string {
	t.Helper()
	for _, name := range filesOf(t, checkpoint) {
		if strings.HasSuffix(name, ".bin") {
			return filepath.Join(checkpoint, name)
		}
	}
	t.Fatalf("there are no numbers in %v", filesOf(t, checkpoint))
	return ""
}

// change writes another manifest.
func change(t *testing.T, checkpoint string, change func(said *manifest)) {
	t.Helper()
	name := filepath.Join(checkpoint, manifestName)
	var said manifest
	if err := json.Unmarshal([]byte(read(t, name)), &said); err != nil {
		t.Fatal(err)
	}
	change(&said)
	text, err := json.Marshal(said)
	if err != nil {
		t.Fatal(err)
	}
	write(t, name, string(text))
}

func rehash(t *testing.T, checkpoint string, said *manifest) {
	t.Helper()
	for name := range said.Files {
		sum, err := digest(filepath.Join(checkpoint, name))
		if err != nil {
			t.Fatal(err)
		}
		said.Files[name] = sum
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

// A training that asks for fewer steps than a checkpoint has seen must not get the model
// of the longer one, nor take it away.
func TestAShorterTrainingBeginsAnew(t *testing.T) {
	set := randomSet(rand.New(rand.NewPCG(1, 2)), 30, 3, 4, 4, 1)
	short := Training{Batch: 10, Epochs: 1}
	long := Training{Batch: 10, Epochs: 3, Checkpoint: t.TempDir()}
	longer, want, got, again := newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{}), newModel(t, set.Shape, regular, Options{})
	train := func(m *Model, training Training) {
		t.Helper()
		if err := m.Train(set, training); err != nil {
			t.Fatal(err)
		}
	}
	train(longer, long)
	train(want, short)
	short.Checkpoint = long.Checkpoint
	train(got, short)
	sameModel(t, got, want)
	for number := range again.Steps(set, long) {
		t.Errorf("step %d of the longer training is made again", number)
	}
	sameModel(t, again, longer)
}
