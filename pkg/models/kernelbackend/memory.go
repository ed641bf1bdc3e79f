package kernelbackend

import (
	"fmt"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
)

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
