package engine

import (
	"fmt"
	"runtime"
)

// Step makes one step of training: it computes the mean loss of a batch and its
// gradients, and changes the parameters. Inputs and targets have a row for each example.
// It returns the loss, and the outputs of the last layer before the step, [examples x
// outputs]: a view that the next call overwrites. Dropout drops what the seed says. It
// panics where rows do not fit the network.
func (n *Network) Step(inputs, targets [][]float64, loss Loss, optimizer Optimizer, seed uint64) (float64, []float32) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.prepare(inputs)
	n.prepareTargets(targets)
	n.task, n.loss, n.seed, n.optimizer = taskTraining, loss, seed, optimizer
	optimizer.begin(len(n.values))
	n.pass()
	n.share(len(n.updates), n.updateJob)
	return n.meanLoss(), n.outputs()
}

// Gradients computes the mean loss of a batch as [Network.Step] does, and its gradient
// at each parameter, [Parameter.Gradient]. The parameters stay as they are.
func (n *Network) Gradients(inputs, targets [][]float64, loss Loss, seed uint64) (float64, []float32) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.prepare(inputs)
	n.prepareTargets(targets)
	n.task, n.loss, n.seed, n.optimizer = taskGradients, loss, seed, nil
	n.pass()
	n.share(len(n.updates), n.updateJob)
	return n.meanLoss(), n.outputs()
}

// Outputs are the outputs of the last layer for each example, without dropout, [examples
// x outputs].
func (n *Network) Outputs(inputs [][]float64) []float32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.prepare(inputs)
	n.task = taskOutputs
	n.pass()
	return append([]float32(nil), n.outputs()...)
}

// LayerOutputs are the outputs of every layer for one example, in the order in which
// they were given to [New].
func (n *Network) LayerOutputs(input []float64) [][]float32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.prepare([][]float64{input})
	n.task = taskOutputs
	n.pass()
	c, outputs := &n.chunks[0], make([][]float32, len(n.layers))
	for i := range outputs {
		outputs[i] = append(outputs[i], n.slots[0].values[i+1].at(c, 0, 1)...)
	}
	for i, swapped := range n.swapped {
		if swapped { // the numbers before the pooling, of which only the largest went through ReLU
			before := n.slots[0].values[i].at(c, 0, 1)
			outputs[i] = make([]float32, len(before))
			relu(before, outputs[i])
		}
	}
	return outputs
}

// prepare checks the inputs of a batch and makes room for it.
func (n *Network) prepare(inputs [][]float64) {
	if len(inputs) == 0 {
		panic("engine: a batch without examples")
	}
	for i, row := range inputs {
		if len(row) != n.sizes[0] {
			panic(fmt.Sprintf("engine: example %d has %d numbers, and the network takes %d", i, len(row), n.sizes[0]))
		}
	}
	n.checkParameters()
	n.reserve(len(inputs))
	n.count, n.inputs, n.targets, n.inputs32, n.outputSlopes = len(inputs), inputs, nil, nil, nil
}

// checkParameters makes sure of the sizes of what is exported: assembly does not check its
// bounds.
func (n *Network) checkParameters() {
	for _, p := range n.parameters {
		if size := product(p.Shape); len(p.Values) != size || len(p.Gradient) != size {
			panic(fmt.Sprintf("engine: %s of shape %v have %d values and a gradient of %d: both must be %d", p.Name, p.Shape, len(p.Values), len(p.Gradient), size))
		}
	}
}

// prepareTargets checks the targets of the batch.
func (n *Network) prepareTargets(targets [][]float64) {
	if len(targets) != n.count {
		panic(fmt.Sprintf("engine: %d targets for %d examples", len(targets), n.count))
	}
	outputs := n.sizes[len(n.layers)]
	for i, row := range targets {
		if len(row) != outputs {
			panic(fmt.Sprintf("engine: target %d has %d numbers, and the network %d outputs", i, len(row), outputs))
		}
	}
	n.targets = targets
}

// read copies an example of the batch, as float32.
func (n *Network) read(example int, to []float32) {
	if n.inputs32 != nil {
		copy(to, n.inputs32[example*len(to):])
		return
	}
	narrow(n.inputs[example], to)
}

func (n *Network) outputs() []float32 {
	last := len(n.layers)
	return n.sharedValues[last].numbers[:n.count*n.sizes[last]]
}

func (n *Network) meanLoss() float64 {
	sum := 0.0
	for i := range divideUp(n.count, n.chunk) {
		sum += n.chunks[i].loss
	}
	return sum / float64(n.count)
}

// A packer packs a part of a layer's weights.
type packer struct {
	pack func(job int)
	job  int
}

func (n *Network) listPacking() []packer {
	var packers []packer
	for _, l := range n.layers {
		if l, ok := l.(interface {
			packJobs() int
			pack(job int)
		}); ok {
			for job := range l.packJobs() {
				packers = append(packers, packer{l.pack, job})
			}
		}
	}
	return packers
}

// An update completes the gradient of a part of a parameter, its numbers from first up to
// end, and lets the optimizer change that part while it is in the cache.
type update struct {
	of         *Parameter
	first, end int
	gradient   func(u *update, worker int)
}

// listUpdates divides the work at the parameters into parts of a few thousand numbers.
func (n *Network) listUpdates() []update {
	const most = 8192
	var updates []update
	for i, l := range n.layers {
		switch l := l.(type) {
		case *dense:
			gradient := func(u *update, worker int) {
				l.gradient(&n.edges[worker], u.first/l.outputs, u.end/l.outputs, n.count, n.sharedValues[i].numbers, n.sharedSlopes[i+1].numbers)
			}
			rows := max(most/l.outputs/tileRows, 1) * tileRows
			for first := 0; first < l.inputs; first += rows {
				updates = append(updates, update{&l.weights, first * l.outputs, min(first+rows, l.inputs) * l.outputs, gradient})
			}
			updates = append(updates, update{&l.biases, 0, l.outputs, func(*update, int) {
				clear(l.biases.Gradient)
				sumRows(n.count, n.sharedSlopes[i+1].numbers, l.biases.Gradient)
			}})
		case *convolution:
			size := len(l.weights.Values)
			if l.pooled != nil {
				updates = append(updates, update{&l.weights, 0, size, func(*update, int) {
					sum := n.chunks[0].gradient(&l.weights)
					n.sumParts(&l.weights, 0, len(sum), sum)
					l.unpackSparse(sum, l.weights.Gradient)
				}})
			} else {
				for first := 0; first < size; first += most {
					updates = append(updates, update{&l.weights, first, min(first+most, size), n.sumOfChunks})
				}
			}
			updates = append(updates, update{&l.biases, 0, len(l.biases.Values), n.sumOfChunks})
		case *batchNorm: // mergeBack has made their gradients
			updates = append(updates, update{&l.scale, 0, l.features, nil}, update{&l.offset, 0, l.features, nil})
		}
	}
	return updates
}

func (n *Network) sumOfChunks(u *update, _ int) {
	copy(u.of.Gradient[u.first:u.end], n.chunks[0].gradient(u.of)[u.first:u.end])
	n.sumParts(u.of, u.first, u.end, u.of.Gradient[u.first:u.end])
}

// sumParts adds to sum the gradients of all chunks but the first, always in the same
// order: another order would round differently.
func (n *Network) sumParts(p *Parameter, first, end int, sum []float32) {
	for i := 1; i < divideUp(n.count, n.chunk); i++ {
		add(n.chunks[i].gradient(p)[first:end], sum)
	}
}

// update does one of the updates.
func (n *Network) update(worker, job int) {
	u := &n.updates[job]
	if u.gradient != nil {
		u.gradient(u, worker)
	}
	if n.optimizer != nil && !u.of.Frozen {
		n.optimizer.update(u.of.offset+u.first, u.of.Values[u.first:u.end], u.of.Gradient[u.first:u.end])
	}
}

// SetWorkers sets how many goroutines share the work: as many as Go uses processors,
// unless it is called. The results do not depend on it.
func (n *Network) SetWorkers(workers int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.workers, n.batch = max(workers, 1), nil
	if n.team != nil {
		n.team.stop()
	}
	n.team = newTeam(n.workers, patience)
	runtime.AddCleanup(n, (*team).stop, n.team)
}
