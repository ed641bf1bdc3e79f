package lesson

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strconv"
)

// hint is how much help an exercise gives.
var hint level = 1

func init() {
	flag.Var(&hint, "hint", "how much help an exercise gives, an `int`: 1 says where the mistake is, 2 why it is one, 3 how to put it right")
}

// A level is the value of a flag for help.
type level int

func (l *level) String() string { return strconv.Itoa(int(*l)) }

func (l *level) Set(text string) error {
	number, err := strconv.Atoi(text)
	if err != nil {
		return errors.New("parse error") // as package flag says it of its own
	}
	*l = level(number)
	return nil
}

// IsHelp tells package runs that the flag changes no result, so that it is recorded with none.
func (l *level) IsHelp() bool { return true }

// An Exercise is a function of type F that the learner writes. What it returns is
// compared with what the right one returns, and with what mistaken ones return:
// whoever returns the same has made the same mistake.
type Exercise[F any] struct {
	Name      string              // the function's name in the lesson
	Right     F                   // one right way to write it
	Try       func(f F, t *Trial) // calls f with several arguments
	Mistakes  []Mistake[F]
	Why, How  string  // the second and third step of help where no mistake of the list was made
	Tolerance float64 // how far a number may be from the right one, relative to its size where that is above 1; 0 stands for 1e-9
}

// A Mistake is one that learners make, with three steps of help. Only How may give the answer.
type Mistake[F any] struct {
	Wrong F
	Where string // which part of the function is wrong
	Why   string // what is wrong with it, in the lesson's words
	How   string // what to write
}

// A Verdict is what an exercise says of a learner's function.
type Verdict struct {
	Right           bool
	Calls           int    // how many calls were compared
	Seen            string // the first call that differs, what it returned and what it should
	Mistake         int    // the index of the mistake that was made, or -1 where it is none of the list
	Where, Why, How string // three steps of help
}

// Check prints whether the learner's function is right and, where it is not, as many
// steps of help as the flag --hint asks for. It returns whether it is right.
func (e *Exercise[F]) Check(f F) bool {
	v := e.Examine(f)
	keep(entry{Kind: exercise, Name: e.Name, Passed: v.Right})
	if v.Right {
		fmt.Printf("✓ %s is right in %d of %d calls\n", e.Name, v.Calls, v.Calls)
		return true
	}
	fmt.Printf("○ %s is not right yet: %s\n", e.Name, v.Seen)
	for i, step := range []struct{ name, text string }{{"where", v.Where}, {"why", v.Why}, {"how", v.How}} {
		if i < int(hint) && step.text != "" {
			fmt.Printf("  %s: %s\n", step.name, step.text)
		}
	}
	if hint < 3 {
		fmt.Printf("  For more help, change the line %%%% of this cell to %%%% --hint=%d\n", max(hint, 0)+1)
	}
	return false
}

// Use returns the learner's function if it is right, and ours if it is not yet, so
// that the cells below run in any case. It prints which one.
func (e *Exercise[F]) Use(f F) F {
	if e.Examine(f).Right {
		fmt.Printf("✓ computed by your %s\n", e.Name)
		return f
	}
	fmt.Printf("○ your %s is not right yet, so this is computed by ours\n", e.Name)
	return e.Right
}

// Examine compares the function with the right one and finds out which mistake was made.
func (e *Exercise[F]) Examine(f F) Verdict {
	right, got := e.outcomes(e.Right), e.watched(f)
	v := Verdict{Calls: len(right), Mistake: -1, Why: e.Why, How: e.How}
	wrong := e.differing(right, got)
	if len(wrong) == 0 {
		v.Right = true
		return v
	}
	first := wrong[0]
	v.Seen = got[first].against(right[first], e.tolerance())
	nothing := !slices.ContainsFunc(got, func(o outcome) bool { return !o.isZero() })
	m, wholly := e.made(got, wrong)
	if m < 0 { // a mistake may be made in the slice that the function gets: the numbers tell it
		m, wholly = e.made(withoutChanges(got), wrong)
	}
	if m >= 0 && (wholly || !nothing) {
		v.Mistake = m
		v.Where, v.Why, v.How = e.Mistakes[m].Where, e.Mistakes[m].Why, e.Mistakes[m].How
		return v
	}
	switch {
	case got[len(got)-1].stuck:
		v.Where = "A loop does not end, or takes far too long: look at the condition of each loop."
	case !slices.ContainsFunc(got, func(o outcome) bool { return o.panicked != "" || len(o.numbers) > 0 }):
		v.Where = "It returns nil, or a slice without numbers. Are your lines written?"
	case nothing:
		v.Where = "It returns nothing but 0. Are your lines written?"
	case len(wrong) == len(right):
		v.Where = "Every call is wrong."
	default:
		v.Where = fmt.Sprintf("%d of %d calls are wrong; %s is right.", len(wrong), len(right), right[firstWithout(wrong)].call)
	}
	return v
}

func withoutChanges(outcomes []outcome) []outcome {
	kept := slices.Clone(outcomes)
	for i := range kept {
		kept[i].changed = false
	}
	return kept
}

// made returns the mistake that explains the calls that are wrong: one that returns the
// same in all calls, which is wholly so, or else one that returns the same in those, or -1.
func (e *Exercise[F]) made(got []outcome, wrong []int) (mistake int, wholly bool) {
	partly := -1
	for i, mistake := range e.Mistakes {
		differs := e.differing(e.outcomes(mistake.Wrong), got)
		if len(differs) == 0 {
			return i, true
		}
		explained := !slices.ContainsFunc(wrong, func(call int) bool { return slices.Contains(differs, call) })
		if explained && partly < 0 {
			partly = i
		}
	}
	return partly, false
}

// differing lists the calls in which the outcomes differ.
func (e *Exercise[F]) differing(a, b []outcome) (calls []int) {
	for i := range a {
		if i >= len(b) || !a[i].equal(b[i], e.tolerance()) {
			calls = append(calls, i)
		}
	}
	return calls
}

func (e *Exercise[F]) tolerance() float64 {
	if e.Tolerance == 0 {
		return 1e-9
	}
	return e.Tolerance
}

// firstWithout returns the smallest number that is not in the ordered list.
func firstWithout(numbers []int) int {
	for i, n := range numbers {
		if i != n {
			return i
		}
	}
	return len(numbers)
}

func (e *Exercise[F]) outcomes(f F) []outcome {
	t := &Trial{}
	e.Try(f, t)
	return t.outcomes
}
