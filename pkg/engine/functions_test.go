package engine

import (
	"math"
	"testing"
)

// exp and tanh against the math package: the largest relative error of a sweep. Below
// -87.3, where results leave the range of float32's full precision, exp is 0.
func TestExpAndTanh(t *testing.T) {
	steps := 1 << 20
	if testing.Short() {
		steps = 1 << 14
	}
	for _, c := range []struct {
		name       string
		function   func(float32) float32
		want       func(float64) float64
		first, end float32
		most       float64
	}{
		{"exp", exp, math.Exp, -87.3, 88.7228, 2e-7},
		{"exp near 0", exp, math.Exp, -0.7, 0.7, 2e-7},
		{"tanh", tanh, math.Tanh, -12, 12, 3e-7},
		{"tanh near 0", tanh, math.Tanh, -0.7, 0.7, 3e-7},
		{"tanh of tiny numbers", tanh, math.Tanh, -1e-30, 1e-30, 2e-7},
	} {
		worst, where := 0.0, float32(0)
		for i := range steps + 1 {
			x := c.first + (c.end-c.first)*float32(i)/float32(steps)
			want := c.want(float64(x))
			if e := math.Abs(float64(c.function(x))-want) / math.Abs(want); e > worst {
				worst, where = e, x
			}
		}
		t.Logf("%s: a relative error of up to %.2g, at %v", c.name, worst, where)
		if !(worst < c.most) {
			t.Errorf("%s(%v) is %v instead of %v", c.name, where, c.function(where), c.want(float64(where)))
		}
	}
}

func TestExpAndTanhAtTheEnds(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	tiny, subnormal := float32(1e-38), float32(math.SmallestNonzeroFloat32)
	for _, c := range []struct {
		name          string
		function      func(float32) float32
		x, least, top float32
	}{
		{"exp", exp, nan, nan, nan},
		{"exp", exp, inf, inf, inf},
		{"exp", exp, 1e30, inf, inf},
		{"exp", exp, 89, inf, inf},
		{"exp", exp, 88.7228, 3.4e38, math.MaxFloat32},
		{"exp", exp, 88.7, 3.3e38, 3.4e38},
		{"exp", exp, -87.3, 1.2e-38, 1.3e-38},
		{"exp", exp, -88, 6.0545e-39, 6.0547e-39},
		{"exp", exp, -200, 0, 0},
		{"exp", exp, -1e30, 0, 0},
		{"exp", exp, -inf, 0, 0},
		{"exp", exp, 0, 1, 1},
		{"exp", exp, subnormal, 1, 1},
		{"exp", exp, -subnormal, 1, 1},
		{"tanh", tanh, nan, nan, nan},
		{"tanh", tanh, inf, 1, 1},
		{"tanh", tanh, -inf, -1, -1},
		{"tanh", tanh, 100, 1, 1},
		{"tanh", tanh, -100, -1, -1},
		{"tanh", tanh, 0, 0, 0},
		{"tanh", tanh, tiny, tiny, tiny},
		{"tanh", tanh, subnormal, subnormal, subnormal},
		{"tanh", tanh, -subnormal, -subnormal, -subnormal},
	} {
		if y := c.function(c.x); !(c.least <= y && y <= c.top) && !(y != y && c.least != c.least) {
			t.Errorf("%s(%v) is %v instead of %v to %v", c.name, c.x, y, c.least, c.top)
		}
	}
}
