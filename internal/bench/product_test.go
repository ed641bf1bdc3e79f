package main

import (
	"testing"
)

func TestTheTimedProductsAreThoseOfTheNetworks(t *testing.T) {
	want := []product{{1536, 1536, 1536}, {128, 3136, 128}, {128, 784, 128}, {25088, 288, 64}}
	for i, p := range timedProducts {
		if p.product != want[i] {
			t.Errorf("%s: got %v, want %v", p.name, p.product, want[i])
		}
	}
}

// The numbers of the product add up to the sum over all terms p of column p of a times
// row p of b.
func TestTheTimedProductIsOne(t *testing.T) {
	p := product{rows: 9, inner: 11, outputs: 20}
	a, b := wholeNumbers(9*11, 7), wholeNumbers(11*20, 5)
	var want float64
	for term := range 11 {
		var column, row float64
		for r := range 9 {
			column += float64(a[r*11+term])
		}
		for c := range 20 {
			row += float64(b[term*20+c])
		}
		want += column * row
	}
	for threads := 1; threads <= productThreads; threads++ {
		if seconds, sum := timeProduct(p, threads); sum != want || !(seconds > 0 && seconds < 1) {
			t.Errorf("%d threads: %v s, sum %v, want %v", threads, seconds, sum, want)
		}
	}
}

func TestAProductLineAndItsGoal(t *testing.T) {
	r := &productRow{timedProducts[0], 2, 0.04, 0.05}
	if want := "| square | 1536 x 1536 x 1536 | 2 | 181 | 145 | 1.25 |\n"; r.line() != want {
		t.Errorf("got  %swant %s", r.line(), want)
	}
	other := &productRow{timedProducts[1], 2, 1, 1}
	goals := productGoals([]*productRow{r, other})
	if len(goals) != 1 || goals[0].verdict() != "reached" {
		t.Errorf("got %+v, want one goal that is reached", goals)
	}
}
