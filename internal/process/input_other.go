//go:build !linux

package process

// WaitForInput cannot be told here.
func WaitForInput(int) (waits bool, used int64) { return false, 0 }
