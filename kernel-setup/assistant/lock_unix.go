//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes a lock on a file, which is made where it is missing. It ends with this process, however that ends; the
// empty file stays.
func tryLock(path string) (unlock func(), taken bool, err error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, false, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		return nil, errors.Is(err, syscall.EWOULDBLOCK), err
	}
	return func() { file.Close() }, false, nil
}
