//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes a lock on the file that ends with this process, however it ends.
func tryLock(path string, kind lockKind) (unlock func(), taken bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	how := syscall.LOCK_EX
	if kind == shared {
		how = syscall.LOCK_SH
	}
	err = syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
	if err != nil {
		file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, true, nil
		}
		return nil, false, err
	}
	return func() { file.Close() }, false, nil
}

// freeSpace is the number of bytes that we may still write in a folder.
func freeSpace(dir string) (bytes int64, known bool) {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil {
		return 0, false
	}
	return int64(stat.Bavail) * int64(stat.Bsize), true
}

func isRoot() bool { return os.Getuid() == 0 }
