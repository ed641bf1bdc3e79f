package main

import (
	"os"
	"os/exec"
	"os/signal"

	"firstneuron/internal/process"
)

func inOwnSession(cmd *exec.Cmd) { process.InOwnGroup(cmd) }

func ignoreSignals() { signal.Ignore(os.Interrupt) }
