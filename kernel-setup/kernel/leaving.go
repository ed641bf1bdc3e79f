package main

import (
	"io"
	"os"
	"os/exec"
	"strconv"
	"time"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
)

// ownFolder makes the kernel's temporary folder, and starts a process beside the kernel that takes it away, with all
// that belongs to it, when the kernel is killed. done does the same for a kernel that ends by itself.
func ownFolder() (folder scratch.Folder, done func(), err error) {
	if folder, err = scratch.New(); err != nil {
		return folder, nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return folder, nil, err
	}
	sweeper := exec.Command(self, "-sweep", folder.Path)
	lifeline, err := sweeper.StdinPipe()
	if err == nil {
		inOwnSession(sweeper)
		err = sweeper.Start()
	}
	if err != nil {
		os.RemoveAll(folder.Path)
		return folder, nil, err
	}
	return folder, func() {
		lifeline.Close()
		_ = sweeper.Wait()
	}, nil
}

// sweepWhenOrphaned waits until the kernel at the other end of standard input is gone, then ends what belongs to its
// folder and removes it.
func sweepWhenOrphaned(path string) {
	ignoreSignals() // those that end a kernel may go to all of its processes
	_, _ = io.Copy(io.Discard, os.Stdin)
	scratch.Folder{Path: path}.Remove()
}

// parentGone is closed when the process that has started the kernel is gone: Jupyter's server, whose number Jupyter
// gives to a kernel. A kernel that was started by hand has no such parent, and stays.
func parentGone() <-chan struct{} {
	number, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID"))
	if err != nil || number <= 0 {
		return nil
	}
	gone := make(chan struct{})
	parent := os.Getppid()
	go func() {
		for process.IsAlive(number) && os.Getppid() == parent {
			time.Sleep(500 * time.Millisecond)
		}
		close(gone)
	}()
	return gone
}
