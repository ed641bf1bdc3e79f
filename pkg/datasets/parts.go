package datasets

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
)

// Split deals a set out into two: a fraction of the examples, from 0 to 1, goes to
// the first, all others to the rest. It is stratified: each class is dealt out in
// that proportion, to within one example. The examples are shuffled; with a nil
// rng they keep their order.
func (s *Set) Split(rng *rand.Rand, fraction float64) (first, rest *Set) {
	if !(fraction >= 0 && fraction <= 1) { // written so that NaN fails too
		panic(fmt.Sprintf("datasets: %s cannot be split at the fraction %v: it must be from 0 to 1", s.Name, fraction))
	}
	wanted := s.quotas(fraction)
	var firsts, others []int
	for _, i := range order(rng, s.Len()) {
		if label := s.Labels[i]; wanted[label] > 0 {
			wanted[label]--
			firsts = append(firsts, i)
		} else {
			others = append(others, i)
		}
	}
	return s.Subset(firsts), s.Subset(others)
}

// quotas says how many examples of each class make up a fraction of the set: what
// is left after rounding down goes to the classes that lost most by it.
func (s *Set) quotas(fraction float64) []int {
	quotas, lost, classes := make([]int, len(s.Classes)), make([]float64, len(s.Classes)), order(nil, len(s.Classes))
	missing := int(math.Round(fraction * float64(s.Len())))
	for class, count := range s.Counts() {
		exact := fraction * float64(count)
		quotas[class] = int(exact)
		lost[class] = exact - math.Floor(exact)
		missing -= quotas[class]
	}
	slices.SortStableFunc(classes, func(a, b int) int {
		switch {
		case lost[a] > lost[b]:
			return -1
		case lost[a] < lost[b]:
			return 1
		}
		return 0
	})
	for _, class := range classes[:min(max(missing, 0), len(classes))] {
		quotas[class]++
	}
	return quotas
}

// Shuffle returns a copy with the examples in random order.
func (s *Set) Shuffle(rng *rand.Rand) *Set { return s.Subset(rng.Perm(s.Len())) }

// Slice is the examples from one index up to, and without, another. Like a slice
// of Go it is a view: the numbers are shared.
func (s *Set) Slice(from, to int) *Set {
	if from < 0 || to > s.Len() || from > to {
		panic(fmt.Sprintf("datasets: no slice from %d to %d in the %d examples of %s", from, to, s.Len(), s.Name))
	}
	part, size := *s, s.Size()
	part.Values = s.Values[from*size : to*size : to*size]
	part.Labels = s.Labels[from:to:to]
	return &part
}

// Subset is a copy of the examples with the given indices, in that order. An
// index may come twice.
func (s *Set) Subset(indices []int) *Set {
	part, size := *s, s.Size()
	part.Values = make([]float32, len(indices)*size)
	part.Labels = make([]int, len(indices))
	for at, i := range indices {
		if i < 0 || i >= s.Len() {
			panic(fmt.Sprintf("datasets: no example %d in the %d examples of %s", i, s.Len(), s.Name))
		}
		copy(part.Values[at*size:], s.Values[i*size:(i+1)*size])
		part.Labels[at] = s.Labels[i]
	}
	return &part
}

// Batches goes once through the set, which is one epoch, in batches of the given
// size; the last one may be smaller. The examples come in random order, anew in
// each epoch; with a nil rng they come in theirs, and the batches are views.
func (s *Set) Batches(rng *rand.Rand, size int) iter.Seq[*Set] {
	if size < 1 {
		panic(fmt.Sprintf("datasets: a batch of %s needs at least 1 example, not %d", s.Name, size))
	}
	return func(yield func(*Set) bool) {
		var shuffled []int
		if rng != nil {
			shuffled = rng.Perm(s.Len())
		}
		for from := 0; from < s.Len(); from += size {
			to := min(from+size, s.Len())
			batch := s.Slice(from, to)
			if rng != nil {
				batch = s.Subset(shuffled[from:to])
			}
			if !yield(batch) {
				return
			}
		}
	}
}
