package engine

import (
	"fmt"
	"testing"
)

func BenchmarkProduct(b *testing.B) {
	for _, s := range [][3]int{{1536, 1536, 1536}, {128, 128, 3136}, {128, 128, 784}, {25088, 64, 288}} {
		m, n, k := s[0], s[1], s[2]
		x, y, z := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
		for i := range x {
			x[i] = float32(i % 7)
		}
		for i := range y {
			y[i] = float32(i % 5)
		}
		for w := 1; w <= 2; w++ {
			b.Run(fmt.Sprint(m, "x", n, "x", k, "/", w), func(b *testing.B) {
				for b.Loop() {
					Product(z, x, y, m, n, k, w)
				}
				b.ReportMetric(2*float64(m)*float64(n)*float64(k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
			})
		}
	}
}
