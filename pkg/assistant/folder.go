package assistant

import (
	"path/filepath"

	"firstneuron/internal/clone"
)

// Folder is the folder assistants/NAME of First Neuron, where lessons and the builder's page keep what somebody builds. Git leaves it
// alone, and so does `go run ./kernel-setup remove`. Outside the project it is assistants/NAME in the working folder.
func Folder(name string) string {
	root, _ := clone.Folder()
	return filepath.Join(root, "assistants", name)
}
