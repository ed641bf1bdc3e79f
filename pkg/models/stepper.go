package models

import (
	"math"
	"math/rand/v2"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	gomlx "github.com/gomlx/gomlx/ml/train"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/datasets"
	"firstneuron/pkg/metrics"
)

// A stepper makes the steps of one training. What a step does depends on nothing but its
// place and the model, so a resumed training does the same.
type stepper interface {
	// next makes the step with examples of a batch, and which of the set they are.
	next(examples, targets [][]float64, indices []int) (loss float64, classes []int, err error)
	// finish gives back what the training held.
	finish()
}

func (m *Model) newStepper(set *datasets.Set, targets [][]float64, training Training) stepper {
	weighsOneOutput := training.ClassWeights != nil && m.outputs == 1
	if m.engine != nil && training.Optimizer == nil && !weighsOneOutput {
		return &engineStepper{m, training, m.freeze(training)}
	}
	m.settle()
	if training.Devices > 1 {
		return m.newDevicesStepper(training)
	}
	return m.newGraphStepper(set, targets, training)
}

// step makes the step at a place in an epoch.
func (m *Model) step(s stepper, set *datasets.Set, rows, targets [][]float64, training Training, drawn epoch, place int) (Step, error) {
	indices := drawn.indices[place]
	examples := choose(rows, indices)
	if training.augments() {
		rng := rand.New(rand.NewPCG(drawn.seed, uint64(place)))
		err := attempt("augment the examples", func() { examples = set.Subset(indices).Augment(rng, training.Augment).Rows() })
		if err != nil {
			return Step{}, err
		}
	}
	loss, classes, err := s.next(examples, choose(targets, indices), indices)
	step := Step{loss: loss, accuracy: math.NaN()}
	if err == nil && set.Labels != nil {
		step.accuracy = metrics.Accuracy(classes, choose(set.Labels, indices))
	}
	return step, err
}

// An engineStepper makes the steps on the engine.
type engineStepper struct {
	model    *Model
	training Training
	thaw     func()
}

func (s *engineStepper) next(examples, targets [][]float64, _ []int) (loss float64, classes []int, err error) {
	m, e := s.model, s.model.engine
	err = attempt("run the model", func() {
		network := e.ready(m.store)
		targets := weighted(targets, s.training.ClassWeights)
		e.adam.Rate, e.adam.WeightDecay = s.training.Rate, s.training.WeightDecay
		var outputs []float32
		loss, outputs = network.Step(examples, targets, m.engineLoss(), e.adam, m.seed())
		e.mu.Lock()
		e.storeIsOld = true
		e.mu.Unlock()
		if m.outputs == 1 {
			classes = metrics.Classify(m.outputsOf(widened(outputs, 1)))
			return
		}
		classes = metrics.Classify(inRows(outputs, m.outputs)) // the largest logit is the largest probability
	})
	return loss, classes, err
}

func (s *engineStepper) finish() { s.thaw() }

// A graphStepper makes the steps on GoMLX: it holds the graph of a step, and where that is
// faster the examples on the backend's device, so that a step only sends which of them
// it takes.
type graphStepper struct {
	model    *Model
	exec     *model.Exec
	thaw     func()
	resident []any // examples and targets of the whole set
}

func (m *Model) newGraphStepper(set *datasets.Set, targets [][]float64, training Training) *graphStepper {
	m.forgetLearningRate()
	s := &graphStepper{model: m, thaw: m.freeze(training)}
	if !training.augments() && !m.isPureGo() { // whose device is this memory
		s.resident = []any{m.onDevice(m.examples(set.Rows())), m.onDevice(m.targets(targets))}
	}
	s.exec = m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
		batch, targets := inputs[0], inputs[1]
		if s.resident != nil {
			batch, targets = graph.Gather(batch, inputs[2]), graph.Gather(targets, inputs[2])
		}
		return m.stepGraph(scope, batch, targets, training)
	})
	return s
}

// stepGraph builds a step: it returns the loss of a batch and its logits, and changes the weights.
func (m *Model) stepGraph(scope *model.Scope, batch, targets *graph.Node, training Training) []*graph.Node {
	logits, loss := m.totalLoss(scope, batch, targets, training.ClassWeights)
	training.optimizer().UpdateGraph(scope, loss.Graph(), loss)
	gomlx.ExecPerStepUpdateGraphFn(loss.Graph())
	return []*graph.Node{loss, logits}
}

// forgetLearningRate makes room for another one: GoMLX keeps that of the training before as a variable.
func (m *Model) forgetLearningRate() {
	must(m.store.Scope(optimizer.Scope).DeleteVariable(optimizer.ParamLearningRate))
}

func (t Training) optimizer() optimizer.Interface {
	if t.Optimizer != nil {
		return t.Optimizer
	}
	return optimizer.Adam().LearningRate(t.Rate).WeightDecay(t.WeightDecay).Done()
}

func (s *graphStepper) next(examples, targets [][]float64, indices []int) (loss float64, classes []int, err error) {
	m := s.model
	var inputs []any
	if s.resident != nil {
		chosen := make([]int32, len(indices))
		for i, index := range indices {
			chosen[i] = int32(index)
		}
		inputs = append(inputs, s.resident[0], s.resident[1], tensors.FromFlatDataAndDimensions(chosen, len(chosen), 1))
	} else {
		inputs = append(inputs, m.examples(examples), m.targets(targets))
	}
	outputs, err := m.run(s.exec, inputs...)
	if err != nil {
		return 0, nil, err
	}
	m.changed()
	return numbers(outputs[0])[0], metrics.Classify(m.outputsOf(matrix(outputs[1], m.outputs))), nil
}

func (s *graphStepper) finish() {
	s.thaw()
	s.exec.Finalize()
	for _, held := range s.resident {
		held.(*tensors.Tensor).MustFinalizeAll()
	}
}

func choose[T any](all []T, indices []int) []T {
	chosen := make([]T, len(indices))
	for i, index := range indices {
		chosen[i] = all[index]
	}
	return chosen
}
