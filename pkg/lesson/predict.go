package lesson

import (
	"flag"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Prediction is what the learner expects to see.
type Prediction struct {
	question, answer string
	choices          []string
}

// Predict holds the learner's answer to a question: one of the choices, or a number
// where there are none. The answer is "?" until the learner writes another. A lesson
// declares it, so that the cells below know it:
//
//	var winner = lesson.Predict("Which loss falls faster?", "?", "squared error", "cross-entropy")
//
//	%%
//	winner.Ask()
func Predict(question, answer string, choices ...string) *Prediction {
	return &Prediction{question, strings.TrimSpace(answer), choices}
}

// Ask prints the question while it has no answer, and what was noted when it has one.
func (p *Prediction) Ask() {
	if err := p.fault(); err != nil {
		fmt.Println("○", err)
		return
	}
	fmt.Printf("✓ noted: %s %s\n", p.question, p.answer)
}

// Was prints the choice that turned out right beside the learner's, and keeps both for [Report]. With flags of the
// learner's none may be right, where the lesson has not foreseen what comes out; otherwise that is a mistake in the lesson.
func (p *Prediction) Was(choice string) {
	if !slices.Contains(p.choices, choice) {
		if flags := changedFlags(flag.CommandLine); flags != "" {
			fmt.Printf("%s none of the answers (with %s)\n", p.question, flags)
			return
		}
		panic(fmt.Sprintf("lesson: %q is not one of the choices %q of %q", choice, p.choices, p.question))
	}
	line := ""
	switch {
	case p.fault() != nil:
		line = "without a prediction"
	case p.answer == choice:
		line = "as you predicted"
	default:
		line = "you predicted: " + p.answer
	}
	p.keep(choice, line)
}

// Measured prints the number that was measured beside the learner's, and keeps both for [Report].
func (p *Prediction) Measured(value float64) {
	if len(p.choices) > 0 {
		panic(fmt.Sprintf("lesson: the answer to %q is one of %q: use Was in place of Measured", p.question, p.choices))
	}
	measured := strconv.FormatFloat(value, 'g', 4, 64)
	if value == math.Trunc(value) && math.Abs(value) < 1e12 { // a count is told to its last digit
		measured = strconv.FormatFloat(value, 'f', 0, 64)
	}
	line := "you predicted " + p.answer
	if p.fault() != nil {
		line = "without a prediction"
	}
	p.keep(measured, line)
}

// Value returns the number that the learner expects, for a chart to draw beside the
// measured one, and false if there is none.
func (p *Prediction) Value() (value float64, made bool) {
	value, err := strconv.ParseFloat(p.answer, 64)
	return value, err == nil && p.fault() == nil
}

// keep keeps what was measured, unless the cell is run again with flags of the learner's: the
// question was asked before, and about the flags of the lesson.
func (p *Prediction) keep(measured, line string) {
	e := entry{Kind: prediction, Name: p.question, Measured: measured, Flags: changedFlags(flag.CommandLine)}
	if p.fault() == nil {
		e.Predicted = p.answer
	}
	for _, before := range recorded(prediction) {
		if e.Flags != "" && before.Name == e.Name && before.Flags != e.Flags {
			fmt.Printf("%s %s (with %s; your report keeps the first run: %s)\n", p.question, measured, e.Flags, before.Measured)
			return
		}
	}
	keep(e)
	fmt.Printf("%s %s (%s)\n", p.question, measured, line)
}

// fault says why there is no prediction yet.
func (p *Prediction) fault() error {
	expected := "a number"
	if len(p.choices) > 0 {
		quoted := make([]string, len(p.choices))
		for i, choice := range p.choices {
			quoted[i] = strconv.Quote(choice)
		}
		expected = strings.Join(quoted, " or ")
	}
	switch _, err := strconv.ParseFloat(p.answer, 64); {
	case p.answer == "?" || p.answer == "":
		return fmt.Errorf("%s (write %s in place of the ?, and run the cell again)", p.question, expected)
	case len(p.choices) > 0 && !slices.Contains(p.choices, p.answer), len(p.choices) == 0 && err != nil:
		return fmt.Errorf("%s (%q is no answer to it: write %s)", p.question, p.answer, expected)
	}
	return nil
}
