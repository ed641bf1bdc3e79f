package main

import (
	"errors"
	"syscall"
)

const errorSharingViolation = syscall.Errno(32)

// tryLock opens a file that no other process may open meanwhile. It vanishes with this process.
func tryLock(path string) (unlock func(), taken bool, err error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, false, err
	}
	const deleteAccess, deleteOnClose = 0x00010000, 0x04000000
	handle, err := syscall.CreateFile(name, syscall.GENERIC_WRITE|deleteAccess, 0, nil, syscall.OPEN_ALWAYS, deleteOnClose, 0)
	if err != nil {
		return nil, errors.Is(err, errorSharingViolation), err
	}
	return func() { syscall.CloseHandle(handle) }, false, nil
}
