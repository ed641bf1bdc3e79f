package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

// DenseMultiplications is lesson 15's first exercise: how often a dense layer multiplies.
var DenseMultiplications = &lesson.Exercise[func(inputs, outputs, examples int) int]{
	Name:  "denseMultiplications",
	Right: denseMultiplications,
	Try: func(f func(inputs, outputs, examples int) int, t *lesson.Trial) {
		for _, n := range [][3]int{{4, 3, 2}, {784, 128, 1}, {10, 7, 128}, {5, 5, 3}} {
			t.Call(fmt.Sprintf("denseMultiplications(%d, %d, %d)", n[0], n[1], n[2]),
				func() []float64 { return []float64{float64(f(n[0], n[1], n[2]))} })
		}
	},
	Why: "Each output is a sum with one product for each input, and there are so many outputs for each example.",
	How: "Return `inputs * outputs * examples`.",
	Mistakes: []lesson.Mistake[func(inputs, outputs, examples int) int]{
		{
			Wrong: func(i, o, e int) int { return i * o },
			Where: "The number of examples has no effect.",
			Why:   "The same weights are used again for every example.",
			How:   "Return `inputs * outputs * examples`.",
		},
		{
			Wrong: func(i, o, e int) int { return i * e },
			Where: "The number of outputs has no effect.",
			Why:   "Each output has weights of its own, and multiplies every input by one of them.",
			How:   "Return `inputs * outputs * examples`.",
		},
		{
			Wrong: func(i, o, e int) int { return o * e },
			Where: "The number of inputs has no effect.",
			Why:   "Each output is a sum of products, one for each input.",
			How:   "Return `inputs * outputs * examples`.",
		},
		{
			Wrong: func(i, o, e int) int { return (i + 1) * o * e },
			Where: "The bias is counted.",
			Why:   "It is added to the sum, and multiplied by nothing.",
			How:   "Return `inputs * outputs * examples`, without `+ 1`.",
		},
		{
			Wrong: func(i, o, e int) int { return i*o*e + o },
			Where: "The biases are counted, once for each output.",
			Why:   "A bias is added to the sum, and multiplied by nothing.",
			How:   "Return `inputs * outputs * examples`, without `+ outputs`.",
		},
		{
			Wrong: func(i, o, e int) int { return 2 * i * o * e },
			Where: "The additions are counted, too.",
			Why:   "There are about as many additions as multiplications. Here we count the latter.",
			How:   "Return `inputs * outputs * examples`, without `2 *`.",
		},
		{
			Wrong: func(i, o, e int) int { return (i + o) * e },
			Where: "Inputs and outputs are added.",
			Why:   "Every input meets every output, so their numbers are multiplied, as rows and columns of a table are.",
			How:   "Return `inputs * outputs * examples`.",
		},
		{
			Wrong: func(i, o, e int) int { return i + o + e },
			Where: "The three numbers are added.",
			Why:   "Every input meets every output, and that for every example.",
			How:   "Return `inputs * outputs * examples`.",
		},
		{
			Wrong: func(i, o, e int) int { return i*o + e },
			Where: "The number of examples is added.",
			Why:   "The whole layer is computed again for each example.",
			How:   "Return `inputs * outputs * examples`.",
		},
		{
			Wrong: func(i, o, e int) int { return (i - 1) * o * e },
			Where: "There is one product too few in each sum.",
			Why:   "A sum of n products has n - 1 plus signs, but n products.",
			How:   "Return `inputs * outputs * examples`, without `- 1`.",
		},
		{
			Wrong: func(i, o, e int) int { return 3 * i * o * e },
			Where: "The way back is counted, too.",
			Why:   "Training multiplies about three times as often. The question is what the outputs alone cost.",
			How:   "Return `inputs * outputs * examples`, without `3 *`.",
		},
		{
			Wrong: func(i, o, e int) int { return i * o * (e - 1) },
			Where: "There is one example too few.",
			Why:   "Each example costs the same, the first one, too.",
			How:   "Return `inputs * outputs * examples`.",
		},
		{
			Wrong: func(i, o, e int) int { return i * i * o * e },
			Where: "The inputs are counted twice.",
			Why:   "A neuron multiplies each input once, by one weight.",
			How:   "Return `inputs * outputs * examples`.",
		},
	},
}

type multiplies = func(c, a, b []float32, m, n, k int)

// Multiply is lesson 15's second exercise: the product of two matrices, number by number.
var Multiply = &lesson.Exercise[multiplies]{
	Name:     "multiply",
	Right:    multiply,
	Try:      tryProduct("multiply"),
	Why:      "The number in row i and column j of c is the sum of a[i][p] x b[p][j] over all p, and a[i][p] is number i x k + p of the slice.",
	How:      "For each i below m and each j below n: `var sum float32`, in a loop over p `sum += a[i*k+p] * b[p*n+j]`, and then `c[i*n+j] = sum`.",
	Mistakes: productMistakes,
}

// MultiplyByRows is lesson 15's third exercise: the same product, along the rows.
var MultiplyByRows = &lesson.Exercise[multiplies]{
	Name:     "multiplyByRows",
	Right:    multiplyByRows,
	Try:      tryProduct("multiplyByRows"),
	Why:      "All sums of a row of c grow together, so c holds sums that are not complete yet, and all of them begin at 0.",
	How:      "Begin with `clear(c)`. For each i below m and each p below k, in a loop over j: `c[i*n+j] += a[i*k+p] * b[p*n+j]`.",
	Mistakes: productMistakes,
}

// tryProduct multiplies matrices of several shapes. Something is in c already, and a and b must stay as they are.
func tryProduct(name string) func(multiplies, *lesson.Trial) {
	return func(f multiplies, t *lesson.Trial) {
		for _, size := range [][3]int{{2, 2, 2}, {1, 1, 3}, {3, 3, 3}, {2, 3, 4}} {
			m, n, k := size[0], size[1], size[2]
			t.Call(fmt.Sprintf("%s with m = %d, n = %d, k = %d (then come a and b, as they are afterwards)", name, m, n, k), func() []float64 {
				c, a, b := wholeNumbers(m*n, 7), wholeNumbers(m*k, 2), wholeNumbers(k*n, 5)
				f(c, a, b, m, n, k)
				return neurons(m*n+m*k+k*n, func(i int) float64 { return float64(slices.Concat(c, a, b)[i]) })
			})
		}
	}
}

// wholeNumbers is a matrix of small whole numbers: float32 adds them up without rounding, in any order.
func wholeNumbers(count, first int) []float32 {
	numbers := make([]float32, count)
	for i := range numbers {
		numbers[i] = float32((first+3*i*i)%11 - 4)
	}
	return numbers
}

// summed is a product in which term says what is added to c[i][j] for each p.
func summed(c []float32, m, n, k int, term func(i, j, p int) float32) {
	clear(c)
	for i := range m {
		for j := range n {
			for p := range k {
				c[i*n+j] += term(i, j, p)
			}
		}
	}
}

var productMistakes = []lesson.Mistake[multiplies]{
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			before := slices.Clone(c)
			multiply(c, a, b, m, n, k)
			for i, x := range before {
				c[i] += x
			}
		},
		Where: "What was in c before is still in it.",
		Why:   "Each sum begins at 0, and nobody promises that c is empty.",
		How:   "Begin with `clear(c)`, or with `var sum float32` for each number.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[i*k+p] * b[p*n+j] })
			for i := 1; i < len(c); i++ {
				c[i] += c[i-1]
			}
		},
		Where: "A sum goes on from one number of c to the next.",
		Why:   "Each number of c is a sum of its own.",
		How:   "Put `var sum float32` inside the loop over j.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 {
				if p < k-1 {
					return 0
				}
				return a[i*k+p] * b[p*n+j]
			})
		},
		Where: "Only the last product is left.",
		Why:   "Each turn of the loop over p replaces what the turns before have found.",
		How:   "Add with `+=` in place of `=`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[i*k+p] * b[j*k+p] })
		},
		Where: "b is read along its rows, as if rows and columns had changed places.",
		Why:   "The sum goes along a row of a and down a column of b.",
		How:   "Read `b[p*n+j]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[p*m+i] * b[p*n+j] })
		},
		Where: "a is read down its columns.",
		Why:   "The sum goes along a row of a and down a column of b.",
		How:   "Read `a[i*k+p]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[p*m+i] * b[j*k+p] })
		},
		Where: "Both matrices are read with rows and columns exchanged.",
		Why:   "The sum goes along a row of a and down a column of b.",
		How:   "Read `a[i*k+p]` and `b[p*n+j]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			multiply(c, a, b, m, n, k)
			turned := slices.Clone(c)
			for i := range m {
				for j := range n {
					c[j*m+i] = turned[i*n+j]
				}
			}
		},
		Where: "Rows and columns of c have changed places.",
		Why:   "c has m rows of n numbers each.",
		How:   "Write to `c[i*n+j]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[i*n+p] * b[p*n+j] })
		},
		Where: "The rows of a are taken to have n numbers.",
		Why:   "a has m rows of k numbers each, so row i begins after i times k of them.",
		How:   "Read `a[i*k+p]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[i*k+p] * b[p*k+j] })
		},
		Where: "The rows of b are taken to have k numbers.",
		Why:   "b has k rows of n numbers each, so row p begins after p times n of them.",
		How:   "Read `b[p*n+j]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[i*k+p] + b[p*n+j] })
		},
		Where: "The numbers are added in pairs, and not multiplied.",
		Why:   "A neuron multiplies each input by its weight, and adds the products.",
		How:   "Write `a[i*k+p] * b[p*n+j]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k-1, func(i, j, p int) float32 { return a[i*k+p] * b[p*n+j] })
		},
		Where: "The last product of each sum is missing.",
		Why:   "The loop over p ends one too early.",
		How:   "Loop with `for p := range k`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 {
				if p == 0 {
					return 0
				}
				return a[i*k+p] * b[p*n+j]
			})
		},
		Where: "The first product of each sum is missing.",
		Why:   "Go counts from 0, and the loop over p begins one too late.",
		How:   "Loop with `for p := range k`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) { multiply(c[:(m-1)*n], a, b, m-1, n, k) },
		Where: "The last row of c stays as it was.",
		Why:   "The loop over i ends one too early.",
		How:   "Loop with `for i := range m`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			multiply(c, a, b, m, n, k)
			clear(c[:(m-1)*n])
		},
		Where: "Only the last row of c is left.",
		Why:   "All of c is set to 0 again for each row.",
		How:   "Put `clear(c)` above all loops.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			summed(c, m, n, k, func(i, j, p int) float32 { return a[i*k+p] * a[i*k+p] })
		},
		Where: "a is multiplied by itself, and b has no effect.",
		Why:   "Each number of a row of a meets one of a column of b.",
		How:   "Write `a[i*k+p] * b[p*n+j]`.",
	},
	{
		Wrong: func(c, a, b []float32, m, n, k int) {
			multiply(c, a, b, m, n, k)
			clear(a)
		},
		Where: "The product is right, but a is changed.",
		Why:   "Who called the function still needs its factors.",
		How:   "Write to `c[i*n+j]` alone.",
	},
}

type breaksEven = func(fixed, speedup, price, worth float64) float64

// BreakEven is lesson 15's fourth exercise: from how many hours of training at home on a rented machine costs less.
var BreakEven = &lesson.Exercise[breaksEven]{
	Name:  "breakEven",
	Right: breakEven,
	Try: func(f breaksEven, t *lesson.Trial) {
		for _, x := range [][4]float64{{1, 10, 2, 10}, {0.5, 4, 3, 20}, {1, 1.5, 4, 6}, {2, 2, 5, 5}, {0, 8, 1, 10}} {
			t.Call(fmt.Sprintf("breakEven(%v, %v, %v, %v)", x[0], x[1], x[2], x[3]), func() []float64 { return []float64{f(x[0], x[1], x[2], x[3])} })
		}
	},
	Why: "Set both costs equal: hours x worth on the left, (fixed + hours / speedup) x (price + worth) on the right. Solve for hours. If each hour at home costs less than its share there, there is no such number.",
	How: "With `saved := worth - (price+worth)/speedup` return `math.Inf(1)` if `saved <= 0`, and else `fixed * (price + worth) / saved`.",
	Mistakes: []lesson.Mistake[breaksEven]{
		{
			Wrong: func(f, v, p, w float64) float64 { return f * (p + w) / (w - (p+w)/v) },
			Where: "Where renting never pays, the result is a negative number of hours.",
			Why:   "Each hour at home then costs less than its share on the rented machine, and longer trainings only make the difference larger.",
			How:   "Return `math.Inf(1)` if `saved <= 0`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return orElse(breakEven(f, v, p, w), 0) },
			Where: "Where renting never pays, the result is 0.",
			Why:   "0 would mean that it always does.",
			How:   "Return `math.Inf(1)`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return orElse(breakEven(f, v, p, w), -1) },
			Where: "Where renting never pays, the result is -1.",
			Why:   "Infinity says what is meant, and a chart and a comparison understand it.",
			How:   "Return `math.Inf(1)`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f*p, w-p/v) },
			Where: "On the rented machine your own time costs nothing.",
			Why:   "You wait for it as you wait for your own computer, only not as long.",
			How:   "An hour there costs `price + worth`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f*w, w-w/v) },
			Where: "The price has no effect.",
			Why:   "That compares the hours alone, as if renting cost nothing.",
			How:   "An hour there costs `price + worth`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f*w, w-(p+w)/v) },
			Where: "The transfer costs only your time, and not the price.",
			Why:   "The machine is rented while the files travel, too.",
			How:   "Write `fixed * (price + worth)`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f*p, w-(p+w)/v) },
			Where: "The transfer costs only the price, and not your time.",
			Why:   "You wait while the files travel, too.",
			How:   "Write `fixed * (price + worth)`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f/v*(p+w), w-(p+w)/v) },
			Where: "The transfer is shortened by the speed of the machine.",
			Why:   "A faster processor does not make the line faster. That is why it is called fixed.",
			How:   "Divide only the hours of the training by `speedup`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f*(p+w), w-(p+w)*v) },
			Where: "The rented machine is slower by the factor.",
			Why:   "What takes an hour at home takes a fraction of it there.",
			How:   "Divide by `speedup`, where you multiply.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return breakEven(f, v, p, w) * w },
			Where: "That is the cost at that point.",
			Why:   "The question is after how many hours both cost the same.",
			How:   "Return `fixed * (price + worth) / saved`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f*(p+w), p-(p+w)/v) },
			Where: "An hour at home costs the price of the rented machine.",
			Why:   "At home it costs only your time.",
			How:   "Begin with `worth`: `saved := worth - (price+worth)/speedup`.",
		},
		{
			Wrong: func(f, v, p, w float64) float64 { return quotient(f*(p+w), w) },
			Where: "The training itself costs nothing on the rented machine.",
			Why:   "It is shorter there, but it takes its share of hours.",
			How:   "Take away what an hour at home costs there, `(price+worth)/speedup`.",
		},
	},
}

func denseMultiplications(inputs, outputs, examples int) int {
	return inputs * outputs * examples
}

func multiply(c, a, b []float32, m, n, k int) {
	for i := range m {
		for j := range n {
			var sum float32
			for p := range k {
				sum += a[i*k+p] * b[p*n+j]
			}
			c[i*n+j] = sum
		}
	}
}

func multiplyByRows(c, a, b []float32, m, n, k int) {
	clear(c)
	for i := range m {
		for p := range k {
			for j := range n {
				c[i*n+j] += a[i*k+p] * b[p*n+j]
			}
		}
	}
}

func breakEven(fixed, speedup, price, worth float64) float64 {
	saved := worth - (price+worth)/speedup
	if saved <= 0 {
		return math.Inf(1)
	}
	return fixed * (price + worth) / saved
}

// The rest is what mistaken functions get right.

// quotient is infinite where the lower number is not above 0.
func quotient(over, under float64) float64 {
	if under <= 0 {
		return math.Inf(1)
	}
	return over / under
}

// orElse puts another number in the place of infinity.
func orElse(x, other float64) float64 {
	if math.IsInf(x, 0) {
		return other
	}
	return x
}
