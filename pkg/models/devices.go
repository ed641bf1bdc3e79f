package models

import (
	"fmt"

	"github.com/gomlx/compute/distributed"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors/dtensor"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/metrics"
)

// checkDevices returns an error for a training on more devices than there are.
func (m *Model) checkDevices(training Training) error {
	there := m.backend.NumDevices()
	if training.Devices <= max(1, there) {
		return nil
	}
	advice := fmt.Sprintf("Training.Devices must be at most %d", there)
	if there == 1 {
		advice = `to practise, use the backend "xla:cpu", which makes 4 devices of a processor`
	}
	return fmt.Errorf("models: a training on %d devices, but the backend %q has %d: %s", training.Devices, m.backend, there, advice)
}

// A devicesStepper makes the steps on several devices, as GoMLX's own trainer does: the graph is
// that of a step with the whole batch, its inputs are split over the devices, every device has
// all variables, and XLA works out what each must compute and exchange. So a mean over the
// batch is a mean over all devices.
type devicesStepper struct {
	model        *Model
	devices      int
	split, whole layout
	thaw         func()
}

// A layout is how a batch is split over the devices, with the graph that is compiled for it.
type layout struct {
	spec *distributed.ShardingSpec
	exec *model.Exec
}

func (m *Model) newDevicesStepper(training Training) *devicesStepper {
	m.forgetLearningRate()
	mesh := must1(distributed.NewDeviceMesh([]int{training.Devices}, []string{"batch"}))
	everywhere := distributed.NewReplicatedShardingSpec(mesh)
	lay := func(spec *distributed.ShardingSpec) layout {
		exec := m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
			return m.stepGraph(scope, inputs[0], inputs[1], training)
		})
		return layout{spec, exec.AutoSharding(mesh).WithInputShardingSpecs(spec).WithOutputShardingSpecs(everywhere)}
	}
	s := &devicesStepper{model: m, devices: training.Devices, thaw: m.freeze(training)}
	s.split, s.whole = lay(must1(distributed.BuildSpec(mesh).S("batch").Done())), lay(everywhere)
	// GoMLX v0.28.8 does this itself, but not for the state of dropout, and not in a clone of the store.
	for variable := range m.store.IterVariables() {
		must(variable.SetShardingSpec(everywhere))
	}
	return s
}

func (s *devicesStepper) next(examples, targets [][]float64, _ []int) (loss float64, classes []int, err error) {
	m, on := s.model, s.split
	if len(examples)%s.devices != 0 { // the last batch of an epoch
		on = s.whole
	}
	err = attempt("run the model", func() {
		batch, wanted := must1(dtensor.ShardTensor(on.spec, m.examples(examples))), must1(dtensor.ShardTensor(on.spec, m.targets(targets)))
		outputs := must1(on.exec.DistributedExec(batch, wanted))
		loss = numbers(outputs[0].Shards()[0])[0]
		classes = metrics.Classify(m.outputsOf(matrix(outputs[1].Shards()[0], m.outputs)))
	})
	return loss, classes, err
}

// finish moves the variables back to the first device, where everything else looks for them.
func (s *devicesStepper) finish() {
	s.thaw()
	s.split.exec.Finalize()
	s.whole.exec.Finalize()
	for variable := range s.model.store.IterVariables() {
		if variable.HasValue() { // not after a step that failed
			must(variable.SetValue(must1(variable.MustValue().LocalClone())))
		}
		must(variable.SetShardingSpec(nil))
	}
}
