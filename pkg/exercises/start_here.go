package exercises

import (
	"fmt"
	"math"
	"slices"

	"firstneuron/pkg/lesson"
)

type averages = func(numbers []float64) float64

// Average is lesson 00's exercise, on which a learner tries how exercises work.
var Average = &lesson.Exercise[averages]{
	Name:  "average",
	Right: average,
	Try: func(f averages, t *lesson.Trial) {
		for _, numbers := range [][]float64{{3, 5, 10}, {-1.5, 2, 2.5, -7}, {4}, {0.25, -0.5}, {6, 1, 1, 3, 2}} {
			t.Call(fmt.Sprintf("average(%v)", numbers), func() []float64 { return []float64{f(numbers)} }, numbers)
		}
	},
	Why: "The average is the sum of all numbers, divided by how many there are.",
	How: "Use `sum += number` in the loop, and return `sum / float64(len(numbers))`.",
	Mistakes: []lesson.Mistake[averages]{
		{
			Wrong: func(numbers []float64) float64 {
				sum := 0.0
				for _, number := range numbers {
					sum = number
				}
				return sum / float64(len(numbers))
			},
			Where: "Only the last number has an effect: look at the line inside the loop.",
			Why:   "Each turn of the loop replaces the sum, so it forgets the numbers before.",
			How:   "Write `sum += number`, which adds to what is there.",
		},
		{
			Wrong: func(numbers []float64) float64 { return total(numbers) },
			Where: "The sum is returned as it is: the division is missing.",
			Why:   "The average of several numbers is between the smallest and the largest of them.",
			How:   "Return `sum / float64(len(numbers))`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return total(numbers) / float64(len(numbers)-1) },
			Where: "The sum is divided by a number that is too small.",
			Why:   "The last index is one less than the length, and the average needs the length.",
			How:   "Divide by `float64(len(numbers))`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return total(numbers) / float64(len(numbers)+1) },
			Where: "The sum is divided by a number that is too large.",
			Why:   "A length counts all the numbers, the first one too.",
			How:   "Divide by `float64(len(numbers))`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return float64(int(total(numbers)) / len(numbers)) },
			Where: "The fraction is lost: the division is one of integers.",
			Why:   "In Go a division of two integers drops the fraction.",
			How:   "Turn the length into a floating-point number, `float64(len(numbers))`, and leave the sum one.",
		},
		{
			Wrong: func(numbers []float64) float64 { return math.Round(total(numbers) / float64(len(numbers))) },
			Where: "The average is rounded to a whole number.",
			Why:   "The average of 1 and 2 is neither 1 nor 2.",
			How:   "Return `sum / float64(len(numbers))` as it is.",
		},
		{
			Wrong: func(numbers []float64) float64 { return (1 + total(numbers)) / float64(len(numbers)) },
			Where: "The sum does not begin at 0.",
			Why:   "Before the first number is added, there is nothing in the sum.",
			How:   "Begin with `sum := 0.0`.",
		},
		{
			Wrong: func(numbers []float64) float64 {
				sum := 0.0
				for number := range numbers {
					sum += float64(number)
				}
				return sum / float64(len(numbers))
			},
			Where: "The indices are added up, and not the numbers.",
			Why:   "With one variable, `range` gives the indices 0, 1, 2 and so on. The second variable gets the numbers.",
			How:   "Loop with `for _, number := range numbers`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return total(numbers[1:]) / float64(len(numbers)) },
			Where: "The first number has no effect: the loop begins one too late.",
			Why:   "Go counts from 0, so the first number has the index 0.",
			How:   "Loop with `for _, number := range numbers`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return total(numbers[:len(numbers)-1]) / float64(len(numbers)) },
			Where: "The last number has no effect: the loop ends one too early.",
			Why:   "All numbers belong to the average.",
			How:   "Loop with `for _, number := range numbers`.",
		},
		{
			Wrong: func(numbers []float64) float64 {
				sum := 0.0
				for i := 0; i <= len(numbers); i++ {
					sum += numbers[i]
				}
				return sum / float64(len(numbers))
			},
			Where: "The loop goes one step too far, beyond the last number.",
			Why:   "Go counts from 0: of three numbers the last has the index 2.",
			How:   "Loop with `for _, number := range numbers`.",
		},
		{
			Wrong: func(numbers []float64) float64 {
				sum := 0.0
				for _, number := range numbers {
					sum = (sum + number) / float64(len(numbers))
				}
				return sum
			},
			Where: "The division comes too early: it is inside the loop.",
			Why:   "The numbers that come first are divided again and again.",
			How:   "Add up first, and below the loop return `sum / float64(len(numbers))`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return numbers[0] / float64(len(numbers)) },
			Where: "Only the first number has an effect: the loop does not get to its second turn.",
			Why:   "A return ends the whole function, wherever it stands.",
			How:   "Put `return sum / float64(len(numbers))` below the closing brace of the loop.",
		},
		{
			Wrong: func(numbers []float64) float64 {
				sum := 0.0
				for _, number := range numbers {
					sum += math.Abs(number)
				}
				return sum / float64(len(numbers))
			},
			Where: "Negative numbers count as positive ones.",
			Why:   "Here a number keeps its sign: the average of -1 and 1 is 0.",
			How:   "Add the number itself: `sum += number`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return slices.Max(numbers) },
			Where: "It is the largest of the numbers.",
			Why:   "All numbers have the same share in the average.",
			How:   "Return `sum / float64(len(numbers))`.",
		},
		{
			Wrong: func(numbers []float64) float64 { return (slices.Min(numbers) + slices.Max(numbers)) / 2 },
			Where: "It is the middle between the smallest number and the largest.",
			Why:   "The numbers between those two count as well.",
			How:   "Return `sum / float64(len(numbers))`.",
		},
	},
}

func average(numbers []float64) float64 {
	sum := 0.0
	for _, number := range numbers {
		sum += number
	}
	return sum / float64(len(numbers))
}

// total is what mistaken functions get right.
func total(numbers []float64) float64 {
	sum := 0.0
	for _, number := range numbers {
		sum += number
	}
	return sum
}
