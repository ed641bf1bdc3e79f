package kernelbackend_test

import (
	"fmt"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"

	"firstneuron/pkg/models/kernelbackend"
)

// A kernel adds up its inputs from the left. What it computes in GoMLX's words is there
// too: its gradient comes from them, and backends that have no kernels use them.
func Example() {
	kernelbackend.Register("running-sum", func(parameters string) (kernelbackend.Kernel, error) {
		return func(inputs, outputs []kernelbackend.Tensor) error {
			var sum float32
			for i, x := range inputs[0].Values {
				sum += x
				outputs[0].Values[i] = sum
			}
			return nil
		}, nil
	})
	backend, err := compute.NewWithConfig(kernelbackend.Name)
	if err != nil {
		fmt.Println(err)
		return
	}
	runningSum := func(x *graph.Node) *graph.Node {
		return kernelbackend.Call("running-sum", "", []*graph.Node{x}, func(inputs []*graph.Node) []*graph.Node {
			return []*graph.Node{graph.CumSum(inputs[0], 0)}
		})[0]
	}
	exec := graph.MustNewExec(backend, func(x *graph.Node) []*graph.Node {
		sums := runningSum(x)
		return append(graph.Gradient(graph.ReduceAllSum(sums), x), sums)
	})
	results := exec.MustCall([]float32{1, 2, 3, 4})
	fmt.Println("sums:    ", results[1].Value())
	fmt.Println("gradient:", results[0].Value())
	// Output:
	// sums:     [1 3 6 10]
	// gradient: [4 3 2 1]
}
