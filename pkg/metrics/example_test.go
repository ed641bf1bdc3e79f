package metrics_test

import (
	"fmt"
	"math"

	"firstneuron/pkg/metrics"
)

func ExampleAccuracy() {
	predictions, labels := []int{1, 0, 2, 2}, []int{1, 0, 2, 1}
	fmt.Println(metrics.Accuracy(predictions, labels), "are right, wrong is", metrics.Mistakes(predictions, labels))
	// Output: 0.75 are right, wrong is [3]
}

// Two cats, one of which was taken for a dog, and three dogs, all known as such.
func ExampleConfusion() {
	const cat, dog = 0, 1
	labels := []int{cat, cat, dog, dog, dog}
	predictions := []int{dog, cat, dog, dog, dog}
	confusion := metrics.NewConfusion(predictions, labels, 2)
	fmt.Println("predicted as cat and as dog: cats", confusion.Counts[cat], "dogs", confusion.Counts[dog])
	fmt.Printf("recall of cats %.2f, precision of dogs %.2f\n", confusion.Recall(cat), confusion.Precision(dog))
	actual, predicted, count := confusion.MostConfused()
	fmt.Println("most confused:", count, "of class", actual, "taken for class", predicted)
	// Output:
	// predicted as cat and as dog: cats [1 1] dogs [0 3]
	// recall of cats 0.50, precision of dogs 0.75
	// most confused: 1 of class 0 taken for class 1
}

// The accuracy on a validation set grows, and then it does not.
func ExampleEarlyStopping() {
	stop := metrics.EarlyStopping{Patience: 2}
	for epoch, accuracy := range []float64{0.7, 0.8, 0.85, 0.84, 0.85, 0.83} {
		enough := stop.Now(accuracy)
		if stop.Improved() {
			fmt.Println("epoch", epoch, "is the best so far")
		}
		if enough {
			fmt.Println("stop at epoch", epoch)
			break
		}
	}
	best, at := stop.Best()
	fmt.Println("best was", best, "as measurement", at)
	// Output:
	// epoch 0 is the best so far
	// epoch 1 is the best so far
	// epoch 2 is the best so far
	// stop at epoch 4
	// best was 0.85 as measurement 3
}

func ExampleClassify() {
	fmt.Println(metrics.Classify([][]float64{{0.1, 0.7, 0.2}, {0.2, math.NaN(), 0.8}}))
	fmt.Println(metrics.Classify([][]float64{{0.49}, {0.5}}))
	// Output:
	// [1 -1]
	// [0 1]
}
