package models

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/loss"

	"firstneuron/pkg/datasets"
)

func withTargets(t *testing.T, set *datasets.Set, targets [][]float64) *datasets.Set {
	t.Helper()
	with, err := set.WithTargets(targets)
	if err != nil {
		t.Fatal(err)
	}
	return with
}

// Soft labels of 0 and 1 are labels, and the cross-entropy with others is the sum over
// the classes of -target x ln(probability).
func TestSoftLabels(t *testing.T) {
	set := randomSet(seeded(1), 6, 3, 4)
	m := newModel(t, set.Shape, Multilayer(3, 5), Options{Float64: true})
	hard, err := set.TargetsFor(3)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "loss", []float64{m.Pass(withTargets(t, set, hard)).Loss()}, []float64{m.Pass(set).Loss()}, 0)
	soft := make([][]float64, set.Len())
	want := 0.0
	for i, probabilities := range m.Outputs(set) {
		soft[i] = []float64{0.7, 0.2, 0.1}
		for j, target := range soft[i] {
			want -= target * math.Log(probabilities[j]) / float64(set.Len())
		}
	}
	softened := withTargets(t, set, soft)
	same(t, "loss", []float64{m.Pass(softened).Loss()}, []float64{want}, 1e-12)
	if err := m.Train(seeded(1), softened, Training{Epochs: 400, Batch: 6, Rate: 0.05}); err != nil {
		t.Fatal(err)
	}
	same(t, "what was learnt", m.Predict(set.Example(0)), soft[0], 0.02)
}

// Mean squared error and its gradient are those of the formulas; outputs are what the
// function returns.
func TestMeanSquaredError(t *testing.T) {
	set, err := datasets.NewTargets("two", [][]float64{{1, 2}, {3, -1}}, [][]float64{{1}, {0}})
	if err != nil {
		t.Fatal(err)
	}
	m := newModel(t, set.Shape, Linear(1), Options{Float64: true, Loss: loss.MeanSquaredError})
	m.SetParameter("logits/dense/weights", []float64{0.5, 2})
	m.SetParameter("logits/dense/biases", []float64{0.25})
	// outputs 4.75 and -0.25, errors 3.75 and -0.25
	same(t, "outputs", slices.Concat(m.Outputs(set)...), []float64{4.75, -0.25}, 1e-12)
	pass := m.Pass(set)
	same(t, "loss", []float64{pass.Loss()}, []float64{(3.75*3.75 + 0.25*0.25) / 2}, 1e-12)
	same(t, "gradient of the weights", pass.Gradients[0].Values, []float64{3.75*1 - 0.25*3, 3.75*2 + 0.25*1}, 1e-12)
	same(t, "gradient of the bias", pass.Gradients[1].Values, []float64{3.75 - 0.25}, 1e-12)
	for _, step := range m.Steps(nil, set, Training{Steps: 1, Batch: 2, Rate: 0.1}) {
		if got := step.Accuracy(); !math.IsNaN(got) {
			t.Errorf("the accuracy of a regression is %v, want NaN", got)
		}
	}
}

// One output is the sigmoid of the logit, and the loss is that of GoMLX's binary
// cross-entropy of probabilities, and that of two outputs whose logits differ by it.
func TestBinaryCrossEntropy(t *testing.T) {
	set := randomSet(seeded(1), 8, 2, 3)
	m := newModel(t, set.Shape, Linear(1), Options{Float64: true})
	weights := m.Parameter("logits/dense/weights").Values
	probabilities := newModel(t, set.Shape, func(scope *model.Scope, x *graph.Node) *graph.Node {
		return graph.Sigmoid(Dense(scope.In("logits"), x, 1))
	}, Options{Float64: true, Loss: loss.BinaryCrossentropy})
	probabilities.SetParameter("logits/dense/weights", weights)
	two := newModel(t, set.Shape, Linear(2), Options{Float64: true})
	two.SetParameter("logits/dense/weights", []float64{0, weights[0], 0, weights[1], 0, weights[2]})

	want := two.Outputs(set)
	for i, output := range m.Outputs(set) {
		same(t, "output", output, want[i][1:], 1e-12)
		same(t, "output of the function with a sigmoid", output, probabilities.Predict(set.Example(i)), 1e-12)
	}
	for what, other := range map[string]*Model{"probabilities": probabilities, "two outputs": two} {
		same(t, "loss beside "+what, []float64{m.Pass(set).Loss()}, []float64{other.Pass(set).Loss()}, 1e-7)
		if got, want := m.Classify(set), other.Classify(set); !slices.Equal(got, want) {
			t.Errorf("classes %v, want those of %s, %v", got, what, want)
		}
	}
	same(t, "accuracy of two ways", []float64{m.Accuracy(set), m.Confusion(set).Accuracy()}, []float64{two.Accuracy(set), two.Accuracy(set)}, 0)
	for _, step := range m.Steps(nil, set, Training{Steps: 1, Batch: 8, Rate: 0}) {
		same(t, "accuracy of the step", []float64{step.Accuracy()}, []float64{m.Accuracy(set)}, 0)
	}
}

// A loss that leaves the numbers ends the training with an error that names step and
// rate; no checkpoint takes such weights, and no class is made of them.
func TestDivergence(t *testing.T) {
	set := randomSet(seeded(1), 30, 3, 4)
	folder := t.TempDir()
	for _, test := range []struct {
		name     string
		training Training
		want     string
	}{
		{"a rate that is too large", Training{Epochs: 5, Batch: 10, Rate: 1e38}, "at the rate 1e+38: the training diverged, so choose a smaller rate"},
		{"of an optimizer", Training{Epochs: 5, Batch: 10, Optimizer: descent(1e38)}, "at the rate of its optimizer: the training diverged, so choose a smaller rate"},
		{"in the last step", Training{Steps: 1, Batch: 10, Optimizer: descent(math.MaxFloat64)}, `models: after step 0 "hidden 1/dense/weights" is NaN or infinite at the rate of its optimizer: the training diverged`},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := newModel(t, set.Shape, Multilayer(3, 8), Options{})
			if err := m.Save(folder); err != nil {
				t.Fatal(err)
			}
			test.training.Checkpoint = t.TempDir()
			for number, step := range m.Steps(seeded(1), set, test.training) {
				if math.IsNaN(step.Loss()) || math.IsInf(step.Loss(), 0) {
					t.Errorf("step %d has the loss %v", number, step.Loss())
				}
			}
			err := m.Err()
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, want an error with %q", err, test.want)
			}
			for _, kept := range filesOf(t, test.training.Checkpoint) {
				t.Errorf("the diverged training has kept %s", kept)
			}
			if err := m.Save(folder); err == nil || !strings.Contains(err.Error(), "is NaN or infinite") {
				t.Errorf("saving it: got %v, want an error", err)
			}
			if err := m.Load(folder); err != nil {
				t.Errorf("the checkpoint before is lost: %v", err)
			}
		})
	}
	m := newModel(t, set.Shape, Linear(3), Options{})
	m.SetParameter("logits/dense/biases", []float64{0, math.NaN(), 0})
	if err := m.Train(nil, set, adam(1, 10)); err == nil || !strings.HasPrefix(err.Error(), "models: the loss of step 0 is NaN, before the weights have changed") {
		t.Errorf("weights that are NaN: got %v, want an error that does not blame the rate", err)
	}
}

// A row with a NaN has no class.
func TestNaNHasNoClass(t *testing.T) {
	set := randomSet(seeded(1), 6, 3, 4)
	set.Values[1] = math.NaN()
	for name, m := range map[string]*Model{
		"linear": newModel(t, set.Shape, Linear(3), Options{}), "one output": newModel(t, set.Shape, Linear(1), Options{}),
		"ReLU": newModel(t, set.Shape, Multilayer(3, 20), Options{}),
	} {
		classes := m.Classify(set)
		if classes[0] != -1 || slices.Contains(classes[1:], -1) {
			t.Errorf("%s: the classes are %v, want -1 for the first alone", name, classes)
		}
		for _, output := range m.Predict(set.Example(0)) {
			if !math.IsNaN(output) {
				t.Errorf("%s: of a NaN comes %v", name, output)
			}
		}
	}
	m := newModel(t, set.Shape, Linear(3), Options{})
	if got := m.Confusion(set); !slices.Equal(got.Unclassified, []int{1, 0, 0}) || got.Accuracy() != m.Accuracy(set) {
		t.Errorf("confusion %v, want one of class 0 unclassified, and the accuracy %v", got, m.Accuracy(set))
	}
}
