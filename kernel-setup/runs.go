package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

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
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, strings.Join(headings, "\t"))
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, value := range row {
			cells[i] = fmt.Sprint(value)
			if number, ok := value.(float64); ok {
				cells[i] = fmt.Sprintf("%.6g", number)
			}
		}
		fmt.Fprintln(table, strings.Join(cells, "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, note := range runs.Notes(all) {
		fmt.Println(note)
	}
	return nil
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
