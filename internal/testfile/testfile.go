// Package testfile writes the files that tests begin with.
package testfile

import (
	"os"
	"path/filepath"
	"testing"
)

// Write writes a text file, in folders that need not exist yet.
func Write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Exists tells whether there is something at a path, be it a link to nothing.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
