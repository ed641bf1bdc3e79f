package engine

import (
	"fmt"
	"math"
)

// An Optimizer changes the parameters along their gradient: [Adam] or [Momentum].
type Optimizer interface {
	// begin begins a step of a network with so many parameters.
	begin(parameters int)
	// update changes the parameters from the first on.
	update(first int, values, gradient []float32)
}

// Adam is the optimizer of Kingma and Ba ("Adam", 2015), with the weight decay of
// Loshchilov and Hutter (AdamW, 2019): betas of 0.9 and 0.999, and like GoMLX an epsilon
// of 1e-7, which it adds after the moments are corrected.
type Adam struct {
	Rate        float64
	WeightDecay float64 // the fraction of each parameter that a step takes off, times Rate

	Steps         int       // so far
	First, Second []float32 // the moments of all parameters, in the order of [Network.Parameters]

	numbers [8]float32
}

func (a *Adam) begin(parameters int) {
	if a.First == nil {
		a.First, a.Second = make([]float32, parameters), make([]float32, parameters)
	}
	if len(a.First) != parameters || len(a.Second) != parameters {
		panic(fmt.Sprintf("engine: Adam has %d first and %d second moments, and the network %d parameters", len(a.First), len(a.Second), parameters))
	}
	a.Steps++
	const beta1, beta2 = float32(0.9), float32(0.999)
	power := func(beta float32) float64 { return math.Pow(float64(beta), float64(a.Steps)) }
	a.numbers = [8]float32{
		beta1, 1 - beta1, beta2, 1 - beta2,
		float32(a.Rate / (1 - power(beta1))), float32(1 / (1 - power(beta2))), 1e-7, float32(a.Rate * a.WeightDecay),
	}
}

func (a *Adam) update(first int, values, gradient []float32) {
	end := first + len(values)
	adam(&a.numbers, values, gradient, a.First[first:end], a.Second[first:end])
}

// Momentum is gradient descent with momentum: a step goes on with a fraction of the one
// before. With a Momentum of 0 it is plain gradient descent.
type Momentum struct {
	Rate        float64
	Momentum    float64 // the fraction, 0 to less than 1
	WeightDecay float64 // the fraction of each parameter that a step takes off, times Rate

	Velocity []float32 // of all parameters, in the order of [Network.Parameters]
}

func (m *Momentum) begin(parameters int) {
	if m.Velocity == nil {
		m.Velocity = make([]float32, parameters)
	}
	if len(m.Velocity) != parameters {
		panic(fmt.Sprintf("engine: Momentum has %d velocities, and the network %d parameters", len(m.Velocity), parameters))
	}
}

func (m *Momentum) update(first int, values, gradient []float32) {
	momentum, rate, decay := float32(m.Momentum), float32(m.Rate), float32(m.Rate*m.WeightDecay)
	velocity := m.Velocity[first:][:len(values)]
	for i, slope := range gradient {
		velocity[i] = momentum*velocity[i] + slope
		values[i] -= rate*velocity[i] + decay*values[i]
	}
}
