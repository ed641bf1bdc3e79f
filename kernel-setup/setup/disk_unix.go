//go:build unix

package setup

import "syscall"

// freeSpace is the number of bytes that we may still write in a folder.
func freeSpace(dir string) (bytes int64, known bool) {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil {
		return 0, false
	}
	return int64(stat.Bavail) * int64(stat.Bsize), true
}

// syncDisks returns when the disks have all that any program has written, as on Linux: sync(2).
func syncDisks() { syscall.Sync() }
