package kernelbackend

import (
	"fmt"

	"github.com/gomlx/compute"
)

// stage is a builder of GoMLX's and the translation to what it knows. A value from
// before becomes a parameter, a function is built when it is first used.
type stage struct {
	plan      *plan
	builder   compute.Builder
	values    map[*value]compute.Value
	functions map[*function]compute.Function
	step      step
	err       error // the first one
}

var _ translation = (*stage)(nil)

// emit computes an operation in a function of the stage.
func (s *stage) emit(op *operation, to compute.Function) {
	outputs, err := op.emit(to, s)
	if err != nil {
		s.fail(err)
		return
	}
	for i, output := range op.outputs {
		s.values[output] = outputs[i]
	}
}

func (s *stage) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *stage) value(v compute.Value) compute.Value {
	own, ok := v.(*value)
	if !ok || s.err != nil {
		return nil
	}
	if _, ok := s.values[own]; !ok {
		if own.operation.level == everywhere {
			s.emit(own.operation, s.builder.Main())
		} else {
			s.parameter(own)
		}
	}
	return s.values[own]
}

// parameter brings a value from before into the stage.
func (s *stage) parameter(v *value) {
	shape, err := s.plan.builder.OpShape(v)
	if err != nil {
		s.fail(err)
		return
	}
	slot := s.plan.slots[v]
	inner, err := s.builder.Main().Parameter(fmt.Sprintf("value %d", slot), shape, nil)
	if err != nil {
		s.fail(err)
		return
	}
	s.values[v] = inner
	s.step.reads = append(s.step.reads, slot)
}

func (s *stage) function(g compute.Function) compute.Function {
	own := g.(*function) // GoMLX's function has checked it
	if inner, ok := s.functions[own]; ok {
		return inner
	}
	var inner compute.Function
	var err error
	if own.parent == nil {
		inner, err = s.builder.NewFunction(own.Name())
	} else if around := s.function(own.parent); s.err == nil {
		inner, err = around.Closure()
	} else {
		return nil
	}
	if err != nil {
		s.fail(err)
		return nil
	}
	s.functions[own] = inner
	for _, op := range own.operations {
		s.emit(op, inner)
	}
	outputs := translated(own.outputs, s.value)
	if s.err == nil {
		if err := inner.Return(outputs, nil); err != nil {
			s.fail(err)
		}
	}
	return inner
}
