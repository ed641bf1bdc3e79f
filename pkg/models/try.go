package models

import (
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	gomlx "github.com/gomlx/gomlx/ml/train"
	"github.com/gomlx/gomlx/ml/train/loss"

	"firstneuron/pkg/datasets"
)

// A Trial is what a model made of a set, with the gradient of its loss.
type Trial struct {
	Logits    [][]float64 // [examples][classes]
	Loss      float64     // cross-entropy of the softmax of the logits, the mean over the examples
	Gradients []Parameter // of the loss, one for each of [Model.Parameters], in their order
}

// Try answers every example and returns the gradients, as a step of training would
// see them: dropout is active, with the neurons that the next step would leave out.
// The model stays as it is. All examples are answered at once: for sets that fit into
// memory several times over. It panics where [Model.Steps] would not train.
func (m *Model) Try(set *datasets.Set) Trial {
	m.checkShape(set)
	if err := m.checkLabels(set); err != nil {
		panic(err.Error())
	}
	var names []string
	before := make(map[*model.Variable]*tensors.Tensor)
	exec := m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
		logits, loss := m.loss(scope, inputs[0], inputs[1])
		names = nil
		for variable := range trainable(m.store) {
			if variable.InUseByGraph(loss.Graph()) {
				names = append(names, nameOf(variable))
			}
		}
		for variable := range m.store.IterVariables() {
			if variable.ChangedInGraph(loss.Graph()) { // running averages, the state of dropout
				before[variable] = must1(variable.MustValue().LocalClone())
			}
		}
		return append([]*graph.Node{logits, loss}, scope.BuildTrainableVariablesGradientsGraph(loss)...)
	})
	outputs := m.runOnce(exec, m.inputs(set), labels(set))
	for variable, value := range before {
		must(variable.SetValue(value))
	}
	trial := Trial{Loss: numbers(outputs[1])[0]}
	flat := numbers(outputs[0])
	for i := range set.Len() {
		trial.Logits = append(trial.Logits, flat[i*m.classes:(i+1)*m.classes])
	}
	for i, gradient := range outputs[2:] {
		trial.Gradients = append(trial.Gradients, parameter(names[i], gradient))
	}
	return trial
}

// loss builds the model for training: its logits, and the mean cross-entropy of
// their softmax with what layers add to it, such as weight regularization.
func (m *Model) loss(scope *model.Scope, inputs, labels *graph.Node) (logits, total *graph.Node) {
	g := inputs.Graph()
	scope.Store().SetTraining(g, true)
	logits = m.build(scope, inputs)
	each := loss.SparseCategoricalCrossEntropyLogits([]*graph.Node{labels}, []*graph.Node{logits})
	gomlx.AddMainLoss(graph.ReduceAllMean(each))
	return logits, gomlx.TotalLoss(g)
}
