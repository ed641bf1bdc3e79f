package kernelbackend

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/compute/shapes"
)

// builder passes everything on to a builder of GoMLX's, which is compiled as it is if
// the graph has no kernels.
type builder struct {
	inner      compute.Builder
	backend    *backend
	main       *function
	parameters []parameter // of main
	compiled   bool
}

// parameter is what the executable must know of a parameter of main.
type parameter struct {
	name  string
	shape shapes.Shape
	value *value
}

var _ compute.Builder = (*builder)(nil)

func (b *builder) Name() string           { return b.inner.Name() }
func (b *builder) Main() compute.Function { return b.main }

func (b *builder) NewFunction(name string) (compute.Function, error) {
	inner, err := b.inner.NewFunction(name)
	if err != nil {
		return nil, err
	}
	return &function{inner: inner, builder: b}, nil
}

func (b *builder) OpShape(v compute.Value) (shapes.Shape, error) {
	return b.inner.OpShape(new(original).value(v))
}

func (b *builder) DistributedSPMD(devices int) error { return b.inner.DistributedSPMD(devices) }

func (b *builder) DistributedAutoSharding(meshes ...compute.Mesh) error {
	return b.inner.DistributedAutoSharding(meshes...)
}

func (b *builder) DeviceAssignment(devices ...compute.DeviceNum) error {
	return b.inner.DeviceAssignment(devices...)
}

func (b *builder) Compile() (compute.Executable, error) {
	if b.main.outputs != nil && b.needsKernels() {
		executable, err := b.compileInStages()
		if err != nil {
			return nil, err
		}
		b.forget()
		return executable, nil
	}
	inner, err := b.inner.Compile()
	if err != nil {
		return nil, err
	}
	b.forget()
	return &wholeExecutable{inner, b.backend}, nil
}

// needsKernels finds what the graph's outputs need, and whether a kernel is among it.
// With dynamic shapes the bodies of kernels run: GoMLX's backend works these out for a
// graph as a whole.
func (b *builder) needsKernels() bool {
	for _, p := range b.parameters {
		if p.shape.IsDynamic() {
			return false
		}
	}
	found := false
	var need func(*value)
	need = func(v *value) {
		if v.operation.live {
			return
		}
		v.operation.live = true
		found = found || v.operation.kernel != nil
		for _, input := range v.operation.inputs {
			need(input)
		}
	}
	for _, output := range b.main.outputs {
		need(output.(*value))
	}
	return found
}

// forget lets go of the record: GoMLX keeps the values for as long as the graph.
func (b *builder) forget() {
	b.compiled = true
	for _, op := range b.main.operations {
		op.emit, op.inputs = nil, nil
	}
	b.main.operations = nil
}
