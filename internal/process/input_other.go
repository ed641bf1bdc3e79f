//go:build !linux

package process

import "errors"

// InputOf cannot be told here.
func InputOf(int) string { return "" }

// WaitsForInput cannot be told here.
func WaitsForInput(int) bool { return false }

// WriteInput cannot be done here.
func WriteInput(int, string) error {
	return errors.New("this operating system does not let us write to another program's input")
}
