package lesson_test

import (
	"fmt"
	"math"
	"strconv"

	"firstneuron/pkg/lesson"
)

func ExampleNumber() {
	lesson.Number("half a turn", math.Pi, "3.14")
	// Output: ✓ half a turn: 3.14
}

func ExampleClaim() {
	lesson.Claim("the sine of half a turn is nearly 0", math.Abs(math.Sin(math.Pi)) < 1e-15)
	// Output: ✓ the sine of half a turn is nearly 0
}

func ExampleExercise() {
	answer := 0.3
	lesson.Exercise("an answer above 0.5", answer > 0.5, "try a larger rate")
	lesson.Exercise("an answer above 0.2", answer > 0.2, "try a larger rate")
	// Output:
	// ○ still open: an answer above 0.5
	//   hint: try a larger rate
	// ✓ done: an answer above 0.2
}

func ExampleMust() {
	weight := lesson.Must(strconv.ParseFloat("9.673", 64))
	fmt.Println(weight)
	// Output: 9.673
}
