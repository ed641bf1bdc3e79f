package process

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// WaitForInput tells whether a program, with all that it has started, waits for its standard input and does nothing else:
// one of the processes waits in a read of it, none of its own threads waits for a time, so that nothing goes on by itself,
// and no thread of any of them runs. Used is the processor time of all of them, in ticks of the clock: if that grows
// between two calls, one has run meanwhile.
func WaitForInput(program int) (waits bool, used int64) {
	input := inputOf(program)
	root, _ := os.ReadFile("/proc/" + strconv.Itoa(program) + "/stat")
	all := Below(program)
	if p, ok := readStat(string(root)); ok {
		all = append(all, p)
	}
	for _, p := range all {
		used += p.Time
		reads, runs, awaitsTime := threadsOf(p.PID)
		if runs {
			return false, used
		}
		waits = waits || reads && !awaitsTime && input != "" && inputOf(p.PID) == input
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

// threadsOf looks at what the threads of a process are in: whether one waits in a read of standard input, whether one runs
// or wants to, whether one waits for a time. proc(5), syscall, has the number of a system call and its arguments; Go waits
// for its timers in epoll_pwait(2).
func threadsOf(pid int) (reads, runs, awaitsTime bool) {
	threads, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/syscall")
	for _, path := range threads {
		text, _ := os.ReadFile(path)
		call := strings.Fields(string(text))
		switch {
		case len(call) == 1 && call[0] == "running":
			runs = true
		case len(call) < 5: // it has ended meanwhile, or we may not look
		case call[0] == fmt.Sprint(syscall.SYS_READ) && call[1] == "0x0":
			reads = true
		case call[0] == fmt.Sprint(syscall.SYS_EPOLL_PWAIT):
			timeout, err := strconv.ParseUint(call[4], 0, 64)
			awaitsTime = awaitsTime || err != nil || int32(timeout) >= 0
		}
	}
	return reads, runs, awaitsTime
}
