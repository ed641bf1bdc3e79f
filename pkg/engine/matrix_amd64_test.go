package engine

import "testing"

func TestProductWithEachTwin(t *testing.T) { withInstructions(t, TestProduct) }

// BenchmarkPeakWithout is BenchmarkPeak without the widest instructions.
func BenchmarkPeakWithout(b *testing.B) {
	avx2, avx512 := hasAVX2, hasAVX512
	defer func() { hasAVX2, hasAVX512 = avx2, avx512 }()
	hasAVX512 = false
	b.Run("AVX-512", BenchmarkPeak)
	hasAVX2 = false
	b.Run("AVX2", BenchmarkPeak)
}
