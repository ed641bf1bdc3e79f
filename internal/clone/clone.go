// Package clone finds the clone of First Neuron that a program belongs to: the
// folder with the lessons, where downloads and checkpoints go.
package clone

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
)

// Folder looks for the project from the working folder upwards, and then, as a
// notebook may lie anywhere, where this package was compiled from.
func Folder() (root string, found bool) {
	if dir, err := os.Getwd(); err == nil {
		if root, found := above(dir); found {
			return root, true
		}
	}
	_, source, _, _ := runtime.Caller(0)
	return above(filepath.Dir(source))
}

var ourModule = regexp.MustCompile(`(?m)^module\s+firstneuron\s*$`)

func above(dir string) (root string, found bool) {
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && ourModule.Match(text) {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}
