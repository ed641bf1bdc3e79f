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

// With a threshold, what is not sure gets no class.
func ExampleClassifyAbove() {
	outputs := [][]float64{{0.1, 0.9}, {0.6, 0.4}}
	fmt.Println(metrics.Confidence(outputs))
	fmt.Println(metrics.ClassifyAbove(outputs, 0.8))
	// Output:
	// [0.9 0.6]
	// [1 -1]
}

func ExampleConfidence() {
	fmt.Println(metrics.Confidence([][]float64{{0.1, 0.7, 0.2}, {0.25}}))
	// Output: [0.7 0.75]
}

// A model that is 90 % sure of everything, and right in three of four.
func ExampleCalibration() {
	outputs := [][]float64{{0.9, 0.1}, {0.9, 0.1}, {0.1, 0.9}, {0.1, 0.9}}
	calibration := metrics.NewCalibration(outputs, []int{0, 0, 1, 0}, 5)
	for i, bin := range calibration.Bins {
		if bin.Count > 0 {
			fmt.Printf("bin %d: %d examples, %.2f sure, %.2f right\n", i, bin.Count, bin.Confidence, bin.Accuracy)
		}
	}
	fmt.Printf("calibration error %.2f\n", calibration.Error())
	// Output:
	// bin 4: 4 examples, 0.90 sure, 0.75 right
	// calibration error 0.15
}

// The same model after temperature scaling: as sure as it is right.
func ExampleTemperature() {
	logits := [][]float64{{2.2, 0}, {2.2, 0}, {0, 2.2}, {0, 2.2}}
	temperature := metrics.Temperature(logits, []int{0, 0, 1, 0})
	fmt.Printf("temperature %.1f\n", temperature)
	fmt.Printf("confidence %.2f before, %.2f after\n", metrics.Confidence(metrics.Probabilities(logits, 1))[0], metrics.Confidence(metrics.Probabilities(logits, temperature))[0])
	// Output:
	// temperature 2.0
	// confidence 0.90 before, 0.75 after
}

func ExampleProbabilities() {
	logits := [][]float64{{2, 1, 0}}
	for _, temperature := range []float64{0.5, 1, 4} {
		fmt.Printf("temperature %v: %.2f\n", temperature, metrics.Probabilities(logits, temperature)[0])
	}
	// Output:
	// temperature 0.5: [0.87 0.12 0.02]
	// temperature 1: [0.67 0.24 0.09]
	// temperature 4: [0.42 0.33 0.25]
}

// One picture of ten is an apple, and the model answers with no apple each time.
func ExampleConfusion_BalancedAccuracy() {
	labels := []int{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	confusion := metrics.NewConfusion(make([]int, 10), labels, 2)
	fmt.Println(confusion.Accuracy(), confusion.BalancedAccuracy())
	// Output: 0.9 0.5
}

func ExampleClassWeights() {
	labels := []int{0, 0, 0, 1}
	fmt.Printf("%.2f\n", metrics.ClassWeights(labels, 2))
	// Output: [0.67 2.00]
}
