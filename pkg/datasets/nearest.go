package datasets

import (
	"fmt"
	"math"
)

// Nearest is the index of the example that is most like the given one: the one at the
// least Euclidean distance, and of several the first. It panics where the set is empty or
// its examples have another size.
func (s *Set) Nearest(example []float64) int {
	if s.Len() == 0 || len(example) != s.Size() {
		panic(fmt.Sprintf("datasets: the %d examples of %s have %d numbers each: nothing is nearest to %d numbers", s.Len(), s.Name, s.Size(), len(example)))
	}
	nearest, least := 0, math.Inf(1)
	for i := range s.Len() {
		if d := distance(example, s.Example(i), least); d < least {
			nearest, least = i, d
		}
	}
	return nearest
}

// distance is the square of the distance, or, where that is above the limit, another
// number above it: then the rest need not be added up.
func distance(a, b []float64, limit float64) (sum float64) {
	for i := range a {
		sum += (a[i] - b[i]) * (a[i] - b[i])
		if sum > limit {
			break
		}
	}
	return sum
}
