// Package lesson keeps the lessons honest. A number that the text of a notebook
// names is checked by [Number], and an [Exercise] tells at once whether it is done.
package lesson

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Number checks that a number is what the text says, to all the digits that the
// text gives: a said "0.99993704" has eight decimals, "5.1e-11" two digits. If it
// differs, the cell ends with an error that names both.
func Number(what string, got float64, said string) {
	if !agrees(got, said) {
		fail(fmt.Sprintf("%s: the text says %s, but here it is %v", what, said, got))
		return
	}
	fmt.Printf("✓ %s: %s\n", what, said)
}

// Exercise says whether a task is done, and gives a hint if it is not. A task
// that is still open is no error: the cells below it run all the same.
func Exercise(task string, done bool, hint string) {
	if done {
		fmt.Printf("✓ done: %s\n", task)
		return
	}
	fmt.Printf("○ still open: %s\n  hint: %s\n", task, hint)
}

// fail ends the cell, as the way of a program to say that it failed.
var fail = func(message string) {
	fmt.Fprintln(os.Stderr, "✗ "+message)
	os.Exit(1)
}

// agrees writes the number in the way in which it was said and compares.
func agrees(got float64, said string) bool {
	if _, err := strconv.ParseFloat(said, 64); err != nil {
		return false
	}
	mantissa, _, scientific := strings.Cut(said, "e")
	_, decimals, _ := strings.Cut(mantissa, ".")
	if !scientific {
		return strconv.FormatFloat(got, 'f', len(decimals), 64) == said
	}
	want, _ := strconv.ParseFloat(said, 64)
	return strconv.FormatFloat(got, 'e', len(decimals), 64) == strconv.FormatFloat(want, 'e', len(decimals), 64)
}
