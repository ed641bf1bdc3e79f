package engine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

var productSizes = [][3]int{{1, 1, 1}, {7, 5, 3}, {33, 17, 65}, {6, 16, 1}, {97, 31, 385}, {5, 200, 800}, {130, 3, 50}}

// The product against plain loops in 64 bits, on sizes with every kind of remainder.
func TestProduct(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	for _, size := range productSizes {
		m, n, k := size[0], size[1], size[2]
		a, b := randomNumbers(rng, m*k), randomNumbers(rng, k*n)
		first := randomNumbers(rng, m*n) // what was in c must not matter
		Product(first, a, b, m, n, k, 1)
		for r := range m {
			for j := range n {
				var want, terms float64
				for i := range k {
					term := float64(a[r*k+i]) * float64(b[i*n+j])
					want, terms = want+term, terms+math.Abs(term)
				}
				if got := float64(first[r*n+j]); !(math.Abs(got-want) <= 1e-6*terms) {
					t.Fatalf("%v: c[%d][%d] is %v, want %v", size, r, j, got, want)
				}
			}
		}
		for _, workers := range []int{2, 3, 8} {
			c := make([]float32, m*n)
			Product(c, a, b, m, n, k, workers)
			if !slices.Equal(c, first) {
				t.Errorf("%v: the bits of %d workers differ from those of one", size, workers)
			}
		}
	}
}

func TestProductWithNothingToAdd(t *testing.T) {
	c := []float32{1, 2}
	Product(c, nil, nil, 1, 2, 0, 1)
	if c[0] != 0 || c[1] != 0 {
		t.Errorf("sums of no terms are %v", c)
	}
	Product(nil, nil, make([]float32, 6), 0, 2, 3, 1)
}

func TestProductNamesAWrongShape(t *testing.T) {
	for _, test := range []struct {
		a, b, c, workers int
		want             string
	}{
		{5, 12, 8, 1, "[2][3] and [3][4] with 5 and 12 numbers, for 8"},
		{6, 11, 8, 1, "[2][3] and [3][4] with 6 and 11 numbers, for 8"},
		{6, 12, 9, 1, "[2][3] and [3][4] with 6 and 12 numbers, for 9"},
		{6, 12, 8, 0, "by 0 workers"},
	} {
		func() {
			defer func() {
				if fault := fmt.Sprint(recover()); !strings.Contains(fault, test.want) {
					t.Errorf("got %q, want %q", fault, test.want)
				}
			}()
			Product(make([]float32, test.c), make([]float32, test.a), make([]float32, test.b), 2, 4, 3, test.workers)
		}()
	}
}

func randomNumbers(rng *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = rng.Float32() - 0.5
	}
	return x
}

// BenchmarkPeak is the speed of a tile whose numbers are all in the first cache: what a
// core can reach at most.
func BenchmarkPeak(b *testing.B) {
	const k = 128 // 16 KB of the right factor and 3 KB of the left
	rng := rand.New(rand.NewPCG(1, 9))
	left, right := randomNumbers(rng, tileRows*k), randomNumbers(rng, 2*tileColumns*k)
	c := make([]float32, tileRows*2*tileColumns)
	rows := denseRows(tileRows, k)
	const tiles = 100
	reportSpeed(b, tiles*tileRows*2*tileColumns*k, func() {
		for range tiles {
			wideTile(1, k, rows, left, right, k*tileColumns, c, 2*tileColumns)
		}
	})
}

func BenchmarkProduct(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 9))
	for _, size := range [][3]int{{1536, 1536, 1536}, {128, 128, 3136}, {128, 128, 784}, {25088, 64, 288}} {
		m, n, k := size[0], size[1], size[2]
		left, right, c := randomNumbers(rng, m*k), randomNumbers(rng, k*n), make([]float32, m*n)
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%dx%dx%d/%d", m, n, k, workers), func(b *testing.B) {
				reportSpeed(b, m*n*k, func() { Product(c, left, right, m, n, k, workers) })
			})
		}
	}
}

// reportSpeed reports the speed of the fastest call of a function that multiplies and adds
// so often: other programs can only make a call slower.
func reportSpeed(b *testing.B, terms int, do func()) {
	fastest := math.Inf(1)
	for b.Loop() {
		start := time.Now()
		do()
		fastest = min(fastest, time.Since(start).Seconds())
	}
	b.ReportMetric(2*float64(terms)/fastest/1e9, "GFLOP/s")
}
