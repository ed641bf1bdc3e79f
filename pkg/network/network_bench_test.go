package network

import (
	"math/rand/v2"
	"testing"

	"firstneuron/pkg/datasets"
)

// Each is one epoch of the 1,797 digits in batches of 32, and tells samples a second.

func BenchmarkDigitsDense(b *testing.B) {
	epochs(b, Dense(64, 32, ReLU), Dense(32, 10, Softmax))
}

func BenchmarkDigitsConvolution(b *testing.B) {
	epochs(b,
		Convolution(Shape{8, 8, 1}, Kernels{Count: 16, Size: 3, Padding: Same}, ReLU),
		MaxPool(Shape{8, 8, 16}, 2),
		Convolution(Shape{4, 4, 16}, Kernels{Count: 32, Size: 3, Padding: Same}, ReLU),
		Dense(4*4*32, 10, Softmax))
}

func epochs(b *testing.B, layers ...*Layer) {
	rng := rand.New(rand.NewPCG(1, 2))
	digits := datasets.Digits()
	examples := examplesOf(b, digits.Rows(), digits.OneHot())
	net := New(rng, layers...)
	net.Loss, net.Rule = CrossEntropy, Adam{Rate: 0.001}
	b.ReportAllocs()
	for b.Loop() {
		for range net.Epochs(rng, examples, 32, 1) {
		}
	}
	b.ReportMetric(float64(b.N*examples.Len())/b.Elapsed().Seconds(), "samples/s")
}
