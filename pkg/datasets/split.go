package datasets

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
)

// Split divides a set in two, such as a training set and a test set: a fraction of
// the examples, from 0 to 1, goes to the first, all others to the rest. It is
// stratified: each class is divided in that proportion, to within one example. The
// examples are shuffled; with a nil rng they keep their order.
func (s *Set) Split(rng *rand.Rand, fraction float64) (first, rest *Set) {
	if !(fraction >= 0 && fraction <= 1) { // written so that NaN fails too
		panic(fmt.Sprintf("datasets: %s cannot be split at the fraction %v: it must be from 0 to 1", s.Name, fraction))
	}
	quotas := s.quotas(fraction)
	var firsts, others []int
	for _, i := range order(rng, s.Len()) {
		class := 0
		if s.Labels != nil {
			class = s.Labels[i]
		}
		if quotas[class] > 0 {
			quotas[class]--
			firsts = append(firsts, i)
		} else {
			others = append(others, i)
		}
	}
	return s.Subset(firsts), s.Subset(others)
}

// quotas says how many examples of each class make up a fraction of the set: what
// is left after rounding down goes to the classes that lost most by it. Without
// labels all examples are of one class.
func (s *Set) quotas(fraction float64) []int {
	counts := s.Counts()
	if s.Labels == nil {
		counts = []int{s.Len()}
	}
	quotas, lost := make([]int, len(counts)), make([]float64, len(counts))
	missing := int(math.Round(fraction * float64(s.Len())))
	for class, count := range counts {
		exact := fraction * float64(count)
		quotas[class] = int(exact)
		lost[class] = exact - math.Floor(exact)
		missing -= quotas[class]
	}
	classes := order(nil, len(counts))
	slices.SortStableFunc(classes, func(a, b int) int { return cmp.Compare(lost[b], lost[a]) })
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
	if s.Labels != nil {
		part.Labels = s.Labels[from:to:to]
	}
	if s.Targets != nil {
		part.Targets = s.Targets[from:to:to]
	}
	return &part
}

// Subset is a copy of the examples with the given indices, in that order. An
// index may occur twice.
func (s *Set) Subset(indices []int) *Set {
	part := *s
	part.Values = make([]float64, 0, len(indices)*s.Size())
	if s.Labels != nil {
		part.Labels = make([]int, len(indices))
	}
	if s.Targets != nil {
		part.Targets = make([][]float64, len(indices))
	}
	for at, i := range indices {
		if i < 0 || i >= s.Len() {
			panic(fmt.Sprintf("datasets: no example %d in the %d examples of %s", i, s.Len(), s.Name))
		}
		part.Values = append(part.Values, s.Example(i)...)
		if s.Labels != nil {
			part.Labels[at] = s.Labels[i]
		}
		if s.Targets != nil {
			part.Targets[at] = s.Targets[i]
		}
	}
	return &part
}

// Batches goes once through the set, which is one epoch, in batches of the given
// size; the last one may be smaller. The examples come in random order, another one
// in each epoch; with a nil rng they come in their own, and the batches are views.
func (s *Set) Batches(rng *rand.Rand, size int) iter.Seq[*Set] {
	batches := s.IndexedBatches(rng, size)
	return func(yield func(*Set) bool) {
		for _, batch := range batches {
			if !yield(batch) {
				return
			}
		}
	}
}

// IndexedBatches is [Set.Batches] with the indices of the examples of each batch.
func (s *Set) IndexedBatches(rng *rand.Rand, size int) iter.Seq2[[]int, *Set] {
	batches := s.BatchIndices(rng, size)
	return func(yield func([]int, *Set) bool) {
		for indices := range batches {
			var batch *Set
			if rng == nil {
				batch = s.Slice(indices[0], indices[0]+len(indices))
			} else {
				batch = s.Subset(indices)
			}
			if !yield(indices, batch) {
				return
			}
		}
	}
}

// BatchIndices is [Set.Batches] by the indices of the examples.
func (s *Set) BatchIndices(rng *rand.Rand, size int) iter.Seq[[]int] {
	if size < 1 {
		panic(fmt.Sprintf("datasets: a batch of %s needs at least 1 example, not %d", s.Name, size))
	}
	return func(yield func([]int) bool) { slices.Chunk(order(rng, s.Len()), size)(yield) }
}

// order is the numbers from 0 up to n: shuffled, or one after another where rng is nil.
func order(rng *rand.Rand, n int) []int {
	if rng != nil {
		return rng.Perm(n)
	}
	indices := make([]int, n)
	for i := range indices {
		indices[i] = i
	}
	return indices
}
