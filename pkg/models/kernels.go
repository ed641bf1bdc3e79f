package models

import (
	"fmt"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/gomlx/core/graph"

	"firstneuron/pkg/engine"
	"firstneuron/pkg/models/kernelbackend"
)

// In a model that the engine does not know as a whole, our layers are still computed by
// it, one by one: each is a kernel of the backend "engine", and another one for the way
// back. On other backends, and in float64, they are GoMLX's own operations.

func init() {
	kernelbackend.Register("forward", func(parameters string) (kernelbackend.Kernel, error) {
		layer, err := layerNamed(parameters)
		return (&layerKernel{layer: layer}).forward, err
	})
	kernelbackend.Register("backward", func(parameters string) (kernelbackend.Kernel, error) {
		layer, err := layerNamed(parameters)
		return (&layerKernel{layer: layer}).backward, err
	})
}

// withKernels builds a layer from its inputs: what goes into it, and its parameters in
// the engine's order. body builds it of GoMLX's operations.
func withKernels(layer engine.Layer, inputs []*graph.Node, body func(inputs []*graph.Node) *graph.Node) *graph.Node {
	if inputs[0].Graph().Backend().String() != kernelbackend.Name || inputs[0].DType() != dtypes.Float32 {
		return body(inputs)
	}
	name := fmt.Sprintf("%T%v", layer, layer)
	return withGradient(inputs,
		func(inputs []*graph.Node) *graph.Node {
			return kernelbackend.Call("forward", name, inputs, func(inputs []*graph.Node) []*graph.Node {
				return []*graph.Node{body(inputs)}
			})[0]
		},
		func(inputs []*graph.Node, v *graph.Node) []*graph.Node {
			return kernelbackend.Call("backward", name, append(inputs[:len(inputs):len(inputs)], v), func(all []*graph.Node) []*graph.Node {
				inputs, v := all[:len(all)-1], graph.StopGradient(all[len(all)-1]) // v came from here, too
				return graph.Gradient(graph.ReduceAllSum(graph.Mul(body(inputs), v)), inputs...)
			})
		})
}

// layerNamed reads what withKernels has written.
func layerNamed(name string) (engine.Layer, error) {
	var dense engine.Dense
	var convolution engine.Convolution
	var largest engine.MaxPool
	var mean engine.MeanPool
	if n, _ := fmt.Sscanf(name, "engine.Dense{%d}", &dense.Outputs); n == 1 {
		return dense, nil
	}
	if n, _ := fmt.Sscanf(name, "engine.Convolution{%d %d %d %t}", &convolution.Channels, &convolution.Size, &convolution.Strides, &convolution.PadSame); n == 4 {
		return convolution, nil
	}
	if n, _ := fmt.Sscanf(name, "engine.MaxPool{%d}", &largest.Size); n == 1 {
		return largest, nil
	}
	if n, _ := fmt.Sscanf(name, "engine.MeanPool{%d}", &mean.Size); n == 1 {
		return mean, nil
	}
	return nil, fmt.Errorf("models: there is no kernel for the layer %q", name)
}

// A layerKernel is a network of one layer.
type layerKernel struct {
	layer   engine.Layer
	network *engine.Network
}

// ready makes the network, and gives it the parameters of this execution.
func (k *layerKernel) ready(x kernelbackend.Tensor, parameters []kernelbackend.Tensor) (err error) {
	if k.network == nil {
		if k.network, err = engine.New(x.Shape[1:], k.layer); err != nil {
			return err
		}
	}
	for i, p := range k.network.Parameters() {
		copy(p.Values, parameters[i].Values)
	}
	return nil
}

func (k *layerKernel) forward(inputs, outputs []kernelbackend.Tensor) error {
	if err := k.ready(inputs[0], inputs[1:]); err != nil {
		return err
	}
	k.network.Apply(inputs[0].Values, outputs[0].Values)
	return nil
}

func (k *layerKernel) backward(inputs, outputs []kernelbackend.Tensor) error {
	if err := k.ready(inputs[0], inputs[1:]); err != nil {
		return err
	}
	k.network.ApplyBack(inputs[0].Values, inputs[len(inputs)-1].Values, outputs[0].Values)
	for i, p := range k.network.Parameters() {
		copy(outputs[i+1].Values, p.Gradient)
	}
	return nil
}
