// Package product brings the product of two matrices from plain loops to nearly the peak
// of the processor, in seven functions. Each is a small change of the one before.
//
// All of them set c [m][n] to the product of a [m][k] and b [k][n]: the number in row i
// and column j of c is the sum of a[i][p] x b[p][j] over all p. The matrices are slices,
// stored row by row, so that a[i][p] is a[i*k+p]. All seven do the same multiplications
// and additions. They differ in the order, in how often a number travels between the
// memory and the processor, and in how many numbers an instruction takes at once.
//
// docs/matrix-product.md tells what each change is for and how fast each function is.
package product

// Naive is the definition: each number of c is summed up by itself.
func Naive(c, a, b []float32, m, n, k int) {
	for i := range m {
		for j := range n {
			var sum float32
			for p := range k {
				sum += a[i*k+p] * b[p*n+j]
			}
			c[i*n+j] = sum
		}
	}
}

// Reordered swaps the two inner loops. The innermost goes along a row of b and a row of
// c, and all sums of that row grow together.
func Reordered(c, a, b []float32, m, n, k int) {
	clear(c)
	for i := range m {
		sums := c[i*n:][:n]
		for p := range k {
			x := a[i*k+p]
			for j, y := range b[p*n:][:n] {
				sums[j] += x * y
			}
		}
	}
}

// A block of b has so many rows and columns: 192 KB, which a second cache holds.
const (
	depth = 192
	width = 256
)

// Blocked goes through b block by block, and uses a block for all rows of a before it
// takes the next.
func Blocked(c, a, b []float32, m, n, k int) {
	clear(c)
	for p0 := 0; p0 < k; p0 += depth {
		for j0 := 0; j0 < n; j0 += width {
			rows, columns := min(depth, k-p0), min(width, n-j0)
			for i := range m {
				sums := c[i*n+j0:][:columns]
				for p := range rows {
					x := a[i*k+p0+p]
					for j, y := range b[(p0+p)*n+j0:][:columns] {
						sums[j] += x * y
					}
				}
			}
		}
	}
}

// Packed copies each block of b, so that the rows of the block follow one another.
func Packed(c, a, b []float32, m, n, k int) {
	clear(c)
	block := make([]float32, depth*width)
	for p0 := 0; p0 < k; p0 += depth {
		for j0 := 0; j0 < n; j0 += width {
			rows, columns := min(depth, k-p0), min(width, n-j0)
			for p := range rows {
				copy(block[p*columns:], b[(p0+p)*n+j0:][:columns])
			}
			for i := range m {
				sums := c[i*n+j0:][:columns]
				for p := range rows {
					x := a[i*k+p0+p]
					for j, y := range block[p*columns:][:columns] {
						sums[j] += x * y
					}
				}
			}
		}
	}
}
