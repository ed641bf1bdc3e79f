package kernelbackend_test

import (
	"fmt"
	"math"
	"sync/atomic"
	"testing"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"firstneuron/pkg/models/kernelbackend"
)

// convolutions counts how often the kernels below ran.
var convolutions struct{ forward, backward atomic.Int64 }

func init() {
	kernelbackend.Register("convolution", func(parameters string) (kernelbackend.Kernel, error) {
		size, err := sizeIn(parameters)
		return func(inputs, outputs []kernelbackend.Tensor) error {
			convolutions.forward.Add(1)
			x, kernel, y := inputs[0].Values, inputs[1].Values, outputs[0].Values
			clear(y)
			eachWeight(inputs[0].Shape, inputs[1].Shape, size, func(xAt, kernelAt, yAt int) { y[yAt] += x[xAt] * kernel[kernelAt] })
			return nil
		}, err
	})
	kernelbackend.Register("convolution-gradient", func(parameters string) (kernelbackend.Kernel, error) {
		size, err := sizeIn(parameters)
		return func(inputs, outputs []kernelbackend.Tensor) error {
			convolutions.backward.Add(1)
			x, kernel, v, toX, toKernel := inputs[0].Values, inputs[1].Values, inputs[2].Values, outputs[0].Values, outputs[1].Values
			clear(toX)
			clear(toKernel)
			eachWeight(inputs[0].Shape, inputs[1].Shape, size, func(xAt, kernelAt, yAt int) {
				toX[xAt] += v[yAt] * kernel[kernelAt]
				toKernel[kernelAt] += v[yAt] * x[xAt]
			})
			return nil
		}, err
	})
}

func sizeIn(parameters string) (size int, err error) {
	_, err = fmt.Sscanf(parameters, "size=%d", &size)
	return size, err
}

// eachWeight visits every product of a convolution of [batch, height, width, channels]
// with zeros around it: where its pixel, its weight and its output are.
func eachWeight(x, kernel []int, size int, visit func(xAt, kernelAt, yAt int)) {
	height, width, channels, maps := x[1], x[2], x[3], kernel[3]
	for place := range x[0] * height * width {
		row, column, picture := place/width%height, place%width, place/(width*height)
		for point := range size * size {
			r, c := row+point/size-size/2, column+point%size-size/2
			if r < 0 || r >= height || c < 0 || c >= width {
				continue
			}
			for channel := range channels {
				for m := range maps {
					visit(((picture*height+r)*width+c)*channels+channel, (point*channels+channel)*maps+m, place*maps+m)
				}
			}
		}
	}
}

func goMLXConvolution(x, kernel *node) *node { return graph.Convolve(x, kernel).PadSame().Done() }

// ourConvolution has a kernel for the convolution and one for its gradients.
func ourConvolution(x, kernel *node) *node {
	size := fmt.Sprintf("size=%d", kernel.Shape().Dimensions[0])
	return withGradient([]*node{x, kernel}, func(inputs []*node) *node {
		return kernelbackend.Call("convolution", size, inputs, func(inputs []*node) []*node {
			return []*node{goMLXConvolution(inputs[0], inputs[1])}
		})[0]
	}, func(inputs []*node, v *node) []*node {
		return kernelbackend.Call("convolution-gradient", size, []*node{inputs[0], inputs[1], v}, func(inputs []*node) []*node {
			loss := graph.ReduceAllSum(graph.Mul(goMLXConvolution(inputs[0], inputs[1]), graph.StopGradient(inputs[2])))
			return graph.Gradient(loss, inputs[0], inputs[1])
		})
	})
}

// withGradient is that of package models.
func withGradient(inputs []*node, forward func(inputs []*node) *node, backward func(inputs []*node, v *node) []*node) *node {
	var flowing *node
	var gradients []*node
	passed := make([]*node, len(inputs))
	for i, input := range inputs {
		passed[i] = graph.IdentityWithCustomGradient(input, func(_, _ *node) *node {
			if gradients == nil {
				gradients = backward(inputs, flowing)
			}
			return gradients[i]
		})
	}
	return graph.IdentityWithCustomGradient(forward(passed), func(_, v *node) *node {
		flowing, gradients = v, nil
		return v
	})
}

// Two convolutions, trained for three steps by kernels, have the losses and the weights
// that GoMLX's own have.
func TestConvolutionsTrainAsGoMLXsOwn(t *testing.T) {
	train := func(backend compute.Backend, convolve func(x, kernel *node) *node) (numbers []float64) {
		store := model.NewStore()
		if err := store.SetRNGStateFromSeed(7); err != nil {
			t.Fatal(err)
		}
		adam := optimizer.Adam().LearningRate(0.01).Done()
		exec := model.MustNewExec(backend, store, func(scope *model.Scope, x *node) *node {
			first := scope.VariableWithValue("first", weights(3, 3, 2, 4))
			second := scope.VariableWithValue("second", weights(3, 3, 4, 3))
			y := graph.Max(convolve(x, first.NodeValue(x.Graph())), graph.ScalarZero(x.Graph(), x.DType()))
			y = convolve(y, second.NodeValue(x.Graph()))
			loss := graph.ReduceAllMean(graph.Square(graph.AddScalar(y, -1)))
			adam.UpdateGraph(scope, x.Graph(), loss)
			return loss
		})
		for range 3 {
			numbers = append(numbers, float64(tensors.ToScalar[float32](exec.MustCall1(weights(5, 6, 7, 2)))))
		}
		for variable := range store.IterVariables() {
			if variable.Trainable {
				for _, weight := range tensors.MustCopyFlatData[float32](variable.MustValue()) {
					numbers = append(numbers, float64(weight))
				}
			}
		}
		return numbers
	}
	want := train(plain, goMLXConvolution)
	forward, backward := convolutions.forward.Load(), convolutions.backward.Load()
	got := train(engine, ourConvolution)
	forward, backward = convolutions.forward.Load()-forward, convolutions.backward.Load()-backward
	if len(got) != len(want) || len(want) != 3+3*3*2*4+3*3*4*3 {
		t.Fatalf("got %d numbers, want %d", len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= 1e-4) {
			t.Errorf("number %d, of the losses and then the weights, is %v, want %v", i, got[i], want[i])
		}
	}
	if forward != 6 || backward != 6 {
		t.Errorf("%d convolutions and %d gradients were computed by kernels, want 6 and 6", forward, backward)
	}
}

// weights are numbers between -0.5 and 0.5 that look random.
func weights(dimensions ...int) *tensors.Tensor {
	size := 1
	for _, dimension := range dimensions {
		size *= dimension
	}
	values := make([]float32, size)
	for i := range values {
		values[i] = float32(i*7919%1000)/1000 - 0.5
	}
	return tensors.FromFlatDataAndDimensions(values, dimensions...)
}
