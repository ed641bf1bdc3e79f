package network

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// An Optimizer changes parameters, given their gradients, and keeps what it has to
// remember from one step to the next. So each network needs one of its own.
type Optimizer interface {
	// Step changes the parameters once. Both lists have a slice for the weights of
	// each layer and one for its biases, in the same order at every step.
	Step(parameters, gradients [][]float64) error
}

// GradientDescent steps against the gradient: parameters -= rate x gradient.
type GradientDescent struct {
	Rate float64 // 0 learns nothing
}

// Momentum keeps part of its direction, as a ball does that rolls downhill:
// velocity = momentum x velocity + gradient; parameters -= rate x velocity
// (Polyak, "Some methods of speeding up the convergence of iteration methods",
// 1964, in the form that Sutskever and others use, 2013, with the rate outside).
type Momentum struct {
	Rate     float64
	Momentum float64 // the fraction of the velocity that stays, from 0 up to 1; often 0.9

	velocity [][]float64
}

// Adam gives each parameter a step size of its own: it scales each step
// by running means of the gradient and of its square (Kingma and Ba, "Adam: a method for
// stochastic optimization", 2015, algorithm 1). [NewAdam] has the usual numbers.
type Adam struct {
	Rate    float64 // about how far a parameter moves in a step
	Beta1   float64 // the fraction of the mean gradient that stays, from 0 up to 1
	Beta2   float64 // the same of the mean squared gradient
	Epsilon float64 // keeps the division finite; above 0

	mean, square [][]float64
	steps        float64
}

// NewAdam is Adam with the numbers of its paper: Beta1 0.9, Beta2 0.999, Epsilon 1e-8.
// The rate is often 0.001.
func NewAdam(rate float64) *Adam { return &Adam{Rate: rate, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8} }

// Step performs one update. It keeps no state.
func (g GradientDescent) Step(parameters, gradients [][]float64) error {
	if err := checkRate(g.Rate); err != nil {
		return err
	}
	for i, gradient := range gradients {
		floats.AddScaled(parameters[i], -g.Rate, gradient)
	}
	return nil
}

// Step performs one update. It remembers the velocity, which is 0 at first.
func (m *Momentum) Step(parameters, gradients [][]float64) error {
	err := cmp.Or(checkRate(m.Rate), checkFraction("momentum", m.Momentum), remember(parameters, &m.velocity))
	if err != nil {
		return err
	}
	for i, gradient := range gradients {
		floats.Scale(m.Momentum, m.velocity[i])
		floats.Add(m.velocity[i], gradient)
		floats.AddScaled(parameters[i], -m.Rate, m.velocity[i])
	}
	return nil
}

// Step performs one update. It remembers two means for each parameter, and the number of steps.
func (a *Adam) Step(parameters, gradients [][]float64) error {
	err := cmp.Or(checkRate(a.Rate), checkFraction("Beta1", a.Beta1), checkFraction("Beta2", a.Beta2), remember(parameters, &a.mean, &a.square))
	if err != nil {
		return err
	}
	if !(a.Epsilon > 0) {
		return fmt.Errorf("network: Epsilon is %v: give a small number above 0, as NewAdam does", a.Epsilon)
	}
	a.steps++
	// Both means start at 0 and are too small at first, by these factors.
	meanPart, squarePart := 1-math.Pow(a.Beta1, a.steps), 1-math.Pow(a.Beta2, a.steps)
	for i, gradient := range gradients {
		mean, square := a.mean[i], a.square[i]
		for j, g := range gradient {
			mean[j] = a.Beta1*mean[j] + (1-a.Beta1)*g
			square[j] = a.Beta2*square[j] + (1-a.Beta2)*g*g
			parameters[i][j] -= a.Rate * (mean[j] / meanPart) / (math.Sqrt(square[j]/squarePart) + a.Epsilon)
		}
	}
	return nil
}

func (g GradientDescent) String() string {
	return fmt.Sprintf("gradient descent at the rate %g", g.Rate)
}

func (m *Momentum) String() string {
	return fmt.Sprintf("momentum %g at the rate %g", m.Momentum, m.Rate)
}

func (a *Adam) String() string { return fmt.Sprintf("Adam at the rate %g", a.Rate) }

func checkRate(rate float64) error {
	if !(rate >= 0) || math.IsInf(rate, 0) { // written so that NaN fails too
		return fmt.Errorf("network: the learning rate is %v: give 0 or more", rate)
	}
	return nil
}

func checkFraction(name string, fraction float64) error {
	if !(fraction >= 0 && fraction < 1) {
		return fmt.Errorf("network: %s is %v: give a number from 0 up to 1, without 1", name, fraction)
	}
	return nil
}

// remember gives each state a slice of zeros for each slice of parameters, at the first step.
func remember(parameters [][]float64, states ...*[][]float64) error {
	for _, state := range states {
		if *state == nil {
			for _, p := range parameters {
				*state = append(*state, make([]float64, len(p)))
			}
		}
		if !slices.EqualFunc(*state, parameters, func(s, p []float64) bool { return len(s) == len(p) }) {
			return errors.New("network: this optimizer has learnt with other layers: give each network an optimizer of its own")
		}
	}
	return nil
}
