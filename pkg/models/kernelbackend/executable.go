package kernelbackend

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
)

// wholeExecutable is a graph without kernels.
type wholeExecutable struct {
	inner   compute.Executable
	backend *backend
}

var _ compute.Executable = (*wholeExecutable)(nil)

func (e *wholeExecutable) Finalize()                          { e.inner.Finalize() }
func (e *wholeExecutable) Inputs() ([]string, []shapes.Shape) { return e.inner.Inputs() }
func (e *wholeExecutable) Outputs() []shapes.Shape            { return e.inner.Outputs() }

func (e *wholeExecutable) Execute(inputs []compute.Buffer, donate []bool, device compute.DeviceNum) ([]compute.Buffer, error) {
	raw, err := e.backend.unwrap(inputs)
	if err != nil {
		return nil, err
	}
	outputs, err := e.inner.Execute(raw, donate, device)
	if err != nil {
		return nil, err
	}
	for i, output := range outputs {
		outputs[i] = &buffer{output, e.backend}
	}
	return outputs, nil
}

// stagedExecutable runs stages and kernels one after another. Their values are in
// slots.
type stagedExecutable struct {
	backend    *backend
	name       string
	parameters []parameter // they have the first slots
	slots      []slotKind
	steps      []*step
	results    []int
	shapes     []shapes.Shape // of the results
	lock       sync.Mutex     // while it is executed: kernels may keep memory of their own
}

// slotKind says whose the memory in a slot is.
type slotKind int

const (
	given    slotKind = iota // the caller's, unless it donates it
	computed                 // from a stage, ours
	borrowed                 // a kernel's output, to be handed back
	result                   // a kernel's output that is a result
)

// step is a stage or a kernel.
type step struct {
	stage         compute.Executable
	reads, writes []int

	kernel  Kernel
	name    string
	tensors []Tensor     // the inputs, then the outputs
	memory  []*sync.Pool // for the outputs

	isLast []bool // of reads: nothing reads this slot later, and it is no result
	frees  []int  // the slots that are of no use any more after this step
}

var _ compute.Executable = (*stagedExecutable)(nil)

// lastReader is the last step so far that reads a slot, or nil.
func (e *stagedExecutable) lastReader(slot int) *step {
	for i := len(e.steps) - 1; i >= 0; i-- {
		for _, read := range e.steps[i].reads {
			if read == slot {
				return e.steps[i]
			}
		}
	}
	return nil
}

// finish finds where each slot is used last.
func (e *stagedExecutable) finish() {
	seen := make([]bool, len(e.slots))
	for _, slot := range e.results {
		seen[slot] = true
		if e.slots[slot] == borrowed {
			e.slots[slot] = result
		}
	}
	for i := len(e.steps) - 1; i >= 0; i-- {
		s := e.steps[i]
		free := func(slot int) bool {
			isLast := !seen[slot]
			seen[slot] = true
			if isLast {
				s.frees = append(s.frees, slot)
			}
			return isLast
		}
		for _, slot := range s.writes {
			free(slot) // what nothing reads
		}
		for _, slot := range s.reads {
			s.isLast = append(s.isLast, free(slot))
		}
	}
}

func (e *stagedExecutable) Inputs() (names []string, inputs []shapes.Shape) {
	for _, parameter := range e.parameters {
		names, inputs = append(names, parameter.name), append(inputs, parameter.shape)
	}
	return names, inputs
}

func (e *stagedExecutable) Outputs() []shapes.Shape { return e.shapes }

func (e *stagedExecutable) Finalize() {
	e.lock.Lock()
	defer e.lock.Unlock()
	for _, step := range e.steps {
		if step.stage != nil {
			step.stage.Finalize()
		}
	}
	e.steps = nil
}

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

// output is memory for an output of a kernel.
type output struct {
	buffer compute.Buffer
	values []float32
	memory *sync.Pool // where it goes after use
}

// memoryFor is where outputs of one shape are between uses, of all graphs.
func (b *backend) memoryFor(shape shapes.Shape) *sync.Pool {
	memory, _ := b.outputs.LoadOrStore(fmt.Sprint(shape.Dimensions), &sync.Pool{})
	return memory.(*sync.Pool)
}

func (x *execution) newOutput(memory *sync.Pool, dimensions []int, kind slotKind) (*output, error) {
	if kind == borrowed {
		if used, ok := memory.Get().(*output); ok {
			return used, nil
		}
	}
	inner, flat, err := x.backend.inner.NewSharedBuffer(x.device, shapes.Make(dtypes.Float32, dimensions...))
	if err != nil {
		return nil, err
	}
	return &output{inner, flat.([]float32), memory}, nil
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
