package sweep

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/runs"
)

// Halving makes a sweep one by successive halving: all combinations train with a small budget, the best of them again
// with a larger one, and so on, until one is the best (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
// Hyperparameter Optimization", 2016). Of each rung, as one such round is called, one in factor goes on, and has factor
// times the budget: with a factor of 2 it is the half. Which is better is told by the mean of the figure over the seeds.
// A combination of which a trial failed is the worst.
//
// The function reads its budget from [Trial.Budget]; it is recorded as the setting "budget". A trial of a higher rung trains from the start
// unless the function itself keeps what was learnt. The first rungs have many short trials, the last few long ones, so
// what show.Progress says of the time that is left is too little at first.
func (s *Sweep) Halving(figure string, order runs.Order, budget, factor int) *Sweep {
	if budget < 1 || factor < 2 {
		panic(fmt.Sprintf("sweep.Halving: a budget of %d and a factor of %d; the budget must be 1 or more, the factor 2 or more", budget, factor))
	}
	s.halving = &halving{figure, order, budget, factor}
	return s
}

type halving struct {
	figure         string
	order          runs.Order
	budget, factor int
}

// total is how many combinations all rungs have together.
func (h *halving) total(combinations int) (total int) {
	for n := combinations; n > 0; n = h.promoted(n) {
		total += n
	}
	return total
}

// promoted is how many of a rung go on; none when the best is found.
func (h *halving) promoted(combinations int) int {
	if combinations/h.factor <= 1 {
		return 0
	}
	return combinations / h.factor
}

// trials are those of all rungs up to the first that is not done. They follow from the ledger alone, so a sweep can be gone on with.
func (h *halving) trials(s *Sweep) (all []trial) {
	budget := h.budget
	for rung := slices.Clone(s.configurations); len(rung) > 0; budget *= h.factor {
		for i := range rung {
			rung[i] = rung[i].with(budgetName, budget)
		}
		trials := s.with(rung)
		all = append(all, trials...)
		if slices.ContainsFunc(trials, func(t trial) bool { return !isDone(s.known.of[t.id]) }) {
			return all
		}
		rung = h.best(s, rung)
	}
	return all
}

// best are those of a rung that go on, in the order of the rung; of equal ones the first.
func (h *halving) best(s *Sweep, rung []settings) []settings {
	places := make([]int, len(rung))
	scores := make([]float64, len(rung))
	for i, c := range rung {
		places[i] = i
		for _, t := range s.with([]settings{c}) {
			run := s.known.of[t.id]
			value, found := run.Final(h.figure)
			if !found || math.IsNaN(value) || math.IsInf(value, 0) || run.Status != runs.Finished {
				value = math.Inf(int(h.order))
			}
			scores[i] += value / float64(len(s.seeds))
		}
	}
	slices.SortStableFunc(places, func(i, j int) int { return int(h.order) * cmp.Compare(scores[i], scores[j]) })
	kept := places[:h.promoted(len(rung))]
	slices.Sort(kept)
	var best []settings
	for _, i := range kept {
		best = append(best, rung[i])
	}
	return best
}
