package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// A watch tells which share of the machine other programs took while one ran. A number
// that was measured beside them is no measurement.
type watch struct {
	busy    time.Duration
	started time.Time
}

func startWatch() watch { return watch{busyTime(), time.Now()} }

// others returns the share of the machine that neither idled nor worked for the program
// that has ended, 0 to 1.
func (w watch) others(ended *exec.Cmd) float64 {
	if w.busy == 0 || ended.ProcessState == nil {
		return 0
	}
	own := ended.ProcessState.UserTime() + ended.ProcessState.SystemTime()
	whole := time.Since(w.started) * time.Duration(runtime.NumCPU())
	return max(0, float64(busyTime()-w.busy-own)/float64(whole))
}

// busyTime is how long the processors have worked since the machine was started, and 0
// where the system does not say.
func busyTime() time.Duration {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	var name string
	var user, nice, system, idle, wait, interrupts, soft, stolen int64 // in hundredths of a second
	if _, err := fmt.Sscan(string(text), &name, &user, &nice, &system, &idle, &wait, &interrupts, &soft, &stolen); err != nil {
		return 0
	}
	return time.Duration(user+nice+system+interrupts+soft+stolen) * (time.Second / 100)
}
