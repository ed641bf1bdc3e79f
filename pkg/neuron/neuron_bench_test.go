package neuron

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkFourExamples is the article's program: 10,000 steps on its four examples.
func BenchmarkFourExamples(b *testing.B) {
	examples := fourExamples(b)
	b.ReportAllocs()
	for b.Loop() {
		Classic().Train(examples, 10_000)
	}
}

// BenchmarkManyExamples is one step on 10,000 examples of 1,000 inputs.
func BenchmarkManyExamples(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	examples, n := randomExamples(b, rng, 10_000, 1_000), New(rng, 1_000)
	b.ReportAllocs()
	for b.Loop() {
		n.Train(examples, 1)
	}
}
