package kernelbackend

import (
	"fmt"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/gobackend"
	"github.com/gomlx/compute/shapes"
)

// Name is the backend's name, as GOMLX_BACKEND takes it. What follows it after a colon
// goes to GoMLX's backend in pure Go.
const Name = "engine"

func init() { compute.Register(Name, New) }

// New starts a backend of its own; config is that of [gobackend.New].
func New(config string) (compute.Backend, error) {
	inner, err := gobackend.New(config)
	if err != nil {
		return nil, err
	}
	return &backend{inner: inner}, nil
}

// backend has every method of [compute.Backend] written out, and so have the other
// types that wrap one of GoMLX's: embedding would let those through that a new version
// adds, with GoMLX's own values inside.
type backend struct {
	inner   compute.Backend
	outputs sync.Map // of kernels: a *sync.Pool of *output for each shape
}

var _ compute.Backend = (*backend)(nil)

func (b *backend) Name() string   { return Name }
func (b *backend) String() string { return Name }
func (b *backend) Description() string {
	return b.inner.Description() + ", with kernels of its own"
}
func (b *backend) NumDevices() int { return b.inner.NumDevices() }
func (b *backend) DeviceDescription(device compute.DeviceNum) string {
	return b.inner.DeviceDescription(device)
}
func (b *backend) Capabilities() compute.Capabilities { return b.inner.Capabilities() }
func (b *backend) HasSharedBuffers() bool             { return b.inner.HasSharedBuffers() }
func (b *backend) IsFinalized() bool                  { return b.inner.IsFinalized() }

func (b *backend) Finalize() {
	b.inner.Finalize()
	b.outputs.Clear()
}

func (b *backend) Builder(name string) compute.Builder {
	inner := b.inner.Builder(name)
	made := &builder{inner: inner, backend: b}
	made.main = &function{inner: inner.Main(), builder: made}
	return made
}

func (b *backend) BufferFromFlatData(device compute.DeviceNum, flat any, shape shapes.Shape) (compute.Buffer, error) {
	return b.wrap(b.inner.BufferFromFlatData(device, flat, shape))
}

func (b *backend) NewSharedBuffer(device compute.DeviceNum, shape shapes.Shape) (compute.Buffer, any, error) {
	inner, flat, err := b.inner.NewSharedBuffer(device, shape)
	if err != nil {
		return nil, nil, err
	}
	return &buffer{inner, b}, flat, nil
}

func (b *backend) wrap(inner compute.Buffer, err error) (compute.Buffer, error) {
	if err != nil {
		return nil, err
	}
	return &buffer{inner, b}, nil
}

// unwrap is what GoMLX's backend knows of buffers.
func (b *backend) unwrap(buffers []compute.Buffer) ([]compute.Buffer, error) {
	inner := make([]compute.Buffer, len(buffers))
	for i, given := range buffers {
		own, ok := given.(*buffer)
		if !ok || own.backend != b {
			return nil, fmt.Errorf("kernelbackend: input %d is a %T of another backend: make its tensor on this one", i, given)
		}
		inner[i] = own.inner
	}
	return inner, nil
}

// buffer is one of GoMLX's, but for its backend, which is this one.
type buffer struct {
	inner   compute.Buffer
	backend *backend
}

var _ compute.Buffer = (*buffer)(nil)

func (b *buffer) Backend() compute.Backend              { return b.backend }
func (b *buffer) Finalize() error                       { return b.inner.Finalize() }
func (b *buffer) Shape() (shapes.Shape, error)          { return b.inner.Shape() }
func (b *buffer) DeviceNum() (compute.DeviceNum, error) { return b.inner.DeviceNum() }
func (b *buffer) ToFlatData(flat any) error             { return b.inner.ToFlatData(flat) }
func (b *buffer) Data() (any, error)                    { return b.inner.Data() }
func (b *buffer) CopyToDevice(device compute.DeviceNum) (compute.Buffer, error) {
	return b.backend.wrap(b.inner.CopyToDevice(device))
}
