package train

import "fmt"

// A Confusion counts answers: Confusion[is][said] examples of class is were said to
// be of class said. What stands on the diagonal is right.
type Confusion [][]int

// NewConfusion counts the answers to examples of classes 0 to classes - 1. It panics
// if there are not as many answers as labels, or a class is out of range.
func NewConfusion(answers, labels []int, classes int) Confusion {
	checkLengths(answers, labels)
	counts := make(Confusion, classes)
	for i := range counts {
		counts[i] = make([]int, classes)
	}
	for i, is := range labels {
		said := answers[i]
		if is < 0 || is >= classes || said < 0 || said >= classes {
			panic(fmt.Sprintf("train: example %d is of class %d and was said to be of class %d, but there are only the classes 0 to %d", i, is, said, classes-1))
		}
		counts[is][said]++
	}
	return counts
}

// Accuracy is the share of the answers on the diagonal, 0 to 1.
func (c Confusion) Accuracy() float64 {
	right, all := 0, 0
	for is, row := range c {
		right += row[is]
		for _, count := range row {
			all += count
		}
	}
	if all == 0 {
		return 0
	}
	return float64(right) / float64(all)
}

// Recall is, of the examples of a class, the share that was said to be of it; with
// none it is 0.
func (c Confusion) Recall(class int) float64 {
	all := 0
	for _, count := range c[class] {
		all += count
	}
	if all == 0 {
		return 0
	}
	return float64(c[class][class]) / float64(all)
}

// Precision is, of the examples that were said to be of a class, the share that is
// of it; with none it is 0.
func (c Confusion) Precision(class int) float64 {
	all := 0
	for _, row := range c {
		all += row[class]
	}
	if all == 0 {
		return 0
	}
	return float64(c[class][class]) / float64(all)
}

// Worst is the pair of different classes that is confused most often, and how often.
func (c Confusion) Worst() (is, said, count int) {
	for i, row := range c {
		for j, confused := range row {
			if i != j && confused > count {
				is, said, count = i, j, confused
			}
		}
	}
	return is, said, count
}
