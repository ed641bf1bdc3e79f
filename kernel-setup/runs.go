package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"firstneuron/pkg/runs"
)

// recordedRuns shows the table of recorded trainings, deletes some, or writes all as CSV.
func recordedRuns(args []string) (action, error) {
	flags := newFlags()
	folder := flags.String("folder", "", "")
	others, err := parse(flags, args)
	if err != nil {
		return nil, err
	}
	ledger := runs.Open(*folder)
	switch {
	case len(others) == 0:
		return func(context.Context, *project) error { return showRuns(ledger) }, nil
	case others[0] == "csv" && len(others) == 1:
		return func(context.Context, *project) error {
			all, err := ledger.Runs()
			if err != nil {
				return err
			}
			return runs.WriteCSV(os.Stdout, all)
		}, nil
	case others[0] == "delete" && len(others) > 1:
		return func(context.Context, *project) error { return deleteRuns(ledger, others[1:]) }, nil
	case others[0] == "delete":
		return nil, errors.New("delete takes the names of runs, as the table shows them")
	default:
		return nil, fmt.Errorf("it takes nothing, csv, or delete and names, and not %q", strings.Join(others, " "))
	}
}

func showRuns(ledger *runs.Ledger) error {
	all, err := ledger.Runs()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Printf("No training is recorded in %s. A cell records one with runs.Record: go doc ./pkg/runs\n", ledger.Folder)
		return nil
	}
	headings, rows := runs.Table(all)
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	isTerminal := err == nil
	if !isTerminal {
		width = math.MaxInt
	}
	leftOut := printTable(headings, rows, width)
	for _, note := range runs.Notes(all) {
		fmt.Println(note)
	}
	if len(leftOut) > 0 {
		fmt.Printf("There is no room here for %s; a wider window has it, and `go run ./kernel-setup runs csv`.\n", strings.Trim(fmt.Sprintf("%q", leftOut), "[]"))
	}
	if isTerminal {
		fmt.Printf("Runs in %s: %d\n", ledger.Folder, len(all))
	}
	return nil
}

// firstToGo are the columns that a table does without first, where it would be too wide.
var firstToGo = []string{"started", "time, s", "weights, kB", "steps"}

// printTable prints a table that is at most so wide, if the runs' names are not wider, and returns the headings of the columns that are left out.
// Numbers are aligned to the right.
func printTable(headings []string, rows [][]any, width int) (leftOut []string) {
	columns := make([]column, len(headings))
	total := -2
	for i, heading := range headings {
		columns[i] = newColumn(heading, rows, i)
		total += columns[i].width + 2
	}
	leaveOut := func(i int) {
		total -= columns[i].width + 2
		leftOut = append(leftOut, columns[i].cells[0])
		columns = slices.Delete(columns, i, i+1)
	}
	for _, heading := range firstToGo {
		if i := slices.IndexFunc(columns, func(c column) bool { return c.cells[0] == heading }); i >= 0 && total > width {
			leaveOut(i)
		}
	}
	for len(columns) > 2 && total > width { // the name and the status stay
		leaveOut(len(columns) - 1)
	}
	for line := range len(rows) + 1 {
		var cells []string
		for _, c := range columns {
			cells = append(cells, c.aligned(line))
		}
		fmt.Println(strings.TrimRight(strings.Join(cells, "  "), " "))
	}
	return leftOut
}

// A column has its heading as its first cell.
type column struct {
	cells    []string
	width    int
	isNumber bool
}

func newColumn(heading string, rows [][]any, place int) column {
	c := column{cells: []string{heading}, isNumber: true}
	for _, row := range rows {
		text := fmt.Sprint(row[place])
		switch value := row[place].(type) {
		case float64:
			text = fmt.Sprintf("%.6g", value)
		case string:
			c.isNumber = c.isNumber && value == "" // a run without the figure
		}
		c.cells = append(c.cells, text)
	}
	for _, text := range c.cells {
		c.width = max(c.width, utf8.RuneCountInString(text))
	}
	return c
}

func (c column) aligned(line int) string {
	blank := strings.Repeat(" ", c.width-utf8.RuneCountInString(c.cells[line]))
	if c.isNumber {
		return blank + c.cells[line]
	}
	return c.cells[line] + blank
}

func deleteRuns(ledger *runs.Ledger, ids []string) error {
	for _, id := range ids {
		if err := ledger.Delete(id); err != nil {
			return err
		}
		fmt.Println("deleted:", id)
	}
	return nil
}
