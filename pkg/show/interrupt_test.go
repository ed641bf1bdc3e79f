//go:build unix

package show

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"firstneuron/internal/testfile"
)

// The interrupt arrives some steps later: a signal travels by way of the system.
func TestInterruptEndsALoopAsBreakDoes(t *testing.T) {
	for name, wrap := range map[string]func(steps []int) func(func(int, int) bool){
		"Live":     func(steps []int) func(func(int, int) bool) { return Live(sketch{"<svg/>", "loss"}, slices.All(steps)) },
		"Pausable": func(steps []int) func(func(int, int) bool) { return Pausable(slices.All(steps)) },
		"Progress": func(steps []int) func(func(int, int) bool) { return Progress("steps", len(steps), slices.All(steps)) },
	} {
		learnt, below := 0, false
		printed := testfile.Printed(t, func() {
			for step := range wrap(make([]int, 2000)) {
				learnt++
				if step == 3 {
					interruptOurselves(t)
				}
				if step >= 3 {
					time.Sleep(time.Millisecond)
				}
			}
			below = true
		})
		if learnt < 4 || learnt == 2000 {
			t.Errorf("%s: %d of 2000 steps were made, want a few after the fourth", name, learnt)
		}
		want := map[string]string{"Live": "interrupted after %d steps; ", "Pausable": "interrupted after %d steps; ", "Progress": "steps: interrupted after %d steps of 2000; "}[name]
		if want = fmt.Sprintf(want, learnt); !below || !strings.HasPrefix(printed, want) {
			t.Errorf("%s: the cell did not go on and say %q, but printed %q", name, want, printed)
		}
	}
}

func interruptOurselves(t *testing.T) {
	process, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = process.Signal(os.Interrupt)
	}
	if err != nil {
		t.Fatal(err)
	}
}
