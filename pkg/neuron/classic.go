package neuron

import "gonum.org/v1/gonum/mathext/prng"

// Classic returns the article's neuron: three inputs, learning rate 1, and the
// start that numpy gives after random.seed(1) for 2*random.random((3, 1)) - 1.
func Classic() *Neuron {
	twister := prng.NewMT19937()
	twister.Seed(1)
	weights := make([]float64, 3)
	for i := range weights {
		// numpy makes 53 bits out of two draws (genrand_res53 of Matsumoto and Nishimura, 2002).
		high, low := twister.Uint32()>>5, twister.Uint32()>>6
		weights[i] = 2*(float64(high)*(1<<26)+float64(low))/(1<<53) - 1
	}
	return &Neuron{Weights: weights, Rate: 1}
}
