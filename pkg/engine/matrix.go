package engine

import "fmt"

// A product is made of blocks: blockRows x blockDepth numbers of the left factor and a
// double strip of the right one, 74 and 49 KB, stay in a core's second cache while they
// are used again and again. blockRows is a multiple of a tile's rows.
const (
	blockRows  = 48
	blockDepth = 384
)

// Product sets c [m][n] to the matrix product of a [m][k] and b [k][n], all stored row
// by row. Workers is how many goroutines share the rows of c. Each number of c is summed
// up by one of them, always in the same order, so their count does not change a bit of it.
func Product(c, a, b []float32, m, n, k, workers int) {
	if m < 0 || n < 0 || k < 0 || len(c) != m*n || len(a) != m*k || len(b) != k*n {
		panic(fmt.Sprintf("engine: the product of [%d][%d] and [%d][%d] with %d and %d numbers, for %d", m, k, k, n, len(a), len(b), len(c)))
	}
	if workers < 1 {
		panic(fmt.Sprintf("engine: a product by %d workers", workers))
	}
	if m == 0 || n == 0 || k == 0 {
		clear(c)
		return
	}
	t := newTeam(workers, patience)
	defer t.stop()

	depth := divideUp(k, divideUp(k, blockDepth)) // of each block but the last, which may have less
	packed := make([]float32, packedSize(k, n))
	perBlock := strips(n)
	t.run(perBlock*divideUp(k, depth), func(_, job int) {
		first := job / perBlock * depth
		packStrip(b[first*n:], min(depth, k-first), n, job%perBlock, packed[first*perBlock*tileColumns:])
	})

	// With few rows the blocks are lower, so that there is one for each worker.
	height := min(blockRows, tileRows*divideUp(m, tileRows*workers))
	edges := make([]edge, workers)
	t.run(divideUp(m, height), func(worker, job int) {
		top := job * height
		count := min(height, m-top)
		rows, part := denseRows(count, k), c[top*n:][:count*n]
		clear(part)
		for first := 0; first < k; first += depth {
			multiply(&edges[worker], count, n, 1, min(depth, k-first), rows, a[top*k+first:], packed[first*perBlock*tileColumns:], part, n)
		}
	})
}
