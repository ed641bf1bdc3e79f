package process

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// InputOf names the pipe that a process has as its standard input; empty if it has none, or something else.
func InputOf(pid int) (pipe string) {
	if target, err := os.Readlink(inputPath(pid)); err == nil && strings.HasPrefix(target, "pipe:") {
		return target
	}
	return ""
}

// WaitsForInput tells whether one of a process's threads waits in read(2) for its standard input: proc(5), syscall.
func WaitsForInput(pid int) bool {
	reading := fmt.Sprintf("%d 0x0 ", syscall.SYS_READ)
	threads, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/syscall")
	for _, path := range threads {
		if call, err := os.ReadFile(path); err == nil && strings.HasPrefix(string(call), reading) {
			return true
		}
	}
	return false
}

// WriteInput writes to the pipe that a process has as its standard input.
func WriteInput(pid int, text string) error {
	pipe, err := os.OpenFile(inputPath(pid), os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("the program does not read any more: %w", err)
	}
	defer pipe.Close()
	_, err = pipe.WriteString(text)
	return err
}

func inputPath(pid int) string { return "/proc/" + strconv.Itoa(pid) + "/fd/0" }
