package engine

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// The products against plain loops, on every remainder of rows and columns.
func TestMultiply(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var e edge
	for m := 1; m <= 14; m++ {
		for n := 1; n <= 66; n += 1 + rng.IntN(3) {
			k := 1 + rng.IntN(40)
			a, b, width := numbers(rng, m*k), numbers(rng, k*n), n+rng.IntN(3)
			c := numbers(rng, m*width)
			want := append([]float32(nil), c...)
			for r := range m {
				for j := range n {
					for i := range k {
						want[r*width+j] += a[r*k+i] * b[i*n+j]
					}
				}
			}
			packed := make([]float32, packedSize(k, n))
			for s := range strips(n) {
				packStrip(b, k, n, s, packed)
			}
			got := append([]float32(nil), c...)
			multiply(&e, m, n, 1, k, denseRows(m, k), a, packed, got, width)
			what := fmt.Sprintf("%d x %d x %d", m, n, k)
			sameNumbers(t, what, got, want, 1e-5)

			turned := make([]float32, n*k) // the same right factor, transposed
			for i := range k {
				for j := range n {
					turned[j*k+i] = b[i*n+j]
				}
			}
			for s := range strips(n) {
				packTransposedStrip(turned, k, n, s, packed)
			}
			copy(got, c)
			multiply(&e, m, n, 1, k, denseRows(m, k), a, packed, got, width)
			sameNumbers(t, what+", packed transposed", got, want, 1e-5)

			left := floats(k * m) // the same left factor, transposed
			for r := range m {
				for i := range k {
					left[i*m+r] = a[r*k+i]
				}
			}
			copy(got, c)
			multiplyTransposed(&e, m, n, 1, k, left, m, 0, b, n, 0, got, width)
			sameNumbers(t, what+", transposed", got, want, 1e-5)
		}
	}
}
