package kernelbackend

import (
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/shapes"
)

// everywhere is the level of what is computed from constants alone: each stage that
// needs it computes it again, which costs less than to keep it from stage to stage.
const everywhere = -1

// plan cuts main into stages. The level of an operation is the number of kernels that
// must run before it, one after another. Stage 0 has the operations of level 0; then
// the kernels of level 0 run, then comes stage 1, and so on. Only what the graph's
// outputs need is in the plan.
type plan struct {
	builder *builder
	levels  [][]*operation // kernels and operations by their level, without those everywhere and parameters
	exports [][]*value     // what each stage returns
	last    map[*value]int // the last level at which a value is read, by a later stage or by a kernel
	slots   map[*value]int // where a value is while the graph is executed
	values  []*value       // and the reverse
	passed  map[*value]int // parameters that are results: where the last stage puts their copy
	run     *stagedExecutable
}

func (b *builder) compileInStages() (compute.Executable, error) {
	p := &plan{builder: b, last: map[*value]int{}, slots: map[*value]int{}, passed: map[*value]int{},
		run: &stagedExecutable{backend: b.backend, name: b.Name(), parameters: b.parameters}}
	for _, parameter := range b.parameters {
		p.slots[parameter.value] = p.slot(parameter.value, given)
	}
	p.findLevels()
	p.findReaders()
	for level, operations := range p.levels {
		if len(p.exports[level]) > 0 {
			if err := p.addStage(level); err != nil {
				return nil, fmt.Errorf("kernelbackend: stage %d of graph %q: %w", level, b.Name(), err)
			}
		}
		for _, op := range operations {
			if op.kernel != nil {
				if err := p.addKernel(op); err != nil {
					return nil, err
				}
			}
		}
	}
	for _, output := range b.main.outputs {
		v := output.(*value)
		slot, isParameter := p.passed[v]
		if !isParameter {
			slot = p.slots[v]
		}
		shape, err := b.OpShape(v)
		if err != nil {
			return nil, err
		}
		p.run.results, p.run.shapes = append(p.run.results, slot), append(p.run.shapes, shape)
	}
	p.run.finish()
	return p.run, nil
}

// slot is a new place for a value while the graph is executed.
func (p *plan) slot(v *value, kind slotKind) int {
	slot := len(p.values)
	p.values, p.run.slots = append(p.values, v), append(p.run.slots, kind)
	return slot
}

func (p *plan) findLevels() {
	for _, op := range p.builder.main.operations {
		if !op.live {
			continue
		}
		op.level = everywhere
		if op.isParameter || op.kernel != nil || op.functions { // functions may have loops: not again and again
			op.level = 0
		}
		for _, input := range op.inputs {
			after := input.operation.level
			if input.operation.kernel != nil {
				after++
			}
			op.level = max(op.level, after)
		}
		if op.level == everywhere || op.isParameter {
			continue
		}
		for len(p.levels) <= op.level {
			p.levels, p.exports = append(p.levels, nil), append(p.exports, nil)
		}
		p.levels[op.level] = append(p.levels[op.level], op)
	}
}

// findReaders finds what each stage must return for later ones, for kernels and as
// results.
func (p *plan) findReaders() {
	exported := map[*value]bool{}
	export := func(v *value, level int) {
		if level > everywhere && !exported[v] {
			exported[v] = true
			p.exports[level] = append(p.exports[level], v)
		}
	}
	for level, operations := range p.levels {
		for _, op := range operations {
			for _, input := range op.inputs {
				from := input.operation
				switch {
				case from.isParameter || from.kernel != nil:
				case from.level == everywhere && op.kernel != nil:
					export(input, level)
				case from.level < level || op.kernel != nil:
					export(input, from.level)
				}
				p.last[input] = level
			}
		}
	}
	end := len(p.levels) - 1
	for _, output := range p.builder.main.outputs {
		v := output.(*value)
		p.last[v] = len(p.levels)
		switch {
		case v.operation.isParameter || v.operation.level == everywhere:
			export(v, end)
		case v.operation.kernel == nil:
			export(v, v.operation.level)
		}
	}
}

// addStage builds and compiles a stage.
func (p *plan) addStage(level int) error {
	s := &stage{plan: p, builder: p.builder.backend.inner.Builder(fmt.Sprintf("%s, stage %d", p.builder.Name(), level)),
		values: map[*value]compute.Value{}, functions: map[*function]compute.Function{}}
	main := s.builder.Main()
	s.functions[p.builder.main] = main
	p.takeBack(s, level)
	for _, op := range p.levels[level] {
		if op.kernel == nil {
			s.emit(op, main)
		}
	}
	outputs := make([]compute.Value, len(p.exports[level]))
	for i, v := range p.exports[level] {
		outputs[i] = s.value(v)
	}
	if s.err != nil {
		return s.err
	}
	if err := main.Return(outputs, nil); err != nil {
		return err
	}
	inner, err := s.builder.Compile()
	if err != nil {
		return err
	}
	for _, v := range p.exports[level] {
		slot := p.slot(v, computed)
		if v.operation.isParameter {
			p.passed[v] = slot
		} else {
			p.slots[v] = slot
		}
		s.step.writes = append(s.step.writes, slot)
	}
	s.step.stage = inner
	p.run.steps = append(p.run.steps, &s.step)
	return nil
}

// takeBack gives a stage what earlier ones computed and a kernel was the last to read,
// as parameters that nothing uses: GoMLX's backend keeps the memory for its next
// buffers. To finalize them would leave that to the garbage collector.
func (p *plan) takeBack(s *stage, level int) {
	for slot, v := range p.values {
		if p.run.slots[slot] != computed || p.last[v] >= level {
			continue
		}
		if step := p.run.lastReader(slot); step != nil && step.kernel != nil {
			s.parameter(v)
		}
	}
}

// addKernel adds a kernel's run, with the shapes of what it gets.
func (p *plan) addKernel(op *operation) error {
	k := &step{kernel: op.kernel, name: op.name}
	tensor := func(v *value) (shapes.Shape, error) {
		shape, err := p.builder.OpShape(v)
		k.tensors = append(k.tensors, Tensor{Shape: shape.Dimensions})
		return shape, err
	}
	for _, input := range op.inputs {
		if _, err := tensor(input); err != nil {
			return err
		}
		k.reads = append(k.reads, p.slots[input])
	}
	for _, output := range op.outputs {
		shape, err := tensor(output)
		if err != nil {
			return err
		}
		slot := p.slot(output, borrowed)
		p.slots[output] = slot
		k.writes = append(k.writes, slot)
		k.memory = append(k.memory, p.builder.backend.memoryFor(shape))
	}
	p.run.steps = append(p.run.steps, k)
	return nil
}
