package view_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/runs/sweep"
	"firstneuron/pkg/runs/view"
)

// A run is in the table while it is recorded; at the end of the loop it has its end.
func TestLive(t *testing.T) {
	ledger := runs.Open(t.TempDir())
	recording := ledger.New(runs.Settings{Name: "curve"})
	printed := testfile.Printed(t, func() {
		for range view.Live(ledger.Runs, runs.Record(recording, slices.All([]float64{0.9, 0.5, 0.25}))) {
		}
	})
	lines := strings.Split(printed, "\n")
	if len(lines) < 2 || !strings.HasPrefix(lines[1], recording.ID()) || !strings.Contains(lines[1], "finished      3") || !strings.HasSuffix(lines[1], "0.25") {
		t.Errorf("got\n%s", printed)
	}
	printed = testfile.Printed(t, func() {
		for range view.Live(func() ([]runs.Run, error) { return nil, errors.New("the ledger is gone") }, slices.All([]int{1})) {
		}
	})
	if !strings.Contains(printed, "the ledger is gone") {
		t.Errorf("got\n%s", printed)
	}
}

// What a sweep leaves: the table, the picture, how far it is, and why it ended.
func TestSweep(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // for the picture
	train := func(t *sweep.Trial) error {
		if t.Int("x") == 2 {
			return errors.New("there is no such file")
		}
		t.Log("loss", float64(t.Int("x"))/2)
		return nil
	}
	other := func(*sweep.Trial) error { return nil }
	grid := func(ledger *runs.Ledger) *sweep.Sweep { return sweep.Grid(ledger, "grid", sweep.Values("x", 1, 2, 3)) }
	longer := func(ledger *runs.Ledger) *sweep.Sweep {
		return sweep.Grid(ledger, "grid", sweep.Values("x", 1, 2, 3, 4, 5))
	}
	halving := func(ledger *runs.Ledger) *sweep.Sweep {
		return sweep.Grid(ledger, "halving", sweep.Values("x", 4, 5, 6, 7)).Halving("loss", runs.Lowest, 10, 2)
	}
	for name, test := range map[string]struct {
		sweep       func(*runs.Ledger) *sweep.Sweep
		before, now func(*sweep.Trial) error
		want        []string
	}{
		"a grid":    {grid, nil, train, []string{"loss of 3 runs: 3 lines over x, loss", "picture: ", "failed: there is no such file", "trials ██████████████████████████████ 3 of 3"}},
		"again":     {grid, train, train, []string{"loss of 3 runs", "trials: nothing to do"}},
		"a halving": {halving, nil, train, []string{"loss of 6 runs", "budget ██████████████████████████████ 80 of 80"}},
		"changed":   {grid, train, other, []string{"the function has changed since 3 of the trials"}},
		"with more": {longer, train, other, []string{"trials ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 2", "the function has changed since 3 of the trials"}},
	} {
		t.Run(name, func(t *testing.T) {
			ledger := runs.Open(t.TempDir())
			s := test.sweep(ledger)
			if test.before != nil {
				for range grid(ledger).Run(test.before) {
				}
			}
			printed := testfile.Printed(t, func() {
				for range view.Sweep("loss", s, test.now) {
				}
			})
			for _, want := range test.want {
				if !strings.Contains(printed, want) {
					t.Errorf("got\n%s\nwant %q in it", printed, want)
				}
			}
		})
	}
}

// The loop may be left: what has ended is shown.
func TestASweepThatIsLeft(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := sweep.Grid(runs.Open(t.TempDir()), "left", sweep.Seeds(4)).AtOnce(1)
	printed := testfile.Printed(t, func() {
		for number := range view.Sweep("loss", s, func(t *sweep.Trial) error { t.Log("loss", 1); return nil }) {
			if number == 1 {
				break
			}
		}
	})
	if want := fmt.Sprintf("%d of 4", 4-s.Left()); !strings.Contains(printed, want) || s.Left() != 2 {
		t.Errorf("%d are left, printed\n%s", s.Left(), printed)
	}
}
