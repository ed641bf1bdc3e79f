package product

import (
	"runtime"

	"firstneuron/pkg/engine"
)

// Registers makes c from tiles of 2 x 4 numbers, whose sums stay in registers. It packs
// a block in strips of four columns, the order in which a tile reads them.
func Registers(c, a, b []float32, m, n, k int) {
	clear(c)
	block := make([]float32, depth*width)
	for p0 := 0; p0 < k; p0 += depth {
		for j0 := 0; j0 < n; j0 += width {
			rows, columns := min(depth, k-p0), min(width, n-j0)
			for j := 0; j < columns; j += 4 {
				for p := range rows {
					copy(block[j*rows+4*p:], b[(p0+p)*n+j0+j:][:min(4, columns-j)])
				}
			}
			for i := 0; i < m; i += 2 {
				last := min(i+1, m-1) // the same row again where there is no second one
				for j := 0; j < columns; j += 4 {
					sums := tile(a[i*k+p0:][:rows], a[last*k+p0:][:rows], block[j*rows:])
					for r := i; r <= last; r++ {
						add(c[r*n+j0+j:][:min(4, columns-j)], sums[r-i][:])
					}
				}
			}
		}
	}
}

// tile multiplies two rows of a, and a strip of four columns of b.
func tile(a0, a1, strip []float32) [2][4]float32 {
	var s00, s01, s02, s03, s10, s11, s12, s13 float32
	a1 = a1[:len(a0)]
	for p, x0 := range a0 {
		x1, y := a1[p], (*[4]float32)(strip[4*p:])
		y0, y1, y2, y3 := y[0], y[1], y[2], y[3]
		s00, s10 = s00+x0*y0, s10+x1*y0
		s01, s11 = s01+x0*y1, s11+x1*y1
		s02, s12 = s02+x0*y2, s12+x1*y2
		s03, s13 = s03+x0*y3, s13+x1*y3
	}
	return [2][4]float32{{s00, s01, s02, s03}, {s10, s11, s12, s13}}
}

// add adds to each number of c its sum. At the right edge there are more sums.
func add(c, sums []float32) {
	for i := range c {
		c[i] += sums[i]
	}
}

// Vectors is the engine's product: its tiles have 6 x 32 numbers, or 6 x 16, and one
// instruction multiplies and adds 16 of them, or 8.
func Vectors(c, a, b []float32, m, n, k int) {
	engine.Product(c, a, b, m, n, k, 1)
}

// Cores shares the rows of c among all cores.
func Cores(c, a, b []float32, m, n, k int) {
	engine.Product(c, a, b, m, n, k, runtime.GOMAXPROCS(0))
}
