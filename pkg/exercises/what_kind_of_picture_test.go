package exercises

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

func TestPrecisionAndRecall(t *testing.T) {
	share := func(right, all int) float64 {
		if all == 0 {
			return 0
		}
		return float64(right) / float64(all)
	}
	teaches(t, PrecisionAndRecall, []ratios{
		func(counts [][]int, kind int) (float64, float64) {
			m := mat.NewDense(len(counts), len(counts), nil)
			for i, row := range counts {
				for j, n := range row {
					m.Set(i, j, float64(n))
				}
			}
			right := m.At(kind, kind)
			return right / max(1, mat.Sum(m.ColView(kind))), right / max(1, mat.Sum(m.RowView(kind)))
		},
		func(counts [][]int, kind int) (precision, recall float64) {
			column := make([]float64, len(counts))
			row := make([]float64, len(counts))
			for i := range counts {
				column[i], row[i] = float64(counts[i][kind]), float64(counts[kind][i])
			}
			if sum := floats.Sum(column); sum > 0 {
				precision = column[kind] / sum
			}
			if sum := floats.Sum(row); sum > 0 {
				recall = row[kind] / sum
			}
			return precision, recall
		},
		func(counts [][]int, kind int) (float64, float64) {
			wrongly, missed := 0, 0
			for i := range counts {
				if i != kind {
					wrongly += counts[i][kind]
					missed += counts[kind][i]
				}
			}
			right := counts[kind][kind]
			return share(right, right+wrongly), share(right, right+missed)
		},
		func(counts [][]int, kind int) (precision, recall float64) {
			// From the list of answers, one by one.
			var taken, are, both float64
			for actual, row := range counts {
				for predicted, n := range row {
					for range n {
						if predicted == kind {
							taken++
						}
						if actual == kind {
							are++
						}
						if predicted == kind && actual == kind {
							both++
						}
					}
				}
			}
			return both / math.Max(taken, 1), both / math.Max(are, 1)
		},
		func(counts [][]int, kind int) (float64, float64) {
			column := 0
			for _, row := range counts {
				column += row[kind]
			}
			return share(counts[kind][kind], column), share(counts[kind][kind], sumOf(counts[kind]))
		},
	}...)

	// scikit-learn's precision_score and recall_score of the same answers.
	for kind, want := range [][2]float64{{0.47058823529411764, 0.6666666666666666}, {0.5, 0.7142857142857143}, {0.6666666666666666, 0.35294117647058826}} {
		precision, recall := precisionAndRecall([][]int{{8, 1, 3}, {2, 5, 0}, {7, 4, 6}}, kind)
		if math.Abs(precision-want[0]) > 1e-15 || math.Abs(recall-want[1]) > 1e-15 {
			t.Errorf("kind %d: %v, %v, want %v", kind, precision, recall, want)
		}
	}
}

func TestSplitByStyle(t *testing.T) {
	teaches(t, SplitByStyle, []splits{
		func(styles, heldOut []string) (known, unseen []int) {
			held := map[string]bool{}
			for _, style := range heldOut {
				held[style] = true
			}
			for i, style := range styles {
				if held[style] {
					unseen = append(unseen, i)
					continue
				}
				known = append(known, i)
			}
			return known, unseen
		},
		func(styles, heldOut []string) (known, unseen []int) {
			for i := range styles {
				isHeldOut := false
				for _, held := range heldOut {
					if styles[i] == held {
						isHeldOut = true
					}
				}
				if isHeldOut {
					unseen = append(unseen, i)
				} else {
					known = append(known, i)
				}
			}
			return known, unseen
		},
		func(styles, heldOut []string) (known, unseen []int) { // style by style, so in another order
			for _, held := range heldOut {
				for i, style := range styles {
					if style == held {
						unseen = append(unseen, i)
					}
				}
			}
			for i := range styles {
				if !slices.Contains(unseen, i) {
					known = append(known, i)
				}
			}
			return known, unseen
		},
		func(styles, heldOut []string) ([]int, []int) {
			known, unseen := []int{}, []int{}
			for i := len(styles) - 1; i >= 0; i-- {
				if slices.Index(heldOut, styles[i]) >= 0 {
					unseen = append(unseen, i)
				} else {
					known = append(known, i)
				}
			}
			return known, unseen
		},
		func(styles, heldOut []string) ([]int, []int) {
			held := slices.Sorted(slices.Values(heldOut))
			var lists [2][]int
			for i, style := range styles {
				list := 0
				if _, found := slices.BinarySearch(held, style); found {
					list = 1
				}
				lists[list] = append(lists[list], i)
			}
			return lists[0], lists[1]
		},
	}...)
}

func TestAnswerOrAsk(t *testing.T) {
	teaches(t, AnswerOrAsk, []decides{
		func(probabilities []float64, threshold float64) int {
			if floats.Max(probabilities) < threshold {
				return -1
			}
			return floats.MaxIdx(probabilities)
		},
		func(probabilities []float64, threshold float64) int {
			best, largest := -1, math.Inf(-1)
			for i, p := range probabilities {
				if p >= threshold && p > largest {
					best, largest = i, p
				}
			}
			return best
		},
		func(probabilities []float64, threshold float64) int {
			if largest := slices.Max(probabilities); largest >= threshold {
				return slices.Index(probabilities, largest)
			}
			return -1
		},
		func(probabilities []float64, threshold float64) int {
			sorted := slices.Clone(probabilities)
			order := make([]int, len(sorted))
			floats.Argsort(sorted, order)
			if best := order[len(order)-1]; probabilities[best] >= threshold {
				return best
			}
			return -1
		},
		func(probabilities []float64, threshold float64) int {
			for i, p := range probabilities {
				if p >= threshold && !slices.ContainsFunc(probabilities, func(other float64) bool { return other > p }) {
					return i
				}
			}
			return -1
		},
	}...)
}
