package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gomlx/gomlx/ml/model"
)

// CopyFrom gives the model the parameters of another one, those that have the same name
// and shape in both, with the running averages of [BatchNorm], and returns the names of the
// parameters. What the optimizer remembers stays.
//
// Two functions that begin with the same layers are a body with two heads: after one model has
// learnt, CopyFrom brings its body to the other. With [Training.Frozen] the body stays what it
// is while the head learns, which is transfer learning (Yosinski and others, "How transferable
// are features in deep neural networks?", 2014). It panics if the models have no parameter in common.
func (m *Model) CopyFrom(other *Model) (copied []string) {
	m.settle()
	other.settle()
	for _, variable := range m.variables {
		from := other.store.GetVariable(variable.Path())
		if from == nil || !slices.Equal(from.Shape().Dimensions, variable.Shape().Dimensions) {
			continue
		}
		must(variable.SetValue(m.tensor([][]float64{numbers(from.MustValue())}, variable.Shape().Dimensions)))
		if slices.Contains(m.parameters, variable) {
			copied = append(copied, nameOf(variable))
		}
	}
	m.changed()
	if copied == nil {
		panic(fmt.Sprintf("models: no parameter of %q has the name and shape of one of %q", namesOf(m.parameters), namesOf(other.parameters)))
	}
	return copied
}

func namesOf(variables []*model.Variable) []string {
	var names []string
	for _, variable := range variables {
		names = append(names, nameOf(variable))
	}
	return names
}

// freezes tells whether a parameter belongs to a layer that stays as it is.
func (t Training) freezes(parameter string) bool {
	return slices.ContainsFunc(t.Frozen, func(layer string) bool { return strings.HasPrefix(parameter, layer+"/") })
}

// checkFrozen finds names that are those of no layer, and a training in which nothing would learn.
func (m *Model) checkFrozen(training Training) error {
	names := namesOf(m.parameters)
	for _, layer := range training.Frozen {
		alone := Training{Frozen: []string{layer}}
		if !slices.ContainsFunc(names, alone.freezes) {
			return fmt.Errorf("models: Training.Frozen names %q, but no layer with parameters is called so; the parameters are %q", layer, names)
		}
	}
	if len(training.Frozen) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !training.freezes(name) }) {
		return fmt.Errorf("models: Training.Frozen has all layers, so nothing would learn: leave out those that should")
	}
	return nil
}

// freeze makes a training's frozen parameters ones that do not learn, for GoMLX and for the
// engine, and returns what makes them learn again.
func (m *Model) freeze(training Training) (thaw func()) {
	var frozen []*model.Variable
	for variable := range m.store.IterVariables() {
		if variable.Trainable && training.freezes(nameOf(variable)) {
			frozen = append(frozen, variable)
		}
	}
	set := func(trainable bool) {
		for _, variable := range frozen {
			variable.SetTrainable(trainable)
		}
		if m.engine == nil {
			return
		}
		for i, p := range m.engine.network.Parameters() {
			p.Frozen = slices.Contains(frozen, m.engine.parameters[i]) && !trainable
		}
	}
	set(false)
	return func() { set(true) }
}
