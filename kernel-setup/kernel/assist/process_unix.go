//go:build unix

package assist

import (
	"os"
	"os/exec"
	"syscall"
)

// inOwnGroup lets a program and all that it starts be ended together, and keeps Ctrl-C in a terminal from it.
func inOwnGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// killGroup ends what is still there of a program and of what it started. The program must not have been waited for: until
// then nobody else has its number.
func killGroup(process *os.Process) {
	_ = syscall.Kill(-process.Pid, syscall.SIGKILL)
}
