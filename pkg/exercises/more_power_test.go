package exercises

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"firstneuron/pkg/network"

	"gonum.org/v1/gonum/mat"
)

func TestDenseMultiplications(t *testing.T) {
	teaches(t, DenseMultiplications, []func(inputs, outputs, examples int) int{
		func(i, o, e int) (count int) {
			for range e {
				for range o {
					count += i
				}
			}
			return count
		},
		func(i, o, e int) int { return e * o * i },
		func(i, o, e int) int { // the weights of package network, each once for every example
			net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(i, o, network.ReLU))
			return e * (net.NumParameters() - o)
		},
		func(i, o, e int) int { return len(make([]bool, i*o)) * e },
		func(i, o, e int) int { return ((i+1)*o - o) * e },
	}...)
	// The operations of benchmarks.md: 2 for each multiplication, and twice as many on the way
	// back, but for the first layer, which does not need the gradient of its inputs.
	if got := 4*denseMultiplications(784, 128, 1) + 6*denseMultiplications(128, 10, 1); got != 409_088 {
		t.Errorf("the MLP of the benchmarks takes %d operations, want 409,088", got)
	}
}

// Five other ways of one product are right in both exercises: what comes out does not show the order.
func TestMultiply(t *testing.T) {
	others := []multiplies{
		multiply, multiplyByRows,
		func(c, a, b []float32, m, n, k int) { // one product of a column and a row after the other
			clear(c)
			for p := range k {
				for i := range c {
					c[i] += a[i/n*k+p] * b[p*n+i%n]
				}
			}
		},
		func(c, a, b []float32, m, n, k int) { // with slices for the rows
			for i := range m {
				sums := make([]float32, n)
				for p, x := range a[i*k:][:k] {
					for j, y := range b[p*n:][:n] {
						sums[j] += x * y
					}
				}
				copy(c[i*n:], sums)
			}
		},
		func(c, a, b []float32, m, n, k int) { // package network's layer without a bias
			net := network.New(rand.New(rand.NewPCG(1, 0)), network.Dense(k, n, network.Linear))
			net.Layers[0].Weights.Copy(doubles(b, k, n))
			for i := range m {
				for j, x := range net.Predict(doubles(a, m, k).RawRowView(i)) {
					c[i*n+j] = float32(x)
				}
			}
		},
		func(c, a, b []float32, m, n, k int) {
			var all mat.Dense
			all.Mul(doubles(a, m, k), doubles(b, k, n))
			for i, x := range all.RawMatrix().Data {
				c[i] = float32(x)
			}
		},
		func(c, a, b []float32, m, n, k int) { // column by column, backwards
			for j := n - 1; j >= 0; j-- {
				for i := range m {
					c[i*n+j] = 0
					for p := k - 1; p >= 0; p-- {
						c[i*n+j] += b[p*n+j] * a[i*k+p]
					}
				}
			}
		},
	}
	teaches(t, Multiply, others...)
	teaches(t, MultiplyByRows, others...)
}

func doubles(numbers []float32, rows, columns int) *mat.Dense {
	return mat.NewDense(rows, columns, neurons(len(numbers), func(i int) float64 { return float64(numbers[i]) }))
}

func TestBreakEven(t *testing.T) {
	teaches(t, BreakEven, []breaksEven{
		func(f, v, p, w float64) float64 {
			if v*w <= p+w {
				return math.Inf(1)
			}
			return f * v * (p + w) / (v*w - p - w)
		},
		func(f, v, p, w float64) float64 { // halving
			dearer := func(hours float64) bool { return (f+hours/v)*(p+w) > hours*w }
			low, high := 0.0, 1e12
			if dearer(high) || v*w == p+w {
				return math.Inf(1)
			}
			for range 200 {
				if middle := (low + high) / 2; dearer(middle) {
					low = middle
				} else {
					high = middle
				}
			}
			return high
		},
		func(f, v, p, w float64) float64 {
			hour := p + w
			if saved := w - hour/v; saved > 0 {
				return f * hour / saved
			}
			return math.Inf(+1)
		},
		func(f, v, p, w float64) float64 { // in hours of your own time
			each := (p + w) / w
			if each >= v {
				return math.Inf(1)
			}
			return f * each / (1 - each/v)
		},
		func(f, v, p, w float64) float64 {
			start, rise := f*(p+w), w-(p+w)/v // two straight lines
			return slices.Max([]float64{start / max(rise, 0), 0})
		},
	}...)
}
