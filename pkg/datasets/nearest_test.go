package datasets

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/spatial/vptree"
)

// gonum's vantage-point tree finds the nearest one in another way.
func TestNearestIsThatOfATree(t *testing.T) {
	train, test := Digits().Split(nil, 0.8)
	var points []vptree.Comparable
	for _, row := range train.Rows() {
		points = append(points, vptree.Point(row))
	}
	tree, err := vptree.New(points, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	right := 0
	for i, row := range test.Rows() {
		nearest := train.Nearest(row)
		_, want := tree.Nearest(vptree.Point(row))
		if got := math.Sqrt(distance(row, train.Example(nearest), -1)); math.Abs(got-want) > 1e-12 {
			t.Errorf("digit %d: the nearest is at %v, want %v", i, got, want)
		}
		if train.Labels[nearest] == test.Labels[i] {
			right++
		}
	}
	if right < test.Len()*9/10 {
		t.Errorf("the nearest neighbour has the same label for %d of %d digits", right, test.Len())
	}
	twice := Join("twice", train, train)
	if got := twice.Nearest(train.Example(7)); got != 7 {
		t.Errorf("of two equal examples number %d is the nearest, want the first", got)
	}
	panics(t, "the 4 examples of patterns have 3 numbers each: nothing is nearest to 2 numbers", func() { Patterns().Nearest([]float64{0, 1}) })
	panics(t, "the 0 examples", func() { Patterns().Slice(0, 0).Nearest([]float64{0, 1, 1}) })
}
