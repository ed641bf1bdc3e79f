package train_test

import (
	"fmt"

	"firstneuron/pkg/train"
)

func ExampleAccuracy() {
	answers, labels := []int{1, 0, 2, 2}, []int{1, 0, 2, 1}
	fmt.Println(train.Accuracy(answers, labels), "are right, wrong is", train.Mistakes(answers, labels))
	// Output: 0.75 are right, wrong is [3]
}

// Two cats, one of which was taken for a dog, and three dogs, all known as such.
func ExampleConfusion() {
	const cat, dog = 0, 1
	labels := []int{cat, cat, dog, dog, dog}
	answers := []int{dog, cat, dog, dog, dog}
	confusion := train.NewConfusion(answers, labels, 2)
	fmt.Println("said to be cats and dogs: cats", confusion[cat], "dogs", confusion[dog])
	fmt.Printf("of the cats %.2f were found, of what was called a dog %.2f is one\n", confusion.Recall(cat), confusion.Precision(dog))
	is, said, count := confusion.Worst()
	fmt.Println("taken for another:", count, "of class", is, "for class", said)
	// Output:
	// said to be cats and dogs: cats [1 1] dogs [0 3]
	// of the cats 0.50 were found, of what was called a dog 0.75 is one
	// taken for another: 1 of class 0 for class 1
}

// The accuracy on examples kept apart grows, and then it does not.
func ExampleEarlyStopping() {
	stop := train.EarlyStopping{Patience: 2}
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
