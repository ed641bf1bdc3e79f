package sweep

import (
	"fmt"
	"slices"

	"firstneuron/pkg/runs"
)

// Halving makes a sweep one by successive halving: all combinations train with a small budget, the best of them again
// with a larger one, and so on, until one is the best (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
// Hyperparameter Optimization", 2016). Such a round is called a rung. Of each rung one in factor goes on, with factor times
// the budget: half of them with a factor of 2. The mean of the figure over the seeds decides which are better. A combination
// with a failed trial is the worst.
//
// The function reads its budget from [Trial.Budget]; it is recorded as the setting "budget". A trial of a higher rung trains from the start
// unless the function itself keeps what was learnt. The first rungs have many short trials, the last few long ones, so
// view.Sweep measures progress by budgets and not by trials.
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

// total is how many combinations all rungs have together, and the sum of their budgets.
func (h *halving) total(combinations int) (trials, budget int) {
	each := h.budget
	for n := combinations; n > 0; n = h.promoted(n) {
		trials += n
		budget += n * each
		each *= h.factor
	}
	return trials, budget
}

// promoted is how many of a rung go on; none when the best is found.
func (h *halving) promoted(combinations int) int {
	if combinations/h.factor <= 1 {
		return 0
	}
	return combinations / h.factor
}

// budgets are all combinations with each of the budgets, whether they will get that far or not.
func (h *halving) budgets(combinations []settings) (all [][]settings) {
	for n, budget := len(combinations), h.budget; n > 0; n, budget = h.promoted(n), budget*h.factor {
		all = append(all, withBudget(combinations, budget))
	}
	return all
}

func withBudget(combinations []settings, budget int) []settings {
	rung := make([]settings, len(combinations))
	for i, c := range combinations {
		rung[i] = c.with(budgetName, budget)
	}
	return rung
}

// rungs are all combinations with the first budget, the best of them with the next one, and so on up to the first rung that is
// not done. They follow from the ledger alone, so a sweep can be continued.
func (h *halving) rungs(s *Sweep) (rungs [][]settings) {
	budget, rest := h.budget, s.configurations
	for len(rest) > 0 {
		rung := withBudget(rest, budget)
		rungs = append(rungs, rung)
		if slices.ContainsFunc(s.with(rung), func(t trial) bool { return !isDone(s.known.of[t.id]) }) {
			break
		}
		budget *= h.factor
		rest = s.best(rung, h.promoted(len(rung)), h.figure, h.order)
	}
	return rungs
}
