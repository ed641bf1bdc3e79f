package kernelbackend_test

import (
	"fmt"
	"testing"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// chain is 1 + n negations, with a kernel between each two if there are kernels.
func chain(n int, between func(x *node) *node) func(x *node) *node {
	return func(x *node) *node {
		x = graph.Neg(x)
		for range n {
			x = graph.Neg(between(x))
		}
		return x
	}
}

// BenchmarkExecute executes graphs of 8 numbers, from buffer to buffer. What a stage
// costs is the difference between n kernels and n operations, divided by n.
func BenchmarkExecute(b *testing.B) {
	square := func(x *node) *node { return graph.Square(x) }
	for _, test := range []struct {
		name    string
		backend compute.Backend
		graph   func(x *node) *node
	}{
		{"33 operations, GoMLX's backend", plain, chain(16, square)},
		{"33 operations, this backend", engine, chain(16, square)},
		{"17 operations, 16 kernels", engine, chain(16, double)},
		{"3 operations, GoMLX's backend", plain, chain(1, square)},
		{"3 operations, this backend", engine, chain(1, square)},
		{"2 operations, 1 kernel", engine, chain(1, double)},
		{"a kernel alone", engine, double},
	} {
		b.Run(test.name, func(b *testing.B) {
			g := graph.NewGraph(test.backend, "chain")
			x := graph.Parameter(g, "x", shapes.Make(dtypes.Float32, len(input)))
			if err := g.Compile(test.graph(x)); err != nil {
				b.Fatal(err)
			}
			in := []compute.Buffer{must1(test.backend.BufferFromFlatData(0, input, x.Shape()))}
			for b.Loop() {
				g.RunWithBuffers(in, []bool{false}, 0)[0].MustFinalizeAll()
			}
		})
	}
}

// BenchmarkBuild builds and compiles a graph of 100 operations.
func BenchmarkBuild(b *testing.B) {
	for _, test := range []struct {
		name    string
		backend compute.Backend
		between func(x *node) *node
	}{{"GoMLX's backend", plain, graph.Exp}, {"this backend", engine, graph.Exp}, {"this backend, 50 kernels", engine, double}} {
		b.Run(test.name, func(b *testing.B) {
			for b.Loop() {
				g := graph.NewGraph(test.backend, "chain")
				if err := g.Compile(chain(50, test.between)(graph.Parameter(g, "x", shapes.Make(dtypes.Float32, 8)))); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkTraining is one training from the first weights on, of 6 steps.
func BenchmarkTraining(b *testing.B) {
	for name, backend := range map[string]compute.Backend{"GoMLX's backend": plain, "this backend": engine} {
		b.Run(fmt.Sprint(name), func(b *testing.B) {
			for b.Loop() {
				trained(backend, func(x *node) *node { return x })
			}
		})
	}
}
