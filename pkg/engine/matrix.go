package engine

import "fmt"

// A block of the left factor, blockRows x blockDepth numbers, stays in a core's second
// cache while the strips of the right factor pass by. blockRows is a multiple of a tile's
// rows, so that all rows but the last few are in whole tiles.
const (
	blockRows  = 96
	blockDepth = 384
)

// Product sets c [m][n] to the matrix product of a [m][k] and b [k][n], all of them row
// by row. So many workers share the rows of c; the result has the same bits for any
// number of them, because each sum is added up by one worker, in the same order.
func Product(c, a, b []float32, m, n, k, workers int) {
	if m < 0 || n < 0 || k < 0 || len(c) != m*n || len(a) != m*k || len(b) != k*n {
		panic(fmt.Sprintf("engine: Product of [%d][%d] and [%d][%d] with slices of %d, %d and %d numbers", m, k, k, n, len(c), len(a), len(b)))
	}
	if workers < 1 {
		panic(fmt.Sprintf("engine: Product with %d workers", workers))
	}
	clear(c)
	if m == 0 || n == 0 || k == 0 {
		return
	}
	t := newTeam(workers)
	defer t.stop()
	height := min(blockRows, tileRows*divideUp(divideUp(m, tileRows), workers))
	depth := divideUp(k, divideUp(k, blockDepth)) // blocks of equal depth but for the last
	packed := make([]float32, packedSize(depth, n))
	edges := make([]edge, workers)
	rows := denseRows(m, k)
	for first := 0; first < k; first += depth {
		count := min(depth, k-first)
		t.run(strips(n), func(_, strip int) {
			packStrip(b[first*n:], count, n, strip, packed)
		})
		t.run(divideUp(m, height), func(worker, block int) {
			top := block * height
			multiply(&edges[worker], min(height, m-top), n, 1, count, rows[top:], a[first:], packed, c[top*n:], n)
		})
	}
}

func divideUp(x, y int) int { return (x + y - 1) / y }
