//go:build unix

package process

import (
	"os"
	"os/exec"
	"syscall"
)

// InOwnGroup lets a program and all that it starts be ended together, and by us alone: Ctrl-C in the terminal reaches us,
// and not the program.
func InOwnGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// EndGroup asks a program and all of its group to end.
func EndGroup(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGTERM) }

// KillGroup ends what is still left of a program's group.
func KillGroup(p *os.Process) { _ = syscall.Kill(-p.Pid, syscall.SIGKILL) }

// Pause lets a process do nothing more until it is killed.
func Pause(pid int) { _ = syscall.Kill(pid, syscall.SIGSTOP) }
