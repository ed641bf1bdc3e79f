package product

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"
)

var steps = []struct {
	name     string
	multiply func(c, a, b []float32, m, n, k int)
}{
	{"Naive", Naive}, {"Reordered", Reordered}, {"Blocked", Blocked}, {"Packed", Packed},
	{"Registers", Registers}, {"Vectors", Vectors}, {"Cores", Cores},
}

// controls are changes of a step that show what it waits for.
var controls = []struct {
	name     string
	multiply func(c, a, b []float32, m, n, k int)
}{
	{"NaiveFourSums", naiveFourSums}, {"ReorderedByIndex", reorderedByIndex}, {"RegistersUnpacked", registersUnpacked},
}

// naiveFourSums is Naive for four columns at a time: the sums do not wait for each other.
// It takes only whole fours of columns.
func naiveFourSums(c, a, b []float32, m, n, k int) {
	for i := range m {
		for j := 0; j < n; j += 4 {
			var s0, s1, s2, s3 float32
			for p := range k {
				x, y := a[i*k+p], (*[4]float32)(b[p*n+j:])
				s0, s1, s2, s3 = s0+x*y[0], s1+x*y[1], s2+x*y[2], s3+x*y[3]
			}
			*(*[4]float32)(c[i*n+j:]) = [4]float32{s0, s1, s2, s3}
		}
	}
}

// reorderedByIndex is Reordered without slices for the rows: each index is checked.
func reorderedByIndex(c, a, b []float32, m, n, k int) {
	clear(c)
	for i := range m {
		for p := range k {
			x := a[i*k+p]
			for j := range n {
				c[i*n+j] += x * b[p*n+j]
			}
		}
	}
}

// registersUnpacked is Registers without blocks and packing, for an even number of rows
// and whole fours of columns.
func registersUnpacked(c, a, b []float32, m, n, k int) {
	for j := 0; j < n; j += 4 {
		for i := 0; i < m; i += 2 {
			var s00, s01, s02, s03, s10, s11, s12, s13 float32
			a0, a1 := a[i*k:][:k], a[(i+1)*k:][:k]
			for p, x0 := range a0 {
				x1, y := a1[p], (*[4]float32)(b[p*n+j:])
				y0, y1, y2, y3 := y[0], y[1], y[2], y[3]
				s00, s10 = s00+x0*y0, s10+x1*y0
				s01, s11 = s01+x0*y1, s11+x1*y1
				s02, s12 = s02+x0*y2, s12+x1*y2
				s03, s13 = s03+x0*y3, s13+x1*y3
			}
			*(*[4]float32)(c[i*n+j:]) = [4]float32{s00, s01, s02, s03}
			*(*[4]float32)(c[(i+1)*n+j:]) = [4]float32{s10, s11, s12, s13}
		}
	}
}

func TestEachStepIsTheProduct(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	for _, size := range [][3]int{{1, 1, 1}, {7, 5, 3}, {33, 17, 65}, {2, 300, 1}, {5, 259, 401}} {
		m, n, k := size[0], size[1], size[2]
		a, b, c := numbers(rng, m*k), numbers(rng, k*n), numbers(rng, m*n)
		for _, step := range steps {
			step.multiply(c, a, b, m, n, k)
			checkProduct(t, fmt.Sprint(step.name, " ", size), c, a, b, m, n, k)
		}
	}
	const m, n, k = 12, 8, 30
	a, b, c := numbers(rng, m*k), numbers(rng, k*n), numbers(rng, m*n)
	for _, control := range controls {
		control.multiply(c, a, b, m, n, k)
		checkProduct(t, control.name, c, a, b, m, n, k)
	}
}

// checkProduct compares c with sums in 64 bits.
func checkProduct(t *testing.T, what string, c, a, b []float32, m, n, k int) {
	t.Helper()
	for i := range m {
		for j := range n {
			var want, terms float64
			for p := range k {
				term := float64(a[i*k+p]) * float64(b[p*n+j])
				want, terms = want+term, terms+math.Abs(term)
			}
			if got := float64(c[i*n+j]); !(math.Abs(got-want) <= 1e-6*terms) {
				t.Fatalf("%s: c[%d][%d] is %v, want %v", what, i, j, got, want)
			}
		}
	}
}

func TestAnyNumberOfCoresGivesTheSameBits(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	const m, n, k = 131, 45, 500
	a, b, want, c := numbers(rng, m*k), numbers(rng, k*n), make([]float32, m*n), make([]float32, m*n)
	Vectors(want, a, b, m, n, k)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, cores := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(cores)
		Cores(c, a, b, m, n, k)
		if !slices.Equal(c, want) {
			t.Errorf("the bits on %d cores differ from those on one", cores)
		}
	}
}

func numbers(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = rng.Float32() - 0.5
	}
	return x
}

// BenchmarkStep measures at three sizes. The matrices take 27 KB, which fits into the first
// cache, 1.8 MB and 28 MB.
func BenchmarkStep(b *testing.B) {
	for _, side := range []int{48, 384, 1536} {
		for _, step := range slices.Concat(steps, controls) {
			b.Run(fmt.Sprintf("%d/%s", side, step.name), func(b *testing.B) {
				rng := rand.New(rand.NewPCG(1, 3))
				left, right, c := numbers(rng, side*side), numbers(rng, side*side), make([]float32, side*side)
				fastest := math.Inf(1) // other programs can only make a call slower
				for b.Loop() {
					start := time.Now()
					step.multiply(c, left, right, side, side, side)
					fastest = min(fastest, time.Since(start).Seconds())
				}
				b.ReportMetric(2*math.Pow(float64(side), 3)/fastest/1e9, "GFLOP/s")
			})
		}
	}
}

// BenchmarkClock measures the clock of the processor by multiplications of integers, each
// of which needs the result of the one before. On AMD's Zen 2 and later, and on Intel's of
// this century, one takes three cycles.
func BenchmarkClock(b *testing.B) {
	x := uint64(len(steps))
	y := x | 1
	fastest := math.Inf(1)
	for b.Loop() {
		start := time.Now()
		for range 10_000 {
			x *= y
			x *= y
			x *= y
			x *= y
		}
		fastest = min(fastest, time.Since(start).Seconds())
	}
	if x == 0 {
		b.Error("a product of odd numbers is 0")
	}
	b.ReportMetric(3*4*10_000/fastest/1e9, "GHz")
}
