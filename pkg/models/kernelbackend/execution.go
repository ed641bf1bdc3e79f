package kernelbackend

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/gomlx/compute"
)

// execution is what one call of Execute holds.
type execution struct {
	*stagedExecutable
	buffers []compute.Buffer // by slot
	outputs []*output        // of kernels, by slot
	donated []bool           // by parameter
	device  compute.DeviceNum
}

func (e *stagedExecutable) Execute(inputs []compute.Buffer, donate []bool, device compute.DeviceNum) ([]compute.Buffer, error) {
	raw, err := e.check(inputs)
	if err != nil {
		return nil, err
	}
	e.lock.Lock()
	defer e.lock.Unlock()
	if e.steps == nil {
		return nil, fmt.Errorf("kernelbackend: graph %q is finalized: it cannot be executed any more", e.name)
	}
	x := &execution{e, make([]compute.Buffer, len(e.slots)), make([]*output, len(e.slots)), donate, device}
	copy(x.buffers, raw)
	for _, step := range e.steps {
		if step.stage != nil {
			err = x.compute(step)
		} else {
			err = x.runKernel(step)
		}
		if err != nil {
			break
		}
		for _, slot := range step.frees {
			x.free(slot)
		}
	}
	var results []compute.Buffer
	if err == nil {
		results, err = x.takeResults()
	}
	for slot := range x.buffers {
		x.free(slot)
	}
	if err != nil {
		return nil, err
	}
	return results, nil
}

// check unwraps the inputs. Stages check what they get, but not all inputs are read
// by one.
func (e *stagedExecutable) check(inputs []compute.Buffer) ([]compute.Buffer, error) {
	if len(inputs) != len(e.parameters) {
		return nil, fmt.Errorf("kernelbackend: graph %q has %d parameters, but got %d inputs", e.name, len(e.parameters), len(inputs))
	}
	raw, err := e.backend.unwrap(inputs)
	if err != nil {
		return nil, err
	}
	for i, parameter := range e.parameters {
		shape, err := raw[i].Shape()
		if err != nil {
			return nil, err
		}
		if !shape.Equal(parameter.shape) {
			return nil, fmt.Errorf("kernelbackend: parameter %q of graph %q has the shape %v, but its input %v", parameter.name, e.name, parameter.shape, shape)
		}
	}
	return raw, nil
}

// compute executes a stage. What it reads last it gets for good.
func (x *execution) compute(s *step) error {
	inputs, donate := make([]compute.Buffer, len(s.reads)), make([]bool, len(s.reads))
	for i, slot := range s.reads {
		inputs[i] = x.buffers[slot]
		if s.isLast[i] && x.isOurs(slot) {
			donate[i], x.buffers[slot] = true, nil
		}
	}
	outputs, err := s.stage.Execute(inputs, donate, x.device)
	if err != nil {
		return err
	}
	for i, slot := range s.writes {
		x.buffers[slot] = outputs[i]
	}
	return nil
}

// isOurs tells whether the memory in a slot is ours to give away.
func (x *execution) isOurs(slot int) bool {
	switch x.slots[slot] {
	case given:
		return slot < len(x.donated) && x.donated[slot]
	case computed, result:
		return true
	}
	return false
}

// free lets go of what is in a slot, if there is anything.
func (x *execution) free(slot int) {
	if x.outputs[slot] != nil && x.slots[slot] == borrowed {
		x.outputs[slot].memory.Put(x.outputs[slot])
	} else if x.buffers[slot] != nil && x.isOurs(slot) {
		_ = x.buffers[slot].Finalize() // its only mistake would be that it is finalized already
	}
	x.buffers[slot], x.outputs[slot] = nil, nil
}

// takeResults are the results, wrapped. A value that is returned twice is copied.
func (x *execution) takeResults() ([]compute.Buffer, error) {
	results := make([]compute.Buffer, len(x.results))
	first := map[int]compute.Buffer{}
	for i, slot := range x.results {
		inner := x.buffers[slot]
		if inner == nil {
			flat, err := first[slot].Data()
			if err == nil {
				inner, err = x.backend.inner.BufferFromFlatData(x.device, flat, x.shapes[i])
			}
			if err != nil {
				return nil, fmt.Errorf("kernelbackend: copy result %d of graph %q: %w", i, x.name, err)
			}
		}
		first[slot], x.buffers[slot], x.outputs[slot] = inner, nil, nil
		results[i] = &buffer{inner, x.backend}
	}
	return results, nil
}

// runKernel runs a kernel on the memory of its inputs and outputs.
func (x *execution) runKernel(s *step) (err error) {
	defer func() {
		if said := recover(); said != nil {
			err = fmt.Errorf("panic: %v\n%s", said, debug.Stack())
		}
		if err != nil {
			err = fmt.Errorf("kernelbackend: kernel %q of graph %q: %w", s.name, x.name, err)
		}
	}()
	inputs, outputs := s.tensors[:len(s.reads)], s.tensors[len(s.reads):]
	for i, slot := range s.reads {
		flat, err := x.buffers[slot].Data()
		if err != nil {
			return err
		}
		values, ok := flat.([]float32)
		if !ok {
			return errors.New("an input is finalized already: do not donate or finalize what is still to be used")
		}
		inputs[i].Values = values
	}
	for i, slot := range s.writes {
		made, err := x.newOutput(s.memory[i], outputs[i].Shape, x.slots[slot])
		if err != nil {
			return err
		}
		x.buffers[slot], x.outputs[slot], outputs[i].Values = made.buffer, made, made.values
	}
	err = s.kernel(inputs, outputs)
	for i := range s.tensors {
		s.tensors[i].Values = nil // the memory is not the kernel's any more
	}
	return err
}
