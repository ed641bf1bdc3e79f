package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
)

// scratch is the temporary folder of the programs that we start. Those that are cut off leave folders behind, and GoNB
// at times itself and two gopls processes; by their folder they are known to be of this run and of no other.
type scratch struct{ dir string }

func newScratch() (scratch, error) {
	// The name is short because GoNB's socket lies in there, and a socket's path may have about 100 bytes.
	dir, err := os.MkdirTemp("", "fn-")
	if err != nil {
		return scratch{}, fmt.Errorf("cannot make a temporary folder: %w", err)
	}
	return scratch{dir}, nil
}

// variables send a program's temporary files into the folder, on Unix and on Windows.
func (s scratch) variables() variables {
	return variables{"TMPDIR": s.dir, "TMP": s.dir, "TEMP": s.dir}
}

// remove ends the processes that belong to the folder, and takes the folder away.
func (s scratch) remove() {
	s.endProcesses()
	os.RemoveAll(s.dir)
}

func (s scratch) endProcesses() {
	if runtime.GOOS != "windows" {
		for _, pid := range processesWith(s.dir) {
			if process, err := os.FindProcess(pid); err == nil {
				_ = process.Kill()
			}
		}
	}
}

// processesWith lists the processes that have a text in their arguments or their environment, this one left out.
func processesWith(text string) []int {
	var found []int
	add := func(pid string, described []byte) {
		number, err := strconv.Atoi(pid)
		if err == nil && number != os.Getpid() && bytes.Contains(described, []byte(text)) {
			found = append(found, number)
		}
	}
	// Linux has the answer in files, and its smaller distributions have no ps.
	if environments, _ := filepath.Glob("/proc/[0-9]*/environ"); len(environments) > 0 {
		for _, path := range environments {
			environment, _ := os.ReadFile(path)
			arguments, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
			add(filepath.Base(filepath.Dir(path)), append(environment, arguments...))
		}
		return found
	}
	list, err := exec.Command("ps", "axEww", "-o", "pid=,command=").Output()
	if err != nil {
		return nil
	}
	for line := range bytes.Lines(list) {
		pid, command, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		add(string(pid), command)
	}
	return found
}
