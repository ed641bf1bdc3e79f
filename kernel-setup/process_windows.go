package main

import (
	"errors"
	"syscall"
	"unsafe"
)

const errorSharingViolation = syscall.Errno(32)

// tryLock opens a file beside the given one, until this process ends. No other process may open it then, or only those
// that share it: the file stays behind in that case, as one that is about to vanish could not be shared.
func tryLock(path string, kind lockKind) (unlock func(), taken bool, err error) {
	name, err := syscall.UTF16PtrFromString(path + ".lock")
	if err != nil {
		return nil, false, err
	}
	const deleteAccess, deleteOnClose = 0x00010000, 0x04000000
	access, share, attributes := uint32(syscall.GENERIC_WRITE|deleteAccess), uint32(0), uint32(deleteOnClose)
	if kind == shared {
		access, share, attributes = syscall.GENERIC_READ, syscall.FILE_SHARE_READ, syscall.FILE_ATTRIBUTE_NORMAL
	}
	handle, err := syscall.CreateFile(name, access, share, nil, syscall.OPEN_ALWAYS, attributes, 0)
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
