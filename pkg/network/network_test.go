package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// A layer of one neuron without bias is package neuron's neuron. Its rate is
// four times as large, because a network takes the mean over its four examples.
func TestOneNeuronIsPackageNeuron(t *testing.T) {
	inputs, labels := [][]float64{{0, 0, 1}, {1, 1, 1}, {1, 0, 1}, {0, 1, 1}}, []float64{0, 1, 1, 0}
	forNeuron, err := neuron.NewExamples(inputs, labels)
	if err != nil {
		t.Fatal(err)
	}
	forNetwork := examplesOf(t, inputs, [][]float64{{0}, {1}, {1}, {0}})
	for _, loss := range []Loss{SquaredError, CrossEntropy} {
		t.Run(loss.String(), func(t *testing.T) {
			one := neuron.Classic()
			one.Loss = loss
			net := New(rand.New(rand.NewPCG(1, 2)), Dense(3, 1, Sigmoid).WithoutBias())
			net.Layers[0].Weights.SetCol(0, one.Weights)
			net.Loss, net.Rule = loss, GradientDescent{Rate: 4}
			trials := map[int]*neuron.Trial{}
			for step, trial := range one.Trials(forNeuron, 10_000) {
				if step%1000 < 3 {
					trials[step] = trial.Clone()
				}
			}
			for step, trial := range net.Trials(forNetwork, 10_000) {
				want, kept := trials[step]
				if !kept {
					continue
				}
				got := trial.Layers[0]
				same(t, "signal", got.Signal.RawMatrix().Data, want.Signal, 1e-12)
				same(t, "output", got.Output.RawMatrix().Data, want.Output, 1e-12)
				same(t, "error", got.Error.RawMatrix().Data, want.Error, 1e-12)
				same(t, "slope", got.Slope.RawMatrix().Data, want.Slope, 1e-12)
				same(t, "delta", got.Delta.RawMatrix().Data, want.Delta, 1e-12)
				adjustment := mat.Col(nil, 0, got.Adjustment)
				floats.Scale(4, adjustment)
				same(t, "adjustment", adjustment, want.Adjustment, 1e-12)
				same(t, "loss", []float64{4 * trial.Loss()}, []float64{want.Loss()}, 1e-12)
				same(t, "largest and mean error", []float64{trial.LargestError(), trial.MeanError()}, []float64{want.LargestError(), want.MeanError()}, 1e-12)
			}
			same(t, "weights", net.Layers[0].Weights.RawMatrix().Data, one.Weights, 1e-10)
			same(t, "answer", net.Think([]float64{1, 0, 0}), []float64{one.Think([]float64{1, 0, 0})}, 1e-12)
		})
	}
}

func TestBreakLeavesTheNetworkAsTheTrialSawIt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	net := smallConvolutional(rng)
	examples := randomExamples(rng, net, 6)
	var kept *Trial
	for step, trial := range net.Trials(examples, 100) {
		if step == 7 {
			kept = trial.Clone()
			break
		}
	}
	sameTrial(t, net.Try(examples), kept)
	net.Train(examples, 3)
	if kept.Loss() <= net.Try(examples).Loss() {
		t.Errorf("the clone's loss is %v, and after 3 more steps the network's is %v", kept.Loss(), net.Try(examples).Loss())
	}
}

func TestACloneStays(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	examples := randomExamples(rand.New(rand.NewPCG(1, 2)), net, 6)
	want := net.Try(examples)
	var first *Trial
	for step, trial := range net.Steps(nil, examples, 6, 3) {
		if step == 0 {
			first = trial.Clone()
		}
	}
	sameTrial(t, first, want)
}

func TestLearnIsOneStep(t *testing.T) {
	for _, rule := range []Rule{nil, GradientDescent{Rate: 0.1}, Momentum{Rate: 0.1, Momentum: 0.9}, Adam{Rate: 0.01}} {
		one, other := smallConvolutional(rand.New(rand.NewPCG(1, 2))), smallConvolutional(rand.New(rand.NewPCG(1, 2)))
		one.Rule, other.Rule = rule, rule
		examples := randomExamples(rand.New(rand.NewPCG(3, 4)), one, 5)
		before := one.Try(examples).Clone()
		one.Learn(one.Try(examples))
		other.Train(examples, 1)
		sameTrial(t, one.Try(examples), other.Try(examples))
		if before.Loss() <= one.Try(examples).Loss() {
			t.Errorf("%#v: the loss went from %v to %v", rule, before.Loss(), one.Try(examples).Loss())
		}
	}
}

func TestRateZeroLearnsNothing(t *testing.T) {
	for _, rule := range []Rule{GradientDescent{}, Momentum{Momentum: 0.9}, Adam{}} {
		net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
		net.Rule = rule
		before := net.Layers[0].Rows()
		net.Train(randomExamples(rand.New(rand.NewPCG(1, 2)), net, 3), 5)
		same(t, fmt.Sprintf("weights with %#v", rule), slices.Concat(net.Layers[0].Rows()...), slices.Concat(before...), 0)
	}
}

// Every example has its turn once in an epoch, in another order each time.
func TestStepsGoThroughAllExamples(t *testing.T) {
	inputs, targets := make([][]float64, 10), make([][]float64, 10)
	for i := range inputs {
		inputs[i], targets[i] = []float64{float64(i)}, []float64{float64(2 * i)}
	}
	examples := examplesOf(t, inputs, targets)
	net := New(rand.New(rand.NewPCG(1, 2)), Dense(1, 1, Linear))
	net.Rule = GradientDescent{}
	seen := func(rng *rand.Rand) (epochs [][]float64, sizes []int) {
		for step, trial := range net.Steps(rng, examples, 4, 9) {
			if step%3 == 0 {
				epochs = append(epochs, nil)
			}
			batch := trial.Layers[0].Input.RawMatrix().Data
			for i, target := range trial.targets.RawMatrix().Data {
				if target != 2*batch[i] {
					t.Errorf("input %v came with the target %v, want %v", batch[i], target, 2*batch[i])
				}
			}
			epochs[len(epochs)-1] = append(epochs[len(epochs)-1], batch...)
			sizes = append(sizes, len(batch))
		}
		return epochs, sizes
	}
	all := mat.Col(nil, 0, examples.Inputs)
	epochs, sizes := seen(nil)
	if want := []int{4, 4, 2, 4, 4, 2, 4, 4, 2}; !slices.Equal(sizes, want) {
		t.Errorf("batches: got %v, want %v", sizes, want)
	}
	for _, epoch := range epochs {
		same(t, "an epoch in the examples' order", epoch, all, 0)
	}
	epochs, _ = seen(rand.New(rand.NewPCG(1, 2)))
	if slices.Equal(epochs[0], all) || slices.Equal(epochs[0], epochs[1]) || slices.Equal(epochs[1], epochs[2]) {
		t.Errorf("shuffled epochs are alike: %v", epochs)
	}
	for _, epoch := range epochs {
		same(t, "a shuffled epoch, sorted", slices.Sorted(slices.Values(epoch)), all, 0)
	}
	again, _ := seen(rand.New(rand.NewPCG(1, 2)))
	same(t, "the same source", slices.Concat(again...), slices.Concat(epochs...), 0)
	same(t, "a batch larger than the set", func() []float64 {
		for _, trial := range net.Steps(nil, examples, 100, 1) {
			return mat.Col(nil, 0, trial.Layers[0].Input)
		}
		return nil
	}(), all, 0)
}

func TestEpochsAreSteps(t *testing.T) {
	one, other := smallConvolutional(rand.New(rand.NewPCG(1, 2))), smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	one.Rule, other.Rule = Adam{Rate: 0.01}, Adam{Rate: 0.01}
	examples := randomExamples(rand.New(rand.NewPCG(3, 4)), one, 10)
	counted := 0
	for epoch := range one.Epochs(rand.New(rand.NewPCG(5, 6)), examples, 3, 7) {
		counted++
		if epoch != counted {
			t.Errorf("got epoch %d, want %d", epoch, counted)
		}
		if epoch == 5 {
			break
		}
	}
	for range other.Steps(rand.New(rand.NewPCG(5, 6)), examples, 3, 5*examples.Batches(3)) {
	}
	sameTrial(t, one.Try(examples), other.Try(examples))
}

func TestNewDrawsWeightsAsThePapersSay(t *testing.T) {
	tests := []struct {
		name     string
		layer    *Layer
		uniform  bool
		variance float64
	}{
		{"Glorot", Dense(300, 200, Tanh), true, 2. / 500},
		{"Glorot, softmax", Dense(300, 200, Softmax), true, 2. / 500},
		{"Glorot, convolution", Convolution(Shape{5, 5, 50}, Kernels{Count: 100, Size: 3}, Sigmoid), true, 2. / (9*50 + 9*100)},
		{"He", Dense(300, 200, ReLU), false, 2. / 300},
		{"He, convolution", Convolution(Shape{5, 5, 50}, Kernels{Count: 100, Size: 3}, ReLU), false, 2. / (9 * 50)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			New(rand.New(rand.NewPCG(1, 2)), test.layer)
			weights, bias := test.layer.parameters()
			mean, variance := stat.MeanVariance(weights, nil)
			if math.Abs(mean) > 0.02*math.Sqrt(test.variance) || math.Abs(variance/test.variance-1) > 0.03 {
				t.Errorf("got mean %v and variance %v, want 0 and %v", mean, variance, test.variance)
			}
			largest, edge := floats.Norm(weights, math.Inf(1)), math.Sqrt(3*test.variance)
			if test.uniform != (largest <= edge) {
				t.Errorf("the largest weight is %v; a uniform distribution would end at %v", largest, edge)
			}
			same(t, "bias", bias, make([]float64, len(bias)), 0)
		})
	}
}

func TestSoftmaxAndCrossEntropyStayFinite(t *testing.T) {
	tests := []struct {
		name       string
		activation Activation
		targets    []float64
		want       float64
	}{
		{"sigmoid", Sigmoid, []float64{1, 0}, 2000},
		{"softmax", Softmax, []float64{1, 0}, 2000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			net := New(rand.New(rand.NewPCG(1, 2)), Dense(2, 2, test.activation))
			net.Layers[0].Weights = mat.NewDense(2, 2, []float64{-1, 0, 0, 1})
			net.Loss = CrossEntropy
			trial := net.Try(examplesOf(t, [][]float64{{1000, 1000}}, [][]float64{test.targets}))
			same(t, "output", trial.Output().RawRowView(0), []float64{0, 1}, 0)
			same(t, "loss", []float64{trial.Loss()}, []float64{test.want}, 0)
		})
	}
}

// Many may ask one network at once. go test -race looks for shared memory.
func TestThinkingTogether(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	examples := randomExamples(rand.New(rand.NewPCG(1, 2)), net, 8)
	want := net.Try(examples).Output()
	var done sync.WaitGroup
	for i := range 8 {
		done.Go(func() {
			same(t, "answer", net.Think(examples.Inputs.RawRowView(i)), want.RawRowView(i), 1e-12)
		})
	}
	done.Wait()
}

func TestAnswersAreThoughts(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	examples := randomExamples(rand.New(rand.NewPCG(1, 2)), net, 2*thoughts+3)
	answers, err := net.Answers(rows(examples.Inputs))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "answers", slices.Concat(answers...), net.Try(examples).Output().RawMatrix().Data, 1e-12)
}

// What a step allocates is small views of matrices, and gonum's goroutines where
// a product is large. The matrices themselves are used again.
func TestStepsAllocateLittle(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	net.Rule = Adam{Rate: 0.001}
	bytes := func(examples *Examples, steps int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range net.Steps(nil, examples, 32, steps) {
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	examples := randomExamples(rand.New(rand.NewPCG(1, 2)), net, 64)
	patches := uint64(32 * 36 * 9 * 8) // of the first layer, in bytes
	if perStep := (bytes(examples, 110) - bytes(examples, 10)) / 100; perStep > patches/10 {
		t.Errorf("a step allocates %d bytes; its largest matrix alone has %d", perStep, patches)
	}
}

// gonum shares large products among goroutines, but each number is one goroutine's sum.
func TestTheNumberOfCoresChangesNothing(t *testing.T) {
	trained := func(cores int) *Trial {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		rng := rand.New(rand.NewPCG(1, 2))
		net := New(rng, Convolution(Shape{8, 8, 1}, Kernels{Count: 16, Size: 3, Padding: Same}, ReLU), Dense(1024, 100, Tanh), Dense(100, 10, Softmax))
		net.Loss, net.Rule = CrossEntropy, Adam{Rate: 0.001}
		examples := randomExamples(rng, net, 200)
		for range net.Steps(rng, examples, 100, 4) {
		}
		return net.Try(examples)
	}
	one := trained(1)
	for _, cores := range []int{2, 3, 8} {
		sameTrial(t, trained(cores), one)
	}
}

func TestBadExamplesAreOneClearSentence(t *testing.T) {
	good, targets := [][]float64{{0, 0}, {1, 1}}, [][]float64{{0}, {1}}
	tests := []struct {
		name            string
		inputs, targets [][]float64
		want            string
	}{
		{"none", nil, nil, "nothing to learn from"},
		{"no inputs", [][]float64{{}}, [][]float64{{1}}, "nothing to learn from"},
		{"no targets", good, [][]float64{{}, {}}, "example 1 has no target"},
		{"too few targets", good, [][]float64{{1}}, "2 examples have 1 rows of targets"},
		{"ragged inputs", [][]float64{{0, 0}, {1}}, targets, "example 2 has 1 inputs but example 1 has 2"},
		{"ragged targets", good, [][]float64{{0}, {1, 2}}, "example 2 has 2 targets but example 1 has 1"},
		{"NaN", [][]float64{{0, 0}, {1, math.NaN()}}, targets, "example 2: input 2 is NaN"},
		{"infinite target", good, [][]float64{{0}, {math.Inf(1)}}, "example 2: target 1 is +Inf"},
		{"NaN target", good, [][]float64{{math.NaN()}, {1}}, "example 1: target 1 is NaN"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			examples, err := NewExamples(test.inputs, test.targets)
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
		{"too short", [][]float64{{1, 0}, {1}}, "question 2 has 1 inputs but the network takes 2"},
		{"NaN", [][]float64{{1, math.NaN()}}, "question 1: input 2 is NaN"},
		{"too large", [][]float64{{1, 1}, {1e308, 1e308}}, "the answer to question 2 is not a finite number"},
		{"too large, far down", append(slices.Repeat([][]float64{{1, 1}}, thoughts), []float64{1e308, 1e308}), fmt.Sprintf("the answer to question %d is", thoughts+1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			net := New(rand.New(rand.NewPCG(1, 2)), Dense(2, 1, Linear))
			net.Layers[0].Weights = mat.NewDense(2, 1, []float64{10, 10})
			answers, err := net.Answers(test.questions)
			if err == nil {
				t.Fatalf("got %v, want an error", answers)
			}
			oneSentence(t, err.Error(), test.want)
		})
	}
}

func TestMistakesPanicWithOneSentence(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	taken := Dense(2, 2, Tanh)
	New(rng, taken)
	xor := func() *Examples { return examplesOf(t, [][]float64{{0, 0}, {0, 1}}, [][]float64{{0}, {1}}) }
	change := func(do func(*Network)) func() {
		return func() {
			net := New(rng, Dense(2, 3, Tanh), Dense(3, 1, Sigmoid))
			do(net)
			net.Try(xor())
		}
	}
	crossEntropy := func(last Activation, targets ...float64) func() {
		return func() {
			net := New(rng, Dense(2, len(targets), last))
			net.Loss = CrossEntropy
			net.Try(examplesOf(t, [][]float64{{0, 0}}, [][]float64{targets}))
		}
	}
	tests := []struct {
		name string
		call func()
		want string
	}{
		{"no layers", func() { New(rng) }, "at least 1 layer, not 0"},
		{"widths", func() { New(rng, Dense(2, 3, Tanh), Dense(4, 1, Sigmoid)) }, "layer 1 gives 3 but layer 2 takes 4"},
		{"shapes of the same size", func() { New(rng, MaxPool(Shape{4, 4, 1}, 2), MaxPool(Shape{1, 2, 2}, 1)) }, "layer 1 gives 2x2x1 but layer 2 takes 1x2x2"},
		{"a layer twice", func() { New(rng, taken) }, "layer 1, dense tanh, 2 to 2, 6 parameters, is in a network already"},
		{"no neurons", func() { Dense(2, 0, Tanh) }, "at least 1 input and 1 neuron, not 2 and 0"},
		{"no kernels", func() { Convolution(Shape{8, 8, 1}, Kernels{Size: 3}, ReLU) }, "picture of 8x8x1 and 0 kernels of 3x3 with stride 1"},
		{"a large kernel", func() { Convolution(Shape{8, 4, 1}, Kernels{Count: 1, Size: 5}, ReLU) }, "a kernel of 5x5 does not fit into a picture of 8x4x1"},
		{"convolution with softmax", func() { Convolution(Shape{8, 8, 1}, Kernels{Count: 1, Size: 3}, Softmax) }, "a convolution has no softmax"},
		{"a large window", func() { MaxPool(Shape{1, 8, 1}, 2) }, "window of 2x2 does not fit into a picture of 1x8x1"},
		{"no window", func() { MeanPool(Shape{8, 8, 1}, 0) }, "window of 0x0 does not fit into a picture of 8x8x1"},
		{"no such channel", func() { Shape{2, 2, 1}.Channel([]float64{1, 2, 3, 4}, 1) }, "4 numbers have no channel 1 of a picture of 2x2x1"},
		{"Think", func() { New(rng, Dense(2, 1, Tanh)).Think([]float64{1}) }, "1 inputs does not fit a network with 2"},
		{"Try, nothing", func() { New(rng, Dense(2, 1, Tanh)).Try(nil) }, "no examples: did NewExamples return an error?"},
		{"Try, inputs", func() { New(rng, Dense(3, 1, Tanh)).Try(xor()) }, "examples with 2 inputs do not fit a network with 3"},
		{"Try, targets", func() { New(rng, Dense(2, 3, Tanh)).Try(xor()) }, "examples with 1 targets do not fit a network with 3 outputs"},
		{"Try, rows", func() {
			New(rng, Dense(2, 1, Tanh)).Try(&Examples{Inputs: mat.NewDense(2, 2, nil), Targets: mat.NewDense(3, 1, nil)})
		}, "2 examples do not fit 3 rows of targets"},
		{"weights by hand", change(func(n *Network) { n.Layers[1].Weights = mat.NewDense(2, 1, nil) }), "layer 2, dense sigmoid: its weights are 2 x 1 and must be 3 x 1"},
		{"weights taken away", change(func(n *Network) { n.Layers[0].Weights = nil }), "layer 1, dense tanh: its weights are nil and must be 2 x 3"},
		{"a window onto weights", change(func(n *Network) { n.Layers[0].Weights = mat.NewDense(5, 5, nil).Slice(0, 2, 0, 3).(*mat.Dense) }), "a window onto a larger matrix"},
		{"bias by hand", change(func(n *Network) { n.Layers[0].Bias = []float64{1} }), "its bias has 1 numbers and must have 3"},
		{"bias for a pool", func() {
			net := New(rng, MaxPool(Shape{2, 2, 1}, 2))
			net.Layers[0].Bias = []float64{1}
			net.Think([]float64{1, 2, 3, 4})
		}, "layer 1, max pool 2x2: it has nothing to learn"},
		{"batch", func() {
			for range New(rng, Dense(2, 1, Tanh)).Steps(rng, xor(), 0, 1) {
			}
		}, "at least 1 example, not 0"},
		{"Batches", func() { xor().Batches(0) }, "at least 1 example, not 0"},
		{"cross-entropy after tanh", crossEntropy(Tanh, 1), "needs a last layer with Sigmoid or Softmax, and this one is dense tanh"},
		{"cross-entropy, targets of tanh", crossEntropy(Sigmoid, 1, -1), "target 2 of example 1 is -1"},
		{"cross-entropy, softmax", crossEntropy(Softmax, 1, 0.5), "those of example 1 add up to 1.5"},
		{"Learn from another network's trial", func() {
			New(rng, Dense(2, 1, Tanh)).Learn(New(rng, Dense(2, 2, Tanh), Dense(2, 1, Tanh)).Try(xor()))
		}, "a trial of 2 layers does not fit a network of 1"},
		{"Learn from a wider network's trial", func() {
			New(rng, Dense(2, 1, Tanh)).Learn(New(rng, Dense(2, 2, Tanh)).Try(examplesOf(t, [][]float64{{0, 0}}, [][]float64{{0, 1}})))
		}, "a trial with 4 + 2 adjustments does not fit layer 1 with 2 weights and 1 biases"},
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

// smallConvolutional has every kind of layer.
func smallConvolutional(rng *rand.Rand) *Network {
	net := New(rng,
		Convolution(Shape{6, 6, 1}, Kernels{Count: 3, Size: 3, Padding: Same}, ReLU),
		MaxPool(Shape{6, 6, 3}, 2),
		Convolution(Shape{3, 3, 3}, Kernels{Count: 4, Size: 2}, Tanh),
		MeanPool(Shape{2, 2, 4}, 2),
		Dense(4, 3, Softmax))
	net.Loss, net.Rule = CrossEntropy, GradientDescent{Rate: 0.1}
	return net
}

func examplesOf(t testing.TB, inputs, targets [][]float64) *Examples {
	t.Helper()
	examples, err := NewExamples(inputs, targets)
	if err != nil {
		t.Fatal(err)
	}
	return examples
}

func sameTrial(t *testing.T, got, want *Trial) {
	t.Helper()
	same(t, "loss", []float64{got.Loss()}, []float64{want.Loss()}, 0)
	for i := range want.Layers {
		g, w := got.Layers[i], want.Layers[i]
		matrices := map[string][2]*mat.Dense{
			"input": {g.Input, w.Input}, "signal": {g.Signal, w.Signal}, "output": {g.Output, w.Output}, "error": {g.Error, w.Error},
			"slope": {g.Slope, w.Slope}, "delta": {g.Delta, w.Delta}, "adjustment": {g.Adjustment, w.Adjustment},
		}
		for name, m := range matrices {
			same(t, fmt.Sprintf("%s of layer %d", name, i+1), slices.Concat(rows(m[0])...), slices.Concat(rows(m[1])...), 0)
		}
		same(t, fmt.Sprintf("bias adjustment of layer %d", i+1), g.BiasAdjustment, w.BiasAdjustment, 0)
	}
}

func oneSentence(t *testing.T, got, want string) {
	t.Helper()
	if !strings.HasPrefix(got, "network: ") || !strings.Contains(got, want) || strings.Contains(got, "\n") {
		t.Errorf("got %q, want one sentence of network with %q", got, want)
	}
}
