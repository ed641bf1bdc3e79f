package engine

import (
	"math"
	"math/rand/v2"
	"testing"
)

// follow makes 20 steps, each on another batch, and calls plain after each with the
// gradient of the step, for a plain implementation in float64 that starts from the same
// parameters.
func follow(t *testing.T, optimizer Optimizer, plain func(step int, values, gradient []float64)) {
	t.Helper()
	n := randomNetwork(t, []int{9}, Dense{13}, Tanh, Dense{5})
	values := widen(n.values)
	rng := rand.New(rand.NewPCG(7, 8))
	for step := range 20 {
		inputs, targets := randomBatch(rng, 11, 9, 5)
		n.Step(inputs, targets, CrossEntropy, optimizer, 0)
		plain(step+1, values, widen(n.gradients))
		for i, want := range values {
			if got := float64(n.values[i]); !(math.Abs(got-want) < 2e-6) {
				t.Fatalf("after step %d parameter %d is %v, and in float64 %v", step+1, i, got, want)
			}
		}
	}
}

func widen(x []float32) []float64 {
	wide := make([]float64, len(x))
	for i, v := range x {
		wide[i] = float64(v)
	}
	return wide
}

// Adam as in the paper, with the weight decay of AdamW.
func TestAdamIsThatOfThePaper(t *testing.T) {
	for _, decay := range []float64{0, 0.2} {
		const rate, beta1, beta2, epsilon = 0.01, 0.9, 0.999, 1e-7
		var m, v [9*13 + 13 + 13*5 + 5]float64
		follow(t, &Adam{Rate: rate, WeightDecay: decay}, func(step int, values, gradient []float64) {
			for i, g := range gradient {
				m[i] = beta1*m[i] + (1-beta1)*g
				v[i] = beta2*v[i] + (1-beta2)*g*g
				mHat := m[i] / (1 - math.Pow(beta1, float64(step)))
				vHat := v[i] / (1 - math.Pow(beta2, float64(step)))
				values[i] -= rate * (mHat/(math.Sqrt(vHat)+epsilon) + decay*values[i])
			}
		})
	}
}

func TestMomentumGoesOnWithTheStepBefore(t *testing.T) {
	for _, fraction := range []float64{0, 0.9} {
		for _, decay := range []float64{0, 0.2} {
			const rate = 0.05
			var velocity [9*13 + 13 + 13*5 + 5]float64
			follow(t, &Momentum{Rate: rate, Momentum: fraction, WeightDecay: decay}, func(step int, values, gradient []float64) {
				for i, g := range gradient {
					velocity[i] = fraction*velocity[i] + g
					values[i] -= rate * (velocity[i] + decay*values[i])
				}
			})
		}
	}
}
