package engine

import (
	"math"
	"math/rand/v2"
	"testing"
)

// numbers are random, with some zeros, and followed in memory by more that no kernel
// may change.
func numbers(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n+64)
	for i := range x {
		if x[i] = float32(rng.NormFloat64()); rng.IntN(4) == 0 {
			x[i] = 0
		}
	}
	return x[:n]
}

// behind is what follows x in memory.
func behind(x []float32) []float32 { return x[len(x):cap(x)] }

func sameNumbers(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	for i := range want {
		g, w := float64(got[i]), float64(want[i])
		if math.IsNaN(g) && math.IsNaN(w) || g == w {
			continue
		}
		if !(math.Abs(g-w) <= tolerance*(1+math.Abs(w))) {
			t.Fatalf("%s: number %d of %d is %v, and in plain Go %v", what, i, len(want), g, w)
		}
	}
}
