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

func ExampleGoal() {
	answer := 0.3
	lesson.Goal("an answer above 0.5", answer > 0.5, "try a larger rate")
	lesson.Goal("an answer above 0.2", answer > 0.2, "try a larger rate")
	// Output:
	// ○ still open: an answer above 0.5
	//   hint: try a larger rate
	// ✓ done: an answer above 0.2
}

func ExamplePredict() {
	starts := lesson.Predict("How many of 20 starts learn it?", "?")
	starts.Ask()
	starts = lesson.Predict("How many of 20 starts learn it?", "10")
	starts.Ask()
	starts.Measured(14)
	// Output:
	// ○ How many of 20 starts learn it? (write a number in place of the ?, and run the cell again)
	// ✓ noted: How many of 20 starts learn it? 10
	// How many of 20 starts learn it? 14 (you predicted 10)
}

func ExamplePrediction_Was() {
	faster := lesson.Predict("Which falls faster?", "squared error", "squared error", "cross-entropy")
	faster.Was("cross-entropy")
	// Output: Which falls faster? cross-entropy (you predicted: squared error)
}

// twice is an exercise that is too simple for a lesson.
var twice = &lesson.Exercise[func(x float64) float64]{
	Name:  "twice",
	Right: func(x float64) float64 { return 2 * x },
	Try: func(f func(x float64) float64, t *lesson.Trial) {
		for _, x := range []float64{1, 2, -0.5} {
			t.Call(fmt.Sprintf("twice(%v)", x), func() []float64 { return []float64{f(x)} })
		}
	},
	Mistakes: []lesson.Mistake[func(x float64) float64]{{
		Wrong: func(x float64) float64 { return x * x },
		Where: "The number is multiplied by the wrong one.",
		Why:   "Twice 1 is 2, and the square of 1 is 1.",
		How:   "Return `2 * x`.",
	}},
}

func ExampleExercise_Check() {
	twice.Check(func(x float64) float64 { return x * x })
	twice.Check(func(x float64) float64 { return x + x })
	// Output:
	// ○ twice is not right yet: twice(1) returns 1, and it should return 2.
	//   where: The number is multiplied by the wrong one.
	//   For more help, change the line %% of this cell to %% --hint=2
	// ✓ twice is right in 3 of 3 calls
}

func ExampleExercise_Use() {
	mine := twice.Use(func(x float64) float64 { return x * x })
	fmt.Println(mine(4))
	// Output:
	// ○ your twice is not right yet, so this is computed by ours
	// 8
}

func ExampleKept() {
	lesson.Keep("the largest error", 0.0421)  // in the cell that computes it
	lesson.Kept("the largest error", "0.042") // in one that checks the text
	// Output: ✓ the largest error: 0.042
}

func ExampleMust() {
	weight := lesson.Must(strconv.ParseFloat("9.673", 64))
	fmt.Println(weight)
	// Output: 9.673
}

func ExampleKeptAbout() {
	lesson.Keep("accuracy", 0.9748)
	lesson.KeptAbout("accuracy", 0.97, 0.02)
	// Output: ✓ accuracy: 0.9748, and the text says about 0.97
}
