//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// inOwnSession lets a program live on when all of the kernel's processes are ended.
func inOwnSession(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
