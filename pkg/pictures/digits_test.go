package pictures

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/datasets"
)

func TestDigitsAreTheSameForTheSameSeed(t *testing.T) {
	for _, size := range []int{8, 16, 27} {
		first, second := Digits(seeded(3), 40, size), Digits(seeded(3), 40, size)
		if !slices.Equal(first.Values, second.Values) || !slices.Equal(first.Labels, second.Labels) {
			t.Errorf("size %d: the same seed writes another set", size)
		}
		if err := first.Check(); err != nil || !slices.Equal(first.Shape, []int{size, size, 1}) || first.Len() != 40 {
			t.Errorf("size %d: got %v, %v", size, first, err)
		}
		if low, high := slices.Min(first.Values), slices.Max(first.Values); low < 0 || high > 1 || high-low < 0.6 {
			t.Errorf("size %d: the numbers reach from %v to %v, want most of 0 to 1", size, low, high)
		}
	}
}

// Every picture is one of the digits with the label that it has there: moved back and made smaller, its pixels follow
// those of one of them along a straight line, rising or falling with the ink.
func TestDigitsAreThoseOfTheSet(t *testing.T) {
	written, set, lighter := datasets.Digits(), Digits(seeded(4), 40, 16), 0
	for i := range set.Len() {
		best, label := 0.0, -1
		for down := -2; down <= 2; down++ {
			for right := -2; right <= 2; right++ {
				small := make([]float64, 0, 64)
				for row := range 8 {
					for column := range 8 {
						r, c := min(max(2*row+down, 0), 15), min(max(2*column+right, 0), 15)
						small = append(small, set.Example(i)[16*r+c])
					}
				}
				for digit := range written.Len() {
					if r := correlation(small, written.Example(digit)); math.Abs(r) > math.Abs(best) {
						best, label = r, written.Labels[digit]
					}
				}
			}
		}
		if label != set.Labels[i] || math.Abs(best) < 0.8 {
			t.Errorf("picture %d, a %d, is most like a %d, with the correlation %.2f", i, set.Labels[i], label, best)
		}
		if best > 0 {
			lighter++
		}
	}
	if lighter < 5 || lighter > 35 {
		t.Errorf("the ink is lighter than the paper in %d of 40", lighter)
	}
}

func TestDigitsPanic(t *testing.T) {
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "at least 8 x 8") {
			t.Errorf("got the panic %q", said)
		}
	}()
	Digits(seeded(1), 1, 7)
}

// correlation is Pearson's, of two lists of the same length.
func correlation(a, b []float64) float64 {
	n, meanA, meanB, ab, aa, bb := float64(len(a)), 0.0, 0.0, 0.0, 0.0, 0.0
	for i := range a {
		meanA, meanB = meanA+a[i]/n, meanB+b[i]/n
	}
	for i := range a {
		ab += (a[i] - meanA) * (b[i] - meanB)
		aa += (a[i] - meanA) * (a[i] - meanA)
		bb += (b[i] - meanB) * (b[i] - meanB)
	}
	return ab / math.Sqrt(aa*bb)
}
