package runs

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
)

// An Effect is how much of the differences between runs goes with one setting.
type Effect struct {
	Setting string
	Share   float64 // of the variance of the figure, from 0 to 1: the correlation ratio η²
	Chance  float64 // the share that a setting with as many values would get on average if it had no effect at all
}

// Importance is how much each setting that differs matters for the final figure of the runs, the most important first: the share of the
// variance of the figure that the means of the setting's values explain. This is the correlation ratio η² (Pearson, Fisher). Over a
// full grid it is the setting's main effect in a functional analysis of variance. More than eight different
// numbers are divided into five groups of neighbours, of about the same size, because a random sweep has no equal ones.
//
// It misses settings that matter only together, such as a rate that must be small when the network is large: over a full grid,
// 1 minus the sum of the shares is due to combinations and to chance. Where not every value was tried with every other one, shares
// may overlap. A share that is not clearly above Chance means that no effect was found.
func Importance(all []Run, figure string) ([]Effect, error) {
	var counted []Run
	var numbers []float64
	for _, run := range Ended(all, figure) {
		if number, _ := run.Final(figure); !math.IsInf(number, 0) {
			counted, numbers = append(counted, run), append(numbers, number)
		}
	}
	if len(counted) == 0 {
		return nil, noneEnded(all, figure)
	}
	middle := mean(numbers)
	total := 0.0
	for _, number := range numbers {
		total += (number - middle) * (number - middle)
	}
	if slices.Min(numbers) == slices.Max(numbers) {
		return nil, fmt.Errorf("runs: %q is %v in each of %d runs, so no setting makes a difference", figure, numbers[0], len(counted))
	}
	if len(Differing(counted)) == 0 {
		return nil, fmt.Errorf("runs: the %d runs with a number for %q differ in no setting", len(counted), figure)
	}
	var effects []Effect
	for _, setting := range Differing(counted) {
		groups := map[string][]float64{}
		for i, group := range groupsOf(counted, setting) {
			groups[group] = append(groups[group], numbers[i])
		}
		explained := 0.0
		for _, name := range slices.Sorted(maps.Keys(groups)) { // in order, so that the sum is the same each time
			group := groups[name]
			explained += float64(len(group)) * (mean(group) - middle) * (mean(group) - middle)
		}
		effects = append(effects, Effect{setting, explained / total, float64(len(groups)-1) / float64(len(counted)-1)})
	}
	slices.SortStableFunc(effects, func(a, b Effect) int { return cmp.Compare(b.Share, a.Share) })
	return effects, nil
}

// mostValues is how many different numbers have a group each.
const mostValues, groupsOfNumbers = 8, 5

// groupsOf are the names of the groups to which the runs belong by a setting. Equal values belong together.
func groupsOf(all []Run, setting string) []string {
	texts, numbers := make([]string, len(all)), make([]float64, len(all))
	isNumber := true
	for i, run := range all {
		texts[i] = run.Settings()[setting]
		var err error
		numbers[i], err = strconv.ParseFloat(texts[i], 64)
		isNumber = isNumber && err == nil
	}
	if different := slices.Compact(slices.Sorted(slices.Values(texts))); len(different) <= mostValues || !isNumber {
		return texts
	}
	sorted := slices.Sorted(slices.Values(numbers))
	for i, number := range numbers {
		rank, _ := slices.BinarySearch(sorted, number)
		texts[i] = strconv.Itoa(groupsOfNumbers * rank / len(all))
	}
	return texts
}

func mean(numbers []float64) float64 {
	sum := 0.0
	for _, number := range numbers {
		sum += number
	}
	return sum / float64(len(numbers))
}
