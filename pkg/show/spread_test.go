package show_test

import (
	"fmt"
	"math"
	"testing"

	"firstneuron/pkg/show"
)

// Five starts, and how many of 100 each got right.
func ExampleSpread() {
	fmt.Println(show.Spread(1, []float64{95.2, 96.7, 94.2, 95.9, 95.5}))
	// Output: 95.5 (94.2 to 96.7)
}

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		decimals int
		numbers  []float64
		want     string
	}{
		{0, []float64{3}, "3 (3 to 3)"},
		{3, []float64{-1, 0.0625}, "-0.469 (-1.000 to 0.062)"},
		{1, nil, "-"},
		{1, []float64{1, math.NaN()}, "NaN"},
	} {
		if got := show.Spread(c.decimals, c.numbers); got != c.want {
			t.Errorf("%v to %d decimals: got %q, want %q", c.numbers, c.decimals, got, c.want)
		}
	}
}
