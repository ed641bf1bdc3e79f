package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type (
	momentumStepFunc = func(weights, velocity, gradient []float64, rate, momentum float64)
	adamStepFunc     = func(weights, mean, square, gradient []float64, rate float64, step int)
	cosineRateFunc   = func(step, steps int, rate float64) float64
)

// MomentumStep is lesson 11's first exercise: one step of momentum, which changes the velocity and then the weights.
var MomentumStep = &lesson.Exercise[momentumStepFunc]{
	Name:  "momentumStep",
	Right: momentumStep,
	Try: func(f momentumStepFunc, t *lesson.Trial) {
		for _, c := range []struct {
			weights, velocity, gradient []float64
			rate, momentum              float64
		}{
			{[]float64{1, -2, 3}, []float64{0, 0, 0}, []float64{2, 4, -1}, 0.5, 0.9},
			{[]float64{1, -2}, []float64{3, -0.5}, []float64{2, 4}, 0.25, 0.9},
			{[]float64{0.5, 4, -3, 2}, []float64{1, -2, 4, -1}, []float64{0, 0, 5, 3}, 0.1, 0.5},
			{[]float64{7, -6}, []float64{2, 3}, []float64{-1, 6}, 2, 0},
		} {
			call := fmt.Sprintf("momentumStep(%v, %v, %v, %v, %v): weights and velocity", c.weights, c.velocity, c.gradient, c.rate, c.momentum)
			t.Call(call, func() []float64 {
				weights, velocity := slices.Clone(c.weights), slices.Clone(c.velocity)
				f(weights, velocity, c.gradient, c.rate, c.momentum)
				return slices.Concat(weights, velocity)
			}, c.gradient)
		}
	},
	Why: "For each weight two lines, in this order: the velocity keeps a part of what it was and takes the gradient up, and then the weight moves against the new velocity, rate times as far.",
	How: "For each i write `velocity[i] = momentum*velocity[i] + gradient[i]` and then `weights[i] -= rate * velocity[i]`.",
	Mistakes: []lesson.Mistake[momentumStepFunc]{
		{
			Wrong: func(w, v, g []float64, r, m float64) {},
			Where: "Neither the weights nor the velocity have changed.",
			Why:   "Are your lines written? The function returns nothing: it changes the numbers in the slices that it gets. A variable of its own is lost when it ends.",
			How:   "For each i write `velocity[i] = momentum*velocity[i] + gradient[i]` and then `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *w -= r * g }),
			Where: "That is gradient descent: the velocity has no part in it.",
			Why:   "Momentum remembers. What it remembers is the velocity, and it is the velocity that moves the weights.",
			How:   "First `velocity[i] = momentum*velocity[i] + gradient[i]`, then `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + g; *w -= r * g }),
			Where: "The velocity is right, but the weights move along the gradient.",
			Why:   "A velocity that nobody uses changes nothing.",
			How:   "Write `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *w -= r * (m**v + g) }),
			Where: "The weights are right, but the velocity stays as it was.",
			Why:   "The next step needs the velocity of this one. It must be stored in the slice.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]` on a line of its own.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *w -= r * *v; *v = m**v + g }),
			Where: "The weights move before the velocity is up to date.",
			Why:   "Then every gradient takes effect one step late, and the first step does nothing.",
			How:   "Put `weights[i] -= rate * velocity[i]` below the line that changes the velocity.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + g; *w += r * *v }),
			Where: "The weights go uphill.",
			Why:   "The gradient points to where the loss rises, and so does the velocity that is made of it.",
			How:   "Write `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v - g; *w -= r * *v }),
			Where: "The gradient is taken away from the velocity, and the velocity from the weight: two times minus.",
			Why:   "Two times minus goes uphill. Only one of the two lines has a minus.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v - g; *w += r * *v }),
			Where: "The weights are right, but the velocity has the other sign.",
			Why:   "That is another usual form. In ours the velocity is made of gradients and points uphill, as they do, and the minus is in the line of the weights.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]` and `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + r*g; *w -= *v }),
			Where: "The rate is inside the velocity.",
			Why:   "That is another usual form. As long as the rate stays the same, both form the same steps; in ours the rate stands outside, so that a change of it takes effect at once.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]` and `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + (1-m)*g; *w -= r * *v }),
			Where: "The gradient is multiplied by what is left of 1.",
			Why:   "That makes the velocity a running mean of the gradients, as Adam has it. Here steps that agree add up, to more than a single gradient.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v += g; *w -= r * *v }),
			Where: "The velocity loses nothing: its factor is missing.",
			Why:   "Without friction the ball rolls for ever, up the other side and back.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v += m * g; *w -= r * *v }),
			Where: "The factor is at the gradient.",
			Why:   "It is the old velocity of which only a part stays. The new gradient counts whole.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m * (*v + g); *w -= r * *v }),
			Where: "The factor is at both, the old velocity and the gradient.",
			Why:   "Only of the old velocity a part is lost. The new gradient counts whole.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]`, without brackets around the sum.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = g; *w -= r * *v }),
			Where: "The old velocity is forgotten.",
			Why:   "Then each step knows its own gradient only, which is gradient descent.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + g; *w -= *v }),
			Where: "The rate is missing.",
			Why:   "The velocity is a sum of gradients. How far to go along it, the rate says.",
			How:   "Write `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + g; *w = -r * *v }),
			Where: "The weights are replaced in place of moved.",
			Why:   "A step starts where the weight is.",
			How:   "Write `weights[i] -= rate * velocity[i]`, with a minus before the equals sign.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + g; *w -= r * (m**v + g) }),
			Where: "The weights look one step ahead.",
			Why:   "That is Nesterov's momentum, which has its uses. Here the weights move along the velocity as it is.",
			How:   "Write `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: forEach(func(w, v *float64, g, r, m float64) { *v = m**v + g; *w = m**w - r**v }),
			Where: "The weights shrink.",
			Why:   "It is the velocity of which a part is lost at each step, and not the weights.",
			How:   "Write `weights[i] -= rate * velocity[i]`.",
		},
		{
			Wrong: func(w, v, g []float64, r, m float64) { momentumStep(w[:len(w)-1], v, g, r, m) },
			Where: "The last weight stays: the loop ends one too early.",
			Why:   "Every weight moves.",
			How:   "Loop with `for i := range weights`.",
		},
		{
			Wrong: func(w, v, g []float64, r, m float64) { momentumStep(w[1:], v[1:], g[1:], r, m) },
			Where: "The first weight stays: the loop begins one too late.",
			Why:   "Go counts from 0.",
			How:   "Loop with `for i := range weights`.",
		},
		{
			Wrong: func(w, v, g []float64, r, m float64) {
				for i := range g {
					g[i] += m * v[i]
				}
				momentumStep(w, make([]float64, len(w)), g, r, m)
			},
			Where: "The weights are right, but the gradient is changed and the velocity is not.",
			Why:   "The gradient belongs to who called the function. What lasts from step to step is the velocity.",
			How:   "Write `velocity[i] = momentum*velocity[i] + gradient[i]`.",
		},
	},
}

// AdamStep is lesson 11's second exercise: one step of Adam.
var AdamStep = &lesson.Exercise[adamStepFunc]{
	Name:  "adamStep",
	Right: adamStep,
	Try: func(f adamStepFunc, t *lesson.Trial) {
		for _, c := range []struct {
			weights, mean, square, gradient []float64
			rate                            float64
			step                            int
		}{
			{[]float64{1, -2, 3}, []float64{0, 0, 0}, []float64{0, 0, 0}, []float64{2, 0.04, -50}, 0.5, 1},
			{[]float64{1, -2}, []float64{0.3, -0.5}, []float64{0.04, 0.25}, []float64{2, 4}, 0.25, 2},
			{[]float64{0.5, 4, -3}, []float64{1, 0, -2}, []float64{1.5, 0, 9}, []float64{0.5, 0, 6}, 0.1, 40},
			{[]float64{7, -6}, []float64{1e-9, 2}, []float64{1e-18, 5}, []float64{1e-8, -3}, 2, 3},
		} {
			call := fmt.Sprintf("adamStep(%v, %v, %v, %v, %v, %d): weights, mean and square", c.weights, c.mean, c.square, c.gradient, c.rate, c.step)
			t.Call(call, func() []float64 {
				weights, mean, square := slices.Clone(c.weights), slices.Clone(c.mean), slices.Clone(c.square)
				f(weights, mean, square, c.gradient, c.rate, c.step)
				return slices.Concat(weights, mean, square)
			}, c.gradient)
		}
	},
	Tolerance: 1e-7, // in the square root the tiny number may be added to either factor
	Why:       "For each weight: bring both running means up to date and store them; divide each by 1 minus its factor to the power of the step, in variables of their own; move the weight by rate times the one over the root of the other.",
	How: "For each i write `mean[i] = 0.9*mean[i] + 0.1*gradient[i]` and `square[i] = 0.999*square[i] + 0.001*gradient[i]*gradient[i]`, then `m := mean[i] / (1 - math.Pow(0.9, float64(step)))`, " +
		"`s := square[i] / (1 - math.Pow(0.999, float64(step)))` and `weights[i] -= rate * m / (math.Sqrt(s) + tiny)`.",
	Mistakes: []lesson.Mistake[adamStepFunc]{
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {},
			Where: "Neither the weights nor the two means have changed.",
			Why:   "Are your lines written? The function returns nothing: it changes the numbers in the slices that it gets. A variable of its own is lost when it ends.",
			How:   "Begin with `mean[i] = 0.9*mean[i] + 0.1*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return p.mean / (math.Sqrt(p.square) + 1e-8) }}),
			Where: "Neither mean is corrected.",
			Why:   "Both start at 0, and are much too small in the first steps: after the first one the mean is a tenth of the gradient.",
			How:   "Divide by `1 - math.Pow(0.9, float64(step))` and by `1 - math.Pow(0.999, float64(step))`.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return p.m / (math.Sqrt(p.square) + 1e-8) }}),
			Where: "The mean is corrected, and the mean of the squares is not.",
			Why:   "Both start at 0. The second needs even longer to grow, as only a thousandth of it is new at each step.",
			How:   "Divide it by `1 - math.Pow(0.999, float64(step))` before you take the root.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return p.mean / (math.Sqrt(p.s) + 1e-8) }}),
			Where: "The mean of the squares is corrected, and the mean itself is not.",
			Why:   "Both start at 0, and are too small in the first steps.",
			How:   "Divide it by `1 - math.Pow(0.9, float64(step))`.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return p.m / (p.s + 1e-8) }}),
			Where: "The square root is missing.",
			Why:   "The mean of the squares is in squares of the gradient. Only its root has the size of a gradient, so that the quotient is about 1.",
			How:   "Divide by `math.Sqrt(s) + tiny`.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return p.m / math.Sqrt(p.s+1e-8) }}),
			Where: "The tiny number is inside the square root.",
			Why:   "There it is as large as a gradient of a ten-thousandth, and slows down the weights whose gradients are smaller.",
			How:   "Divide by `math.Sqrt(s) + tiny`.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return p.m / math.Sqrt(p.s) }}),
			Where: "Where a gradient has always been 0, it divides by 0: the tiny number is missing.",
			Why:   "Pixels in a corner that are always empty have such weights, and 0 divided by 0 is NaN, not a number.",
			How:   "Divide by `math.Sqrt(s) + tiny`.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return p.g / (math.Sqrt(p.s) + 1e-8) }}),
			Where: "The weights move along the gradient, and not along its mean.",
			Why:   "The mean is what Adam has of momentum. Without it the method is called RMSProp.",
			How:   "Put the corrected mean on top: `rate * m / (math.Sqrt(s) + tiny)`.",
		},
		{
			Wrong: likeAdam(adamParts{square: func(old, g, mean float64) float64 { return 0.999*old + 0.001*mean*mean }}),
			Where: "The mean is squared in place of the gradient.",
			Why:   "Gradients that go to and fro have a mean near 0 and large squares: that is what makes their steps small.",
			How:   "Write `0.001*gradient[i]*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{square: func(old, g, _ float64) float64 { return 0.999*old + 0.001*g }}),
			Where: "The gradient is not squared.",
			Why:   "Its sign would get into the root, which has no place for numbers below 0.",
			How:   "Write `0.001*gradient[i]*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{square: func(old, g, _ float64) float64 { return 0.999*old + 0.001*math.Abs(g) }}),
			Where: "The mean is one of sizes in place of squares.",
			Why:   "Its root would then be too large for small gradients, and too small for large ones.",
			How:   "Write `0.001*gradient[i]*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{square: func(old, g, _ float64) float64 { return old + g*g }}),
			Where: "The squares are added up for ever.",
			Why:   "Then the steps can only become smaller. That method is called AdaGrad; a running mean forgets what was long ago.",
			How:   "Write `square[i] = 0.999*square[i] + 0.001*gradient[i]*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{mean: func(old, g float64) float64 { return 0.9*old + g }}),
			Where: "The gradient is added whole to its mean.",
			Why:   "The two parts of a running mean add up to 1. This would grow to ten times the gradient.",
			How:   "Write `mean[i] = 0.9*mean[i] + 0.1*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{mean: func(old, g float64) float64 { return 0.1*old + 0.9*g }}),
			Where: "The two parts of the mean have changed places.",
			Why:   "Most of the old mean stays, and a tenth is new.",
			How:   "Write `mean[i] = 0.9*mean[i] + 0.1*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{
				mean:   func(old, g float64) float64 { return 0.999*old + 0.001*g },
				square: func(old, g, _ float64) float64 { return 0.9*old + 0.1*g*g },
				beta1:  0.999, beta2: 0.9,
			}),
			Where: "The two factors have changed places.",
			Why:   "The mean is to follow quickly, over about ten steps; how large gradients usually are is judged over about a thousand.",
			How:   "Use 0.9 in `mean[i]` and 0.999 in `square[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{square: func(old, g, _ float64) float64 { return 0.9*old + 0.1*g*g }, beta2: 0.9}),
			Where: "The mean of the squares has the factor of the other mean.",
			Why:   "How large gradients usually are is judged over many more steps.",
			How:   "Write `square[i] = 0.999*square[i] + 0.001*gradient[i]*gradient[i]`.",
		},
		{
			Wrong: likeAdam(adamParts{move: func(p moved) float64 { return -p.m / (math.Sqrt(p.s) + 1e-8) }}),
			Where: "The weights go uphill.",
			Why:   "The gradient points to where the loss rises.",
			How:   "Write `weights[i] -= rate * m / (math.Sqrt(s) + tiny)`.",
		},
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {
				likeAdam(adamParts{})(w, mean, square, g, 1, step)
			},
			Where: "The rate is missing.",
			Why:   "The quotient is about 1, whatever the gradient. The rate says how far a weight moves.",
			How:   "Write `weights[i] -= rate * m / (math.Sqrt(s) + tiny)`.",
		},
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {
				adamStep(w, mean, square, g, rate, step-1)
			},
			Where: "The steps are counted from 0.",
			Why:   "Step 1 is the first one, in which 1 minus the factor is a tenth. In a step 0 it would divide by 0.",
			How:   "Use `float64(step)` as it is.",
		},
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {
				adamStep(w, mean, square, g, rate, step+1)
			},
			Where: "The steps are counted from 2.",
			Why:   "Step 1 is the first one, in which 1 minus the factor is a tenth.",
			How:   "Use `float64(step)` as it is.",
		},
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {
				adamStep(w, mean, square, g, rate, 1)
			},
			Where: "The correction is that of the first step for ever.",
			Why:   "The more steps are taken, the less has to be corrected: the factor is raised to the power of the step.",
			How:   "Divide by `1 - math.Pow(0.9, float64(step))`.",
		},
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {
				adamStep(w, mean, square, g, rate, step)
				for i := range mean {
					mean[i] /= 1 - math.Pow(0.9, float64(step))
					square[i] /= 1 - math.Pow(0.999, float64(step))
				}
			},
			Where: "The weights are right, but the corrected means are stored.",
			Why:   "The next step would correct them once more.",
			How:   "Keep them in variables of their own: `m := mean[i] / (1 - math.Pow(0.9, float64(step)))`.",
		},
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {
				adamStep(w, slices.Clone(mean), slices.Clone(square), g, rate, step)
			},
			Where: "The weights are right, but the means stay as they were.",
			Why:   "The next step needs them. They must be stored in the slices.",
			How:   "Write `mean[i] = 0.9*mean[i] + 0.1*gradient[i]`, with an equals sign and no colon.",
		},
		{
			Wrong: func(w, mean, square, g []float64, rate float64, step int) {
				adamStep(w[:len(w)-1], mean, square, g, rate, step)
			},
			Where: "The last weight stays: the loop ends one too early.",
			Why:   "Every weight moves.",
			How:   "Loop with `for i := range weights`.",
		},
	},
}

// CosineRate is lesson 11's third exercise: a learning rate that falls along half a wave of the cosine.
var CosineRate = &lesson.Exercise[cosineRateFunc]{
	Name:  "cosineRate",
	Right: cosineRate,
	Try: func(f cosineRateFunc, t *lesson.Trial) {
		for _, c := range []struct {
			step, steps int
			rate        float64
		}{{0, 10, 0.5}, {5, 10, 0.5}, {9, 10, 2}, {30, 400, 0.1}, {300, 400, 0.1}} {
			t.Call(fmt.Sprintf("cosineRate(%d, %d, %v)", c.step, c.steps, c.rate), func() []float64 { return []float64{f(c.step, c.steps, c.rate)} })
		}
	},
	Why: "The part of the training that is done, between 0 and 1, times pi is the angle. Its cosine goes from 1 to -1; plus 1 and halved, from 1 to 0. Times the rate.",
	How: "Return `rate * (1 + math.Cos(math.Pi*float64(step)/float64(steps))) / 2`.",
	Mistakes: []lesson.Mistake[cosineRateFunc]{
		{
			Wrong: func(step, steps int, rate float64) float64 { return cosineOf(float64(step/steps), rate) },
			Where: "The rate stays the same through the whole training.",
			Why:   "Step divided by steps is a division of integers as long as both are integers: its result is rounded down to 0, and the angle is always 0.",
			How:   "Convert before you divide: `float64(step) / float64(steps)`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate * (1 + math.Sin(math.Pi*float64(step)/float64(steps))) / 2
			},
			Where: "It is the wave of the sine.",
			Why:   "The sine begins in the middle and goes up first.",
			How:   "Use `math.Cos`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate * (1 + math.Cos(180*float64(step)/float64(steps))) / 2
			},
			Where: "The angle is in degrees.",
			Why:   "Go's functions take radians: half a wave is pi and not 180.",
			How:   "Use `math.Pi`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 { return 2 * cosineRate(step, steps, rate) },
			Where: "It is twice as large as it should be.",
			Why:   "1 plus a cosine goes from 2 to 0.",
			How:   "Divide by 2: `(1 + math.Cos(...)) / 2`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate * math.Cos(math.Pi*float64(step)/float64(steps))
			},
			Where: "The rate becomes negative in the second half.",
			Why:   "A cosine goes down to -1. With a negative rate the steps go uphill.",
			How:   "Write `(1 + math.Cos(...)) / 2` in place of the cosine alone.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate * math.Cos(math.Pi/2*float64(step)/float64(steps))
			},
			Where: "It is a quarter of a wave.",
			Why:   "It ends at 0 too, but falls fastest at the end. Half a wave falls fastest in the middle and has a flat end.",
			How:   "Return `rate * (1 + math.Cos(math.Pi*float64(step)/float64(steps))) / 2`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 { return rate * (1 - float64(step)/float64(steps)) },
			Where: "It falls along a straight line.",
			Why:   "That is a schedule too, but another one. Ours is flat at both ends.",
			How:   "Return `rate * (1 + math.Cos(math.Pi*float64(step)/float64(steps))) / 2`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 { return rate - cosineRate(step, steps, rate) },
			Where: "The rate grows: it begins at 0.",
			Why:   "Large steps come first and small ones last.",
			How:   "Write `1 + math.Cos(...)`, with a plus.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 { return cosineOf(2*float64(step)/float64(steps), rate) },
			Where: "It is a whole wave: the rate comes back up.",
			Why:   "Half a wave of the cosine leads from its top to its bottom.",
			How:   "Use `math.Pi` without a 2 before it.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate * (1 + math.Cos(float64(step)/float64(steps))) / 2
			},
			Where: "The angle goes from 0 to 1: pi is missing.",
			Why:   "Half a wave is an angle of pi.",
			How:   "Multiply by `math.Pi`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate * (1 + math.Cos(math.Pi*float64(step))) / 2
			},
			Where: "The number of steps has no effect.",
			Why:   "The angle is the part of the training that is done, times pi.",
			How:   "Divide: `float64(step) / float64(steps)`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 { return cosineRate(step, steps, 1) },
			Where: "The rate has no effect.",
			Why:   "The wave goes from 1 to 0. The rate says how large 1 is.",
			How:   "Write `rate * (1 + math.Cos(...)) / 2`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate*1 + math.Cos(math.Pi*float64(step)/float64(steps))/2
			},
			Where: "Brackets are missing around the sum.",
			Why:   "Multiplication and division come before addition.",
			How:   "Write `rate * (1 + math.Cos(...)) / 2`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 { return cosineOf(float64(step)/float64(steps-1), rate) },
			Where: "The wave is one step too short.",
			Why:   "Steps count from 0, so the last one is the number of steps less 1. A rate of 0 in the last step would waste it.",
			How:   "Divide by `float64(steps)`.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 { return cosineRate(step+1, steps, rate) },
			Where: "The wave is one step ahead.",
			Why:   "Steps count from 0, and the first one takes the whole rate.",
			How:   "Use `float64(step)` as it is.",
		},
		{
			Wrong: func(step, steps int, rate float64) float64 {
				return rate * math.Exp(-float64(step)/float64(steps))
			},
			Where: "It falls exponentially.",
			Why:   "That is a schedule too, but another one, and at the end it is still a third of the rate.",
			How:   "Return `rate * (1 + math.Cos(math.Pi*float64(step)/float64(steps))) / 2`.",
		},
	},
}

func momentumStep(weights, velocity, gradient []float64, rate, momentum float64) {
	for i := range weights {
		velocity[i] = momentum*velocity[i] + gradient[i]
		weights[i] -= rate * velocity[i]
	}
}

func adamStep(weights, mean, square, gradient []float64, rate float64, step int) {
	const tiny = 1e-8
	for i := range weights {
		mean[i] = 0.9*mean[i] + 0.1*gradient[i]
		square[i] = 0.999*square[i] + 0.001*gradient[i]*gradient[i]
		m := mean[i] / (1 - math.Pow(0.9, float64(step)))
		s := square[i] / (1 - math.Pow(0.999, float64(step)))
		weights[i] -= rate * m / (math.Sqrt(s) + tiny)
	}
}

func cosineRate(step, steps int, rate float64) float64 {
	return rate * (1 + math.Cos(math.Pi*float64(step)/float64(steps))) / 2
}

// The rest is what mistaken functions get right.

// forEach makes a step of what happens to each weight and its velocity.
func forEach(change func(weight, velocity *float64, gradient, rate, momentum float64)) momentumStepFunc {
	return func(weights, velocity, gradient []float64, rate, momentum float64) {
		for i := range weights {
			change(&weights[i], &velocity[i], gradient[i], rate, momentum)
		}
	}
}

// adamParts are the parts of Adam that a mistaken function has otherwise; those that are left out are right.
type adamParts struct {
	mean         func(old, gradient float64) float64
	square       func(old, gradient, mean float64) float64
	move         func(p moved) float64
	beta1, beta2 float64
}

// moved is what a step of Adam knows of one weight: both means, and both corrected.
type moved struct{ g, mean, square, m, s float64 }

func likeAdam(p adamParts) adamStepFunc {
	if p.mean == nil {
		p.mean = func(old, g float64) float64 { return 0.9*old + 0.1*g }
	}
	if p.square == nil {
		p.square = func(old, g, _ float64) float64 { return 0.999*old + 0.001*g*g }
	}
	if p.move == nil {
		p.move = func(p moved) float64 { return p.m / (math.Sqrt(p.s) + 1e-8) }
	}
	if p.beta1 == 0 {
		p.beta1 = 0.9
	}
	if p.beta2 == 0 {
		p.beta2 = 0.999
	}
	return func(weights, mean, square, gradient []float64, rate float64, step int) {
		for i, g := range gradient {
			mean[i] = p.mean(mean[i], g)
			square[i] = p.square(square[i], g, mean[i])
			m := mean[i] / (1 - math.Pow(p.beta1, float64(step)))
			s := square[i] / (1 - math.Pow(p.beta2, float64(step)))
			weights[i] -= rate * p.move(moved{g, mean[i], square[i], m, s})
		}
	}
}

// cosineOf is the rate after a part of half a wave.
func cosineOf(part, rate float64) float64 { return rate * (1 + math.Cos(math.Pi*part)) / 2 }
