package kernelbackend

import (
	"sync"

	"github.com/gomlx/compute"
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
