// Package process looks at the processes of this machine, which belong together, how much memory they take, which of
// them waits for input, and ends them.
package process

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// A Process is one process at one moment.
type Process struct {
	PID, Parent int
	Memory      int64 // bytes in use, those that it shares with others among them
	Time        int64 // of a processor that it has used, in ticks of the clock; 0 where that cannot be told
}

// All lists the processes of this machine; none on Windows.
func All() []Process {
	var all []Process
	if stats, _ := filepath.Glob("/proc/[0-9]*/stat"); len(stats) > 0 {
		for _, path := range stats {
			text, err := os.ReadFile(path)
			if err != nil {
				continue // it has ended meanwhile
			}
			if p, ok := readStat(string(text)); ok {
				all = append(all, p)
			}
		}
		return all
	}
	list, err := exec.Command("ps", "-axo", "pid=,ppid=,rss=").Output()
	if err != nil {
		return nil
	}
	for line := range bytes.Lines(list) {
		if fields := strings.Fields(string(line)); len(fields) == 3 {
			pid, _ := strconv.Atoi(fields[0])
			parent, _ := strconv.Atoi(fields[1])
			kilobytes, _ := strconv.ParseInt(fields[2], 10, 64)
			all = append(all, Process{PID: pid, Parent: parent, Memory: kilobytes << 10})
		}
	}
	return all
}

// readStat reads a line of /proc/PID/stat: proc(5). The name stands in parentheses and may hold any character. A process
// that has ended, and that nobody has asked about, counts as none.
func readStat(text string) (Process, bool) {
	end := strings.LastIndexByte(text, ')')
	begin := strings.IndexByte(text, ' ')
	if begin < 0 || end < begin {
		return Process{}, false
	}
	fields := strings.Fields(text[end+1:]) // from the state, field 3, on
	if len(fields) < 22 || fields[0] == "Z" || fields[0] == "X" {
		return Process{}, false
	}
	pid, _ := strconv.Atoi(text[:begin])
	parent, _ := strconv.Atoi(fields[1])
	pages, _ := strconv.ParseInt(fields[21], 10, 64)
	inProgram, _ := strconv.ParseInt(fields[11], 10, 64)
	inSystem, _ := strconv.ParseInt(fields[12], 10, 64)
	return Process{pid, parent, pages * int64(os.Getpagesize()), inProgram + inSystem}, true
}

// Below lists the children of a process, their children, and so on. Below 0, which is no process, is nothing.
func Below(root int) []Process {
	if root <= 0 {
		return nil
	}
	if tree, ok := belowByFiles(root); ok {
		return tree
	}
	children := make(map[int][]Process)
	for _, p := range All() {
		children[p.Parent] = append(children[p.Parent], p)
	}
	var below []Process
	for level := children[root]; len(level) > 0; {
		below = append(below, level...)
		var next []Process
		for _, p := range level {
			next = append(next, children[p.PID]...)
		}
		level = next
	}
	return below
}

// belowByFiles asks for the children of each process, which takes thousandths of a second less than to read about all.
func belowByFiles(root int) (below []Process, ok bool) {
	pids, ok := children(root)
	for _, pid := range pids {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if p, isThere := readStat(string(stat)); err == nil && isThere {
			further, _ := belowByFiles(pid)
			below = append(append(below, p), further...)
		}
	}
	return below, ok
}

// children reads the children from /proc/PID/task/TID/children, which most Linux kernels have: proc(5).
func children(pid int) (pids []int, ok bool) {
	lists, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/children")
	for _, path := range lists {
		text, _ := os.ReadFile(path)
		for field := range strings.FieldsSeq(string(text)) {
			child, _ := strconv.Atoi(field)
			pids = append(pids, child)
		}
	}
	return pids, len(lists) > 0
}

// Kill ends a process at once, whatever it does.
func Kill(pid int) {
	if p, err := os.FindProcess(pid); err == nil {
		_ = p.Kill()
	}
}

// IsAlive tells whether there is such a process.
func IsAlive(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && isAlive(p)
}
