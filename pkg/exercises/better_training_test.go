package exercises

import (
	"fmt"
	"math"
	"math/cmplx"
	"slices"
	"testing"

	"firstneuron/pkg/network"

	"gonum.org/v1/gonum/floats"
)

func TestMomentumStep(t *testing.T) {
	teaches(t, MomentumStep, []momentumStepFunc{
		func(w, v, g []float64, r, m float64) {
			for i := range w {
				v[i] *= m
				v[i] += g[i]
				w[i] = w[i] - r*v[i]
			}
		},
		func(w, v, g []float64, r, m float64) {
			floats.Scale(m, v)
			floats.Add(v, g)
			floats.AddScaled(w, -r, v)
		},
		func(w, v, g []float64, r, m float64) { // the velocity is new before the weights move
			floats.AddScaledTo(v, g, m, v)
			for i, velocity := range v {
				w[i] += -r * velocity
			}
		},
		func(w, v, g []float64, r, m float64) {
			for i, gradient := range g {
				w[i] -= r*m*v[i] + r*gradient
				v[i] = m*v[i] + gradient
			}
		},
		func(w, v, g []float64, r, m float64) {
			copy(v, neurons(len(v), func(i int) float64 { return g[i] + v[i]*m }))
			copy(w, neurons(len(w), func(i int) float64 { return w[i] - v[i]*r }))
		},
	}...)
	optimizer := &network.Momentum{Rate: 0.1, Momentum: 0.9}
	mine, theirs, velocity := []float64{1, -2, 3}, []float64{1, -2, 3}, make([]float64, 3)
	for step, g := range optaxGradients {
		momentumStep(mine, velocity, g, 0.1, 0.9)
		if err := optimizer.Step([][]float64{theirs}, [][]float64{g}); err != nil {
			t.Fatal(err)
		}
		if !floats.EqualApprox(mine, theirs, 1e-12) || !floats.EqualApprox(mine, momentumOracle[step], 1e-9) {
			t.Errorf("step %d: %v, network.Momentum %v, want %v", step, mine, theirs, momentumOracle[step])
		}
	}
}

func TestAdamStep(t *testing.T) {
	teaches(t, AdamStep, []adamStepFunc{
		func(w, mean, square, g []float64, rate float64, step int) { // as the paper's more efficient order has it
			rate *= math.Sqrt(1-math.Pow(0.999, float64(step))) / (1 - math.Pow(0.9, float64(step)))
			small := 1e-8 * math.Sqrt(1-math.Pow(0.999, float64(step)))
			for i := range w {
				mean[i] += 0.1 * (g[i] - mean[i])
				square[i] += 0.001 * (g[i]*g[i] - square[i])
				w[i] -= rate * mean[i] / (math.Sqrt(square[i]) + small)
			}
		},
		func(w, mean, square, g []float64, rate float64, step int) {
			beta1, beta2 := 0.9, 0.999
			power1, power2 := 1.0, 1.0
			for range step {
				power1, power2 = power1*beta1, power2*beta2
			}
			for i := range w {
				mean[i] = beta1*mean[i] + (1-beta1)*g[i]
				square[i] = beta2*square[i] + (1-beta2)*math.Pow(g[i], 2)
				w[i] -= rate * (mean[i] / (1 - power1)) / (math.Sqrt(square[i]/(1-power2)) + 1e-8)
			}
		},
		func(w, mean, square, g []float64, rate float64, step int) {
			floats.Scale(0.9, mean)
			floats.AddScaled(mean, 0.1, g)
			squares := slices.Clone(g)
			floats.Mul(squares, g)
			floats.Scale(0.999, square)
			floats.AddScaled(square, 0.001, squares)
			for i := range w {
				m, s := mean[i]/-math.Expm1(float64(step)*math.Log(0.9)), square[i]/-math.Expm1(float64(step)*math.Log(0.999))
				w[i] += -rate * m / (1e-8 + math.Sqrt(s))
			}
		},
		func(w, mean, square, g []float64, rate float64, step int) {
			for i, x := range g {
				mean[i] = mean[i]*0.9 + x*0.1
			}
			for i, x := range g {
				square[i] = square[i]*0.999 + x*x*0.001
			}
			for i := range w {
				down := math.Pow(square[i]/(1-math.Pow(0.999, float64(step))), 0.5) + 1e-8
				w[i] -= mean[i] / down * rate / (1 - math.Pow(0.9, float64(step)))
			}
		},
		func(w, mean, square, g []float64, rate float64, step int) {
			for i := range w {
				mean[i] -= 0.1 * (mean[i] - g[i])
				square[i] -= 0.001 * (square[i] - g[i]*g[i])
				m, s := mean[i]/(1-math.Pow(0.9, float64(step))), square[i]/(1-math.Pow(0.999, float64(step)))
				w[i] -= rate * m / (math.Abs(math.Sqrt(s)) + 0.00000001)
			}
		},
	}...)
	optimizer := network.NewAdam(0.1)
	mine, theirs, mean, square := []float64{1, -2, 3}, []float64{1, -2, 3}, make([]float64, 3), make([]float64, 3)
	for step, g := range optaxGradients {
		adamStep(mine, mean, square, g, 0.1, step+1)
		if err := optimizer.Step([][]float64{theirs}, [][]float64{g}); err != nil {
			t.Fatal(err)
		}
		if !floats.EqualApprox(mine, theirs, 1e-12) || !floats.EqualApprox(mine, adamOracle[step], 1e-8) {
			t.Errorf("step %d: %v, network.Adam %v, want %v", step, mine, theirs, adamOracle[step])
		}
	}
}

func TestCosineRate(t *testing.T) {
	teaches(t, CosineRate, []cosineRateFunc{
		func(step, steps int, rate float64) float64 { // half an angle, squared
			c := math.Cos(math.Pi / 2 * float64(step) / float64(steps))
			return rate * c * c
		},
		func(step, steps int, rate float64) float64 {
			part := float64(step) / float64(steps)
			return 0.5 * rate * (math.Cos(part*math.Pi) + 1)
		},
		func(step, steps int, rate float64) float64 {
			s := math.Sin(math.Pi * float64(step) / float64(2*steps))
			return rate - rate*s*s
		},
		func(step, steps int, rate float64) float64 {
			return rate * (1 + real(cmplx.Exp(complex(0, math.Pi*float64(step)/float64(steps))))) / 2
		},
		func(step, steps int, rate float64) float64 {
			return rate/2 + rate/2*math.Sin(math.Pi/2-math.Pi*float64(step)/float64(steps))
		},
	}...)
	for step, want := range cosineOracle {
		if got := cosineRate(step, 8, 0.3); math.Abs(got-want) > 1e-8 {
			t.Errorf("cosineRate(%d, 8, 0.3) = %v, want %v", step, got, want)
		}
	}
	if got := fmt.Sprintf("%.3g", cosineRate(8, 8, 0.3)); got != "0" {
		t.Errorf("at the end the rate is %s", got)
	}
}

// What optax 0.2.8 computes in float64 from the weights 1, -2 and 3 and these gradients, with optax.sgd(0.1, momentum=0.9),
// optax.adam(0.1) and optax.cosine_decay_schedule(0.3, 8).
var (
	optaxGradients = [][]float64{{2, 0.04, -50}, {1, -0.02, 3}, {0, 0.5, -7}, {-4, 0.01, 20}}
	momentumOracle = [][]float64{{0.8, -2.004, 8}, {0.52, -2.0056, 12.2}, {0.268, -2.05704, 16.68}, {0.4412, -2.104336, 18.712}}
	adamOracle     = [][]float64{{0.9, -2.09999998, 3.1}, {0.80678204, -2.12663367, 3.16242639},
		{0.73472428, -2.19209396, 3.21906692}, {0.75669554, -2.24686239, 3.24080656}}
	cosineOracle = []float64{0.3, 0.28858193, 0.25606602, 0.20740251, 0.15, 0.09259749, 0.04393398, 0.01141807, 0}
)
