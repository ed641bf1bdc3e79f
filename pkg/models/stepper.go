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

// A stepper holds what one training needs: the graph of a step, and where that is
// faster the examples on the backend's device, so that a step only sends which of
// them it takes.
type stepper struct {
	model             *Model
	training          Training
	set               *datasets.Set
	examples, targets [][]float64
	exec              *model.Exec
	resident          []any // examples and targets of the whole set
}

func (m *Model) newStepper(set *datasets.Set, targets [][]float64, training Training) *stepper {
	// GoMLX keeps the learning rate as a variable; a new training may bring another.
	must(m.store.Scope(optimizer.Scope).DeleteVariable(optimizer.ParamLearningRate))
	s := &stepper{model: m, training: training, set: set, examples: set.Rows(), targets: targets}
	if !training.augments() && !m.isPureGo() { // whose device is this memory
		s.resident = []any{m.onDevice(m.examples(s.examples)), m.onDevice(m.targets(targets))}
	}
	s.exec = m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
		batch, targets := inputs[0], inputs[1]
		if s.resident != nil {
			batch, targets = graph.Gather(batch, inputs[2]), graph.Gather(targets, inputs[2])
		}
		logits, loss := m.totalLoss(scope, batch, targets)
		training.optimizer().UpdateGraph(scope, loss.Graph(), loss)
		gomlx.ExecPerStepUpdateGraphFn(loss.Graph())
		return []*graph.Node{loss, logits}
	})
	return s
}

func (t Training) optimizer() optimizer.Interface {
	if t.Optimizer != nil {
		return t.Optimizer
	}
	return optimizer.Adam().LearningRate(t.Rate).WeightDecay(t.WeightDecay).Done()
}

// next makes the step at a place in an epoch. What it does depends on nothing but
// these and the model, so a resumed training does the same.
func (s *stepper) next(drawn epoch, place int) (Step, error) {
	m, indices := s.model, drawn.indices[place]
	var inputs []any
	if s.resident != nil {
		chosen := make([]int32, len(indices))
		for i, index := range indices {
			chosen[i] = int32(index)
		}
		inputs = append(inputs, s.resident[0], s.resident[1], tensors.FromFlatDataAndDimensions(chosen, len(chosen), 1))
	} else {
		rows := choose(s.examples, indices)
		if s.training.augments() {
			rng := rand.New(rand.NewPCG(drawn.seed, uint64(place)))
			err := attempt("augment the examples", func() { rows = s.set.Subset(indices).Augment(rng, s.training.Augment).Rows() })
			if err != nil {
				return Step{}, err
			}
		}
		inputs = append(inputs, m.examples(rows), m.targets(choose(s.targets, indices)))
	}
	outputs, err := m.run(s.exec, inputs...)
	if err != nil {
		return Step{}, err
	}
	step := Step{loss: numbers(outputs[0])[0], accuracy: math.NaN()}
	if s.set.Labels != nil {
		classes := metrics.Classify(m.outputsOf(matrix(outputs[1], m.outputs)))
		step.accuracy = metrics.Accuracy(classes, choose(s.set.Labels, indices))
	}
	return step, nil
}

// finish gives back what the training held.
func (s *stepper) finish() {
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
