//go:build unix

package view_test

import (
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"firstneuron/internal/testfile"
	"firstneuron/pkg/runs"
	"firstneuron/pkg/show"
)

type drawing struct{}

func (drawing) SVG() ([]byte, error) { return nil, nil }
func (drawing) Alt() string          { return "a curve" }

// The interrupt of a recorded training ends its loop as break does, and is recorded, wherever show.Live is.
func TestAnInterruptIsRecorded(t *testing.T) {
	for name, wrap := range map[string]func(*runs.Recording, iter.Seq2[int, float64]) iter.Seq2[int, float64]{
		"without Live": runs.Record[int, float64],
		"inside Live": func(r *runs.Recording, steps iter.Seq2[int, float64]) iter.Seq2[int, float64] {
			return show.Live(drawing{}, runs.Record(r, steps))
		},
		"around Live": func(r *runs.Recording, steps iter.Seq2[int, float64]) iter.Seq2[int, float64] {
			return runs.Record(r, show.Live(drawing{}, steps))
		},
	} {
		ledger := runs.Open(t.TempDir())
		learnt := 0
		printed := testfile.Printed(t, func() {
			for step := range wrap(ledger.New(runs.Settings{}), slices.All(make([]float64, 2000))) {
				learnt++
				if step == 3 {
					process, err := os.FindProcess(os.Getpid())
					if err == nil {
						err = process.Signal(os.Interrupt)
					}
					if err != nil {
						t.Fatal(err)
					}
				}
				if step >= 3 {
					time.Sleep(time.Millisecond)
				}
			}
		})
		all, err := ledger.Runs()
		if err != nil || len(all) != 1 {
			t.Fatal(len(all), err)
		}
		if run := all[0]; run.Status != runs.Stopped || run.Cause != "interrupted" || run.Steps != learnt || learnt < 4 || learnt == 2000 {
			t.Errorf("%s: after %d of 2000 steps it is %s, %q after %d", name, learnt, run.Status, run.Cause, run.Steps)
		}
		if strings.Count(printed, "interrupted after ") != 1 {
			t.Errorf("%s: it was not said once that the loop was interrupted, but\n%s", name, printed)
		}
	}
}
