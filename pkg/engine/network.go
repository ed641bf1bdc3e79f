// Package engine trains and runs neural networks on the processor: dense layers,
// convolutions, pooling, activations, dropout and batch normalization in a row, in
// float32, forward and backward. It is plain Go with the inner loops in assembly for
// amd64 (AVX2 with FMA, AVX-512 where the processor has it); elsewhere the same loops
// in Go compute the same, slower.
//
// Three things make it fast, each in a file of its own. Matrix products keep their sums
// in registers and read the right factor packed (product.go). A batch is cut into
// chunks of a few examples, and each goes through all layers, forward and backward,
// while it is in the processor's cache (pass.go). Before max pooling only the numbers
// that were the largest of their window have a gradient, and only these are visited
// (convolution_sparse.go).
//
// The sums of a chunk, and those over chunks, are added up in an order that depends on
// nothing but the network and the batch, so the results have the same bits however
// many processors share the work.
package engine

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
)

// A Layer describes one layer of a network: [Dense], [Convolution], [MaxPool],
// [MeanPool], [GlobalMean], [Activation], [Rescale], [Dropout] or [BatchNorm].
type Layer interface {
	// build makes the layer for inputs of a shape. It says what is wrong with them.
	build(shape []int) (layer, error)
}

// A layer knows its shapes and has its parameters. All operations of a layer share it.
type layer interface {
	shape() []int // of its outputs for one example
	keeps() (input, output bool)
	parameters() []*Parameter
	newOperation(chunk int) operation // for chunks of so many examples
}

// An operation computes a layer for one chunk at a time, and has the memory for that:
// several goroutines compute a layer at once, each with an operation of its own.
type operation interface {
	// forward computes the outputs y of n examples, from the example first of the
	// chunk on. x and y have rows, one for each.
	forward(c *chunk, first, n int, x, y []float32)
	// backward computes the gradient at the inputs, dx, from that at the outputs, dy, and
	// adds to the chunk's gradients of the parameters. dx is nil where it is not needed.
	backward(c *chunk, first, n int, x, y, dy, dx []float32)
}

// A Parameter is what a layer learns: its weights, biases, scales or offsets.
type Parameter struct {
	Name     string // "weights", "biases", "scale" or "offset"
	Shape    []int
	Values   []float32 // in the order of Shape; to be written between steps
	Gradient []float32 // of the mean loss, after [Network.Gradients]
	Frozen   bool      // steps leave it as it is; batch normalization whose scale is frozen computes as outside of training

	offset         int // where it begins among all parameters
	part, partSize int // where its gradient lies in a chunk's parts
}

// A Network is a row of layers with their parameters. Its methods may be called from
// several goroutines; one works at a time.
type Network struct {
	mu       sync.Mutex
	sizes    []int // sizes[i] numbers go into layer i, and sizes[i+1] come out, for one example
	layers   []layer
	swapped  []bool // ReLU of layer i was moved behind the pooling of layer i + 1
	shapes   [][]int
	flat     int          // layers from here on work on whole chunks, those before picture by picture
	segments []int        // the first layer of each segment, and the number of layers: see pass
	norms    []*batchNorm // each begins a segment: all but the first segment have one

	work              int // multiplications in a forward pass of one example
	parameters        []*Parameter
	values, gradients []float32 // of all parameters
	partSize          int       // numbers in a chunk's parts: the gradients of the convolutions
	inputGradient     bool      // somebody needs the gradient at the inputs

	workers int
	team    *team
	chunk   int // examples in a chunk
	*batch
}

// New makes a network for examples of a shape, [numbers] or [height, width, channels].
// All parameters are 0, but for the scales of batch normalization, which are 1.
// A layer that does not fit what goes into it is an error.
func New(shape []int, layers ...Layer) (*Network, error) {
	if len(layers) == 0 {
		return nil, errors.New("engine: a network needs at least 1 layer")
	}
	if len(shape) == 0 || slices.Min(shape) < 1 {
		return nil, fmt.Errorf("engine: examples of shape %v: it needs at least 1 size, and each must be at least 1", shape)
	}
	n := &Network{sizes: []int{product(shape)}, swapped: make([]bool, len(layers)), flat: -1, segments: []int{0}}
	shape, layers = slices.Clone(shape), slices.Clone(layers) // the caller may change its own
	for i := range layers[1:] {
		if _, pooling := layers[i+1].(MaxPool); pooling && layers[i] == ReLU {
			layers[i], layers[i+1], n.swapped[i] = layers[i+1], layers[i], true
		}
	}
	for i, description := range layers {
		number, given := i+1, shape
		if n.swapped[i] { // the caller knows the pooling as the next layer, and here ReLU, which keeps the shape
			number++
		}
		if description == nil {
			return nil, fmt.Errorf("engine: layer %d is nil", number)
		}
		built, err := description.build(shape)
		if err != nil {
			return nil, fmt.Errorf("engine: layer %d: %w", number, err)
		}
		shape = built.shape()
		if !n.swapped[i] {
			given = shape
		}
		n.layers, n.shapes, n.sizes = append(n.layers, built), append(n.shapes, given), append(n.sizes, product(shape))
		switch built := built.(type) {
		case *dense:
			n.work += built.inputs * built.outputs
			if i > 0 {
				built.back = make([]float32, packedSize(built.outputs, built.inputs))
			}
			if n.flat < 0 {
				n.flat = i
			}
		case *convolution:
			n.work += product(shape) * built.Size * built.Size * built.in
			built.first = i == 0
		case *maxPoolLayer:
			built.beforeReLU = n.swapped[i]
			if before, ok := n.before(i).(*convolution); ok && before.rowSize() >= leastSparseRow {
				before.pooled = built
			}
		case *batchNorm:
			n.segments, n.norms = append(n.segments, i), append(n.norms, built)
		case *dropout:
			built.layer = uint64(i)
		}
	}
	if n.flat < 0 {
		n.flat = len(n.layers)
	}
	n.segments = append(n.segments, len(n.layers))
	n.collectParameters()
	n.chunk = n.chunkSize()
	n.SetWorkers(runtime.GOMAXPROCS(0))
	return n, nil
}

// before is the layer before layer i, nil if that is the first.
func (n *Network) before(i int) layer {
	if i == 0 {
		return nil
	}
	return n.layers[i-1]
}

// collectParameters puts the values of all parameters one after the other in memory, and
// their gradients.
func (n *Network) collectParameters() {
	total := 0
	for _, l := range n.layers {
		for _, p := range l.parameters() {
			p.offset = total
			total += product(p.Shape)
			n.parameters = append(n.parameters, p)
			if c, ok := l.(*convolution); ok {
				p.part, p.partSize = n.partSize, product(p.Shape)
				if c.pooled != nil && p == &c.weights {
					p.partSize = c.sparseSize()
				}
				n.partSize += p.partSize
			}
		}
	}
	n.values, n.gradients = floats(total), floats(total)
	for _, p := range n.parameters {
		end := p.offset + product(p.Shape)
		p.Values, p.Gradient = n.values[p.offset:end:end], n.gradients[p.offset:end:end]
		if p.Name == "scale" {
			for i := range p.Values {
				p.Values[i] = 1
			}
		}
	}
}

// Parameters are what the network learns, layer by layer.
func (n *Network) Parameters() []*Parameter { return n.parameters }

// Averages are the running averages of batch normalization, layer by layer: mean,
// variance, and how many batches are in them.
func (n *Network) Averages() []*Parameter {
	var averages []*Parameter
	for _, norm := range n.norms {
		averages = append(averages, norm.averages()...)
	}
	return averages
}

// Shapes are the shapes of the layers' outputs for one example, in the order in which
// the layers were given to [New].
func (n *Network) Shapes() [][]int { return n.shapes }

func product(shape []int) int {
	size := 1
	for _, d := range shape {
		size *= d
	}
	return size
}
