package metrics

import "fmt"

// A Confusion counts predictions by the class that each example has and the class that
// was predicted for it. Correct predictions are on the diagonal of Counts.
type Confusion struct {
	Counts       [][]int // Counts[actual][predicted], as scikit-learn's confusion_matrix
	Unclassified []int   // of each actual class, the examples with the prediction -1: no class
}

// NewConfusion counts the predictions to examples of the classes 0 to classes - 1. It panics
// if there are not as many predictions as labels, or a class is out of range.
func NewConfusion(predictions, labels []int, classes int) Confusion {
	checkLengths(predictions, labels)
	c := Confusion{Counts: make([][]int, classes), Unclassified: make([]int, classes)}
	for i := range c.Counts {
		c.Counts[i] = make([]int, classes)
	}
	for i, actual := range labels {
		predicted := predictions[i]
		if actual < 0 || actual >= classes || predicted < -1 || predicted >= classes {
			panic(fmt.Sprintf("metrics: example %d has class %d and the prediction %d, but the classes are 0 to %d", i, actual, predicted, classes-1))
		}
		if predicted == -1 {
			c.Unclassified[actual]++
		} else {
			c.Counts[actual][predicted]++
		}
	}
	return c
}

// Accuracy is the fraction of the predictions that are right, 0 to 1; with no predictions it
// is 0. An example without a predicted class counts as wrong.
func (c Confusion) Accuracy() float64 {
	right, all := 0, 0
	for class := range c.Counts {
		right += c.Counts[class][class]
		all += c.examples(class)
	}
	return ratio(right, all)
}

// Recall is the fraction of the examples of a class for which it was predicted; with
// no such examples it is 0.
func (c Confusion) Recall(class int) float64 {
	return ratio(c.Counts[class][class], c.examples(class))
}

// Precision is the fraction of the examples predicted to be of a class that are of
// it; with no such predictions it is 0.
func (c Confusion) Precision(class int) float64 {
	all := 0
	for _, row := range c.Counts {
		all += row[class]
	}
	return ratio(c.Counts[class][class], all)
}

// BalancedAccuracy is the mean recall of the classes: each counts the same, however many
// examples it has. Who always answers with the most frequent of ten classes reaches 0.1, where
// the accuracy may be 0.9. Classes without examples are left out, as in scikit-learn's
// balanced_accuracy_score; with no examples at all it is 0.
func (c Confusion) BalancedAccuracy() float64 {
	sum, classes := 0.0, 0
	for class := range c.Counts {
		if c.examples(class) > 0 {
			sum += c.Recall(class)
			classes++
		}
	}
	return sum / float64(max(classes, 1))
}

// MostConfused is the pair of different classes that is confused most often, and how
// often; the count is 0 if there is none.
func (c Confusion) MostConfused() (actual, predicted, count int) {
	for i, row := range c.Counts {
		for j, confused := range row {
			if i != j && confused > count {
				actual, predicted, count = i, j, confused
			}
		}
	}
	return actual, predicted, count
}

// examples is the number of examples of a class.
func (c Confusion) examples(class int) int {
	all := c.Unclassified[class]
	for _, count := range c.Counts[class] {
		all += count
	}
	return all
}

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
