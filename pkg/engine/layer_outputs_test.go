package engine

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The outputs of every layer, in the caller's order, against the plain loops; and their
// shapes. The engine exchanges ReLU and a pooling behind it, which must not be seen.
func TestLayerOutputs(t *testing.T) {
	more := append(slices.Clone(stacks),
		stack{"ReLU before two poolings", []int{9, 9, 8}, []Layer{Convolution{8, 3, 1, true}, ReLU, MaxPool{2}, MaxPool{2}, Dense{3}}},
		stack{"ReLU first", []int{5, 5, 3}, []Layer{ReLU, MaxPool{2}, ReLU}},
		stack{"two ReLUs", []int{5, 5, 3}, []Layer{ReLU, ReLU, MaxPool{2}}},
	)
	for _, stack := range more {
		t.Run(stack.name, func(t *testing.T) {
			n := randomNetwork(t, stack.shape, stack.layers...)
			inputs, targets := randomBatch(rand.New(rand.NewPCG(5, 5)), 20, product(stack.shape), outputsOf(n))
			n.Step(inputs, targets, CrossEntropy, &Momentum{Rate: 0.01}, 1) // for running averages that are not 0 and 1
			oracle := newPlain(stack.shape, stack.layers, n)
			oracle.training = false
			want := oracle.outputs(inputs)
			for e, x := range inputs[:3] {
				got := n.LayerOutputs(x)
				if len(got) != len(stack.layers) {
					t.Fatalf("%d layers instead of %d", len(got), len(stack.layers))
				}
				for i, outputs := range got {
					if size := product(n.Shapes()[i]); len(outputs) != size || len(want[i][e]) != size {
						t.Fatalf("layer %d: %d outputs, and %d in plain loops, for the shape %v", i+1, len(outputs), len(want[i][e]), n.Shapes()[i])
					}
					for j, v := range outputs {
						if relative(float64(v), want[i][e][j]) > 1e-5 {
							t.Fatalf("output %d of layer %d is %v, and in plain loops %v", j, i+1, v, want[i][e][j])
						}
					}
				}
				sameBits(t, "the last layer", got[len(got)-1], n.Outputs(inputs[e:e+1]))
			}
		})
	}
}
