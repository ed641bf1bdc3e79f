package main

import (
	"os/exec"

	"firstneuron/internal/process"
)

func inOwnSession(cmd *exec.Cmd) { process.InOwnGroup(cmd) }
