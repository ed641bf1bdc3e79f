package engine

import (
	"fmt"
	"math"
)

// An Activation is a layer that applies a function to each number.
type Activation int

// The activations: max(0, x), the hyperbolic tangent, and 1 / (1 + e^-x).
const (
	ReLU Activation = iota
	Tanh
	Sigmoid
)

type activation struct {
	function Activation
	size     []int
}

func (a Activation) build(shape []int) (layer, error) {
	if a < ReLU || a > Sigmoid {
		return nil, fmt.Errorf("there is no activation %d", a)
	}
	return &activation{a, shape}, nil
}

func (a *activation) shape() []int                { return a.size }
func (a *activation) keeps() (input, output bool) { return a.function == ReLU, a.function != ReLU }
func (a *activation) parameters() []*Parameter    { return nil }
func (a *activation) newOperation(int) operation  { return a } // it needs no memory

func (a *activation) forward(_ *chunk, _, _ int, x, y []float32) {
	switch a.function {
	case ReLU:
		relu(x, y)
	case Tanh:
		for i, v := range x {
			y[i] = tanh(v)
		}
	case Sigmoid:
		for i, v := range x {
			y[i] = 1 / (1 + exp(-v))
		}
	}
}

// backward knows the slopes of the tangent and the sigmoid from what they returned. That
// of ReLU is 1 at 0, as it is in GoMLX.
func (a *activation) backward(_ *chunk, _, _ int, x, y, dy, dx []float32) {
	if dx == nil {
		return
	}
	switch a.function {
	case ReLU:
		reluBack(x, dy, dx)
	case Tanh:
		for i, v := range y {
			dx[i] = dy[i] * (1 - v*v)
		}
	case Sigmoid:
		for i, v := range y {
			dx[i] = dy[i] * v * (1 - v)
		}
	}
}

// exp is e^x with a relative error below 2e-7: 2^n times a polynomial for the rest, from
// the Cephes library of Stephen Moshier. math.Exp computes 53 bits, and takes four times
// as long.
func exp(x float32) float32 {
	if !(-87.3 <= x && x <= 88.722839) { // from where on results lose digits, to the logarithm of the largest float32
		return float32(math.Exp(float64(x)))
	}
	n := int32(x*1.44269504+128.5) - 128 // rounded: the sum is positive
	r := x - float32(n)*0.693359375 + float32(n)*2.12194440e-4
	p := ((((1.9875691500e-4*r+1.3981999507e-3)*r+8.3334519073e-3)*r+4.1665795894e-2)*r+1.6666665459e-1)*r + 5.0000001201e-1
	if n == 128 { // 2^128 is no float32, though the product may be one
		return 2 * (p*r*r + r + 1) * math.Float32frombits(uint32(126+128)<<23)
	}
	return (p*r*r + r + 1) * math.Float32frombits(uint32(n+127)<<23)
}

// tanh has a relative error below 3e-7, for small numbers too: there 1 - 2/(e^2x + 1)
// would lose its digits, so a polynomial takes its place.
func tanh(x float32) float32 {
	if -0.625 < x && x < 0.625 { // from Cephes, too
		s := x * x
		p := (((-5.70498872745e-3*s+2.06390887954e-2)*s-5.37397155531e-2)*s+1.33314422036e-1)*s - 3.33332819422e-1
		return p*s*x + x
	}
	return 1 - 2/(exp(2*x)+1)
}
