package neuron

import (
	"math/rand/v2"
	"testing"

	"firstneuron/pkg/datasets"
)

// BenchmarkFourExamples is the article's program: 10,000 steps on its four examples.
func BenchmarkFourExamples(b *testing.B) {
	set := datasets.Patterns()
	b.ReportAllocs()
	for b.Loop() {
		if err := Classic().Train(set, 10_000); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkManyExamples is one step on 10,000 examples of 1,000 inputs.
func BenchmarkManyExamples(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	set, n := randomSet(b, rng, 10_000, 1_000), New(rng, 1_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := n.Train(set, 1); err != nil {
			b.Fatal(err)
		}
	}
}
