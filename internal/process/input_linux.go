package process

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// WaitForInput tells whether a program, which runs with all that it has started, waits for its standard input: one of
// the processes waits in a read of it, and none of its own threads waits for a time, so that nothing goes on by itself.
// Used is the processor time of all of them, in ticks of the clock: as long as that grows, another one works.
func WaitForInput(program int, running []Process) (waits bool, used int64) {
	input := inputOf(program)
	for _, p := range running {
		used += p.Time
		waits = waits || input != "" && inputOf(p.PID) == input && readsAndWaits(p.PID)
	}
	return waits, used
}

// inputOf names the pipe that a process has as its standard input; empty if it has none, or something else.
func inputOf(pid int) (pipe string) {
	target, err := os.Readlink("/proc/" + strconv.Itoa(pid) + "/fd/0")
	if err != nil || !strings.HasPrefix(target, "pipe:") {
		return ""
	}
	return target
}

// readsAndWaits looks at what the threads of a process wait in: proc(5), syscall, has the number of a system call and its
// arguments. Go waits for its timers in epoll_pwait(2).
func readsAndWaits(pid int) (reads bool) {
	threads, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/syscall")
	for _, path := range threads {
		text, _ := os.ReadFile(path)
		call := strings.Fields(string(text))
		switch {
		case len(call) < 5: // it runs, or has ended meanwhile
		case call[0] == fmt.Sprint(syscall.SYS_READ) && call[1] == "0x0":
			reads = true
		case call[0] == fmt.Sprint(syscall.SYS_EPOLL_PWAIT):
			timeout, err := strconv.ParseUint(call[4], 0, 64)
			if err != nil || int32(timeout) >= 0 {
				return false
			}
		}
	}
	return reads
}
