package runs

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	gomlx "github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
	"firstneuron/pkg/network"
	"firstneuron/pkg/neuron"
)

// A training is of a model that is new each time.
type trainingOf func() (model Model, steps iter.Seq2[int, any], output func() float64)

func anyOf[V any](steps iter.Seq2[int, V]) iter.Seq2[int, any] {
	return func(yield func(int, any) bool) {
		for k, v := range steps {
			if !yield(k, v) {
				return
			}
		}
	}
}

// trainings are one of each kind of model, with all that chance may change: order, first weights, dropped neurons.
func trainings(t *testing.T, seed uint64, rate float64) map[string]trainingOf {
	digits := datasets.Digits().Slice(0, 100)
	return map[string]trainingOf{
		"neuron": func() (Model, iter.Seq2[int, any], func() float64) {
			n := neuron.Classic()
			n.Rate = rate
			return n, anyOf(n.Steps(datasets.Patterns(), 40)), func() float64 { return n.Predict([]float64{1, 0, 0}) }
		},
		"network": func() (Model, iter.Seq2[int, any], func() float64) {
			rng := rand.New(rand.NewPCG(seed, 0))
			kernels := network.Convolution(network.Shape{8, 8, 1}, network.Kernels{Count: 4, Size: 3, Stride: 1}, network.ReLU)
			n := network.New(rng, kernels, network.Dense(kernels.To.Size(), 10, network.Softmax))
			n.Loss, n.Optimizer = network.CrossEntropy, network.NewAdam(rate)
			return n, anyOf(n.BatchSteps(rng, digits, 16, 40)), func() float64 { return n.Predict(digits.Example(0))[0] }
		},
		"models": func() (Model, iter.Seq2[int, any], func() float64) {
			rng := rand.New(rand.NewPCG(seed, 0))
			n, err := models.New(rng, digits.Shape, func(scope *gomlx.Scope, x *graph.Node) *graph.Node {
				x = models.BatchNorm(scope.In("norm"), models.Dense(scope.In("hidden"), models.Flatten(x), 8))
				return models.Dense(scope.In("logits"), models.Dropout(scope, x, 0.2), 10)
			}, models.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return n, anyOf(n.Steps(rng, digits, models.Training{Steps: 40, Batch: 16, Rate: rate})), func() float64 { return n.Predict(digits.Example(0))[0] }
		},
	}
}

func data(name string) *datasets.Set {
	if name == "neuron" {
		return datasets.Patterns()
	}
	return datasets.Digits().Slice(0, 100)
}

// Each kind of model is what it was when its weights were kept, and after the loop what it was before.
func TestRewind(t *testing.T) {
	for name, make := range trainings(t, 1, 0.1) {
		t.Run(name, func(t *testing.T) {
			ledger := Open(t.TempDir())
			m, steps, output := make()
			recording := ledger.New(Settings{Model: m.(interface{ Err() error }), SnapshotEvery: 10})
			want := []float64{output()}
			for step := range Record(recording, steps) {
				if step%10 == 9 {
					want = append(want, output())
				}
			}
			id := recording.ID()
			other, _, otherOutput := make()
			before := otherOutput()
			for range 2 {
				var got []float64
				for steps := range must(ledger.Rewind(id, other)) {
					got = append(got, otherOutput())
					if steps != 10*(len(got)-1) {
						t.Errorf("snapshot %d is after %d steps", len(got), steps)
					}
				}
				if !slices.Equal(got, want) || otherOutput() != before {
					t.Errorf("got the outputs %v and then %v, want %v and %v", got, otherOutput(), want, before)
				}
			}
			for range must(ledger.Rewind(id, other)) {
				break
			}
			if otherOutput() != before {
				t.Error("a loop that is left early leaves other weights")
			}
			if err := ledger.Restore(id, 20, other); err != nil || otherOutput() != want[2] {
				t.Errorf("after 20 steps: %v, %v, want %v", otherOutput(), err, want[2])
			}
			if err := ledger.Restore(id, 21, other); err == nil || !strings.Contains(err.Error(), "has kept no weights after 21 steps, but after [0 10 20 30 40]") {
				t.Errorf("got %v", err)
			}
			wrong := &counter{padding: []byte{1}}
			if _, err := ledger.Rewind(id, wrong); err == nil || !strings.Contains(err.Error(), "after 0 steps do not fit") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// The same training has the same weights, to the last bit; another one is found out where it differs.
func TestReplay(t *testing.T) {
	for name, make := range trainings(t, 1, 0.1) {
		t.Run(name, func(t *testing.T) {
			ledger := Open(t.TempDir())
			m, steps, output := make()
			recording := ledger.New(Settings{Model: m.(interface{ Err() error }), Data: data(name), SnapshotEvery: 10})
			for range Record(recording, steps) {
			}
			replay := func(of trainingOf, data *datasets.Set, stopAt int) (count int, got float64, err error) {
				m, steps, output := of()
				replaying := ledger.Replay(recording.ID(), m, data)
				for range Replay(replaying, steps) {
					if count++; count == stopAt {
						break
					}
				}
				return count, output(), replaying.Err()
			}
			if count, got, err := replay(make, data(name), 0); count != 40 || err != nil || got != output() {
				t.Errorf("got %v after %d steps, %v; want %v after 40", got, count, err, output())
			}
			if count, _, err := replay(trainings(t, 1, 0.11)[name], data(name), 0); count != 9 || err == nil || !strings.Contains(err.Error(), "does not have its weights after 10 steps") {
				t.Errorf("another rate: %d steps, %v", count, err)
			}
			if count, _, err := replay(trainings(t, 2, 0.1)[name], data(name), 0); name != "neuron" && (count != 9 || err == nil) {
				t.Errorf("another order: %d steps, %v", count, err)
			}
			if count, _, err := replay(make, datasets.XOR(), 0); count != 0 || err == nil || !strings.Contains(err.Error(), "has learnt from other data than XOR") {
				t.Errorf("other data: %d steps, %v", count, err)
			}
			if count, _, err := replay(make, data(name), 15); count != 15 || err != nil {
				t.Errorf("left early: %d steps, %v", count, err)
			}
		})
	}
}

// To look back in the middle of a training leaves no trace: it goes on to the same weights.
func TestATrainingGoesOnAfterRewind(t *testing.T) {
	for name, make := range trainings(t, 1, 0.1) {
		ledger := Open(t.TempDir())
		m, steps, output := make()
		for range steps {
		}
		want := output()
		m, steps, output = make()
		recording := ledger.New(Settings{Model: m.(interface{ Err() error }), SnapshotEvery: 10})
		for step := range Record(recording, steps) {
			if step == 25 {
				for range must(ledger.Rewind(recording.ID(), m)) {
				}
			}
		}
		if got := output(); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

// A training that was stopped is replayed to where it was stopped; one that ends before that has not replayed it.
func TestReplayOfOtherLengths(t *testing.T) {
	ledger, c := Open(t.TempDir()), &counter{}
	id := record(t, ledger, Settings{Model: c, SnapshotEvery: 10}, c.train(25)).ID()
	for steps, want := range map[int]string{25: "", 100: "", 24: "ended after 24 steps, and the run has kept weights after 25"} {
		replaying, count := ledger.Replay(id, c, nil), 0
		for range Replay(replaying, c.train(steps)) {
			count++
		}
		if err := replaying.Err(); count != min(steps, 25) || (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d steps: made %d, %v, want %q", steps, count, err, want)
		}
	}
	replaying := ledger.Replay("nobody", c, nil)
	for range Replay(replaying, c.train(3)) {
		t.Error("a run that there is not is replayed")
	}
	if err := replaying.Err(); err == nil || !strings.Contains(err.Error(), "there is no run \"nobody\" in") {
		t.Errorf("got %v", err)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// Whoever goes back has the weights of that step but the optimizer of now, unless the model is new or the steps are made again. 21 steps are three epochs.
func TestToTrainOnAfterRestoreAndReplay(t *testing.T) {
	digits := datasets.Digits().Slice(0, 100)
	type training struct {
		model  Model
		steps  func(rng *rand.Rand, steps int) iter.Seq2[int, any]
		output func() float64
	}
	for name, make := range map[string]func(seed uint64) training{
		"network": func(seed uint64) training {
			n := network.New(rand.New(rand.NewPCG(seed, 0)), network.Dense(64, 8, network.Tanh), network.Dense(8, 10, network.Softmax))
			n.Loss, n.Optimizer = network.CrossEntropy, network.NewAdam(0.05)
			return training{n, func(rng *rand.Rand, steps int) iter.Seq2[int, any] {
				return anyOf(n.BatchSteps(rng, digits, 16, steps))
			}, func() float64 { return n.Predict(digits.Example(0))[0] }}
		},
		"models": func(seed uint64) training {
			n, err := models.New(rand.New(rand.NewPCG(seed, 0)), digits.Shape, func(scope *gomlx.Scope, x *graph.Node) *graph.Node {
				return models.Dense(scope.In("logits"), models.Dense(scope.In("hidden"), models.Flatten(x), 8), 10)
			}, models.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return training{n, func(rng *rand.Rand, steps int) iter.Seq2[int, any] {
				return anyOf(n.Steps(rng, digits, models.Training{Steps: steps, Batch: 16, Rate: 0.05}))
			}, func() float64 { return n.Predict(digits.Example(0))[0] }}
		},
	} {
		t.Run(name, func(t *testing.T) {
			ledger, order := Open(t.TempDir()), func() *rand.Rand { return rand.New(rand.NewPCG(5, 0)) }
			first := make(1)
			recording := ledger.New(Settings{Model: first.model.(interface{ Err() error }), Data: digits, SnapshotEvery: 21})
			for range Record(recording, first.steps(order(), 42)) {
			}
			want := first.output()
			trainOn := func(on training, from int) float64 {
				if err := ledger.Restore(recording.ID(), from, on.model); err != nil {
					t.Fatal(err)
				}
				for range on.steps(order(), 42-from) {
				}
				return on.output()
			}
			if got := trainOn(make(2), 0); got != want {
				t.Errorf("a new model with the first weights comes to %v, want %v", got, want)
			}
			if got := trainOn(first, 0); got == want {
				t.Error("with the optimizer of a model that was trained the first weights come to the same again, and the documentation of Restore says otherwise")
			}
			again, rng := make(1), order()
			replaying := ledger.Replay(recording.ID(), again.model, digits)
			for step := range Replay(replaying, again.steps(rng, 42)) {
				if step == 20 {
					break
				}
			}
			for range again.steps(rng, 21) {
			}
			if got := again.output(); got != want || replaying.Err() != nil {
				t.Errorf("a replay to step 21 that is trained on comes to %v, %v; want %v", got, replaying.Err(), want)
			}
		})
	}
}
