package neuron

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/datasets"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/floats"
)

// article holds what numpy computed; testdata/article.py wrote it.
type article struct {
	Start  []float64
	Passes []struct {
		Step                                      int
		Weights, Output, Error, Slope, Adjustment []float64
	}
	Weights []float64
	Answers map[string]float64
}

func TestArticleAgreesWithNumpy(t *testing.T) {
	text, err := os.ReadFile("testdata/article.json")
	if err != nil {
		t.Fatal(err)
	}
	var want article
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}

	n := Classic()
	same(t, "start", n.Weights, want.Start, 0)
	before := want.Start
	for step, pass := range n.Steps(datasets.Patterns(), 10_000) {
		if len(want.Passes) > 0 && want.Passes[0].Step == step {
			w := want.Passes[0]
			want.Passes = want.Passes[1:]
			same(t, "weights before the step", before, w.Weights, 1e-12)
			same(t, "output", pass.Output, w.Output, 1e-12)
			same(t, "error", pass.Error, w.Error, 1e-12)
			same(t, "slope", pass.Slope, w.Slope, 1e-12)
			same(t, "adjustment", pass.Adjustment, w.Adjustment, 1e-12)
		}
		before = slices.Clone(n.Weights)
	}
	if len(want.Passes) != 0 {
		t.Errorf("step %d never came", want.Passes[0].Step)
	}
	same(t, "weights", n.Weights, want.Weights, 1e-10)
	same(t, "output", []float64{n.Predict([]float64{1, 0, 0})}, []float64{want.Answers["1 0 0"]}, 1e-12)
	same(t, "output", []float64{n.Predict([]float64{0, 0, 0})}, []float64{want.Answers["0 0 0"]}, 0)
}

func TestStepsUntilEveryErrorIsBelowATenth(t *testing.T) {
	const never = -1
	tests := []struct {
		name  string
		start []float64
		rate  float64
		loss  Loss
		limit int
		want  int
	}{
		{"the article's rate", nil, 1, SquaredError, 10_000, 119},
		{"rate 10", nil, 10, SquaredError, 10_000, 6},
		{"rate 0 learns nothing", nil, 0, SquaredError, 10_000, never},
		{"rate 100 saturates", nil, 100, SquaredError, 10_000, never},
		{"cross-entropy", nil, 1, CrossEntropy, 10_000, 16},
		{"confidently wrong, squared error", []float64{-10, 0, 0}, 1, SquaredError, 20_000, never},
		{"confidently wrong, cross-entropy", []float64{-10, 0, 0}, 1, CrossEntropy, 20_000, 25},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := Classic()
			n.Rate, n.Loss = test.rate, test.loss
			if test.start != nil {
				n.Weights = test.start
			}
			got := never
			for step, pass := range n.Steps(datasets.Patterns(), test.limit) {
				if pass.LargestError() < 0.1 {
					got = step
					break
				}
			}
			if got != test.want {
				t.Errorf("got %d steps, want %d", got, test.want)
			}
		})
	}
}

// One neuron draws one straight line, and no line separates XOR (Minsky and Papert, 1969).
func TestXORStaysUndecided(t *testing.T) {
	n, xor := Classic(), datasets.XOR().WithBias()
	if err := n.Train(xor, 10_000); err != nil {
		t.Fatal(err)
	}
	same(t, "outputs", n.Outputs(xor), []float64{0.5, 0.5, 0.5, 0.5}, 1e-6)
}

// The gradient is that of the loss, by gonum's finite differences.
func TestGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, loss := range []Loss{SquaredError, CrossEntropy} {
		set, n := randomSet(t, rng, 20, 5), New(rng, 5)
		n.Loss = loss
		want := fd.Gradient(nil, func(weights []float64) float64 {
			return (&Neuron{Weights: weights, Loss: loss}).Pass(set).Loss()
		}, n.Weights, &fd.Settings{Formula: fd.Central})
		pass := n.Pass(set)
		same(t, loss.String(), pass.Gradient(), want, 1e-7)
		floats.Scale(-1, want)
		same(t, loss.String()+", adjustment", pass.Adjustment, want, 1e-7)
	}
}

// The body of the loop runs after its step, its pass is what was computed before, and
// the passes of other steps do not overwrite it. Training again trains on.
func TestSteps(t *testing.T) {
	set, n, byHand := datasets.Patterns(), Classic(), Classic()
	var passes []*Pass
	for range 2 {
		for step, pass := range n.Steps(set, 100) {
			want := byHand.Pass(set)
			byHand.Learn(want)
			same(t, fmt.Sprintf("weights after step %d", step), n.Weights, byHand.Weights, 0)
			if passes = append(passes, pass); step == 7 {
				break
			}
		}
	}
	again := Classic()
	for i, pass := range passes {
		if want := again.Pass(set); !reflect.DeepEqual(pass, want) {
			t.Errorf("pass %d: got %v, want %v", i, pass, want)
		}
		if err := again.Train(set, 1); err != nil {
			t.Fatal(err)
		}
	}
	if len(passes) != 16 {
		t.Errorf("got %d passes, want 16", len(passes))
	}
}

// Weights are kept to the last bit, also those that are no numbers; another neuron's are refused.
func TestWeightsAsBytes(t *testing.T) {
	n := &Neuron{Weights: []float64{0.1, math.Inf(-1), math.Copysign(0, -1), math.NaN()}}
	kept, err := n.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	read := &Neuron{Weights: make([]float64, 4), Rate: 7}
	if err := read.UnmarshalBinary(kept); err != nil || read.Rate != 7 {
		t.Errorf("got %v at the rate %v", err, read.Rate)
	}
	for i, weight := range read.Weights {
		if math.Float64bits(weight) != math.Float64bits(n.Weights[i]) {
			t.Errorf("weight %d: got %v, want %v", i, weight, n.Weights[i])
		}
	}
	other := Classic()
	if err := other.UnmarshalBinary(kept); err == nil || !strings.Contains(err.Error(), "32 bytes are not the weights of a neuron with 3 inputs, which are 24") {
		t.Errorf("got %v", err)
	}
	same(t, "weights", other.Weights, Classic().Weights, 0)
}

func TestSigmoidAtTheEnds(t *testing.T) {
	same(t, "sigmoid", []float64{Sigmoid(-1000), Sigmoid(1000), Sigmoid(math.Inf(-1)), Sigmoid(math.Inf(1))}, []float64{0, 1, 0, 1}, 0)
}

func TestLossStaysFiniteWhereTheOutputHasRounded(t *testing.T) {
	n := &Neuron{Weights: []float64{1}, Loss: CrossEntropy}
	if got := n.Pass(setOf(t, [][]float64{{1000}, {-1000}}, 0, 1)).Loss(); got != 2000 {
		t.Errorf("got a cross-entropy of %v, want 2000", got)
	}
}

// An output of 0.5 is class 1; where it is NaN there is no class.
func TestAccuracy(t *testing.T) {
	set, err := datasets.New("accuracy", [][]float64{{0}, {1}, {-1}, {-1}, {1}}, []int{1, 1, 0, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ weight, want float64 }{{1, 0.6}, {-1, 0.6}, {0, 0.6}, {math.NaN(), 0}} {
		if got := (&Neuron{Weights: []float64{test.weight}}).Accuracy(set); got != test.want {
			t.Errorf("weight %v: got %v, want %v", test.weight, got, test.want)
		}
	}
}

func TestWhatEndsTrainingIsOneClearSentence(t *testing.T) {
	good := [][]float64{{0, 0, 1}, {1, 1, 1}}
	unlabelled, three := datasets.Patterns(), datasets.Patterns()
	unlabelled.Labels, three.Classes = nil, []string{"a", "b", "c"}
	broken := datasets.Patterns()
	broken.Values[4] = math.NaN()
	tests := []struct {
		name        string
		set         *datasets.Set
		rate        float64
		steps       int
		want        string
		leavesAlone bool
	}{
		{"no set", nil, 1, 1, "no examples", true},
		{"no examples", datasets.Patterns().Slice(0, 0), 1, 1, "no examples", true},
		{"no labels", unlabelled, 1, 1, "patterns has neither labels nor targets", true},
		{"three classes", three, 1, 1, "patterns has 3 classes", true},
		{"two targets", &datasets.Set{Name: "two", Shape: []int{3}, Values: make([]float64, 3), Targets: [][]float64{{0, 1}}}, 1, 1, "have 2 targets", true},
		{"NaN", broken, 1, 1, "example 2 of patterns: number 2 is NaN", true},
		{"target above 1", setOf(t, good, 0, 1.5), 1, 1, "example 2 of targets has the target 1.5", true},
		{"target below 0", setOf(t, good, -0.5, 1), 1, 1, "example 1 of targets has the target -0.5", true},
		{"negative steps", datasets.Patterns(), 1, -1, "cannot train for -1 steps", true},
		{"negative rate", datasets.Patterns(), -0.5, 1, "the learning rate is -0.5", true},
		{"rate NaN", datasets.Patterns(), math.NaN(), 1, "the learning rate is NaN", true},
		{"infinite rate", datasets.Patterns(), math.Inf(1), 1, "the learning rate is +Inf", true},
		{"divergence", setOf(t, [][]float64{{1e200, -1e200, 1}}, 1), 1e200, 9, "the loss is NaN at step 1 with the rate 1e+200", false},
		{"no steps", datasets.Patterns(), 1, 0, "", true},
		{"rate 0", datasets.Patterns(), 0, 9, "", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := Classic()
			n.Rate, n.Loss = test.rate, CrossEntropy
			err := n.Train(test.set, test.steps)
			if err != n.Err() {
				t.Errorf("Train returns %v, Err %v", err, n.Err())
			}
			if test.want == "" && err != nil || test.want != "" && err == nil {
				t.Fatalf("got %v, want %q", err, test.want)
			}
			if err != nil && (!strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n")) {
				t.Errorf("got %q, want one sentence with %q", err, test.want)
			}
			if test.leavesAlone {
				same(t, "weights", n.Weights, Classic().Weights, 0)
			}
			n.Rate, n.Weights = 1, Classic().Weights
			if err := n.Train(datasets.Patterns(), 1); err != nil || n.Err() != nil {
				t.Errorf("training again: %v", err)
			}
		})
	}
}

func TestMistakesPanicWithOneSentence(t *testing.T) {
	unlabelled := datasets.Patterns()
	unlabelled.Labels = nil
	tests := []struct {
		name string
		call func()
		want string
	}{
		{"Predict", func() { Classic().Predict([]float64{1, 0}) }, "an example of 2 numbers does not fit a neuron with 3 inputs"},
		{"Outputs", func() { Classic().Outputs(datasets.XOR()) }, "an example of 2 numbers does not fit a neuron with 3 inputs"},
		{"Pass", func() { Classic().Pass(datasets.XOR()) }, "an example of 2 numbers does not fit a neuron with 3 inputs"},
		{"Train", func() { Classic().Train(datasets.XOR(), 1) }, "an example of 2 numbers does not fit a neuron with 3 inputs"},
		{"Pass, nothing", func() { Classic().Pass(nil) }, "no examples"},
		{"Accuracy", func() { Classic().Accuracy(unlabelled) }, "the examples of patterns have no labels"},
		{"Learn", func() { Classic().Learn(&Pass{Adjustment: []float64{1, 0}}) }, "2 numbers does not fit a neuron with 3 inputs"},
		{"New", func() { New(rand.New(rand.NewPCG(1, 2)), 0) }, "at least 1 input, not 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				message, _ := recover().(string)
				if !strings.HasPrefix(message, "neuron: ") || !strings.Contains(message, test.want) || strings.Contains(message, "\n") {
					t.Errorf("got %q, want one sentence of neuron with %q", message, test.want)
				}
			}()
			test.call()
		})
	}
}

func TestNewDrawsWeightsFromMinusOneToOne(t *testing.T) {
	n := New(rand.New(rand.NewPCG(1, 2)), 10_000)
	if n.Weights[0] == n.Weights[1] || n.Weights[1] == n.Weights[2] {
		t.Errorf("neighbours are equal: %v", n.Weights[:3])
	}
	if low, high := floats.Min(n.Weights), floats.Max(n.Weights); low < -1 || low > -0.99 || high >= 1 || high < 0.99 {
		t.Errorf("weights reach from %v to %v, want nearly -1 to 1", low, high)
	}
	again := New(rand.New(rand.NewPCG(1, 2)), 10_000)
	same(t, "weights of the same source", again.Weights, n.Weights, 0)
}

func setOf(t testing.TB, rows [][]float64, targets ...float64) *datasets.Set {
	t.Helper()
	column := make([][]float64, len(targets))
	for i, target := range targets {
		column[i] = []float64{target}
	}
	set, err := datasets.NewTargets("targets", rows, column)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func randomSet(t testing.TB, rng *rand.Rand, examples, inputs int) *datasets.Set {
	t.Helper()
	rows, targets := make([][]float64, examples), make([]float64, examples)
	for i := range rows {
		targets[i] = rng.Float64()
		rows[i] = make([]float64, inputs)
		for j := range rows[i] {
			rows[i][j] = rng.NormFloat64()
		}
	}
	return setOf(t, rows, targets...)
}

func same(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) || !floats.EqualApprox(got, want, tolerance) {
		t.Errorf("%s: got %v, want %v to %g", what, got, want, tolerance)
	}
}
