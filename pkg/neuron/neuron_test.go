package neuron

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/floats"
)

// article holds what numpy computed; testdata/article.py wrote it.
type article struct {
	Start  []float64
	Trials []struct {
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
	for step, trial := range n.Trials(fourExamples(t), 10_000) {
		if len(want.Trials) > 0 && want.Trials[0].Step == step {
			w := want.Trials[0]
			want.Trials = want.Trials[1:]
			same(t, "weights", n.Weights, w.Weights, 1e-12)
			same(t, "output", trial.Output, w.Output, 1e-12)
			same(t, "error", trial.Error, w.Error, 1e-12)
			same(t, "slope", trial.Slope, w.Slope, 1e-12)
			same(t, "adjustment", trial.Adjustment, w.Adjustment, 1e-12)
		}
	}
	if len(want.Trials) != 0 {
		t.Errorf("step %d was never tried", want.Trials[0].Step)
	}
	same(t, "weights", n.Weights, want.Weights, 1e-10)
	same(t, "answer", []float64{n.Think([]float64{1, 0, 0})}, []float64{want.Answers["1 0 0"]}, 1e-12)
	same(t, "answer", []float64{n.Think([]float64{0, 0, 0})}, []float64{want.Answers["0 0 0"]}, 0)
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
			for step, trial := range n.Trials(fourExamples(t), test.limit) {
				if trial.LargestError() < 0.1 {
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

// One neuron draws one straight line, and no line parts XOR (Minsky and Papert, 1969).
func TestXORStaysUndecided(t *testing.T) {
	xor, err := NewExamples([][]float64{{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}}, []float64{0, 1, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	n := Classic()
	n.Train(xor, 10_000)
	same(t, "answers", n.Try(xor).Output, []float64{0.5, 0.5, 0.5, 0.5}, 1e-6)
}

// The adjustment is the negative gradient of the loss, by gonum's finite differences.
func TestAdjustmentIsTheNegativeGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, loss := range []Loss{SquaredError, CrossEntropy} {
		examples := randomExamples(t, rng, 20, 5)
		n := New(rng, 5)
		n.Loss = loss
		lossAt := func(weights []float64) float64 {
			return (&Neuron{Weights: weights, Loss: loss}).Try(examples).Loss()
		}
		want := fd.Gradient(nil, lossAt, n.Weights, &fd.Settings{Formula: fd.Central})
		floats.Scale(-1, want)
		same(t, loss.String(), n.Try(examples).Adjustment, want, 1e-7)
	}
}

func TestBreakLeavesTheNeuronAsTheTrialSawIt(t *testing.T) {
	examples, n := fourExamples(t), Classic()
	var kept *Trial
	for step, trial := range n.Trials(examples, 100) {
		if step == 7 {
			kept = trial.Clone()
			break
		}
	}
	same(t, "output", n.Try(examples).Output, kept.Output, 0)
	same(t, "adjustment", n.Try(examples).Adjustment, kept.Adjustment, 0)
	same(t, "signal", n.Try(examples).Signal, kept.Signal, 0)
	same(t, "slope", n.Try(examples).Slope, kept.Slope, 0)
	same(t, "delta", n.Try(examples).Delta, kept.Delta, 0)
	if got, want := n.Try(examples).Loss(), kept.Loss(); got != want {
		t.Errorf("loss: got %v, want %v", got, want)
	}
}

// Large sets go block by block, and in shares among goroutines. A plain double loop must find the same.
func TestLargeSetsComeOutTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, size := range []struct{ examples, inputs int }{{63, 2}, {64, 2}, {65, 2}, {200, 3}, {700, 1000}, {2111, 1000}} {
		examples, n := randomExamples(t, rng, size.examples, size.inputs), New(rng, size.inputs)
		trial := n.Try(examples)
		output, adjustment := make([]float64, size.examples), make([]float64, size.inputs)
		for i := range output {
			sum := 0.0
			for j, weight := range n.Weights {
				sum += weight * examples.Inputs.At(i, j)
			}
			output[i] = 1 / (1 + math.Exp(-sum))
			for j := range adjustment {
				adjustment[j] += (examples.Labels[i] - output[i]) * output[i] * (1 - output[i]) * examples.Inputs.At(i, j)
			}
		}
		same(t, "output", trial.Output, output, 1e-9)
		same(t, "adjustment", trial.Adjustment, adjustment, 1e-9)
		same(t, "adjustment of a second trial", n.Try(examples).Adjustment, trial.Adjustment, 0)
	}
}

func TestSigmoidHasNoHoles(t *testing.T) {
	same(t, "sigmoid", []float64{Sigmoid(-1000), Sigmoid(1000), Sigmoid(math.Inf(-1)), Sigmoid(math.Inf(1))}, []float64{0, 1, 0, 1}, 0)
}

func TestLossStaysFiniteWhereTheOutputHasRounded(t *testing.T) {
	examples, err := NewExamples([][]float64{{1000}, {-1000}}, []float64{0, 1})
	if err != nil {
		t.Fatal(err)
	}
	n := &Neuron{Weights: []float64{1}, Loss: CrossEntropy}
	if got := n.Try(examples).Loss(); got != 2000 {
		t.Errorf("got a cross-entropy of %v, want 2000", got)
	}
}

func TestTrialsAllocateNothingPerStep(t *testing.T) {
	examples, n := fourExamples(t), Classic()
	allocations := func(steps int) float64 {
		return testing.AllocsPerRun(5, func() {
			n.Train(examples, steps)
		})
	}
	if one, many := allocations(1), allocations(10_000); many != one {
		t.Errorf("1 step allocates %v times, 10,000 steps %v times", one, many)
	}
}

func TestBadExamplesAreOneClearSentence(t *testing.T) {
	good := [][]float64{{0, 0, 1}, {1, 1, 1}}
	tests := []struct {
		name   string
		inputs [][]float64
		labels []float64
		want   string
	}{
		{"none", nil, nil, "nothing to learn from"},
		{"no inputs", [][]float64{{}}, []float64{1}, "nothing to learn from"},
		{"too few labels", good, []float64{1}, "2 examples have 1 labels"},
		{"ragged", [][]float64{{0, 0, 1}, {1, 1}}, []float64{0, 1}, "example 2 has 2 inputs but example 1 has 3"},
		{"NaN", [][]float64{{0, 0, 1}, {1, math.NaN(), 1}}, []float64{0, 1}, "example 2: input 2 is NaN"},
		{"infinite", [][]float64{{0, 0, math.Inf(-1)}, {1, 1, 1}}, []float64{0, 1}, "example 1: input 3 is -Inf"},
		{"label above 1", good, []float64{0, 1.5}, "example 2 has the label 1.5"},
		{"label below 0", good, []float64{-1, 1}, "example 1 has the label -1"},
		{"label NaN", good, []float64{0, math.NaN()}, "example 2 has the label NaN"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			examples, err := NewExamples(test.inputs, test.labels)
			if err == nil {
				t.Fatalf("got %v, want an error", examples)
			}
			oneSentence(t, err.Error(), test.want)
		})
	}
}

func TestBadQuestionsAreOneClearSentence(t *testing.T) {
	tests := []struct {
		name      string
		questions [][]float64
		want      string
	}{
		{"too short", [][]float64{{1, 0, 0}, {1, 0}}, "question 2 has 2 inputs but the neuron has 3 weights"},
		{"NaN", [][]float64{{1, math.NaN(), 0}}, "question 1: input 2 is NaN"},
		{"infinite", [][]float64{{1, 0, 0}, {0, 0, math.Inf(1)}}, "question 2: input 3 is +Inf"},
		{"too large", [][]float64{{1e308, 1e308, 0}}, "answer to question 1 is not a number"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answers, err := (&Neuron{Weights: []float64{10, -10, 1}}).Answers(test.questions)
			if err == nil {
				t.Fatalf("got %v, want an error", answers)
			}
			oneSentence(t, err.Error(), test.want)
		})
	}
}

func TestWrongSizesPanicWithBothShapes(t *testing.T) {
	tests := []struct {
		name string
		call func()
		want string
	}{
		{"Think", func() { Classic().Think([]float64{1, 0}) }, "2 inputs does not fit a neuron with 3 weights"},
		{"Learn", func() { Classic().Learn([]float64{1, 0}) }, "2 numbers does not fit a neuron with 3 weights"},
		{"Try", func() { (&Neuron{Weights: []float64{1}}).Try(fourExamples(t)) }, "4 x 3 examples do not fit a neuron with 1 weights"},
		{"Try, nothing", func() { Classic().Try(nil) }, "no examples: did NewExamples return an error?"},
		{"Try, labels", func() { Classic().Try(&Examples{Inputs: fourExamples(t).Inputs, Labels: []float64{1}}) }, "4 x 3 examples do not fit 1 labels"},
		{"New", func() { New(rand.New(rand.NewPCG(1, 2)), 0) }, "at least 1 input, not 0"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				message, _ := recover().(string)
				oneSentence(t, message, test.want)
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

func fourExamples(t testing.TB) *Examples {
	t.Helper()
	examples, err := NewExamples([][]float64{{0, 0, 1}, {1, 1, 1}, {1, 0, 1}, {0, 1, 1}}, []float64{0, 1, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	return examples
}

func randomExamples(t testing.TB, rng *rand.Rand, rows, inputs int) *Examples {
	t.Helper()
	matrix, labels := make([][]float64, rows), make([]float64, rows)
	for i := range matrix {
		labels[i] = rng.Float64()
		matrix[i] = make([]float64, inputs)
		for j := range matrix[i] {
			matrix[i][j] = rng.NormFloat64()
		}
	}
	examples, err := NewExamples(matrix, labels)
	if err != nil {
		t.Fatal(err)
	}
	return examples
}

func same(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) || !floats.EqualApprox(got, want, tolerance) {
		t.Errorf("%s: got %v, want %v to %g", what, got, want, tolerance)
	}
}

func oneSentence(t *testing.T, got, want string) {
	t.Helper()
	if !strings.HasPrefix(got, "neuron: ") || !strings.Contains(got, want) || strings.Contains(got, "\n") {
		t.Errorf("got %q, want one sentence of neuron with %q", got, want)
	}
}
