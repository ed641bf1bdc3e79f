package models

import "testing"

// Samples a second in training, of the benchmarks' networks.
func benchmarkTraining(b *testing.B, function Function) {
	set := randomSet(seeded(1), 1920, 10, 28, 28, 1)
	m, err := New(seeded(1), set.Shape, function, Options{})
	if err != nil {
		b.Fatal(err)
	}
	m.Train(seeded(1), set, Training{Steps: 3, Batch: 64, Rate: 0.001})
	b.ResetTimer()
	m.Train(seeded(1), set, Training{Steps: b.N, Batch: 64, Rate: 0.001})
	b.ReportMetric(float64(64*b.N)/b.Elapsed().Seconds(), "samples/s")
}

func BenchmarkMultilayer(b *testing.B)    { benchmarkTraining(b, Multilayer(10, 100)) }
func BenchmarkConvolutional(b *testing.B) { benchmarkTraining(b, Convolutional(10, 128, 32, 64)) }
