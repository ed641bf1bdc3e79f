//go:build linux || darwin

package openai

import (
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

// The requests that read and change a terminal: TCGETS and TCSETS of asm-generic/ioctls.h, TIOCGETA and TIOCSETA of
// sys/ttycom.h.
var (
	readTerminal   = map[string]uintptr{"linux": 0x5401, "darwin": 0x40487413}[runtime.GOOS]
	changeTerminal = map[string]uintptr{"linux": 0x5402, "darwin": 0x80487414}[runtime.GOOS]
)

// withoutEcho keeps a terminal from showing what is typed, until restore. A file that is no terminal is an error.
func withoutEcho(file *os.File) (restore func(), err error) {
	var was syscall.Termios
	if err := terminal(file, readTerminal, &was); err != nil {
		return nil, err
	}
	quiet := was
	quiet.Lflag &^= syscall.ECHO
	if err := terminal(file, changeTerminal, &quiet); err != nil {
		return nil, err
	}
	return func() { terminal(file, changeTerminal, &was) }, nil
}

func terminal(file *os.File, request uintptr, state *syscall.Termios) error {
	_, _, failed := syscall.Syscall(syscall.SYS_IOCTL, file.Fd(), request, uintptr(unsafe.Pointer(state)))
	if failed != 0 {
		return failed
	}
	return nil
}
