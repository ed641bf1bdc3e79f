package network

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// A Rule says how weights change, given their adjustment, which is the negative
// gradient. With the rate 0 the rules of this package learn nothing.
type Rule interface {
	// Start begins a run for this many parameters. What it returns changes them
	// by one step's adjustment, and keeps whatever the rule has to remember.
	Start(parameters int) func(parameters, adjustment []float64)
}

// GradientDescent takes a part of each adjustment: parameters += rate x adjustment.
type GradientDescent struct {
	Rate float64
}

// Momentum goes on where it was going, as a ball does that rolls downhill:
// velocity = momentum x velocity + adjustment; parameters += rate x velocity
// (Polyak, "Some methods of speeding up the convergence of iteration methods",
// 1964, in the form that Sutskever and others use, 2013, with the rate outside).
type Momentum struct {
	Rate     float64
	Momentum float64 // how much of the velocity stays, below 1; often 0.9; with 0 this is gradient descent
}

// Adam gives each parameter a rate of its own: steps that agree are long, steps
// that contradict each other are short (Kingma and Ba, "Adam: a method for
// stochastic optimization", 2015, algorithm 1).
type Adam struct {
	Rate    float64 // about how far a parameter moves in a step; often 0.001
	Beta1   float64 // how much stays of the mean adjustment; zero means 0.9
	Beta2   float64 // how much stays of the mean squared adjustment; zero means 0.999
	Epsilon float64 // keeps the division finite; zero means 1e-8
}

// Start remembers nothing.
func (g GradientDescent) Start(int) func(parameters, adjustment []float64) {
	return func(parameters, adjustment []float64) {
		floats.AddScaled(parameters, g.Rate, adjustment)
	}
}

// Start remembers the velocity, which is 0 at first.
func (m Momentum) Start(size int) func(parameters, adjustment []float64) {
	velocity := make([]float64, size)
	return func(parameters, adjustment []float64) {
		floats.Scale(m.Momentum, velocity)
		floats.Add(velocity, adjustment)
		floats.AddScaled(parameters, m.Rate, velocity)
	}
}

// Start remembers two means for each parameter and the number of steps.
func (a Adam) Start(size int) func(parameters, adjustment []float64) {
	beta1, beta2, epsilon := or(a.Beta1, 0.9), or(a.Beta2, 0.999), or(a.Epsilon, 1e-8)
	mean, square := make([]float64, size), make([]float64, size)
	steps := 0.0
	return func(parameters, adjustment []float64) {
		steps++
		// Both means start at 0 and are too small at first, by these parts.
		meanPart, squarePart := 1-math.Pow(beta1, steps), 1-math.Pow(beta2, steps)
		for i, x := range adjustment {
			mean[i] = beta1*mean[i] + (1-beta1)*x
			square[i] = beta2*square[i] + (1-beta2)*x*x
			parameters[i] += a.Rate * (mean[i] / meanPart) / (math.Sqrt(square[i]/squarePart) + epsilon)
		}
	}
}

// learning begins a run of the network's rule. What it returns changes every
// layer by the adjustments of a trial.
func (n *Network) learning() func(*Trial) {
	rule := n.Rule
	if rule == nil {
		rule = GradientDescent{Rate: 1}
	}
	type change = func(parameters, adjustment []float64)
	weights, biases := make([]change, len(n.Layers)), make([]change, len(n.Layers))
	for i, layer := range n.Layers {
		w, b := layer.parameters()
		weights[i], biases[i] = rule.Start(len(w)), rule.Start(len(b))
	}
	return func(trial *Trial) {
		for i, layer := range n.Layers {
			w, b := layer.parameters()
			adjustment, biasAdjustment := trial.Layers[i].adjustments()
			weights[i](w, adjustment)
			biases[i](b, biasAdjustment)
		}
	}
}

func or(value, otherwise float64) float64 {
	if value == 0 {
		return otherwise
	}
	return value
}
