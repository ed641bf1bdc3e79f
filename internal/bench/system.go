package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// What only Linux says about the machine: elsewhere the numbers are 0.

// busyTime is how long the processors have worked since boot.
func busyTime() time.Duration {
	text, _ := os.ReadFile("/proc/stat")
	var name string
	var user, nice, system, idle, wait, interrupts, soft, stolen int64 // in hundredths of a second
	fmt.Sscan(string(text), &name, &user, &nice, &system, &idle, &wait, &interrupts, &soft, &stolen)
	return time.Duration(user+nice+system+interrupts+soft+stolen) * (time.Second / 100)
}

// peakMemory is the most memory that a running process has had, in bytes. (Getrusage would
// say too much: a program inherits the peak of the one that starts it.)
func peakMemory(process int) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes float64
	fmt.Sscan(after, &kilobytes)
	return 1024 * kilobytes
}
