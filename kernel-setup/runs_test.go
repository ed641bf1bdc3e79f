package main

import (
	"slices"
	"strings"
	"testing"

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
