package models

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/datasets"
)

// A batch that is split over 2 and 4 devices teaches what it teaches one: the losses of 20 steps, the
// weights, the running averages and the answers are the same. The sums over a batch are added up in
// another order, which changes their last digits: in 64 bits 1e-10 leaves room for that in 20 steps, in 32 bits 1e-4.
func TestDevicesTrainAsOne(t *testing.T) {
	needDevices(t)
	tests := []struct {
		name      string
		function  Function
		training  Training
		options   Options
		tolerance float64
	}{
		{"multilayer", Multilayer(3, 16, 8), Training{Rate: 0.01}, Options{Float64: true}, 1e-10},
		{"gradient descent", Multilayer(3, 16), Training{Optimizer: descent(0.1)}, Options{Float64: true}, 1e-10},
		{"batch norm and dropout", everyLayer, Training{Rate: 0.01}, Options{Float64: true}, 1e-10},
		{"batch norm and dropout in 32 bits", everyLayer, Training{Rate: 0.01}, Options{}, 1e-4},
		{"frozen, with class weights", everyLayer, Training{Rate: 0.05, Frozen: []string{"edges", "norm"}, ClassWeights: []float64{1, 2, 3}}, Options{Float64: true}, 1e-10},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			set := randomSet(seeded(1), 50, 3, 6, 6, 1) // batches of 16, 16, 16 and 2
			train := func(devices int) (*Model, []float64) {
				m, training := newModel(t, set.Shape, test.function, test.options), test.training
				training.Steps, training.Batch, training.Devices = 20, 16, devices
				return m, lossesOf(t, m, set, training)
			}
			one, want := train(1)
			if want[19] > 0.9*want[0] {
				t.Errorf("the loss went from %v to %v: the steps were too small to compare", want[0], want[19])
			}
			for _, devices := range []int{2, 4} {
				m, losses := train(devices)
				same(t, fmt.Sprintf("losses on %d devices", devices), losses, want, test.tolerance)
				for i, variable := range m.variables {
					same(t, fmt.Sprintf("%s on %d devices", nameOf(variable), devices),
						numbers(variable.MustValue()), numbers(one.variables[i].MustValue()), test.tolerance)
				}
				same(t, "accuracy", []float64{m.Accuracy(set)}, []float64{one.Accuracy(set)}, 0)
			}
		})
	}
}

// A training goes on from its checkpoint, answers can be asked for between steps, and the next
// training may be on another number of devices.
func TestDevicesGoOn(t *testing.T) {
	needDevices(t)
	function := func(scope *model.Scope, x *graph.Node) *graph.Node {
		return Dense(scope.In("logits"), Dropout(scope, Flatten(x), 0.3), 3)
	}
	set, options := randomSet(seeded(1), 50, 3, 6, 6, 1), Options{Float64: true}
	training := Training{Steps: 12, Batch: 16, Rate: 0.01, Devices: 4}
	whole := newModel(t, set.Shape, function, options)
	want := lossesOf(t, whole, set, training)

	training.Checkpoint = t.TempDir()
	for number := range newModel(t, set.Shape, function, options).Steps(seeded(2), set, training) {
		if number == 4 {
			break
		}
	}
	m := newModel(t, set.Shape, function, options)
	var losses []float64
	for number, step := range m.Steps(seeded(2), set, training) {
		losses = append(losses, step.Loss())
		if number > 6 {
			continue
		}
		parameter := m.Parameters()[0]
		m.SetParameter(parameter.Name, parameter.Values)
		m.Accuracy(set)
		m.Pass(set)
	}
	same(t, "losses from the checkpoint on", losses, want[5:], 1e-12)

	training.Checkpoint = ""
	for _, devices := range []int{2, 1} {
		training.Devices = devices
		same(t, fmt.Sprintf("losses on %d devices after 4", devices), lossesOf(t, m, set, training), lossesOf(t, whole, set, training), 1e-10)
	}
}

func TestDevicesThatAreNotThere(t *testing.T) {
	set := randomSet(seeded(1), 8, 3, 4)
	for _, test := range []struct {
		backend string
		Training
		want string
	}{
		{"engine", Training{Devices: 4, Batch: 8}, `models: a training on 4 devices, but the backend "engine" has 1: to practise, use the backend "xla:cpu", which makes 4 devices of a processor`},
		{"go", Training{Devices: 2, Batch: 8}, `models: a training on 2 devices, but the backend "go" has 1: `},
		{"", Training{Devices: 1024, Batch: 1024}, `models: a training on 1024 devices, but the backend `},
		{"", Training{Devices: 3, Batch: 8}, "models: a batch of 8 examples cannot be split evenly over 3 devices: Training.Batch must be a multiple of 3, for example 9"},
		{"", Training{Devices: -1, Batch: 8}, "models: a training on -1 devices: Training.Devices must be 0 or more"},
	} {
		m := newModel(t, set.Shape, Linear(3), Options{Backend: test.backend})
		test.Training.Steps = 1
		if err := m.Train(nil, set, test.Training); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%d devices on %q: got %v, want %q", test.Devices, test.backend, err, test.want)
		}
	}
}

// needDevices skips a test where a backend with several devices is not in use.
func needDevices(t *testing.T) {
	t.Helper()
	if !strings.HasPrefix(configured(""), "xla") {
		t.Skip("only XLA has several devices: GOMLX_BACKEND=xla:cpu")
	}
}

// everyLayer has each kind of layer of this package. Its BatchNorm comes after ReLU: directly after the
// convolution it would take the biases away again, so that their gradient is nothing but rounding.
func everyLayer(scope *model.Scope, x *graph.Node) *graph.Node {
	x = activation.Relu(Convolution(scope.In("edges"), x).Channels(4).KernelSize(3).PadSame().Done())
	x = MaxPool(BatchNorm(scope.In("norm"), x), 2)
	x = Dropout(scope, Flatten(x), 0.3)
	return Dense(scope.In("logits"), x, 3)
}

func lossesOf(t *testing.T, m *Model, set *datasets.Set, training Training) (losses []float64) {
	t.Helper()
	for _, step := range m.Steps(seeded(2), set, training) {
		losses = append(losses, step.Loss())
	}
	if m.Err() != nil {
		t.Fatal(m.Err())
	}
	return losses
}
