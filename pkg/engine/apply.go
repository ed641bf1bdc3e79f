package engine

import "fmt"

// Apply computes the outputs of examples whose numbers lie in a row, without dropout.
// Together with [Network.ApplyBack] it makes the engine's layers usable one by one, as
// operations of another library.
func (n *Network) Apply(inputs, outputs []float32) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.prepareRow(inputs, outputs)
	n.task = taskOutputs
	n.pass()
	copy(outputs, n.outputs())
}

// ApplyBack takes the gradient at the outputs of examples, slopes, back: to the inputs,
// inputSlopes, and to the parameters, [Parameter.Gradient], as sums over the examples.
func (n *Network) ApplyBack(inputs, slopes, inputSlopes []float32) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(inputSlopes) != len(inputs) {
		panic(fmt.Sprintf("engine: room for %d slopes at %d inputs", len(inputSlopes), len(inputs)))
	}
	n.wantInputGradient()
	n.prepareRow(inputs, slopes)
	n.task, n.outputSlopes, n.optimizer = taskGradients, slopes, nil
	n.pass()
	n.share(len(n.updates), n.updateJob)
	copy(inputSlopes, n.sharedSlopes[0].numbers)
}

// wantInputGradient makes the first layer compute the gradient at its inputs, too.
func (n *Network) wantInputGradient() {
	if n.inputGradient {
		return
	}
	n.inputGradient, n.batch = true, nil
	switch first := n.layers[0].(type) {
	case *dense:
		first.back = make([]float32, packedSize(first.outputs, first.inputs))
	case *convolution:
		first.first = false
	}
}

func (n *Network) prepareRow(inputs, outputs []float32) {
	in, out := n.sizes[0], n.sizes[len(n.layers)]
	examples := len(inputs) / in
	if examples == 0 || len(inputs) != examples*in || len(outputs) != examples*out {
		panic(fmt.Sprintf("engine: %d inputs and %d outputs are not those of examples with %d and %d", len(inputs), len(outputs), in, out))
	}
	n.checkParameters()
	n.reserve(examples)
	n.count, n.inputs, n.targets, n.inputs32, n.outputSlopes = examples, nil, nil, inputs, nil
}
