package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/runs"
)

func TestRunsAreListedExportedAndDeleted(t *testing.T) {
	folder := t.TempDir()
	if said, status := runProgram(t, "runs", "--folder="+folder); status != 0 || !strings.HasPrefix(said, "No training is recorded in "+folder) {
		t.Errorf("without a run it ends with status %d and says %q", status, said)
	}
	t.Setenv(runs.Variable, folder)
	var ids []string
	for _, rate := range []float64{0.5, 0.25} {
		recording := runs.Open("").New(runs.Settings{Name: "sweep", Values: map[string]any{"rate": rate}})
		for range runs.Record(recording, slices.All([]float64{1, rate / 3})) {
		}
		ids = append(ids, recording.ID())
	}
	said, status := runProgram(t, "runs")
	lines := strings.Split(said, "\n")
	if status != 0 || len(lines) != 4 || strings.Join(strings.Fields(lines[0]), " ") != "run started status steps time, s loss rate" ||
		!strings.HasPrefix(lines[1], ids[0]+"  ") || !strings.HasSuffix(lines[1], "  0.166667   0.5") || !strings.HasSuffix(lines[2], "  0.0833333  0.25") {
		t.Errorf("it ends with status %d and says\n%s", status, said)
	}
	if said, status := runProgram(t, "runs", "csv"); status != 0 || strings.Count(said, "\n") != 3 || !strings.HasPrefix(said, "run,name,started,") {
		t.Errorf("csv ends with status %d and says\n%s", status, said)
	}
	if said, status := runProgram(t, "runs", "delete", ids[0]); status != 0 || said != "deleted: "+ids[0]+"\n" {
		t.Errorf("delete ends with status %d and says %q", status, said)
	}
	if said, status := runProgram(t, "runs", "delete", ids[0]); status != 1 || !strings.Contains(said, "there is no run") {
		t.Errorf("to delete it again ends with status %d and says %q", status, said)
	}
	if all, err := runs.Open("").Runs(); err != nil || len(all) != 1 || all[0].ID != ids[1] {
		t.Errorf("left are %v, %v, want the second", all, err)
	}
}

// Whoever comes back the next day sees which runs can be rewound.
func TestTheTableSaysWhichRunsHaveWeights(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	var last string
	for range 2 {
		recording := ledger.New(runs.Settings{})
		for range runs.Record(recording, slices.All([]float64{1})) {
		}
		last = recording.ID()
	}
	if err := os.WriteFile(filepath.Join(ledger.Folder, last+".weights"), make([]byte, 1208), 0o666); err != nil {
		t.Fatal(err)
	}
	said, _ := runProgram(t, "runs", "--folder="+ledger.Folder)
	lines := strings.Split(said, "\n")
	if heading := strings.Index(lines[0], "weights, kB"); heading < 0 || strings.TrimSpace(lines[1][heading:heading+11]) != "" || strings.TrimSpace(lines[2][heading:heading+11]) != "1.3" {
		t.Errorf("got\n%s\nwant 1.3 kB of the second run, and none of the first", said)
	}
}

// In a narrow terminal the columns go that are easiest to do without, never the name and the status.
func TestATableFitsItsWidth(t *testing.T) {
	headings := []string{"run", "started", "status", "steps", "time, s", "loss", "activation", "rate"}
	rows := [][]any{
		{"a", "2026-11-29", "finished", 1000, 0.5, 0.123456789, "tanh", 0.1},
		{"b", "2026-11-29", "failed", 7, 0.25, "", "ReLU", 10},
	}
	for _, test := range []struct {
		width   int
		want    string
		leftOut []string
	}{
		{100, "run  started     status    steps  time, s      loss  activation  rate\n" +
			"a    2026-11-29  finished   1000      0.5  0.123457  tanh         0.1\n" +
			"b    2026-11-29  failed        7     0.25            ReLU          10\n", nil},
		{69, "run  started     status    steps  time, s      loss  activation  rate\n" +
			"a    2026-11-29  finished   1000      0.5  0.123457  tanh         0.1\n" +
			"b    2026-11-29  failed        7     0.25            ReLU          10\n", nil},
		{68, "run  status    steps  time, s      loss  activation  rate\n" +
			"a    finished   1000      0.5  0.123457  tanh         0.1\n" +
			"b    failed        7     0.25            ReLU          10\n", []string{"started"}},
		{30, "run  status        loss\n" +
			"a    finished  0.123457\n" +
			"b    failed\n", []string{"started", "time, s", "steps", "rate", "activation"}},
		{5, "run  status\n" +
			"a    finished\n" +
			"b    failed\n", []string{"started", "time, s", "steps", "rate", "activation", "loss"}},
	} {
		var leftOut []string
		got := testfile.Printed(t, func() { leftOut = printTable(headings, rows, test.width) })
		if got != test.want || !slices.Equal(leftOut, test.leftOut) {
			t.Errorf("%d wide: without %q\n%swant without %q\n%s", test.width, leftOut, got, test.leftOut, test.want)
		}
	}
}
