package datasets

import (
	"slices"
	"testing"
)

// The oracle is scikit-learn's NearestNeighbors, a k-d tree, on numbers of numpy's default_rng(14).
func TestNearestIsThatOfScikitLearn(t *testing.T) {
	known, err := New("known", [][]float64{{0.83, 0.36, 0.7}, {0.86, 0.64, 0.55}, {0.76, 0.72, 0.47}, {0.57, 0.75, 0.06}, {0.65, 0.74, 0.4}, {0.51, 0.23, 0.65}, {0.97, 0.3, 0.46}, {0.89, 0.55, 0.42}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, example := range [][]float64{{0.67, 0.03, 0.15}, {0.87, 0.16, 0.03}, {0.93, 0.75, 0.98}, {0.76, 0.92, 0.34}, {0.75, 0.16, 0.82}, {0.73, 0.19, 0.18}} {
		got = append(got, known.Nearest(example))
	}
	if want := []int{6, 6, 1, 4, 0, 6}; !slices.Equal(got, want) {
		t.Errorf("got %v, scikit-learn says %v", got, want)
	}
	twice := Join("twice", known, known)
	if got := twice.Nearest(known.Example(7)); got != 7 {
		t.Errorf("of two equal examples number %d is the nearest, want the first", got)
	}
	panics(t, "the 4 examples of patterns have 3 numbers each: nothing is nearest to 2 numbers", func() { Patterns().Nearest([]float64{0, 1}) })
	panics(t, "the 0 examples", func() { Patterns().Slice(0, 0).Nearest([]float64{0, 1, 1}) })
}
