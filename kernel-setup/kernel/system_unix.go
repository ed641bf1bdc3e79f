//go:build unix

package main

import (
	"os/exec"
	"os/signal"
	"syscall"
)

// inOwnGroup keeps signals that are meant for the kernel, such as a terminal's Ctrl-C, from a program.
func inOwnGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// inOwnSession lets a program live on when all of the kernel's processes are ended.
func inOwnSession(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

func ignoreSignals() { signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP) }
