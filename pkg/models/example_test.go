package models_test

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/loss"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/metrics"
	"firstneuron/pkg/models"
)

// source is where the random numbers of an example come from.
func source() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

// A model for the digits, from its function to its answers.
func Example() {
	digits := func(scope *model.Scope, pictures *graph.Node) *graph.Node {
		x := models.Convolution(scope.In("edges"), pictures).Channels(8).KernelSize(3).PadSame().Done()
		x = models.MaxPool(x, 2)
		x = activation.Relu(x)
		x = models.Dense(scope.In("hidden"), models.Flatten(x), 32)
		x = activation.Relu(x)
		return models.Dense(scope.In("logits"), x, 10)
	}
	training, test := datasets.Digits().Split(source(), 0.8)
	m, err := models.New(source(), training.Shape, digits, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, step := range m.Steps(source(), training, models.Training{Epochs: 5, Batch: 32, Rate: 0.005}) {
		if step.EpochEnds && m.Accuracy(test) > 0.9 {
			fmt.Println("more than 90 of 100 are right")
			break
		}
	}
	fmt.Println(m)
	// Output:
	// more than 90 of 100 are right
	// layer                output           parameters
	// input                8 x 8 x 1                 0
	// edges                8 x 8 x 8                80
	// max pool             4 x 4 x 8                 0
	// hidden               32                     4128
	// logits               10                      330
	// all                                         4538
	// computed by the engine
}

// points is a model for points, and moons are what it learns.
func points() (m *models.Model, moons *datasets.Set) {
	moons = datasets.Moons(source(), 200, 0.1)
	m, err := models.New(source(), moons.Shape, models.Multilayer(2, 16), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	return m, moons
}

func ExampleNew() {
	m, err := models.New(source(), []int{8, 8, 1}, models.Convolutional(10, 16, 4), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("examples of shape", m.Shape(), "have", m.NumOutputs(), "outputs, from", m.NumParameters(), "parameters")
	// Output: examples of shape [8 8 1] have 10 outputs, from 1250 parameters
}

// What is wrong in a function is told in a sentence.
func ExampleNew_mistake() {
	_, err := models.New(source(), []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		return models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).Done()
	}, models.Options{})
	fmt.Println(err)
	// Output: models: cannot build the model: a model returns logits of shape [batch, outputs]; this one returned [1 6 6 8] for one example of shape [8 8 1]
}

// Each model is drawn from what rng gives next. A backend has to be there.
func ExampleOptions() {
	rng := source()
	first, _ := models.New(rng, []int{2}, models.Linear(2), models.Options{})
	other, _ := models.New(rng, []int{2}, models.Linear(2), models.Options{})
	weights := func(m *models.Model) []float64 { return m.Parameter("logits/dense/weights").Values }
	fmt.Println("the same weights:", weights(first)[0] == weights(other)[0])
	_, err := models.New(rng, []int{2}, models.Linear(2), models.Options{Backend: "abacus"})
	fmt.Println(strings.HasPrefix(err.Error(), `models: cannot start the backend "abacus"`))
	// Output:
	// the same weights: false
	// true
}

// A regression: one output that learns the square of its input, by mean squared error.
func ExampleOptions_loss() {
	var rows, squares [][]float64
	for x := -1.0; x <= 1; x += 0.05 {
		rows, squares = append(rows, []float64{x}), append(squares, []float64{x * x})
	}
	set, err := datasets.NewTargets("squares", rows, squares)
	if err != nil {
		log.Fatal(err)
	}
	m, err := models.New(source(), set.Shape, models.Multilayer(1, 32), models.Options{Loss: loss.MeanSquaredError})
	if err != nil {
		log.Fatal(err)
	}
	if err := m.Train(source(), set, models.Training{Epochs: 300, Batch: 16, Rate: 0.01}); err != nil {
		log.Fatal(err)
	}
	fmt.Println("near 0.64:", math.Abs(m.Predict([]float64{-0.8})[0]-0.64) < 0.05)
	// Output: near 0.64: true
}

// With a single output cross-entropy is binary: the output is the probability of the
// second of two classes.
func ExampleOptions_oneOutput() {
	moons := datasets.Moons(source(), 200, 0.1)
	m, err := models.New(source(), moons.Shape, models.Multilayer(1, 16), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := m.Train(source(), moons, models.Training{Epochs: 60, Batch: 32, Rate: 0.02}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(m.Predict(moons.Example(0))), "output; nearly all are right:", m.Accuracy(moons) > 0.98)
	// Output: 1 output; nearly all are right: true
}

// The weights go wherever bytes go, and into any model with the same layers.
func ExampleModel_MarshalBinary() {
	m, moons := points()
	weights, err := m.MarshalBinary()
	if err != nil {
		log.Fatal(err)
	}
	other, err := models.New(rand.New(rand.NewPCG(3, 4)), moons.Shape, models.Multilayer(2, 16), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(other.UnmarshalBinary(weights))
	fmt.Println("the same outputs:", other.Predict(moons.Example(0))[0] == m.Predict(moons.Example(0))[0])
	fmt.Println(other.UnmarshalBinary(weights[:100]))
	// Output:
	// <nil>
	// the same outputs: true
	// models: cannot use the weights: they are damaged: their SHA-256 is not the one in the first line
}

func ExampleBackend() {
	for _, backend := range []string{"go", "xla:cpu"} {
		os.Setenv("GOMLX_BACKEND", backend)
		fmt.Println(strings.HasPrefix(models.Backend(), backend))
	}
	os.Unsetenv("GOMLX_BACKEND")
	// Output:
	// true
	// true
}

// On XLA the batches of a training can be shared by several devices. Other backends have one, and say so.
func ExampleTraining_devices() {
	moons := datasets.Moons(source(), 200, 0.1)
	m, err := models.New(source(), moons.Shape, models.Multilayer(2, 8), models.Options{Backend: "engine"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(m.Train(source(), moons, models.Training{Epochs: 5, Batch: 20, Rate: 0.01, Devices: 4}))
	// Output:
	// models: a training on 4 devices, but the backend "engine" has 1: to practise, use the backend "xla:cpu", which makes 4 devices of a processor
}

// The functions that are ready: without hidden neurons, with some, and with convolutions.
func ExampleFunction() {
	for _, function := range []models.Function{models.Linear(10), models.Multilayer(10, 64, 32), models.Convolutional(10, 64, 16, 32)} {
		m, err := models.New(source(), []int{8, 8, 1}, function, models.Options{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m)
	}
	// Output:
	// layer                output           parameters
	// input                8 x 8 x 1                 0
	// logits               10                      650
	// all                                          650
	// computed by the engine
	// layer                output           parameters
	// input                8 x 8 x 1                 0
	// hidden 1             64                     4160
	// hidden 2             32                     2080
	// logits               10                      330
	// all                                         6570
	// computed by the engine
	// layer                output           parameters
	// input                8 x 8 x 1                 0
	// convolution 1        8 x 8 x 16              160
	// max pool             4 x 4 x 16                0
	// convolution 2        4 x 4 x 32             4640
	// max pool             2 x 2 x 32                0
	// dense                64                     8256
	// logits               10                      650
	// all                                        13706
	// computed by the engine
}

// Dropout does something in training only.
func ExampleDropout() {
	function := func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = activation.Relu(models.Dense(scope.In("hidden"), x, 16))
		x = models.Dropout(scope, x, 0.5)
		return models.Dense(scope.In("logits"), x, 2)
	}
	_, moons := points()
	m, err := models.New(source(), moons.Shape, function, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("answers stay:", m.Predict(moons.Example(0))[0] == m.Predict(moons.Example(0))[0])
	before := m.Pass(moons).Loss()
	m.Train(source(), moons, models.Training{Epochs: 30, Batch: 32, Rate: 0.01})
	fmt.Println("it learns:", m.Pass(moons).Loss() < before)
	// Output:
	// answers stay: true
	// it learns: true
}

func ExampleBatchNorm() {
	m, err := models.New(source(), []int{8, 8, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = models.Convolution(scope.In("edges"), x).Channels(8).KernelSize(3).PadSame().Done()
		x = models.BatchNorm(scope.In("norm"), x)
		x = models.MaxPool(activation.Relu(x), 2)
		return models.Dense(scope.In("logits"), models.Flatten(x), 10)
	}, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, layer := range m.Layers() {
		fmt.Println(layer.Name, layer.Shape, layer.NumParameters)
	}
	// Output:
	// edges [8 8 8] 80
	// norm [8 8 8] 16
	// max pool [4 4 8] 0
	// logits [10] 1290
}

// A layer that this package does not know of can be watched.
func ExampleWatch() {
	m, err := models.New(source(), []int{3}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = models.Watch(scope.In("squeezed"), graph.Tanh(x))
		return models.Dense(scope.In("logits"), x, 2)
	}, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	squeezed := m.LayerOutputs([]float64{-1, 0, 2})[0]
	fmt.Printf("%s %.3f\n", squeezed.Layer, squeezed.Values)
	// Output: squeezed [-0.762 0.000 0.964]
}

// Each window of 2 x 2 pixels becomes its largest, or its mean.
func ExampleMaxPool() {
	picture := []float64{
		1, 2, 0, 0,
		3, 4, 0, 8,
	}
	m, err := models.New(source(), []int{2, 4, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		return models.Dense(scope.In("logits"), graph.Add(models.Flatten(models.MaxPool(x, 2)), models.Flatten(models.MeanPool(x, 2))), 2)
	}, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, output := range m.LayerOutputs(picture)[:2] {
		fmt.Println(output.Layer, output.Shape, output.Values)
	}
	// Output:
	// max pool [1 2 1] [4 8]
	// mean pool [1 2 1] [2.5 2]
}

// A kernel that is put in by hand finds where bright follows dark.
func ExampleModel_LayerOutputs() {
	m, err := models.New(source(), []int{3, 5, 1}, func(scope *model.Scope, x *graph.Node) *graph.Node {
		x = models.Convolution(scope.In("edges"), x).Channels(1).KernelSize(3).Done()
		return models.Dense(scope.In("logits"), models.Flatten(x), 2)
	}, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	m.SetParameter("edges/conv/weights", []float64{
		-1, 0, 1,
		-1, 0, 1,
		-1, 0, 1,
	})
	edges := m.LayerOutputs([]float64{
		0, 0, 1, 1, 0,
		0, 0, 1, 1, 0,
		0, 0, 1, 1, 0,
	})[0]
	fmt.Println(edges.Layer, edges.Shape, edges.Map(0))
	fmt.Println(m.Parameter("edges/conv/weights").Kernel(0, 0))
	// Output:
	// edges [1 3 1] [3 3 -3]
	// [-1 0 1 -1 0 1 -1 0 1]
}

func ExampleModel_Parameters() {
	m, _ := points()
	for _, parameter := range m.Parameters() {
		fmt.Println(parameter.Name, parameter.Shape, len(parameter.Values))
	}
	// Output:
	// hidden 1/dense/weights [2 16] 32
	// hidden 1/dense/biases [16] 16
	// logits/dense/weights [16 2] 32
	// logits/dense/biases [2] 2
}

// MarshalBinary that are put in by hand: the first class is where the first number is larger.
func ExampleModel_SetParameter() {
	m, err := models.New(source(), []int{2}, models.Linear(2), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	m.SetParameter("logits/dense/weights", []float64{1, -1, -1, 1})
	fmt.Printf("%.3f\n", m.Predict([]float64{3, 2}))
	// Output: [0.881 0.119]
}

// Leaving the loop is early stopping; calling Steps again trains on.
func ExampleModel_Steps() {
	m, moons := points()
	rng, training := source(), models.Training{Epochs: 2, Batch: 64, Rate: 0.01}
	for number, step := range m.Steps(rng, moons, training) {
		fmt.Println("step", number, "of epoch", step.Epoch)
		if step.EpochEnds { // the last batch has 8 of the 200 examples
			break
		}
	}
	fmt.Println(m.StepCount(), "steps so far")
	training = models.Training{Steps: 2, Batch: 200, Rate: 0.01}
	for number, step := range m.Steps(rng, moons, training) {
		fmt.Println("step", number, "of epoch", step.Epoch)
	}
	// Output:
	// step 0 of epoch 1
	// step 1 of epoch 1
	// step 2 of epoch 1
	// step 3 of epoch 1
	// 4 steps so far
	// step 0 of epoch 1
	// step 1 of epoch 2
}

func ExampleModel_Train() {
	m, moons := points()
	if err := m.Train(source(), moons, models.Training{Epochs: 60, Batch: 32, Rate: 0.02}); err != nil {
		log.Fatal(err)
	}
	fmt.Println("nearly all are right:", m.Accuracy(moons) > 0.98)
	// Output: nearly all are right: true
}

// What ends a training early is asked for after the loop.
func ExampleModel_Err() {
	m, moons := points()
	for range m.Steps(source(), moons, models.Training{Epochs: 1, Batch: 0, Rate: 0.01}) {
		fmt.Println("never reached")
	}
	fmt.Println(m.Err())
	// Output: models: a batch of 0 examples: Training.Batch must be at least 1, for example 32
}

// With far too large a rate the loss leaves the numbers, and that ends the training.
func ExampleModel_Train_divergence() {
	m, moons := points()
	descent := models.Training{Epochs: 60, Batch: 32, Rate: 1e30}
	err := m.Train(source(), moons, descent)
	fmt.Println(strings.HasSuffix(err.Error(), "at the rate 1e+30: the training diverged, so choose a smaller rate"))
	// Output: true
}

// GoMLX's optimizers take the place of Adam.
func ExampleTraining() {
	m, moons := points()
	descent := optimizer.StochasticGradientDescent().WithDecay(false).WithLearningRate(0.5).Done()
	m.Train(source(), moons, models.Training{Epochs: 60, Batch: 32, Optimizer: descent})
	fmt.Println("most are right:", m.Accuracy(moons) > 0.85)
	// Output: most are right: true
}

// Pictures that are moved by up to a pixel before each step, so that the model learns
// what does not change with it.
func ExampleTraining_augment() {
	training, test := datasets.Digits().Split(source(), 0.8)
	shifted := test.Shift(1, 0)
	for _, augment := range []datasets.AugmentOptions{{}, {Shift: 1}} {
		m, err := models.New(source(), training.Shape, models.Multilayer(10, 64), models.Options{})
		if err != nil {
			log.Fatal(err)
		}
		if err := m.Train(source(), training, models.Training{Epochs: 20, Batch: 32, Rate: 0.005, Augment: augment}); err != nil {
			log.Fatal(err)
		}
		fmt.Println("shifts by", augment.Shift, "learnt, more than 75 of 100 shifted digits right:", m.Accuracy(shifted) > 0.75)
	}
	// Output:
	// shifts by 0 learnt, more than 75 of 100 shifted digits right: false
	// shifts by 1 learnt, more than 75 of 100 shifted digits right: true
}

// Of 115 points 15 are of class 1. With class weights one of them counts as much as seven of the
// others, and more of them are found.
func ExampleTraining_classWeights() {
	_, moons := points()
	var chosen []int
	for i, label := range moons.Labels {
		if label == 0 || i%9 == 0 {
			chosen = append(chosen, i)
		}
	}
	rare := moons.Subset(chosen)
	weights := metrics.ClassWeights(rare.Labels, 2)
	fmt.Println("examples:", rare.Counts(), "found of class 1:")
	for _, classWeights := range [][]float64{nil, weights} {
		m, err := models.New(source(), rare.Shape, models.Linear(2), models.Options{})
		if err != nil {
			log.Fatal(err)
		}
		m.Train(source(), rare, models.Training{Epochs: 20, Batch: 20, Rate: 0.05, ClassWeights: classWeights})
		fmt.Printf("with the weights %.2f: %.1f\n", classWeights, m.Confusion(rare).Recall(1))
	}
	// Output:
	// examples: [100 15] found of class 1:
	// with the weights []: 0.6
	// with the weights [0.57 3.83]: 0.9
}

// A training that is interrupted goes on from its checkpoint, here in a new model as in
// a new program.
func ExampleTraining_checkpoint() {
	folder, err := os.MkdirTemp("", "checkpoints")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	training := models.Training{Epochs: 3, Batch: 50, Rate: 0.01, Checkpoint: folder}
	cut, moons := points()
	for number := range cut.Steps(source(), moons, training) {
		if number == 7 {
			break
		}
	}
	resumed, _ := points()
	for number := range resumed.Steps(source(), moons, training) {
		fmt.Println("step", number)
	}
	uncut, _ := points()
	training.Checkpoint = ""
	uncut.Train(source(), moons, training)
	fmt.Println("as if it had not been interrupted:", resumed.Predict(moons.Example(0))[0] == uncut.Predict(moons.Example(0))[0])
	// Output:
	// step 8
	// step 9
	// step 10
	// step 11
	// as if it had not been interrupted: true
}

func ExampleModel_Save() {
	folder, err := os.MkdirTemp("", "checkpoints")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	m, moons := points()
	m.Train(source(), moons, models.Training{Epochs: 5, Batch: 32, Rate: 0.01})
	fmt.Println(m.Save(folder))
	loaded, _ := points()
	fmt.Println(loaded.Load(folder), loaded.StepCount(), "steps")
	fmt.Println("the same answers:", loaded.Predict(moons.Example(0))[0] == m.Predict(moons.Example(0))[0])
	fmt.Println("none elsewhere:", errors.Is(loaded.Load(filepath.Join(folder, "elsewhere")), fs.ErrNotExist))
	// Output:
	// <nil>
	// <nil> 35 steps
	// the same answers: true
	// none elsewhere: true
}

func ExampleCheckpoints() {
	fmt.Println(filepath.Base(models.Checkpoints("digits")))
	// Output: digits
}

// The gradient of a linear model: the mean over the examples of input x (probability - target).
func ExampleModel_Pass() {
	m, err := models.New(source(), []int{2}, models.Linear(2), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	m.SetParameter("logits/dense/weights", make([]float64, 4)) // so that both classes have the probability 0.5
	set, err := datasets.New("two points", [][]float64{{1, 0}, {0, 3}}, []int{0, 1})
	if err != nil {
		log.Fatal(err)
	}
	pass := m.Pass(set)
	fmt.Printf("loss %.4f\n", pass.Loss())
	for _, gradient := range pass.Gradients {
		fmt.Printf("%s %.2f\n", gradient.Name, gradient.Values)
	}
	// Output:
	// loss 0.6931
	// logits/dense/weights [-0.25 0.25 0.75 -0.75]
	// logits/dense/biases [0.00 0.00]
}

// One example, and a set in three grades of detail.
func ExampleModel_Classify() {
	m, err := models.New(source(), []int{2}, models.Linear(3), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	m.SetParameter("logits/dense/weights", []float64{1, 0, -1, 0, 2, 0})
	set, err := datasets.New("points", [][]float64{{2, 0}, {0, 1}, {-1, 0}}, []int{0, 1, 0}, "right", "up", "left")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.3f\n", m.Predict(set.Example(0)))
	fmt.Println(m.Logits(set))
	fmt.Printf("%.3f\n", m.Outputs(set))
	fmt.Println(m.Classify(set))
	fmt.Printf("%.3f\n", m.Accuracy(set))
	// Output:
	// [0.867 0.117 0.016]
	// [[2 0 -2] [0 2 0] [-1 0 1]]
	// [[0.867 0.117 0.016] [0.107 0.787 0.107] [0.090 0.245 0.665]]
	// [0 1 2]
	// 0.667
}

func ExampleModel_Confusion() {
	m, err := models.New(source(), []int{1}, models.Linear(2), models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	m.SetParameter("logits/dense/weights", []float64{-1, 1}) // says 1 where the number is above 0
	set, err := datasets.New("numbers", [][]float64{{-2}, {-1}, {1}, {2}, {3}}, []int{0, 0, 0, 1, 1})
	if err != nil {
		log.Fatal(err)
	}
	for class, row := range m.Confusion(set).Counts {
		fmt.Println("examples of class", class, "taken for 0 and 1:", row)
	}
	// Output:
	// examples of class 0 taken for 0 and 1: [2 1]
	// examples of class 1 taken for 0 and 1: [0 2]
}

// body is what two models share: the layers before the head.
func body(scope *model.Scope, x *graph.Node) *graph.Node {
	x = models.Dense(scope.In("hidden"), models.Flatten(x), 32)
	return activation.Relu(x)
}

// A second head learns on a body that stays as it is, so the first head's answers stay too.
func ExampleModel_CopyFrom() {
	digits := datasets.Digits()
	var labels []int
	for _, label := range digits.Labels {
		labels = append(labels, label%2)
	}
	parity := &datasets.Set{Name: "parity", Shape: digits.Shape, Values: digits.Values, Labels: labels, Classes: []string{"even", "odd"}}
	which, err := models.New(source(), digits.Shape, func(scope *model.Scope, x *graph.Node) *graph.Node {
		return models.Dense(scope.In("which"), body(scope, x), 10)
	}, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	odd, err := models.New(source(), parity.Shape, func(scope *model.Scope, x *graph.Node) *graph.Node {
		return models.Dense(scope.In("odd"), body(scope, x), 2)
	}, models.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if err := which.Train(source(), digits, models.Training{Epochs: 5, Batch: 32, Rate: 0.003}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(odd.CopyFrom(which))
	if err := odd.Train(source(), parity, models.Training{Epochs: 5, Batch: 32, Rate: 0.003, Frozen: []string{"hidden"}}); err != nil {
		log.Fatal(err)
	}
	same := slices.Equal(odd.Parameter("hidden/dense/weights").Values, which.Parameter("hidden/dense/weights").Values)
	fmt.Println(same, which.Accuracy(digits) > 0.9, odd.Accuracy(parity) > 0.85)
	// Output:
	// [hidden/dense/weights hidden/dense/biases]
	// true true true
}
