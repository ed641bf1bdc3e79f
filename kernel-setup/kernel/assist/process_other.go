//go:build !unix

package assist

import (
	"os"
	"os/exec"
)

func inOwnGroup(*exec.Cmd) {}

// killGroup ends the program; what it started ends by itself when its pipes close.
func killGroup(process *os.Process) { _ = process.Kill() }
