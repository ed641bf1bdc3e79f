package network

import (
	"math/rand/v2"
	"testing"

	"firstneuron/pkg/datasets"
)

// Each is one epoch of the 1,797 digits in batches of 32; samples/s is its speed.

func BenchmarkDigitsDense(b *testing.B) {
	epochs(b, Dense(64, 32, ReLU), Dense(32, 10, Softmax))
}

func BenchmarkDigitsConvolution(b *testing.B) {
	epochs(b,
		Convolution(Shape{8, 8, 1}, Kernels{Count: 16, Size: 3, Stride: 1, Padding: Same}, ReLU),
		MaxPool(Shape{8, 8, 16}, 2),
		Convolution(Shape{4, 4, 16}, Kernels{Count: 32, Size: 3, Stride: 1, Padding: Same}, ReLU),
		Dense(4*4*32, 10, Softmax))
}

func epochs(b *testing.B, layers ...*Layer) {
	rng := rand.New(rand.NewPCG(1, 2))
	digits := datasets.Digits()
	net := New(rng, layers...)
	net.Loss, net.Optimizer = CrossEntropy, NewAdam(0.001)
	b.ReportAllocs()
	for b.Loop() {
		for range net.Epochs(rng, digits, 32, 1) {
		}
	}
	b.ReportMetric(float64(b.N*digits.Len())/b.Elapsed().Seconds(), "samples/s")
}
