package network

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// A layer of one neuron without bias is package neuron's neuron. Its rate is
// four times as large, because a network takes the mean over its four examples.
func TestOneNeuronIsPackageNeuron(t *testing.T) {
	set := datasets.Patterns()
	for _, loss := range []Loss{SquaredError, CrossEntropy} {
		t.Run(loss.String(), func(t *testing.T) {
			one := neuron.Classic()
			one.Loss = loss
			net := New(rand.New(rand.NewPCG(1, 2)), Dense(3, 1, Sigmoid).WithoutBias())
			net.Layers[0].Weights.SetCol(0, one.Weights)
			net.Loss, net.Optimizer = loss, GradientDescent{Rate: 4}
			passes := map[int]*neuron.Pass{}
			for step, pass := range one.Steps(set, 10_000) {
				if step%1000 < 3 {
					passes[step] = pass
				}
			}
			for step, pass := range net.Steps(set, 10_000) {
				want, kept := passes[step]
				if !kept {
					continue
				}
				got := pass.Layers[0]
				same(t, "signal", got.Signal.RawMatrix().Data, want.Signal, 1e-12)
				same(t, "output", got.Output.RawMatrix().Data, want.Output, 1e-12)
				same(t, "slope", got.Slope.RawMatrix().Data, want.Slope, 1e-12)
				same(t, "the output's gradient x slope", floats.MulTo(make([]float64, 4), got.OutputGradient.RawMatrix().Data, want.Slope), got.SignalGradient.RawMatrix().Data, 1e-12)
				same(t, "minus the signal's gradient", scaled(-1, got.SignalGradient), want.Delta, 1e-12)
				same(t, "gradient", scaled(4, got.WeightGradient), want.Gradient(), 1e-12)
				same(t, "loss", []float64{4 * pass.Loss()}, []float64{want.Loss()}, 1e-12)
				same(t, "largest and mean error", []float64{pass.LargestError(), pass.MeanError()}, []float64{want.LargestError(), want.MeanError()}, 1e-12)
			}
			same(t, "weights", net.Layers[0].Weights.RawMatrix().Data, one.Weights, 1e-10)
			same(t, "output", net.Predict([]float64{1, 0, 0}), []float64{one.Predict([]float64{1, 0, 0})}, 1e-12)
		})
	}
}

func TestBreakKeepsTheStepAndAPassStays(t *testing.T) {
	stopped, trained := smallConvolutional(rand.New(rand.NewPCG(1, 2))), smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	set := randomSet(t, rand.New(rand.NewPCG(1, 2)), stopped, 6)
	want, first := stopped.Pass(set), (*Pass)(nil)
	for step, pass := range stopped.Steps(set, 100) {
		if step == 0 {
			first = pass
		}
		if step == 7 {
			break
		}
	}
	samePass(t, first, want)
	if err := errors.Join(trained.Train(set, 3), trained.Train(set, 5)); err != nil {
		t.Fatal(err)
	}
	samePass(t, stopped.Pass(set), trained.Pass(set))
}

// The optimizer keeps its state, whoever calls it.
func TestLearnIsAStep(t *testing.T) {
	for _, optimizer := range []func() Optimizer{
		func() Optimizer { return GradientDescent{Rate: 0.1} },
		func() Optimizer { return &Momentum{Rate: 0.1, Momentum: 0.9} },
		func() Optimizer { return NewAdam(0.01) },
	} {
		one, other := smallConvolutional(rand.New(rand.NewPCG(1, 2))), smallConvolutional(rand.New(rand.NewPCG(1, 2)))
		one.Optimizer, other.Optimizer = optimizer(), optimizer()
		set := randomSet(t, rand.New(rand.NewPCG(3, 4)), one, 5)
		before := one.Pass(set)
		diverged := &Pass{loss: math.NaN()}
		if err := one.Learn(diverged); err == nil || !strings.Contains(err.Error(), "the loss is NaN with "+one.Optimizer.(fmt.Stringer).String()) {
			t.Errorf("learning from a pass that diverged: got %v", err)
		}
		for range 3 {
			if err := one.Learn(one.Pass(set)); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(other.Train(set, 1), other.Train(set, 2)); err != nil {
			t.Fatal(err)
		}
		samePass(t, one.Pass(set), other.Pass(set))
		if before.Loss() <= one.Pass(set).Loss() {
			t.Errorf("%v: the loss went from %v to %v", one.Optimizer, before.Loss(), one.Pass(set).Loss())
		}
	}
}

func TestZeroMeansItself(t *testing.T) {
	zeroRate := NewAdam(0)
	for _, test := range []struct {
		optimizer Optimizer
		steps     int
	}{{GradientDescent{}, 5}, {&Momentum{Momentum: 0.9}, 5}, {zeroRate, 5}, {GradientDescent{Rate: 1}, 0}} {
		net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
		net.Optimizer = test.optimizer
		before := net.Layers[0].Rows()
		if err := net.Train(randomSet(t, rand.New(rand.NewPCG(1, 2)), net, 3), test.steps); err != nil {
			t.Error(err)
		}
		same(t, fmt.Sprintf("weights after %d steps of %v", test.steps, test.optimizer), slices.Concat(net.Layers[0].Rows()...), slices.Concat(before...), 0)
	}
}

func TestATrainingThatCannotGoOnIsOneClearSentence(t *testing.T) {
	xor := datasets.XOR()
	unlabelled, err := datasets.New("questions", xor.Rows(), nil)
	if err != nil {
		t.Fatal(err)
	}
	broken := xor.Subset([]int{0, 1, 2, 3})
	broken.Values[2] = math.NaN()
	far := setOf(t, [][]float64{{1e200, 0}, {0, 1e200}}, [][]float64{{0}, {1}})
	train := func(optimizer Optimizer, set *datasets.Set, steps int) func(*Network) error {
		return func(n *Network) error { n.Optimizer = optimizer; return n.Train(set, steps) }
	}
	drain := func(epochs iter.Seq2[int, float64], n *Network) error {
		for range epochs {
		}
		return n.Err()
	}
	descent := GradientDescent{Rate: 1}
	tests := []struct {
		name  string
		train func(*Network) error
		want  string
	}{
		{"no examples", train(descent, xor.Slice(0, 0), 1), "no examples to learn from"},
		{"no set", func(n *Network) error { return drain(n.Epochs(nil, nil, 2, 1), n) }, "no examples to learn from"},
		{"a number that is NaN", train(descent, broken, 1), "example 2 of XOR: number 1 is NaN"},
		{"weights set by hand", func(n *Network) error { n.Layers[1].Bias = []float64{1, 2}; return n.Train(xor, 1) }, "layer 2, dense linear: its bias has 2 numbers and must have 1"},
		{"no labels", train(descent, unlabelled, 1), "neither labels nor targets"},
		{"negative steps", train(descent, xor, -1), "-1 steps"},
		{"negative epochs", func(n *Network) error { return drain(n.Epochs(nil, xor, 2, -3), n) }, "-3 epochs"},
		{"no batch", func(n *Network) error { return drain(n.Epochs(nil, xor, 0, 1), n) }, "a batch of 0"},
		{"no optimizer", train(nil, xor, 1), "there is no optimizer"},
		{"a negative rate", train(GradientDescent{Rate: -1}, xor, 1), "the learning rate is -1"},
		{"a rate of NaN", train(NewAdam(math.NaN()), xor, 1), "the learning rate is NaN"},
		{"momentum of 1", train(&Momentum{Rate: 1, Momentum: 1}, xor, 1), "momentum is 1"},
		{"Beta1", train(&Adam{Rate: 1, Beta1: -0.1, Beta2: 0.9, Epsilon: 1e-8}, xor, 1), "Beta1 is -0.1"},
		{"Beta2", train(&Adam{Rate: 1, Beta1: 0.9, Beta2: 1.5, Epsilon: 1e-8}, xor, 1), "Beta2 is 1.5"},
		{"Epsilon", train(&Adam{Rate: 1, Beta1: 0.9, Beta2: 0.9}, xor, 1), "Epsilon is 0"},
		{"divergence", train(GradientDescent{Rate: 1e200}, far, 50), "the loss is +Inf at step 0 with gradient descent at the rate 1e+200"},
		{"an optimizer of another network", func(n *Network) error {
			adam := NewAdam(0.1)
			other := New(rand.New(rand.NewPCG(1, 2)), Dense(2, 1, Sigmoid))
			if other.Optimizer = adam; other.Train(xor, 1) != nil {
				t.Error(other.Err())
			}
			return train(adam, xor, 1)(n)
		}, "give each network an optimizer of its own"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			net := New(rand.New(rand.NewPCG(1, 2)), Dense(2, 3, Linear), Dense(3, 1, Linear))
			err := test.train(net)
			if err == nil || err.Error() != net.Err().Error() {
				t.Fatalf("training returned %v and Err %v, want the same error", err, net.Err())
			}
			if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want one sentence with %q", err, test.want)
			}
		})
	}
}

func TestClassify(t *testing.T) {
	net := New(rand.New(rand.NewPCG(1, 2)), Dense(2, 2, Linear))
	net.Layers[0].Weights = mat.NewDense(2, 2, []float64{1, 0, 0, 1})
	set, err := datasets.New("points", [][]float64{{2, 1}, {1, 2}, {0, 3}}, []int{0, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	if got := net.Classify(set); !slices.Equal(got, []int{0, 1, 1}) || net.Accuracy(set) != 2./3 {
		t.Errorf("got %v and the accuracy %v, want [0 1 1] and 2/3", got, net.Accuracy(set))
	}
	net.Layers[0].Bias[0] = math.NaN()
	if got := net.Classify(set); !slices.Equal(got, []int{-1, -1, -1}) || net.Accuracy(set) != 0 {
		t.Errorf("with NaN got %v and the accuracy %v, want no class and 0", got, net.Accuracy(set))
	}
	one := New(rand.New(rand.NewPCG(1, 2)), Dense(1, 1, Linear))
	one.Layers[0].Weights = mat.NewDense(1, 1, []float64{1})
	if got := one.Classify(setOf(t, [][]float64{{0.49}, {0.5}, {math.Inf(-1)}}[:2], [][]float64{{0}, {1}})); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("with one output got %v, want [0 1]", got)
	}
}

// Every example is used once in an epoch, in another order each time.
func TestBatchStepsGoThroughAllExamples(t *testing.T) {
	inputs, targets := make([][]float64, 10), make([][]float64, 10)
	for i := range inputs {
		inputs[i], targets[i] = []float64{float64(i)}, []float64{float64(2 * i)}
	}
	set := setOf(t, inputs, targets)
	net := New(rand.New(rand.NewPCG(1, 2)), Dense(1, 1, Linear))
	net.Optimizer = GradientDescent{}
	seen := func(rng *rand.Rand) (epochs [][]float64, sizes []int) {
		for step, pass := range net.BatchSteps(rng, set, 4, 9) {
			if step%3 == 0 {
				epochs = append(epochs, nil)
			}
			batch := pass.Layers[0].Input.RawMatrix().Data
			for i, target := range pass.targets.RawMatrix().Data {
				if target != 2*batch[i] {
					t.Errorf("input %v came with the target %v, want %v", batch[i], target, 2*batch[i])
				}
			}
			epochs[len(epochs)-1] = append(epochs[len(epochs)-1], batch...)
			sizes = append(sizes, len(batch))
		}
		return epochs, sizes
	}
	all := set.Values
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
		for _, pass := range net.BatchSteps(nil, set, 100, 1) {
			return mat.Col(nil, 0, pass.Layers[0].Input)
		}
		return nil
	}(), all, 0)
}

func TestEpochsAreSteps(t *testing.T) {
	one, other := smallConvolutional(rand.New(rand.NewPCG(1, 2))), smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	one.Optimizer, other.Optimizer = NewAdam(0.01), NewAdam(0.01)
	set := randomSet(t, rand.New(rand.NewPCG(3, 4)), one, 10)
	counted := 0
	for epoch := range one.Epochs(rand.New(rand.NewPCG(5, 6)), set, 3, 7) {
		counted++
		if epoch != counted {
			t.Errorf("got epoch %d, want %d", epoch, counted)
		}
		if epoch == 5 {
			break
		}
	}
	for range other.BatchSteps(rand.New(rand.NewPCG(5, 6)), set, 3, 5*4) {
	}
	samePass(t, one.Pass(set), other.Pass(set))
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
		{"Glorot, convolution", Convolution(Shape{5, 5, 50}, Kernels{Count: 100, Size: 3, Stride: 1}, Sigmoid), true, 2. / (9*50 + 9*100)},
		{"He", Dense(300, 200, ReLU), false, 2. / 300},
		{"He, convolution", Convolution(Shape{5, 5, 50}, Kernels{Count: 100, Size: 3, Stride: 1}, ReLU), false, 2. / (9 * 50)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			New(rand.New(rand.NewPCG(1, 2)), test.layer)
			weights, bias := test.layer.Weights.RawMatrix().Data, test.layer.Bias
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
			pass := net.Pass(setOf(t, [][]float64{{1000, 1000}}, [][]float64{test.targets}))
			same(t, "output", pass.Output().RawRowView(0), []float64{0, 1}, 0)
			same(t, "loss", []float64{pass.Loss()}, []float64{test.want}, 0)
		})
	}
}

// Many may ask one network at once. go test -race looks for shared memory.
func TestPredictingTogether(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	set := randomSet(t, rand.New(rand.NewPCG(1, 2)), net, 8)
	want := net.Outputs(set)
	var done sync.WaitGroup
	for i := range 8 {
		done.Go(func() { same(t, "output", net.Predict(set.Example(i)), want[i], 1e-12) })
	}
	done.Wait()
}

func TestOutputsArePredictions(t *testing.T) {
	net := smallConvolutional(rand.New(rand.NewPCG(1, 2)))
	set := randomSet(t, rand.New(rand.NewPCG(1, 2)), net, 2*128+3)
	outputs := net.Outputs(set)
	same(t, "outputs", slices.Concat(outputs...), net.Pass(set).Output().RawMatrix().Data, 1e-12)
	same(t, "the last", outputs[258], net.Predict(set.Example(258)), 1e-12)
}

// gonum shares large products among goroutines, but each number is one goroutine's sum.
func TestTheNumberOfCoresChangesNothing(t *testing.T) {
	trained := func(cores int) *Pass {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		rng := rand.New(rand.NewPCG(1, 2))
		net := New(rng, Convolution(Shape{8, 8, 1}, Kernels{Count: 16, Size: 3, Stride: 1, Padding: Same}, ReLU), Dense(1024, 100, Tanh), Dense(100, 10, Softmax))
		net.Loss, net.Optimizer = CrossEntropy, NewAdam(0.001)
		set := randomSet(t, rng, net, 200)
		for range net.BatchSteps(rng, set, 100, 4) {
		}
		return net.Pass(set)
	}
	one := trained(1)
	for _, cores := range []int{2, 3, 8} {
		samePass(t, trained(cores), one)
	}
}

func TestMistakesPanicWithOneSentence(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	taken := Dense(2, 2, Tanh)
	New(rng, taken)
	xor := datasets.XOR()
	change := func(do func(*Network)) func() {
		return func() {
			net := New(rng, Dense(2, 3, Tanh), Dense(3, 1, Sigmoid))
			do(net)
			net.Pass(xor)
		}
	}
	crossEntropy := func(last Activation, targets ...float64) func() {
		return func() {
			net := New(rng, Dense(2, len(targets), last))
			net.Loss = CrossEntropy
			net.Pass(setOf(t, [][]float64{{0, 0}}, [][]float64{targets}))
		}
	}
	tests := []struct {
		name string
		call func()
		want string
	}{
		{"no layers", func() { New(rng) }, "at least 1 layer, not 0"},
		{"widths", func() { New(rng, Dense(2, 3, Tanh), Dense(4, 1, Sigmoid)) }, "layer 1 has outputs of 3 but layer 2 takes 4"},
		{"shapes of the same size", func() { New(rng, MaxPool(Shape{4, 4, 1}, 2), MaxPool(Shape{1, 2, 2}, 1)) }, "layer 1 has outputs of 2x2x1 but layer 2 takes 1x2x2"},
		{"a layer twice", func() { New(rng, taken) }, "layer 1, dense tanh, 2 to 2, 6 parameters, is in a network already"},
		{"no neurons", func() { Dense(2, 0, Tanh) }, "at least 1 input and 1 neuron, not 2 and 0"},
		{"no kernels", func() { Convolution(Shape{8, 8, 1}, Kernels{Size: 3, Stride: 1}, ReLU) }, "picture of 8x8x1 and 0 kernels of 3x3 with stride 1"},
		{"no stride", func() { Convolution(Shape{8, 8, 1}, Kernels{Count: 2, Size: 3}, ReLU) }, "2 kernels of 3x3 with stride 0"},
		{"a large kernel", func() { Convolution(Shape{8, 4, 1}, Kernels{Count: 1, Size: 5, Stride: 1}, ReLU) }, "a kernel of 5x5 does not fit into a picture of 8x4x1"},
		{"convolution with softmax", func() { Convolution(Shape{8, 8, 1}, Kernels{Count: 1, Size: 3, Stride: 1}, Softmax) }, "a convolution has no softmax"},
		{"a large window", func() { MaxPool(Shape{1, 8, 1}, 2) }, "window of 2x2 does not fit into a picture of 1x8x1"},
		{"no window", func() { MeanPool(Shape{8, 8, 1}, 0) }, "window of 0x0 does not fit into a picture of 8x8x1"},
		{"no such channel", func() { Shape{2, 2, 1}.Channel([]float64{1, 2, 3, 4}, 1) }, "4 numbers have no channel 1 of a picture of 2x2x1"},
		{"Predict", func() { New(rng, Dense(2, 1, Tanh)).Predict([]float64{1}) }, "an example of 1 numbers does not fit a network with 2 inputs"},
		{"Outputs", func() { New(rng, Dense(3, 1, Tanh)).Outputs(xor) }, "an example of 2 numbers does not fit a network with 3 inputs"},
		{"Pass, inputs", func() { New(rng, Dense(3, 1, Tanh)).Pass(xor) }, "an example of 2 numbers does not fit a network with 3 inputs"},
		{"weights by hand", change(func(n *Network) { n.Layers[1].Weights = mat.NewDense(2, 1, nil) }), "layer 2, dense sigmoid: its weights are 2 x 1 and must be 3 x 1"},
		{"weights taken away", change(func(n *Network) { n.Layers[0].Weights = nil }), "layer 1, dense tanh: its weights are 0 x 0 and must be 2 x 3"},
		{"a window onto weights", change(func(n *Network) { n.Layers[0].Weights = mat.NewDense(5, 5, nil).Slice(0, 2, 0, 3).(*mat.Dense) }), "part of a larger matrix"},
		{"bias by hand", change(func(n *Network) { n.Layers[0].Bias = []float64{1} }), "its bias has 1 numbers and must have 3"},
		{"bias for a pool", func() {
			net := New(rng, MaxPool(Shape{2, 2, 1}, 2))
			net.Layers[0].Bias = []float64{1}
			net.Predict([]float64{1, 2, 3, 4})
		}, "layer 1, max pool 2x2: its bias has 1 numbers and must have 0"},
		{"cross-entropy after tanh", crossEntropy(Tanh, 1), "needs a last layer with Sigmoid or Softmax, and this one is dense tanh"},
		{"cross-entropy, targets of tanh", crossEntropy(Sigmoid, 1, -1), "target 2 of example 1 is -1"},
		{"cross-entropy, softmax", crossEntropy(Softmax, 1, 0.5), "those of example 1 add up to 1.5"},
		{"no labels", func() { New(rng, Dense(2, 1, Tanh)).Accuracy(setOf(t, [][]float64{{1, 2}}, [][]float64{{1}})) }, "the examples of mine have no labels"},
		{"an activation without a slope", func() { Dense(2, 1, Activation{Name: "mine", Function: math.Atan}) }, `the activation "mine" needs both Function and Slope`},
		{"Learn from other kinds of layers", func() {
			New(rng, MaxPool(Shape{1, 1, 2}, 1)).Learn(New(rng, Dense(2, 1, Tanh)).Pass(xor))
		}, "a pass with 2 + 1 gradients does not fit layer 1 with 0 weights and 0 biases"},
		{"Learn from another network's pass", func() {
			New(rng, Dense(2, 1, Tanh)).Learn(New(rng, Dense(2, 2, Tanh), Dense(2, 1, Tanh)).Pass(xor))
		}, "a pass of 2 layers does not fit a network of 1"},
		{"Learn from a wider network's pass", func() {
			New(rng, Dense(2, 1, Tanh)).Learn(New(rng, Dense(2, 2, Tanh)).Pass(setOf(t, [][]float64{{0, 0}}, [][]float64{{0, 1}})))
		}, "a pass with 4 + 2 gradients does not fit layer 1 with 2 weights and 1 biases"},
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
		Convolution(Shape{6, 6, 1}, Kernels{Count: 3, Size: 3, Stride: 1, Padding: Same}, ReLU),
		MaxPool(Shape{6, 6, 3}, 2),
		Convolution(Shape{3, 3, 3}, Kernels{Count: 4, Size: 2, Stride: 1}, Tanh),
		MeanPool(Shape{2, 2, 4}, 2),
		Dense(4, 3, Softmax))
	net.Loss, net.Optimizer = CrossEntropy, GradientDescent{Rate: 0.1}
	return net
}

func setOf(t testing.TB, inputs, targets [][]float64) *datasets.Set {
	t.Helper()
	set, err := datasets.NewTargets("mine", inputs, targets)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func scaled(factor float64, m *mat.Dense) []float64 {
	return floats.ScaleTo(make([]float64, len(m.RawMatrix().Data)), factor, m.RawMatrix().Data)
}

func samePass(t *testing.T, got, want *Pass) {
	t.Helper()
	same(t, "loss", []float64{got.Loss()}, []float64{want.Loss()}, 0)
	for i := range want.Layers {
		g, w := got.Layers[i], want.Layers[i]
		for name, m := range map[string][2]*mat.Dense{
			"input": {g.Input, w.Input}, "signal": {g.Signal, w.Signal}, "output": {g.Output, w.Output}, "output gradient": {g.OutputGradient, w.OutputGradient},
			"slope": {g.Slope, w.Slope}, "signal gradient": {g.SignalGradient, w.SignalGradient}, "weight gradient": {g.WeightGradient, w.WeightGradient},
		} {
			if m[0] == nil && m[1] == nil {
				continue
			}
			same(t, fmt.Sprintf("%s of layer %d", name, i+1), m[0].RawMatrix().Data, m[1].RawMatrix().Data, 0)
		}
		same(t, fmt.Sprintf("bias gradient of layer %d", i+1), g.BiasGradient, w.BiasGradient, 0)
	}
}

func oneSentence(t *testing.T, got, want string) {
	t.Helper()
	if !strings.HasPrefix(got, "network: ") || !strings.Contains(got, want) || strings.Contains(got, "\n") {
		t.Errorf("got %q, want one sentence of network with %q", got, want)
	}
}
