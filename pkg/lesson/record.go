package lesson

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"sync"
	"text/tabwriter"
)

// Keep keeps a number that a later cell checks with [Kept], so that the cell that
// computes it does not show it in its source, and nothing is computed twice.
func Keep(what string, value float64) {
	keep(entry{Kind: number, Name: what, Measured: strconv.FormatFloat(value, 'g', -1, 64), Flags: changedFlags(flag.CommandLine)})
}

// Kept checks a number that an earlier cell kept, as [Number] does.
func Kept(what, said string) {
	value, flags := kept(what)
	line, err := compare(what, value, said, flags)
	report(line, err)
}

// KeptAbout is [Kept] to within a tolerance: what a training reaches differs a little
// from processor to processor.
func KeptAbout(what string, said, tolerance float64) {
	value, flags := kept(what)
	switch {
	case math.Abs(value-said) <= tolerance:
		fmt.Printf("✓ %s: %.4g, and the text says about %g\n", what, value, said)
	case flags != "":
		fmt.Printf("○ %s: %.4g with %s; the text says about %g\n", what, value, flags, said)
	default:
		Check(fmt.Errorf("%s: the text says about %g, but here it is %v: did you change the cell, or one above it?", what, said, value))
	}
}

// kept returns a number that an earlier cell kept, and the flags that the cell was run with.
func kept(what string) (value float64, flags string) {
	for _, e := range recorded(number) {
		if e.Name == what {
			return Must(strconv.ParseFloat(e.Measured, 64)), e.Flags
		}
	}
	Check(fmt.Errorf("%s: nothing is kept under this name: run the cells above this one first", what))
	return 0, "" // Check has ended the cell
}

// Report lists what the learner has predicted, with what was measured, and which of
// the lesson's exercises are done. The exercises are named in the lesson's order.
func Report(exercises ...string) {
	var text strings.Builder // printed at once, so that a page shows it in one piece
	writeReport(&text, exercises)
	fmt.Print(text.String())
}

func writeReport(to io.Writer, exercises []string) {
	table := tabwriter.NewWriter(to, 0, 0, 3, ' ', 0)
	predictions := recorded(prediction)
	if len(predictions) > 0 {
		fmt.Fprintln(table, "prediction\tyou\tmeasured")
	}
	for _, e := range predictions {
		fmt.Fprintf(table, "%s\t%s\t%s\n", e.Name, orDash(e.Predicted), e.Measured)
	}
	if len(predictions) > 0 && len(exercises) > 0 {
		fmt.Fprintln(table, "\t\t")
	}
	passed := map[string]bool{}
	for _, e := range recorded(exercise) {
		passed[e.Name] = e.Passed
	}
	if len(exercises) > 0 {
		fmt.Fprintln(table, "exercise\t\t")
	}
	for _, name := range exercises {
		state := "○ open"
		if passed[name] {
			state = "✓ done"
		}
		fmt.Fprintf(table, "%s\t%s\t\n", name, state)
	}
	table.Flush()
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// The kinds of entries in a record.
const (
	number     = "number"
	prediction = "prediction"
	exercise   = "exercise"
)

// An entry is one thing that a cell leaves for later cells. A later entry replaces an
// earlier one of the same kind and name.
type entry struct {
	Kind, Name          string
	Predicted, Measured string `json:",omitempty"`
	Flags               string `json:",omitempty"` // the flags that the cell was run with
	Passed              bool   `json:",omitempty"`
}

// Each cell is a program of its own, so what is kept between them lies in a file, a line
// for each entry. The kernel names the file, and it lives as long as the kernel. Where
// there is no kernel, the record lives as long as the program.
const recordVariable = "FIRST_NEURON_RECORD"

var (
	recordLock sync.Mutex
	inMemory   []byte
)

func keep(e entry) {
	line, err := json.Marshal(e)
	if err != nil {
		panic("lesson: an entry cannot be written: " + err.Error()) // it is strings and a bool
	}
	line = append(line, '\n')
	recordLock.Lock()
	defer recordLock.Unlock()
	path := os.Getenv(recordVariable)
	if path == "" {
		inMemory = append(inMemory, line...)
		return
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = file.Write(line)
		file.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "lesson: this is not kept for later cells:", err)
	}
}

// recorded returns the entries of a kind, each name once, in the order in which they first came.
func recorded(kind string) []entry {
	recordLock.Lock()
	text := inMemory
	if path := os.Getenv(recordVariable); path != "" {
		text, _ = os.ReadFile(path) // no file: nothing was kept yet
	}
	recordLock.Unlock()
	var entries []entry
	position := map[string]int{}
	for line := range strings.Lines(string(text)) {
		var e entry
		if json.Unmarshal([]byte(line), &e) != nil || e.Kind != kind { // an interrupt may have cut a line
			continue
		}
		if at, ok := position[e.Name]; ok {
			entries[at] = e
			continue
		}
		position[e.Name] = len(entries)
		entries = append(entries, e)
	}
	return entries
}
