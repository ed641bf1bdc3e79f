// Package lesson keeps the lessons honest. A number that the text of a notebook
// names is checked by [Number], and an [Exercise] tells at once whether it is done.
package lesson

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Number checks that a number is what the text says, to all the digits that the
// text gives: a said "0.99993704" has eight decimals, "5.1e-11" two digits. If it
// differs, the cell ends with an error that names both. The text speaks of the
// flags' defaults: with another flag a number may differ, and is only shown.
func Number(what string, got float64, said string) {
	changed := changedFlags(flag.CommandLine)
	switch {
	case agrees(got, said):
		fmt.Printf("✓ %s: %s\n", what, said)
	case changed != "":
		fmt.Printf("○ %s: %.6g with %s; the text says %s\n", what, got, changed, said)
	default:
		fail(fmt.Sprintf("%s: the text says %s, but here it is %v", what, said, got))
	}
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

// changedFlags lists the flags that do not have their default value.
func changedFlags(flags *flag.FlagSet) string {
	var changed []string
	flags.Visit(func(f *flag.Flag) {
		if f.Value.String() != f.DefValue && !strings.HasPrefix(f.Name, "test.") { // go test has flags of its own
			changed = append(changed, fmt.Sprintf("--%s=%s", f.Name, f.Value))
		}
	})
	return strings.Join(changed, " ")
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
