package models

import (
	"path/filepath"

	"firstneuron/internal/clone"
)

// Checkpoints is the folder build/checkpoints/NAME of First Neuron, for
// [Training.Checkpoint]: the cells of a lesson find there what one of them has
// trained, wherever the notebook lies. `go run ./kernel-setup remove` takes it away.
// Outside the project it is checkpoints/NAME in the working folder.
func Checkpoints(name string) string {
	root, found := clone.Folder()
	if !found {
		return filepath.Join("checkpoints", name)
	}
	return filepath.Join(root, "build", "checkpoints", name)
}
