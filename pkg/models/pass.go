package models

import (
	"slices"

	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"firstneuron/pkg/datasets"
)

// A Pass is what one forward and backward pass over a set computes.
type Pass struct {
	Logits    [][]float64 // [examples][outputs]: what the function returned
	Gradients []Parameter // of the loss, one for each of [Model.Parameters], in their order
	loss      float64
}

// Loss is the mean loss over the examples, with what layers add to it, such as
// weight regularization.
func (p *Pass) Loss() float64 { return p.loss }

// Pass computes the loss of a set and its gradients, as a step of training would:
// dropout is active, and drops the neurons that the next step would drop. The model
// stays as it is. All examples are computed at once: for sets that fit into memory
// several times over. It panics where [Model.Steps] would not train.
func (m *Model) Pass(set *datasets.Set) *Pass {
	m.checkShape(set)
	targets := must1(m.targetsOf(set))
	if m.engine != nil {
		return m.enginePass(set, targets)
	}
	var names []string
	before := make(map[*model.Variable]*tensors.Tensor)
	exec := m.executor(func(scope *model.Scope, inputs []*graph.Node) []*graph.Node {
		logits, loss := m.totalLoss(scope, inputs[0], inputs[1], nil)
		names = nil
		for _, variable := range m.parameters {
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
	outputs := m.mustRun(exec, m.examples(set.Rows()), m.targets(targets))
	exec.Finalize() // not deferred: see build
	for variable, value := range before {
		must(variable.SetValue(value))
	}
	pass := &Pass{Logits: matrix(outputs[0], m.outputs), loss: numbers(outputs[1])[0]}
	for i, gradient := range outputs[2:] {
		pass.Gradients = append(pass.Gradients, parameter(names[i], gradient))
	}
	return pass
}

func (m *Model) enginePass(set *datasets.Set, targets [][]float64) *Pass {
	network := m.engine.ready(m.store)
	m.engine.passes.Lock()
	defer m.engine.passes.Unlock()
	loss, outputs := network.Gradients(set.Rows(), targets, m.engineLoss(), m.seed())
	pass := &Pass{Logits: widened(outputs, m.outputs), loss: loss}
	for _, variable := range m.parameters {
		p := network.Parameters()[slices.Index(m.engine.parameters, variable)]
		pass.Gradients = append(pass.Gradients, Parameter{Name: nameOf(variable), Shape: slices.Clone(p.Shape), Values: widened(p.Gradient, len(p.Gradient))[0]})
	}
	return pass
}
