// Package filelock keeps programs from working on the same thing at once.
package filelock

import (
	"context"
	"time"

	"github.com/gofrs/flock"
)

// TryLock takes the lock of a file, which is made where it is missing. It is taken where another program, or another
// place in this one, has it. The lock ends with unlock or with this process, however that ends; the empty file stays.
func TryLock(path string) (unlock func(), taken bool, err error) {
	return try(flock.New(path), (*flock.Flock).TryLock)
}

// TryShare is TryLock for a lock that others may share; it is taken where somebody has it alone.
func TryShare(path string) (unlock func(), taken bool, err error) {
	return try(flock.New(path), (*flock.Flock).TryRLock)
}

// Lock is TryLock that waits until others have ended their lock. After patience the error is [context.DeadlineExceeded].
func Lock(path string, patience time.Duration) (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	file := flock.New(path)
	if _, err := file.TryLockContext(ctx, 20*time.Millisecond); err != nil {
		file.Close()
		return nil, err
	}
	return func() { file.Unlock() }, nil
}

func try(file *flock.Flock, lock func(*flock.Flock) (bool, error)) (unlock func(), taken bool, err error) {
	locked, err := lock(file)
	if err != nil || !locked {
		file.Close()
		return nil, err == nil, err
	}
	return func() { file.Unlock() }, false, nil
}
