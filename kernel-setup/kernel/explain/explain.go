// Package explain turns what GoNB says of a failed cell into what its learner reads:
// the cell and the line as the learner sees them, a plain sentence in the learner's
// language, the line itself with a caret, and below it the compiler's own text.
//
//	Cell [1], line 2: the variable x is declared and never used. Use it, or remove the line.
//
//	    x := 1
//	    ^
//	declared and not used: x
//
// The sentences are tables, one file for each kind of mistake: names.go, packages.go,
// syntax.go, foreign.go, types.go and panics.go. A message that is in no table is its own sentence.
package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	celltext "firstneuron/kernel-setup/kernel/cells"
)

// A Cell is a cell as the learner sees it.
type Cell struct {
	Number int    // the number left of it; 0: it has none
	Source string // its text as typed
}

// A Failure is what is known of a failed cell.
type Failure struct {
	Value  string // evalue of GoNB's execute_reply: what the go command has printed, or how the program has ended
	Stderr string // the end of what the cell's program wrote to standard error; a stack overflow writes 16 KB
	Number int    // by which the compiler knows the cell: Cell[Number]
	IsTest bool   // the cell's tests ran
	Turned bool   // flags were set by a knob, and not by the cell's line %%
	Test   string // the first line that a test has printed with a place in a cell, such as Cell[7]:3: got 1
}

// A Notebook knows the cells that have run.
type Notebook interface {
	// Cell is a cell by the number by which the compiler knows it.
	Cell(number int) (cell Cell, known bool)

	// Ended is where a variable was defined that ended with its cell.
	Ended(name string) (cell Cell, line int, known bool)

	// Declared are the names that cells have declared.
	Declared() []string

	// Folder is where a package of Go's library, or of this project, has its files.
	Folder(importPath string) string
}

// An Error is a failed cell in Jupyter's terms.
type Error struct {
	Name      string   // what kind of failure it is, one word
	Value     string   // what happened, one line of plain text
	Traceback []string // what people read, with ANSI colours: front ends show it alone, its entries joined by line breaks
}

// Explain says in the learner's language what went wrong. The cell that failed is current.
func Explain(f Failure, current Cell, known Notebook, language Language) Error {
	notebook := cells{current: current, number: f.Number, notebook: known, known: map[string][]string{}}
	f.Value = strings.TrimSpace(plain(f.Value))
	if name, found := ending(f, notebook, language); found != nil {
		return language.error(name, found)
	}
	found, cut := compilerProblems(f.Value, notebook)
	found = withoutConsequences(found, notebook)
	for i, p := range found {
		found[i].said = cmp.Or(language.endedBefore(p, known), language.near(p, notebook))
	}
	if len(found) == 0 {
		found = []problem{{place: place{cell: &current}, said: language.in("the cell failed, and Go does not say why.", "ячейка не выполнена, а Go не говорит почему.")}}
	}
	e := language.error("CompileError", found)
	if cut && len(found) <= shown {
		e.Traceback = append(e.Traceback, "", language.in("and more errors", "и другие ошибки"))
	}
	return e
}

// Syntax explains what the parser says of a cell.
func Syntax(faults []celltext.Fault, current Cell, language Language) Error {
	notebook := cells{current: current}
	var found []problem
	for _, fault := range faults[:min(1, len(faults))] { // what comes behind the first is mostly a consequence of it
		found = append(found, problem{place: notebook.in(fault.Line, fault.Column), message: trimmed(fault.Message)})
	}
	return language.error("CompileError", found)
}

// HasNoValue tells whether a cell was not compiled because a value was asked of a call that has none. Other errors may be
// there as well.
func HasNoValue(compiled string, number int) bool {
	found, _ := compilerProblems(compiled, cells{number: number})
	return slices.ContainsFunc(found, func(p problem) bool {
		return p.place.cell != nil && strings.HasSuffix(p.message, "(no value) used as value")
	})
}

// OnlyEarlier tells whether all that the compiler has found is in earlier cells.
func OnlyEarlier(compiled string, number int) bool {
	found, _ := compilerProblems(compiled, cells{number: number})
	return len(found) > 0 && !slices.ContainsFunc(found, func(p problem) bool { return !p.place.earlier })
}

// A problem is one mistake.
type problem struct {
	place   place
	message string   // in Go's own words
	details []string // the lines that Go writes below it
	said    string   // the sentence; empty: the tables have it
	ran     bool     // the cell was compiled, and failed when it ran
}

// shown is how many problems are shown. The compiler itself stops at ten.
const shown = 10

// error lays problems out for people, in red and bold only what stands first.
func (l Language) error(name string, problems []problem) Error {
	e := Error{Name: name}
	for i, p := range problems {
		if i == shown {
			more := fmt.Sprintf(l.in("and %d more", "и ещё %d"), len(problems)-shown)
			e.Traceback = append(e.Traceback, "", more)
			break
		}
		headline, text := l.layout(p)
		if i == 0 {
			e.Value = headline
		} else {
			e.Traceback = append(e.Traceback, "")
		}
		e.Traceback = append(e.Traceback, alarm(headline)+text)
	}
	if more := len(problems) - 1; more > 0 {
		e.Value += fmt.Sprintf(l.in(" (and %d more)", " (и ещё %d)"), more)
	}
	return e
}

// layout is a problem as a headline and the text below it.
func (l Language) layout(p problem) (headline, below string) {
	said := p.said
	if said == "" {
		said = l.sentence(p)
	}
	switch {
	case said == "" || !p.place.earlier || p.ran:
	case undefinedWord.MatchString(p.message): // it may never have been there: a function waits for it
		said += l.in(" The cell that was run uses what is declared there.", " Запущенная ячейка пользуется тем, что объявлено там.")
	default:
		said += l.in(" That cell compiled before: what it uses was declared otherwise since.",
			" Раньше эта ячейка компилировалась: то, чем она пользуется, с тех пор объявлено иначе.")
	}
	var text strings.Builder
	if said == "" { // no sentence: Go's own words, and not twice
		said = p.message
	}
	if p.place.text != "" {
		text.WriteString("\n\n" + p.place.quote())
	}
	below = strings.Join(p.details, "\n")
	if said != p.message && p.message != "" && !strings.HasSuffix(said, p.message) {
		below = strings.TrimRight(p.message+"\n"+below, "\n")
	}
	if below != "" {
		if p.place.text == "" {
			text.WriteString("\n")
		}
		text.WriteString("\n" + below)
	}
	where := l.where(p.place)
	if where == "" {
		return capital(said), text.String()
	}
	return where + ": " + said, text.String()
}
