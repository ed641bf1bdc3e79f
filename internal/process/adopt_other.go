//go:build !linux

package process

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
)

// Adopt does nothing here: only Linux has it.
func Adopt() error { return nil }

// ReleaseOrphans has nothing to do here.
func ReleaseOrphans(...int) {}

// belonging lists, besides the processes below one, those that have the mark in their arguments or in the environment that
// they were started with. Windows tells neither.
func belonging(root int, mark string) []int {
	pids := below(root)
	list, err := exec.Command("ps", "axEww", "-o", "pid=,command=").Output()
	if err != nil {
		return pids
	}
	for line := range bytes.Lines(list) {
		pid, command, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		number, err := strconv.Atoi(string(pid))
		if err == nil && number != os.Getpid() && bytes.Contains(command, []byte(mark)) {
			pids = append(pids, number)
		}
	}
	return pids
}
