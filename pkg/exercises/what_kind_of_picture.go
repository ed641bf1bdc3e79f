package exercises

import (
	"fmt"
	"slices"
	"strings"

	"firstneuron/pkg/lesson"
)

// PrecisionAndRecall is lesson 16's first exercise: two shares from a confusion matrix,
// which has a row for each true kind and a column for each predicted one.
var PrecisionAndRecall = &lesson.Exercise[ratios]{
	Name:  "precisionAndRecall",
	Right: precisionAndRecall,
	Try: func(f ratios, t *lesson.Trial) {
		small := [][]int{{8, 1, 3}, {2, 5, 0}, {7, 4, 6}}
		large := [][]int{{20, 3, 0, 5}, {1, 9, 0, 2}, {4, 6, 0, 8}, {0, 2, 0, 11}}
		for _, c := range []struct {
			counts [][]int
			kind   int
		}{{small, 0}, {small, 1}, {small, 2}, {[][]int{{3, 1}, {0, 0}}, 0}, {large, 0}, {large, 2}, {large, 3}, {[][]int{{3, 1}, {0, 0}}, 1}} {
			t.Call(fmt.Sprintf("precisionAndRecall(%v, %d)", c.counts, c.kind), func() []float64 {
				precision, recall := f(c.counts, c.kind)
				return []float64{precision, recall}
			})
		}
	},
	Why: "Precision is a share of the pictures that were taken for this kind, recall a share of those that are of this kind.",
	How: "Add `counts[other][kind]` over all kinds for what was taken for it, `counts[kind][other]` for what is of it, and divide `counts[kind][kind]` by each.",
	Mistakes: []lesson.Mistake[ratios]{
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				precision, recall := precisionAndRecall(counts, kind)
				return recall, precision
			},
			Where: "Precision and recall are exchanged: rows are taken for columns.",
			Why:   "A row holds all pictures that are of one kind. A column holds all that were taken for it.",
			How:   "Precision divides by the column, the sum of `counts[other][kind]`; recall by the row, the sum of `counts[kind][other]`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				predicted, actual := columnAndRow(counts, kind)
				return float64(counts[kind][kind] / max(predicted, 1)), float64(counts[kind][kind] / max(actual, 1))
			},
			Where: "The shares are whole numbers: the division leaves out what comes after the point.",
			Why:   "In Go, an int divided by an int is an int: 3 / 4 is 0.",
			How:   "Convert first: `float64(right) / float64(predicted)`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				precision, _ := precisionAndRecall(counts, kind)
				return precision, precision
			},
			Where: "Both numbers are the precision.",
			Why:   "Recall asks how many of all pictures that are of this kind were found.",
			How:   "For recall divide by the sum of `counts[kind][other]`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				_, recall := precisionAndRecall(counts, kind)
				return recall, recall
			},
			Where: "Both numbers are the recall.",
			Why:   "Precision asks how many of all pictures that were taken for this kind are of it.",
			How:   "For precision divide by the sum of `counts[other][kind]`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				all := 0
				for _, row := range counts {
					all += sumOf(row)
				}
				share := float64(counts[kind][kind]) / float64(all)
				return share, share
			},
			Where: "It divides by the number of all pictures.",
			Why:   "Only the pictures of this kind count, or those taken for it. Most of the others have nothing to do with it.",
			How:   "Divide by one column, the sum of `counts[other][kind]`, and by one row, the sum of `counts[kind][other]`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				predicted, actual := columnAndRow(counts, kind)
				right := float64(counts[kind][kind])
				return right / float64(max(predicted-counts[kind][kind], 1)), right / float64(max(actual-counts[kind][kind], 1))
			},
			Where: "The right answers are missing from what it divides by.",
			Why:   "All pictures that were taken for this kind: these are the wrong ones and the right ones.",
			How:   "Add up without leaving out the diagonal: `predicted += counts[other][kind]` for every `other`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				predicted, actual := columnAndRow(counts, kind)
				right := float64(counts[kind][kind])
				return right / float64(predicted), right / float64(actual)
			},
			Where: "Where there are no pictures to divide by, the result is not a number.",
			Why:   "0 divided by 0 is NaN. The task wants 0 there.",
			How:   "Divide by `float64(max(predicted, 1))`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				precision, recall := precisionAndRecall(counts, kind)
				return 100 * precision, 100 * recall
			},
			Where: "The shares are percentages.",
			Why:   "A share lies between 0 and 1.",
			How:   "Leave out the factor `100 *`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				predicted, actual := columnAndRow(counts, kind)
				right := 0
				for i := range counts {
					right += counts[i][i]
				}
				return float64(right) / float64(max(predicted, 1)), float64(right) / float64(max(actual, 1))
			},
			Where: "The right answers of all kinds are counted.",
			Why:   "The whole diagonal belongs to the accuracy. Precision and recall are about one kind.",
			How:   "Use the one number `counts[kind][kind]`.",
		},
		{
			Wrong: func(counts [][]int, _ int) (float64, float64) { return precisionAndRecall(counts, 0) },
			Where: "It is always about the first kind.",
			Why:   "The argument says which kind is meant, and each has its own row and column.",
			How:   "Use the argument as the index: `counts[kind][kind]`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				predicted, actual := columnAndRow(counts, kind)
				return float64(counts[kind][kind]) / float64(max(predicted-counts[len(counts)-1][kind], 1)),
					float64(counts[kind][kind]) / float64(max(actual-counts[kind][len(counts)-1], 1))
			},
			Where: "The last kind is left out of the sums: the loop ends one too early.",
			Why:   "A row and a column have an entry for every kind.",
			How:   "Loop with `for other := range counts`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				predicted, actual := columnAndRow(counts, kind)
				return float64(counts[kind][kind]) / float64(max(predicted-counts[0][kind], 1)),
					float64(counts[kind][kind]) / float64(max(actual-counts[kind][0], 1))
			},
			Where: "The first kind is left out of the sums: the loop begins one too late.",
			Why:   "Go counts from 0, so the first kind is number 0.",
			How:   "Loop with `for other := range counts`.",
		},
		{
			Wrong: func(counts [][]int, kind int) (float64, float64) {
				precision, recall := precisionAndRecall(counts, kind)
				return 1 - precision, 1 - recall
			},
			Where: "These are the shares of the wrong answers.",
			Why:   "Precision and recall are large where the network is good.",
			How:   "Divide `counts[kind][kind]` itself by the sums.",
		},
	},
}

type ratios = func(counts [][]int, kind int) (precision, recall float64)

func precisionAndRecall(counts [][]int, kind int) (precision, recall float64) {
	predicted, actual := 0, 0
	for other := range counts {
		predicted += counts[other][kind] // the column
		actual += counts[kind][other]    // the row
	}
	right := float64(counts[kind][kind])
	return right / float64(max(predicted, 1)), right / float64(max(actual, 1))
}

// columnAndRow and sumOf are what mistaken functions get right.
func columnAndRow(counts [][]int, kind int) (column, row int) {
	for other := range counts {
		column += counts[other][kind]
		row += counts[kind][other]
	}
	return column, row
}

func sumOf(numbers []int) (sum int) {
	for _, n := range numbers {
		sum += n
	}
	return sum
}

// SplitByStyle is lesson 16's second exercise: which pictures have a style that is held out.
var SplitByStyle = &lesson.Exercise[splits]{
	Name:  "splitByStyle",
	Right: splitByStyle,
	Try: func(f splits, t *lesson.Trial) {
		for _, c := range []struct{ styles, heldOut []string }{
			{[]string{"bars", "sea", "bars", "chat", "pie", "night"}, []string{"sea", "night"}},
			{[]string{"sea", "seaside", "sea", "dark sea", "bars"}, []string{"sea"}},
			{[]string{"bars", "pie", "pie", "bars", "pie"}, nil},
			{[]string{"night", "sea", "night"}, []string{"sea", "night"}},
			{nil, []string{"sea"}},
		} {
			t.CallRows(fmt.Sprintf("splitByStyle(%q, %q)", c.styles, c.heldOut), func() [][]float64 {
				known, unseen := f(slices.Clone(c.styles), slices.Clone(c.heldOut))
				return [][]float64{ordered(known), ordered(unseen)}
			})
		}
	},
	Why: "Each picture goes into one of two lists: unseen if its style is held out, known if it is not. The lists hold indices.",
	How: "Loop with `for i, style := range styles`, append i to the second list if `slices.Contains(heldOut, style)`, and to the first if not.",
	Mistakes: []lesson.Mistake[splits]{
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				known, unseen := splitByStyle(styles, heldOut)
				return unseen, known
			},
			Where: "The two lists are exchanged.",
			Why:   "What is held out is what the network never learns from: it must not be among the known.",
			How:   "Append to the second list where `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				_, unseen := splitByStyle(styles, heldOut)
				return indices(len(styles)), unseen
			},
			Where: "All pictures are among the known, also those that are held out.",
			Why:   "A test on pictures that were learnt from says nothing about new ones.",
			How:   "Write `known = append(known, i)` only in the `else` branch.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				known, _ := splitByStyle(styles, heldOut)
				return known, indices(len(styles))
			},
			Where: "All pictures are among the unseen, also those in known styles.",
			Why:   "The accuracy in new styles would be mixed with the one in known styles.",
			How:   "Write `unseen = append(unseen, i)` only if `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				known, _ := splitByStyle(styles, heldOut)
				return known, nil
			},
			Where: "The second list stays empty.",
			Why:   "The pictures in held-out styles are needed too: they are the test.",
			How:   "Add an `else` branch with `unseen = append(unseen, i)`.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				_, unseen := splitByStyle(styles, heldOut)
				return nil, unseen
			},
			Where: "The first list stays empty.",
			Why:   "The pictures in known styles are needed too, to compare with.",
			How:   "Add an `else` branch with `known = append(known, i)`.",
		},
		{
			Wrong: func(styles, heldOut []string) (known, unseen []int) {
				for i, style := range styles {
					for _, held := range heldOut {
						if style == held {
							unseen = append(unseen, i)
						} else {
							known = append(known, i)
						}
					}
				}
				return known, unseen
			},
			Where: "A picture is appended once for each style that is held out, and may come into both lists.",
			Why:   "Whether a style is known is clear only when it was compared with all that are held out.",
			How:   "Ask once for each picture: `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				return splitByStyle(styles, heldOut[:min(1, len(heldOut))])
			},
			Where: "Only the first style of those held out is looked at.",
			Why:   "More than one style is held out, and each of them must stay unknown.",
			How:   "Search the whole list: `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				return splitByStyle(styles, heldOut[max(0, len(heldOut)-1):])
			},
			Where: "Only the last style of those held out has an effect.",
			Why:   "What the loop has found for one style, it forgets at the next.",
			How:   "Search the whole list: `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, _ []string) ([]int, []int) {
				all, cut := indices(len(styles)), len(styles)*3/4
				return all[:cut], all[cut:]
			},
			Where: "The list is cut at a place, whatever the styles are.",
			Why:   "So one style can be on both sides, and the test is no longer about new styles.",
			How:   "Decide for each picture by `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, _ []string) (known, unseen []int) {
				for i := range styles {
					if i%4 == 3 {
						unseen = append(unseen, i)
					} else {
						known = append(known, i)
					}
				}
				return known, unseen
			},
			Where: "Every fourth picture is held out, whatever its style is.",
			Why:   "So the network has learnt from other pictures of the same style, and the style is not new to it.",
			How:   "Decide for each picture by `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				known, unseen := splitByStyle(append([]string{"a style"}, styles...), heldOut)
				return known[1:], unseen
			},
			Where: "The indices are one too large: they count from 1.",
			Why:   "Go counts from 0, so the first picture is number 0.",
			How:   "Append the `i` of `for i, style := range styles` as it is.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				known, unseen := splitByStyle(styles, heldOut)
				isFirst := func(i int) bool { return i == 0 }
				return slices.DeleteFunc(known, isFirst), slices.DeleteFunc(unseen, isFirst)
			},
			Where: "The first picture is in neither list.",
			Why:   "Go counts from 0: a loop that begins at 1 leaves out the first.",
			How:   "Loop with `for i, style := range styles`.",
		},
		{
			Wrong: func(styles, heldOut []string) ([]int, []int) {
				return splitByStyle(styles[:max(0, len(styles)-1)], heldOut)
			},
			Where: "The last picture is in neither list.",
			Why:   "Every picture belongs into one of the lists: the loop ends one too early.",
			How:   "Loop with `for i, style := range styles`.",
		},
		{
			Wrong: func(styles, heldOut []string) (known, unseen []int) {
				for i, style := range styles {
					if slices.ContainsFunc(heldOut, func(held string) bool { return strings.Contains(style, held) }) {
						unseen = append(unseen, i)
					} else {
						known = append(known, i)
					}
				}
				return known, unseen
			},
			Where: "A style counts as held out if its name contains the name of one that is.",
			Why:   "A seaside is not the sea: two styles are the same only if their names are equal.",
			How:   "Compare whole names: `slices.Contains(heldOut, style)`.",
		},
		{
			Wrong: func(styles, heldOut []string) (known, unseen []int) {
				for i, style := range styles {
					if slices.Contains(heldOut, style) {
						return known, append(unseen, i)
					}
					known = append(known, i)
				}
				return known, unseen
			},
			Where: "It ends at the first picture that is held out.",
			Why:   "The pictures after it have to go into a list as well.",
			How:   "Put `return known, unseen` below the loop.",
		},
	},
}

type splits = func(styles, heldOut []string) (known, unseen []int)

func splitByStyle(styles, heldOut []string) (known, unseen []int) {
	for i, style := range styles {
		if slices.Contains(heldOut, style) {
			unseen = append(unseen, i)
		} else {
			known = append(known, i)
		}
	}
	return known, unseen
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// ordered is a list in its natural order, in which two lists can be compared.
func ordered(numbers []int) []float64 {
	all := make([]float64, len(numbers))
	for i, n := range numbers {
		all[i] = float64(n)
	}
	slices.Sort(all)
	return all
}

// AnswerOrAsk is lesson 16's third exercise: the most probable kind, or -1 where its
// probability is below the threshold.
var AnswerOrAsk = &lesson.Exercise[decides]{
	Name:  "answerOrAsk",
	Right: answerOrAsk,
	Try: func(f decides, t *lesson.Trial) {
		for _, c := range []struct {
			probabilities []float64
			threshold     float64
		}{
			{[]float64{0.1, 0.7, 0.15, 0.05}, 0.6},
			{[]float64{0.1, 0.7, 0.15, 0.05}, 0.8},
			{[]float64{0.25, 0.3, 0.4, 0.05}, 0.2},
			{[]float64{0.25, 0.3, 0.4, 0.05}, 0.4},
			{[]float64{0.25, 0.3, 0.4, 0.05}, 0.45},
			{[]float64{0.05, 0.2, 0.1, 0.65}, 0.5},
			{[]float64{0.9, 0.02, 0.05, 0.03}, 0.75},
			{[]float64{0.9, 0.02, 0.05, 0.03}, 0.95},
			{[]float64{0.3, 0.6, 0.1}, 0.55},
			{[]float64{0.4, 0.25, 0.35}, 0},
		} {
			t.Call(fmt.Sprintf("answerOrAsk(%v, %v)", c.probabilities, c.threshold), func() []float64 {
				return []float64{float64(f(c.probabilities, c.threshold))}
			}, c.probabilities)
		}
	},
	Why: "Find the largest probability first. Then compare it with the threshold.",
	How: "Keep the index `best` of the largest so far; below the loop, `if probabilities[best] < threshold { return -1 }`, and else return `best`.",
	Mistakes: []lesson.Mistake[decides]{
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				return max(answerOrAsk(probabilities, threshold), 0)
			},
			Where: "Where the largest probability is below the threshold, it returns 0.",
			Why:   "0 is the first kind, so this would be an answer. It must be told apart from every kind.",
			How:   "Return `-1` there.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				return slices.IndexFunc(probabilities, func(p float64) bool { return p >= threshold })
			},
			Where: "It returns the first kind that reaches the threshold.",
			Why:   "With a low threshold several kinds reach it, and another one may be more probable.",
			How:   "Find the largest in the loop, and compare `probabilities[best] < threshold` below it.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				last := -1
				for i, p := range probabilities {
					if p >= threshold {
						last = i
					}
				}
				return last
			},
			Where: "It returns the last kind that reaches the threshold.",
			Why:   "With a low threshold several kinds reach it, and an earlier one may be more probable.",
			How:   "Compare in the loop with the largest so far: `if p > probabilities[best]`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				if slices.Max(probabilities) > threshold {
					return answerOrAsk(probabilities, 0)
				}
				return -1
			},
			Where: "A probability that is exactly the threshold counts as too small.",
			Why:   "The task says: at least the threshold.",
			How:   "Return -1 only if `probabilities[best] < threshold`.",
		},
		{
			Wrong: func(probabilities []float64, _ float64) int { return answerOrAsk(probabilities, 0) },
			Where: "The threshold has no effect: there is always an answer.",
			Why:   "Without it the assistant never asks, however unsure the network is.",
			How:   "Add `if probabilities[best] < threshold { return -1 }`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				least := slices.Index(probabilities, slices.Min(probabilities))
				if probabilities[least] < threshold {
					return -1
				}
				return least
			},
			Where: "It takes the smallest probability.",
			Why:   "The answer is the kind that the network finds most probable.",
			How:   "Turn the comparison: `if p > probabilities[best]`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				if best := answerOrAsk(probabilities, threshold); best >= 0 {
					return best + 1
				}
				return -1
			},
			Where: "The kinds are counted from 1.",
			Why:   "Go counts from 0, so the first kind is number 0.",
			How:   "Return the index `best` as it is.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				return answerOrAsk(probabilities[:len(probabilities)-1], threshold)
			},
			Where: "The last kind can never be the answer: the loop ends one too early.",
			Why:   "Every kind has a probability, and each may be the largest.",
			How:   "Loop with `for i, p := range probabilities`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				if best := answerOrAsk(probabilities[1:], threshold); best >= 0 {
					return best + 1
				}
				return -1
			},
			Where: "The first kind can never be the answer.",
			Why:   "Go counts from 0: a search that begins at number 1 leaves out the first.",
			How:   "Begin with `best := 0`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				if slices.Max(probabilities) >= threshold {
					return -1
				}
				return answerOrAsk(probabilities, 0)
			},
			Where: "It asks where it is sure, and answers where it is not.",
			Why:   "A large probability is a reason to answer.",
			How:   "Return -1 if `probabilities[best] < threshold`.",
		},
		{
			Wrong: func(probabilities []float64, _ float64) int { return answerOrAsk(probabilities, 0.5) },
			Where: "The threshold is always 0.5, whatever the argument says.",
			Why:   "How sure is sure enough depends on what a wrong answer costs, so the caller decides.",
			How:   "Compare with the argument: `probabilities[best] < threshold`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				if best := answerOrAsk(probabilities, threshold); best >= 0 {
					return best
				}
				return len(probabilities)
			},
			Where: "Where it is not sure, it returns the number of kinds.",
			Why:   "The task wants one number for this that does not depend on how many kinds there are.",
			How:   "Return `-1` there.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				sorted := slices.Sorted(slices.Values(probabilities))
				if sorted[len(sorted)-1]-sorted[len(sorted)-2] < threshold {
					return -1
				}
				return answerOrAsk(probabilities, 0)
			},
			Where: "It compares the threshold with the distance between the two largest probabilities.",
			Why:   "That is another measure of how sure the network is. Here the largest probability itself is meant.",
			How:   "Return -1 if `probabilities[best] < threshold`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				best := 0
				for i, p := range probabilities {
					if p > probabilities[0] {
						best = i
					}
				}
				if probabilities[best] < threshold {
					return -1
				}
				return best
			},
			Where: "Each probability is compared with the first one, and not with the largest so far.",
			Why:   "The last one that is larger than the first wins, even if one before it is larger still.",
			How:   "Compare with the largest so far: `if p > probabilities[best]`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int {
				best := answerOrAsk(probabilities, 0)
				if float64(best) < threshold {
					return -1
				}
				return best
			},
			Where: "The index is compared with the threshold.",
			Why:   "The index says which kind it is. How probable that kind is stands in the slice.",
			How:   "Compare `probabilities[best] < threshold`.",
		},
		{
			Wrong: func(probabilities []float64, threshold float64) int { return answerOrAsk(probabilities, 100*threshold) },
			Where: "The threshold is taken for a number of percent: it asks nearly always.",
			Why:   "A probability and the threshold both lie between 0 and 1.",
			How:   "Compare them as they are: `probabilities[best] < threshold`.",
		},
	},
}

type decides = func(probabilities []float64, threshold float64) int

func answerOrAsk(probabilities []float64, threshold float64) int {
	best := 0
	for i, p := range probabilities {
		if p > probabilities[best] {
			best = i
		}
	}
	if probabilities[best] < threshold {
		return -1
	}
	return best
}
