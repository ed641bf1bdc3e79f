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

// EndGroup ends the program itself, as Windows has nothing gentler for all.
func EndGroup(p *os.Process) error { return p.Kill() }

// KillGroup ends the program itself: Windows knows no more of the group.
func KillGroup(p *os.Process) { _ = p.Kill() }

// Pause does nothing: Windows cannot.
func Pause(int) {}
