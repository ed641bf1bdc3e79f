package engine

import "slices"

// A chunk is a few examples of a batch that go through the layers together.
type chunk struct {
	index        int
	first, count int // its examples in the batch
	training     bool
	seed         uint64    // of dropout in this step
	parts        []float32 // the gradients of the convolutions, summed over the chunk
	loss         float64   // summed over the chunk
}

// gradient is the chunk's gradient of a convolution's parameter.
func (c *chunk) gradient(p *Parameter) []float32 { return c.parts[p.part : p.part+p.partSize] }

// A lifetime is how long the numbers between two layers are kept. Most pictures are
// needed only until the next layer has read them, and their memory, used again for the
// next picture, stays in the cache. What the backward pass reads is kept until the chunk
// is done, and what the gradients of dense layers are computed from, until the step is.
type lifetime int

const (
	onePicture lifetime = iota
	oneChunk
	oneBatch
)

// A boundary is where the numbers between two layers are kept.
type boundary struct {
	lifetime
	size    int
	numbers []float32
}

// at are the numbers of n examples of a chunk, from the example first on.
func (b *boundary) at(c *chunk, first, n int) []float32 {
	switch b.lifetime {
	case onePicture:
		first = 0
	case oneBatch:
		first += c.first
	}
	return b.numbers[first*b.size : (first+n)*b.size]
}

// A slot is the memory in which one chunk at a time is computed. Slopes are gradients of
// the loss at the values.
type slot struct {
	operations     []operation
	values, slopes []boundary // before layer 0, between the layers, and after the last
}

// A batch is the memory for batches of a size.
type batch struct {
	examples int
	chunks   []chunk
	slots    []*slot // one for each worker, or with batch normalization for each chunk
	edges    []edge  // of each worker

	// What is being computed.
	task
	count                      int         // examples
	inputs, targets            [][]float64 // of each example
	inputs32, outputSlopes     []float32   // or all inputs in a row, and the gradient at the outputs
	loss                       Loss
	seed                       uint64
	optimizer                  Optimizer
	segment                    int
	updates                    []update
	packers                    []packer
	packJob, forwardJob        func(worker, job int)
	lastJob, backJob           func(worker, job int)
	updateJob                  func(worker, job int)
	sharedValues, sharedSlopes []boundary
}

// A task is what a pass is for.
type task int

const (
	taskOutputs   task = iota // outputs: forward only
	taskGradients             // the loss and its gradients: forward and backward
	taskTraining              // the same, and then the parameters change
)

// chunkSize is how many examples go through the layers together: few, so that their
// numbers stay in the cache, but not very few, because each chunk reads all weights
// again. 12 examples fill two tiles: see product.go.
func (n *Network) chunkSize() int {
	if n.flat == 0 {
		return 12
	}
	return 16
}

// lifetimes says for each place between layers how long its values and slopes are kept.
func (n *Network) lifetimes() (values, slopes []lifetime) {
	last := len(n.layers)
	values, slopes = make([]lifetime, last+1), make([]lifetime, last+1)
	keep := func(which []lifetime, i int, as lifetime) { which[i] = max(which[i], as) }
	for i, l := range n.layers {
		input, output := l.keeps()
		if input {
			keep(values, i, oneChunk)
		}
		if output {
			keep(values, i+1, oneChunk)
		}
		if i >= n.flat {
			keep(values, i, oneChunk)
			keep(slopes, i, oneChunk)
		}
		if _, ok := l.(*dense); ok {
			keep(values, i, oneBatch)
			keep(slopes, i+1, oneBatch)
		}
	}
	for _, i := range n.segments {
		keep(values, i, oneChunk)
		keep(slopes, i, oneChunk)
	}
	for _, norm := range n.norms {
		i := slices.IndexFunc(n.layers, func(l layer) bool { return l == norm })
		keep(slopes, i+1, oneChunk)
	}
	keep(values, last, oneBatch)
	keep(slopes, last, oneChunk) // not oneBatch: a tile reads beyond its end, where other workers write
	if n.inputGradient {
		keep(slopes, 0, oneBatch)
	}
	return values, slopes
}

// reserve makes memory for a batch of so many examples.
func (n *Network) reserve(examples int) {
	if n.batch != nil && n.batch.examples >= examples {
		return
	}
	b := &batch{examples: examples, edges: make([]edge, n.workers)}
	for first := 0; first < examples; first += n.chunk {
		b.chunks = append(b.chunks, chunk{index: len(b.chunks), parts: floats(n.partSize)})
	}
	values, slopes := n.lifetimes()
	whole := func(lifetimes []lifetime) []boundary {
		shared := make([]boundary, len(lifetimes))
		for i, as := range lifetimes {
			shared[i] = boundary{lifetime: as, size: n.sizes[i]}
			if as == oneBatch {
				shared[i].numbers = floats(examples * n.sizes[i])
			}
		}
		return shared
	}
	b.sharedValues, b.sharedSlopes = whole(values), whole(slopes)
	own := func(shared []boundary) []boundary {
		boundaries := slices.Clone(shared)
		for i := range boundaries {
			switch b := &boundaries[i]; b.lifetime {
			case onePicture:
				b.numbers = floats(b.size)
			case oneChunk:
				b.numbers = floats(n.chunk * b.size)
			}
		}
		return boundaries
	}
	slots := min(n.workers, len(b.chunks))
	if len(n.norms) > 0 {
		slots = len(b.chunks)
	}
	for range slots {
		s := &slot{values: own(b.sharedValues), slopes: own(b.sharedSlopes)}
		for i, l := range n.layers {
			s.operations = append(s.operations, l.newOperation(n.chunk))
			if pool, ok := s.operations[i].(*maxPoolOperation); ok && i > 0 {
				if before, ok := s.operations[i-1].(*convolutionOperation); ok && before.pooled != nil {
					before.pool, pool.sparse = pool, true
				}
			}
		}
		b.slots = append(b.slots, s)
	}
	for _, norm := range n.norms {
		norm.sums = make([][]float64, len(b.chunks))
		for i := range norm.sums {
			norm.sums[i] = make([]float64, 2*norm.features)
		}
	}
	b.packers, b.updates = n.listPacking(), n.listUpdates()
	b.packJob = func(_, job int) { b.packers[job].pack(b.packers[job].job) }
	b.forwardJob, b.lastJob, b.backJob, b.updateJob = n.forwardSegment, n.lastSegment, n.backSegment, n.update
	n.batch = b
}

// pass computes the outputs of the batch, and for other tasks than taskOutputs also the
// loss and the gradients. Each chunk goes through all layers without waiting for the
// others, but for one thing: batch normalization needs the mean of the whole batch. So
// it begins a new segment of layers, and a segment begins when all chunks have gone
// through the one before. The backward pass waits in the same places.
func (n *Network) pass() {
	n.share(len(n.packers), n.packJob)
	chunks := divideUp(n.count, n.chunk)
	last := len(n.segments) - 2
	if n.task == taskOutputs {
		last = 0
	}
	for n.segment = 0; n.segment < last; n.segment++ {
		n.share(chunks, n.forwardJob)
		n.norms[n.segment].merge(chunks, n.count, n.task == taskTraining)
	}
	n.share(chunks, n.lastJob)
	for ; n.segment > 0; n.segment-- {
		n.norms[n.segment-1].mergeBack(chunks, n.count)
		n.share(chunks, n.backJob)
	}
}

// littleWork is the number of multiplications below which waking another worker takes
// longer than what it could do.
var littleWork = 1 << 20

// share does the jobs with all workers if there is enough work, else alone.
func (n *Network) share(jobs int, do func(worker, job int)) {
	if n.work*n.count >= littleWork {
		n.team.run(jobs, do)
		return
	}
	for job := range jobs {
		do(0, job)
	}
}

// begin makes a chunk ready, and finds its memory.
func (n *Network) begin(worker, index int) (*chunk, *slot) {
	c := &n.chunks[index]
	c.first, c.training = index*n.chunk, n.task != taskOutputs
	c.count = min(n.chunk, n.count-c.first)
	c.seed = n.seed
	if len(n.norms) > 0 {
		return c, n.slots[index]
	}
	return c, n.slots[worker]
}

// forwardSegment computes the layers of a segment that is not the last.
func (n *Network) forwardSegment(worker, index int) {
	c, s := n.begin(worker, index)
	end := n.segments[n.segment+1]
	n.forward(s, c, n.segments[n.segment], end)
	n.norms[n.segment].gather(c, s.values[end].at(c, 0, c.count))
}

// lastSegment computes the layers of the last segment, or for outputs alone those of all,
// then the loss, and turns: it goes back through the segment while its numbers are in the
// cache.
func (n *Network) lastSegment(worker, index int) {
	c, s := n.begin(worker, index)
	first, end := n.segments[n.segment], len(n.layers)
	n.forward(s, c, first, end)
	if n.task == taskOutputs {
		return
	}
	clear(c.parts)
	n.compare(c, s)
	n.backFrom(s, c, first, end)
}

// backSegment goes back through the batch normalization of a segment and the segment before.
func (n *Network) backSegment(worker, index int) {
	c, s := n.begin(worker, index)
	norm := n.segments[n.segment]
	n.back(s, c, norm, norm+1)
	n.backFrom(s, c, n.segments[n.segment-1], norm)
}

// backFrom goes back through the layers of a segment, all but the batch normalization at
// its beginning, which has to wait for the other chunks.
func (n *Network) backFrom(s *slot, c *chunk, first, end int) {
	if first == end {
		return
	}
	norm, ok := n.layers[first].(*batchNorm)
	if !ok {
		n.back(s, c, first, end)
		return
	}
	n.back(s, c, first+1, end)
	norm.gatherBack(c, s.values[first].at(c, 0, c.count), s.slopes[first+1].at(c, 0, c.count))
}

// forward goes through layers: picture by picture before the first dense layer.
func (n *Network) forward(s *slot, c *chunk, from, end int) {
	pictures := max(from, min(n.flat, end))
	for e := range c.count {
		if from == 0 {
			n.read(c.first+e, s.values[0].at(c, e, 1))
		}
		for l := from; l < pictures; l++ {
			s.operations[l].forward(c, e, 1, s.values[l].at(c, e, 1), s.values[l+1].at(c, e, 1))
		}
	}
	for l := pictures; l < end; l++ {
		s.operations[l].forward(c, 0, c.count, s.values[l].at(c, 0, c.count), s.values[l+1].at(c, 0, c.count))
	}
}

// back goes back through layers.
func (n *Network) back(s *slot, c *chunk, from, end int) {
	pictures := max(from, min(n.flat, end))
	for l := end - 1; l >= pictures; l-- {
		n.backLayer(s, c, l, 0, c.count)
	}
	for e := range c.count {
		for l := pictures - 1; l >= from; l-- {
			n.backLayer(s, c, l, e, 1)
		}
	}
}

func (n *Network) backLayer(s *slot, c *chunk, l, first, count int) {
	var dx []float32
	if l > 0 || n.inputGradient {
		dx = s.slopes[l].at(c, first, count)
	}
	s.operations[l].backward(c, first, count, s.values[l].at(c, first, count), s.values[l+1].at(c, first, count), s.slopes[l+1].at(c, first, count), dx)
}

// compare computes the loss of a chunk and its gradient at the outputs.
func (n *Network) compare(c *chunk, s *slot) {
	last := len(n.layers)
	outputs, slopes := s.values[last].at(c, 0, c.count), s.slopes[last].at(c, 0, c.count)
	if n.outputSlopes != nil {
		copy(slopes, n.outputSlopes[c.first*n.sizes[last]:])
		return
	}
	c.loss = 0
	size := n.sizes[last]
	for e := range c.count {
		c.loss += n.loss.compare(outputs[e*size:][:size], n.targets[c.first+e], 1/float32(n.count), slopes[e*size:][:size])
	}
}
