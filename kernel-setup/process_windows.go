package main

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"unsafe"
)

// inOwnGroup keeps the terminal's Ctrl-C from a program: it reaches us, and we decide in which order things end.
func inOwnGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// endGroup ends a program and all that it started.
func endGroup(process *os.Process) error {
	return exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(process.Pid)).Run()
}

func killGroup(process *os.Process) { _ = process.Kill() }

const errorSharingViolation = syscall.Errno(32)

// tryLock opens a file beside the given one that no other process may open, until this process ends.
func tryLock(path string) (unlock func(), taken bool, err error) {
	name, err := syscall.UTF16PtrFromString(path + ".lock")
	if err != nil {
		return nil, false, err
	}
	const deleteAccess, deleteOnClose = 0x00010000, 0x04000000
	handle, err := syscall.CreateFile(name, syscall.GENERIC_WRITE|deleteAccess, 0, nil, syscall.OPEN_ALWAYS, deleteOnClose, 0)
	switch {
	case errors.Is(err, errorSharingViolation):
		return nil, true, nil
	case err != nil:
		return nil, false, err
	}
	return func() { syscall.CloseHandle(handle) }, false, nil
}

// freeSpace is the number of bytes that we may still write in a folder.
func freeSpace(dir string) (bytes int64, known bool) {
	name, err := syscall.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	ask := syscall.NewLazyDLL("kernel32.dll").NewProc("GetDiskFreeSpaceExW")
	ok, _, _ := ask.Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&bytes)), 0, 0)
	return bytes, ok != 0
}

func isRoot() bool { return false }
