package engine

import (
	"math/rand/v2"
	"testing"
)

func benchmarkStep(b *testing.B, shape []int, layers ...Layer) {
	const examples, outputs = 128, 10
	defer func(was int) { littleWork = was }(littleWork)
	littleWork = 1 << 20
	n, err := New(shape, layers...)
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	randomize(rng, n)
	inputs, targets := randomBatch(rng, examples, product(shape), outputs)
	adam := &Adam{Rate: 1e-3}
	n.Step(inputs, targets, CrossEntropy, adam, 0)
	b.ReportAllocs()
	for b.Loop() {
		n.Step(inputs, targets, CrossEntropy, adam, 0)
	}
	b.ReportMetric(examples*float64(b.N)/b.Elapsed().Seconds(), "examples/s")
}

// The networks of docs/benchmarks.md.
func BenchmarkStep(b *testing.B) {
	b.Run("digits", func(b *testing.B) { benchmarkStep(b, []int{64}, Dense{32}, ReLU, Dense{10}) })
	b.Run("mlp", func(b *testing.B) { benchmarkStep(b, []int{784}, Dense{128}, ReLU, Dense{10}) })
	cnn := []Layer{
		Convolution{Channels: 32, Size: 3, Strides: 1, PadSame: true}, MaxPool{2}, ReLU,
		Convolution{Channels: 64, Size: 3, Strides: 1, PadSame: true}, MaxPool{2}, ReLU,
		Dense{128}, ReLU, Dense{10},
	}
	b.Run("cnn", func(b *testing.B) { benchmarkStep(b, []int{28, 28, 1}, cnn...) })
	b.Run("cnn, dense way back", func(b *testing.B) {
		withDenseWayBack(func() { benchmarkStep(b, []int{28, 28, 1}, cnn...) })
	})
}
