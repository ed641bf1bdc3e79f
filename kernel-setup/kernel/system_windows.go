package main

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func inOwnGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

func inOwnSession(cmd *exec.Cmd) { inOwnGroup(cmd) }

func ignoreSignals() { signal.Ignore(os.Interrupt) }
