// Package lesson is what a lesson asks, and how it looks at the answers.
//
// [Predict] takes what the learner expects, before the answer is on the screen. An
// [Exercise] is a function that the learner writes: it is compared with the right
// one, and a mistake is named, step by step. [Report] lists both at the end.
//
// The text is held to what its cells compute: a number in it is checked by [Number],
// or by [Keep] and [Kept] in two cells, and another statement by [Claim].
// [Must] and [Check] end a cell with one line where something went wrong.
package lesson

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
)

// Number checks that a number is what the text says, to all the digits that the
// text gives: "0.99993704" has eight decimals, "5.1e-11" two digits. If it
// differs, the cell ends with an error that names both. The text is written for
// the default flags: with another flag a number may differ, and is only shown.
func Number(what string, got float64, said string) {
	line, err := compare(what, got, said, changedFlags(flag.CommandLine))
	report(line, err)
}

// Claim checks that what the text says of the cell holds, where there is no single
// number to compare. Like [Number], it only shows it when a flag was changed.
func Claim(what string, holds bool) {
	line, err := judge(what, holds, flag.CommandLine)
	report(line, err)
}

// Goal says whether a task without a function of the learner's is done, and gives a hint
// if it is not. A task that is still open is no error: the cells below it run all the same.
func Goal(task string, done bool, hint string) {
	keep(entry{Kind: exercise, Name: task, Passed: done})
	if done {
		fmt.Printf("✓ done: %s\n", task)
		return
	}
	fmt.Printf("○ still open: %s\n  hint: %s\n", task, hint)
}

// Must returns the value, or ends the cell with the error in one line:
//
//	set := lesson.Must(datasets.New("mine", rows, labels))
func Must[T any](value T, err error) T {
	Check(err)
	return value
}

// Check ends the cell with the error in one line, if there is one.
func Check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "✗", err)
		os.Exit(1)
	}
}

func report(line string, err error) {
	Check(err)
	fmt.Println(line)
}

// judge returns the line that says whether a claim holds.
func judge(what string, holds bool, flags *flag.FlagSet) (line string, err error) {
	changed := changedFlags(flags)
	switch {
	case holds:
		return "✓ " + what, nil
	case changed != "":
		return fmt.Sprintf("○ not with %s: %s", changed, what), nil
	default:
		return "", fmt.Errorf("%s: the text says so, but here it does not hold: did you change the cell, or one above it?", what)
	}
}

// compare returns the line that says how a number and the text compare.
func compare(what string, got float64, said, changed string) (line string, err error) {
	want, err := strconv.ParseFloat(said, 64)
	if err != nil {
		return "", fmt.Errorf("%s: %q is not written as a number: write it like 10000, 0.25 or 5.1e-11", what, said)
	}
	switch {
	case roundedLike(said, got) == want:
		return fmt.Sprintf("✓ %s: %s", what, said), nil
	case changed != "":
		return fmt.Sprintf("○ %s: %.6g with %s; the text says %s", what, got, changed, said), nil
	default:
		return "", fmt.Errorf("%s: the text says %s, but here it is %v: did you change the cell, or one above it?", what, said, got)
	}
}

// changedFlags lists the flags that do not have their default value.
func changedFlags(flags *flag.FlagSet) string {
	var changed []string
	flags.Visit(func(f *flag.Flag) {
		// The flag for help changes no number, and go test has flags of its own.
		if f.Value.String() != f.DefValue && f.Value != flag.Value(&hint) && !strings.HasPrefix(f.Name, "test.") {
			changed = append(changed, fmt.Sprintf("--%s=%s", f.Name, f.Value))
		}
	})
	return strings.Join(changed, " ")
}

// roundedLike rounds a number to the digits that another one is written with.
func roundedLike(said string, got float64) float64 {
	mantissa, _, scientific := strings.Cut(strings.ToLower(said), "e")
	_, decimals, _ := strings.Cut(mantissa, ".")
	format := byte('f')
	if scientific {
		format = 'e'
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(got, format, len(decimals), 64), 64)
	if err != nil {
		return math.NaN() // equal to nothing
	}
	return rounded
}
