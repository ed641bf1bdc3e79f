package engine

import (
	"math"
	"math/rand/v2"
	"testing"
)

// withDenseWayBack runs a test in which no network takes the sparse way back.
func withDenseWayBack(test func()) {
	was := leastSparseRow
	defer func() { leastSparseRow = was }()
	leastSparseRow = math.MaxInt
	test()
}

// The two ways back behind max pooling give the same gradients.
func TestSparseWayBackIsTheDenseOne(t *testing.T) {
	withInstructions(t, func(t *testing.T) {
		for _, stack := range stacks {
			make := func() *Network {
				n, err := New(stack.shape, stack.layers...)
				if err != nil {
					t.Fatal(err)
				}
				randomize(rand.New(rand.NewPCG(8, 8)), n)
				return n
			}
			sparse := make()
			var dense *Network
			withDenseWayBack(func() { dense = make() })
			inputs, targets := randomBatch(rand.New(rand.NewPCG(1, 9)), 21, product(stack.shape), outputsOf(sparse))
			for _, n := range []*Network{sparse, dense} {
				n.Gradients(inputs, targets, CrossEntropy, 3)
			}
			for i, p := range dense.Parameters() {
				sameNumbers(t, stack.name+", "+p.Name, sparse.Parameters()[i].Gradient, p.Gradient, 1e-5)
			}
		}
	})
}
