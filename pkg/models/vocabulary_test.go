package models_test

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/models"
	"firstneuron/pkg/network"
	"firstneuron/pkg/neuron"
)

// A learner is one sigmoid neuron without bias that starts from the article's weights and
// learns by cross-entropy: in package neuron, in network, or in models. Its calls are the
// packages' own; where neuron sums over the examples, the mean is taken here.
type learner struct {
	name     string
	predict  func(example []float64) float64
	outputs  func(set *datasets.Set) []float64
	accuracy func(set *datasets.Set) float64
	pass     func(set *datasets.Set) (loss float64, gradient []float64)
	steps    func(set *datasets.Set, steps int) iter.Seq2[int, float64]
	train    func(set *datasets.Set, steps int) error
	err      func() error
	weights  func() []float64
}

func learners(t *testing.T, rate float64) []learner {
	t.Helper()
	return []learner{ofNeuron(rate), ofNetwork(rate), ofModels(t, rate)}
}

func ofNeuron(rate float64) learner {
	n := neuron.Classic()
	n.Loss, n.Rate = neuron.CrossEntropy, rate/4 // the gradient is the sum over four examples
	mean := func(set *datasets.Set, sum float64) float64 { return sum / float64(set.Len()) }
	return learner{
		name: "neuron", predict: n.Predict, outputs: n.Outputs, accuracy: n.Accuracy, train: n.Train, err: n.Err,
		pass: func(set *datasets.Set) (float64, []float64) {
			pass := n.Pass(set)
			gradient := pass.Gradient()
			floats.Scale(1/float64(set.Len()), gradient)
			return mean(set, pass.Loss()), gradient
		},
		steps: func(set *datasets.Set, steps int) iter.Seq2[int, float64] {
			return losses(n.Steps(set, steps), func(pass *neuron.Pass) float64 { return mean(set, pass.Loss()) })
		},
		weights: func() []float64 { return slices.Clone(n.Weights) },
	}
}

func ofNetwork(rate float64) learner {
	n := oneNeuron(rate)
	return learner{
		name: "network", accuracy: n.Accuracy, train: n.Train, err: n.Err,
		predict: func(example []float64) float64 { return n.Predict(example)[0] },
		outputs: func(set *datasets.Set) []float64 { return slices.Concat(n.Outputs(set)...) },
		pass: func(set *datasets.Set) (float64, []float64) {
			pass := n.Pass(set)
			return pass.Loss(), pass.Layers[0].WeightGradient.RawMatrix().Data
		},
		steps: func(set *datasets.Set, steps int) iter.Seq2[int, float64] {
			return losses(n.Steps(set, steps), (*network.Pass).Loss)
		},
		weights: func() []float64 { return slices.Clone(n.Layers[0].Weights.RawMatrix().Data) },
	}
}

func ofModels(t *testing.T, rate float64) learner {
	m := oneNeuronModel(t)
	training := func(set *datasets.Set, steps int) models.Training {
		t := models.Training{Steps: steps, Batch: max(set.Len(), 1)}
		if rate > 0 { // to GoMLX's own optimizer a rate of 0 is its default
			t.Optimizer = descent(rate)
		}
		return t
	}
	return learner{
		name: "models", accuracy: m.Accuracy, err: m.Err,
		predict: func(example []float64) float64 { return m.Predict(example)[0] },
		outputs: func(set *datasets.Set) []float64 { return slices.Concat(m.Outputs(set)...) },
		pass: func(set *datasets.Set) (float64, []float64) {
			pass := m.Pass(set)
			return pass.Loss(), pass.Gradients[0].Values
		},
		steps: func(set *datasets.Set, steps int) iter.Seq2[int, float64] {
			return losses(m.Steps(nil, set, training(set, steps)), models.Step.Loss)
		},
		train:   func(set *datasets.Set, steps int) error { return m.Train(nil, set, training(set, steps)) },
		weights: func() []float64 { return m.Parameters()[0].Values },
	}
}

func oneNeuron(rate float64) *network.Network {
	n := network.New(rand.New(rand.NewPCG(1, 2)), network.Dense(3, 1, network.Sigmoid).WithoutBias())
	n.Layers[0].Weights = mat.NewDense(3, 1, neuron.Classic().Weights)
	n.Loss, n.Optimizer = network.CrossEntropy, network.GradientDescent{Rate: rate}
	return n
}

func oneNeuronModel(t *testing.T) *models.Model {
	t.Helper()
	function := func(scope *model.Scope, x *graph.Node) *graph.Node {
		return layers.Dense(scope.In("neuron"), x, false, 1)
	}
	m, err := models.New(rand.New(rand.NewPCG(1, 2)), []int{3}, function, models.Options{Float64: true})
	if err != nil {
		t.Fatal(err)
	}
	m.SetParameter(m.Parameters()[0].Name, neuron.Classic().Weights)
	return m
}

func descent(rate float64) optimizer.Interface {
	return optimizer.StochasticGradientDescent().WithDecay(false).WithLearningRate(rate).Done()
}

func losses[P any](steps iter.Seq2[int, P], loss func(P) float64) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		for step, pass := range steps {
			if !yield(step, loss(pass)) {
				return
			}
		}
	}
}

// One script of calls, on all three packages: what each call returns must agree.
func TestTheSameCallsMeanTheSame(t *testing.T) {
	set := datasets.Patterns()
	var want []float64
	for _, l := range learners(t, 0.5) {
		var got []float64
		got = append(got, l.predict([]float64{1, 0, 0}))
		got = append(got, l.outputs(set)...)
		got = append(got, l.accuracy(set))

		before := l.weights()
		loss, gradient := l.pass(set)
		got = append(append(got, loss), gradient...)
		if !slices.Equal(l.weights(), before) {
			t.Errorf("%s: Pass has changed the weights from %v to %v", l.name, before, l.weights())
		}

		// The body sees what was computed before the step; break keeps the step.
		for step, loss := range l.steps(set, 10) {
			got = append(append(got, float64(step), loss), l.weights()...)
			if step == 2 {
				break
			}
		}
		got = append(got, l.weights()...)

		// Training again trains on, and steps count from 0 again.
		if err := l.train(set, 3); err != nil {
			t.Errorf("%s: %v", l.name, err)
		}
		for step, loss := range l.steps(set, 2) {
			got = append(got, float64(step), loss)
		}
		if err := l.err(); err != nil {
			t.Errorf("%s: %v", l.name, err)
		}
		got = append(got, l.weights()...)

		if want == nil {
			want = got
		}
		if !floats.EqualApprox(got, want, 1e-9) {
			t.Errorf("%s: got\n%.9f\nwant, as in neuron,\n%.9f", l.name, got, want)
		}
	}
}

func TestTheSameMistakesAreTheSameErrors(t *testing.T) {
	set := datasets.Patterns()
	unlabelled, err := datasets.New("questions", set.Rows(), nil)
	if err != nil {
		t.Fatal(err)
	}
	far, err := datasets.New("far", [][]float64{{1e200, 0, 0}, {0, 1e200, 0}, {1e200, 0, 0}, {0, 1e200, 0}}, []int{0, 1, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	three, err := datasets.New("three", set.Rows(), []int{0, 1, 2, 1})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		rate float64
		try  func(l learner) error
		want []string // nil: no error
	}{
		{"an example of another size", 1, func(l learner) error { return panicOf(func() { l.predict([]float64{1, 0}) }) }, []string{"2", "3"}},
		{"a set of another size", 1, func(l learner) error { return panicOf(func() { l.outputs(datasets.XOR()) }) }, []string{"2", "3"}},
		{"a pass of another size", 1, func(l learner) error { return panicOf(func() { l.pass(datasets.XOR()) }) }, []string{"2", "3"}},
		{"no labels", 1, func(l learner) error { return l.train(unlabelled, 1) }, []string{"neither labels nor targets"}},
		{"too many classes", 1, func(l learner) error { return l.train(three, 1) }, []string{"3 classes"}},
		{"no examples", 1, func(l learner) error { return l.train(set.Slice(0, 0), 1) }, []string{"no examples"}},
		{"a negative number of steps", 1, func(l learner) error { return l.train(set, -1) }, []string{"-1"}},
		{"no steps", 1, func(l learner) error { return unchanged(l, func() error { return l.train(set, 0) }) }, nil},
		{"a rate of 0", 0, func(l learner) error { return unchanged(l, func() error { return l.train(set, 5) }) }, nil},
		{"divergence", 1e200, func(l learner) error { return l.train(far, 50) }, []string{"step 1", "rate", "diverged", "smaller"}},
	}
	for _, test := range tests {
		for _, l := range learners(t, test.rate) {
			err := test.try(l)
			if test.want == nil {
				if err != nil {
					t.Errorf("%s, %s: %v", l.name, test.name, err)
				}
				continue
			}
			for _, want := range test.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("%s, %s: got %v, want an error with %q", l.name, test.name, err, want)
				}
			}
			if err != nil && strings.Contains(err.Error(), "\n") {
				t.Errorf("%s, %s: the error has more than one line: %v", l.name, test.name, err)
			}
		}
	}
}

// network and models also cut batches, classify and save in the same way.
func TestBatchesClassesAndFilesAreTheSame(t *testing.T) {
	set, folder := datasets.Patterns(), t.TempDir()
	n, m := oneNeuron(0.5), oneNeuronModel(t)
	training := models.Training{Epochs: 2, Batch: 3, Optimizer: descent(0.5)} // of 4 examples: batches of 3 and of 1
	var netEpochs, modelEpochs []int
	for epoch := range n.Epochs(nil, set, 3, 2) {
		netEpochs = append(netEpochs, epoch)
	}
	steps := 0
	for _, step := range m.Steps(nil, set, training) {
		if steps++; step.EpochEnds {
			modelEpochs = append(modelEpochs, step.Epoch)
		}
	}
	if !slices.Equal(netEpochs, []int{1, 2}) || !slices.Equal(modelEpochs, netEpochs) || steps != 4 {
		t.Errorf("network counts the epochs %v, models %v in %d steps; want 1 and 2 in 4", netEpochs, modelEpochs, steps)
	}
	if got, want := m.Parameters()[0].Values, n.Layers[0].Weights.RawMatrix().Data; !floats.EqualApprox(got, want, 1e-9) {
		t.Errorf("after two epochs models has the weights %v, network %v", got, want)
	}
	if n.NumParameters() != 3 || m.NumParameters() != 3 {
		t.Errorf("network has %d parameters, models %d; want 3", n.NumParameters(), m.NumParameters())
	}
	if got, want := m.Classify(set), n.Classify(set); !slices.Equal(got, want) {
		t.Errorf("models classifies %v, network %v", got, want)
	}
	if got, want := fmt.Sprint(m.Confusion(set)), fmt.Sprint(n.Confusion(set)); got != want {
		t.Errorf("models confuses %s, network %s", got, want)
	}

	netFile, modelFolder := filepath.Join(folder, "net.json"), filepath.Join(folder, "model")
	if err := n.Save(netFile); err != nil {
		t.Fatal(err)
	}
	if err := m.Save(modelFolder); err != nil {
		t.Fatal(err)
	}
	saved := n.Predict(set.Example(0))[0]
	nan := []float64{math.NaN(), math.NaN(), math.NaN()}
	n.Layers[0].Weights = mat.NewDense(3, 1, slices.Clone(nan))
	m.SetParameter(m.Parameters()[0].Name, nan)
	for name, classes := range map[string][]int{"network": n.Classify(set), "models": m.Classify(set)} {
		if !slices.Equal(classes, []int{-1, -1, -1, -1}) {
			t.Errorf("%s classifies outputs that are NaN as %v, want -1", name, classes)
		}
	}
	if n.Accuracy(set) != 0 || m.Accuracy(set) != 0 {
		t.Errorf("with NaN the accuracy is %v and %v, want 0", n.Accuracy(set), m.Accuracy(set))
	}
	if err := n.Load(netFile); err != nil {
		t.Fatal(err)
	}
	if err := m.Load(modelFolder); err != nil {
		t.Fatal(err)
	}
	if got, other := n.Predict(set.Example(0))[0], m.Predict(set.Example(0))[0]; got != saved || math.Abs(other-saved) > 1e-9 {
		t.Errorf("loaded again, network says %v and models %v; want %v", got, other, saved)
	}
}

func panicOf(f func()) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
	}()
	f()
	return nil
}

func unchanged(l learner, f func() error) error {
	before := l.weights()
	if err := f(); err != nil {
		return err
	}
	if !slices.Equal(l.weights(), before) {
		return fmt.Errorf("the weights have changed from %v to %v", before, l.weights())
	}
	return nil
}
