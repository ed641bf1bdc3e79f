package kernelbackend

import (
	"fmt"
	"reflect"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
)

//go:generate go run generate.go

// function passes every operation on to a function of GoMLX's, which checks it and
// knows the shapes, and keeps a record of it, from which stages are built if the graph
// has kernels. The methods that operations have are in functions_gen.go.
type function struct {
	inner   compute.Function
	builder *builder
	parent  *function // of a closure

	operations []*operation
	outputs    []compute.Value
	captured   []*value // what a closure uses of the functions around it
}

var _ compute.Function = (*function)(nil)

// operation is one call of a method of a function.
type operation struct {
	emit        func(to compute.Function, in translation) ([]compute.Value, error) // calls the method of another function
	inputs      []*value
	outputs     []*value
	functions   bool   // runs closures or other functions
	isParameter bool   // of main
	kernel      Kernel // runs instead, if there is one
	name        string // of the kernel's function

	live  bool // the graph's outputs need it
	level int  // the stage that computes it, or after which its kernel runs; see [plan]
}

// value is one output of an operation.
type value struct {
	inner     compute.Value
	operation *operation
	function  *function
}

// translation is what a value or a function is where an operation is emitted.
type translation interface {
	value(compute.Value) compute.Value
	function(compute.Function) compute.Function
}

// original translates to what GoMLX's function knows, and notes what was asked for.
type original struct {
	inputs    []*value
	functions bool
}

func (o *original) value(v compute.Value) compute.Value {
	own, ok := v.(*value)
	if !ok {
		return v // nil, or a mistake that GoMLX's function will find
	}
	o.inputs = append(o.inputs, own)
	return own.inner
}

func (o *original) function(g compute.Function) compute.Function {
	own, ok := g.(*function)
	if !ok {
		return g
	}
	o.functions = true
	o.inputs = append(o.inputs, own.captured...)
	return own.inner
}

// record emits an operation and keeps it.
func (f *function) record(emit func(to compute.Function, in translation) ([]compute.Value, error)) (*operation, error) {
	if f.builder.compiled {
		return nil, fmt.Errorf("kernelbackend: the graph %q is compiled already: nothing can be added to it", f.builder.Name())
	}
	var in original
	outputs, err := emit(f.inner, &in)
	if err != nil {
		return nil, err
	}
	op := &operation{emit: emit, inputs: in.inputs, functions: in.functions}
	for _, output := range outputs {
		op.outputs = append(op.outputs, &value{output, op, f})
	}
	f.operations = append(f.operations, op)
	f.capture(in.inputs)
	return op, nil
}

func (f *function) capture(inputs []*value) {
	for _, input := range inputs {
		if input.function != f {
			f.captured = append(f.captured, input)
		}
	}
}

// one is an operation with one output.
func (f *function) one(emit func(to compute.Function, in translation) (compute.Value, error)) (compute.Value, error) {
	op, err := f.record(func(to compute.Function, in translation) ([]compute.Value, error) {
		output, err := emit(to, in)
		return []compute.Value{output}, err
	})
	if err != nil {
		return nil, err
	}
	return op.outputs[0], nil
}

// several is an operation with several outputs.
func (f *function) several(emit func(to compute.Function, in translation) ([]compute.Value, error)) ([]compute.Value, error) {
	op, err := f.record(emit)
	if err != nil {
		return nil, err
	}
	return op.values(), nil
}

func (op *operation) values() []compute.Value {
	values := make([]compute.Value, len(op.outputs))
	for i, output := range op.outputs {
		values[i] = output
	}
	return values
}

func (f *function) Name() string             { return f.inner.Name() }
func (f *function) Builder() compute.Builder { return f.builder }

func (f *function) Parent() compute.Function {
	if f.parent == nil {
		return nil // and not a nil *function, which would be a parent
	}
	return f.parent
}

func (f *function) Closure() (compute.Function, error) {
	inner, err := f.inner.Closure()
	if err != nil {
		return nil, err
	}
	return &function{inner: inner, builder: f.builder, parent: f}, nil
}

func (f *function) Shape(v compute.Value) (shapes.Shape, error) {
	return f.inner.Shape(new(original).value(v))
}

func (f *function) Parameter(name string, shape shapes.Shape, sharding *compute.ShardingSpec) (compute.Value, error) {
	op, err := f.record(func(to compute.Function, _ translation) ([]compute.Value, error) {
		output, err := to.Parameter(name, shape, sharding)
		return []compute.Value{output}, err
	})
	if err != nil {
		return nil, err
	}
	if f == f.builder.main {
		op.isParameter = true
		f.builder.parameters = append(f.builder.parameters, parameter{name, shape, op.outputs[0]})
	}
	return op.outputs[0], nil
}

// Constant keeps the numbers for stages to come: the caller may change its own.
func (f *function) Constant(flat any, dimensions ...int) (compute.Value, error) {
	if given := reflect.ValueOf(flat); given.Kind() == reflect.Slice {
		kept := reflect.MakeSlice(given.Type(), given.Len(), given.Len())
		reflect.Copy(kept, given)
		flat = kept.Interface()
	}
	return f.one(func(to compute.Function, _ translation) (compute.Value, error) {
		return to.Constant(flat, dimensions...)
	})
}

func (f *function) Return(outputs []compute.Value, shardings []*compute.ShardingSpec) error {
	var in original
	if err := f.inner.Return(translated(outputs, in.value), shardings); err != nil {
		return err
	}
	f.outputs = outputs
	f.capture(in.inputs)
	return nil
}

// Call calls a function, or notes the kernel that runs instead; see [Register] for the
// function's inputs.
func (f *function) Call(target compute.Function, inputs ...compute.Value) ([]compute.Value, error) {
	op, err := f.record(func(to compute.Function, in translation) ([]compute.Value, error) {
		return to.Call(in.function(target), translated(inputs, in.value)...)
	})
	if err != nil {
		return nil, err
	}
	own := len(op.inputs) - len(op.outputs)
	if f == f.builder.main && own > 0 && f.builder.isFloat32(op.inputs) && f.builder.isFloat32(op.outputs) {
		if op.kernel, err = kernelFor(target.Name()); err != nil {
			return nil, err
		}
		if op.kernel != nil {
			op.name, op.inputs = target.Name(), op.inputs[:own]
		}
	}
	return op.values(), nil
}

func (b *builder) isFloat32(values []*value) bool {
	for _, v := range values {
		if shape, err := b.inner.OpShape(v.inner); err != nil || shape.DType != dtypes.Float32 {
			return false
		}
	}
	return true
}

// translated applies a translation to each of several.
func translated[T any](from []T, translate func(T) T) []T {
	to := make([]T, len(from))
	for i := range from {
		to[i] = translate(from[i])
	}
	return to
}

// pointer applies a translation to what a pointer points to, which may be nil.
func pointer[T any](translate func(T) T) func(*T) *T {
	return func(from *T) *T {
		if from == nil {
			return nil
		}
		to := translate(*from)
		return &to
	}
}
