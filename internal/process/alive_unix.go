//go:build unix

package process

import (
	"errors"
	"os"
	"syscall"
)

// isAlive sends the signal that does nothing. One that we may not signal is there as well.
func isAlive(p *os.Process) bool {
	err := p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}
