package main

import (
	"os"
	"strconv"
	"time"

	"firstneuron/internal/process"
)

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
