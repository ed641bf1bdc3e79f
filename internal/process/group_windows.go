package process

import (
	"os"
	"os/exec"
	"syscall"
)

// InOwnGroup keeps the terminal's Ctrl-C from a program: it reaches us, and we decide in which order things end.
func InOwnGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// KillGroup ends the program itself: Windows knows no more of the group.
func KillGroup(p *os.Process) { _ = p.Kill() }
