package sweep

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/runs"
)

// Best are the runs, one for each seed, of the combination with the best mean of a final figure over the seeds. All of its trials must
// have finished. In a halving sweep it is the best of those with the largest budget.
func (s *Sweep) Best(figure string, order runs.Order) ([]runs.Run, error) {
	if err := s.known.read(s.ledger, s.name); err != nil {
		return nil, err
	}
	for _, rung := range slices.Backward(s.rungs()) {
		best := s.best(rung, 1, figure, order)
		if len(best) == 0 || math.IsInf(s.score(best[0], figure, order), 0) {
			continue
		}
		var records []runs.Run
		for _, t := range s.with(best) {
			records = append(records, s.known.of[t.id])
		}
		return records, nil
	}
	all, _ := s.Runs()
	return nil, fmt.Errorf("sweep: no combination has finished with a number for %q for each of %d seeds; the figures are %q", figure, len(s.seeds), runs.Figures(all))
}

// best are the count combinations with the best scores, in their original order; of equal ones the first.
func (s *Sweep) best(combinations []settings, count int, figure string, order runs.Order) (best []settings) {
	places, scores := make([]int, len(combinations)), make([]float64, len(combinations))
	for i, c := range combinations {
		places[i], scores[i] = i, s.score(c, figure, order)
	}
	slices.SortStableFunc(places, func(i, j int) int { return int(order) * cmp.Compare(scores[i], scores[j]) })
	for _, i := range slices.Sorted(slices.Values(places[:min(count, len(places))])) {
		best = append(best, combinations[i])
	}
	return best
}

// score is the mean of a figure over the seeds. It is infinitely bad if a trial did not finish with a number.
func (s *Sweep) score(c settings, figure string, order runs.Order) (score float64) {
	for _, t := range s.with([]settings{c}) {
		run := s.known.of[t.id]
		value, found := run.Final(figure)
		if !found || math.IsNaN(value) || math.IsInf(value, 0) || run.Status != runs.Finished {
			return math.Inf(int(order))
		}
		score += value / float64(len(s.seeds))
	}
	return score
}
