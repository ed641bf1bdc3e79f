//go:build unix

package show

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The interrupt arrives some steps later: a signal travels by way of the system.
func TestInterruptEndsALoopAsBreakDoes(t *testing.T) {
	for name, wrap := range map[string]func(steps []int) func(func(int, int) bool){
		"Live":     func(steps []int) func(func(int, int) bool) { return Live(sketch{"<svg/>", "loss"}, slices.All(steps)) },
		"Progress": func(steps []int) func(func(int, int) bool) { return Progress("steps", len(steps), slices.All(steps)) },
	} {
		learnt, below := 0, false
		printed := printedBy(t, func() {
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
		if !below || !strings.Contains(printed, "interrupted after ") {
			t.Errorf("%s: the cell did not go on and say so, but printed %q", name, printed)
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
