package main

import (
	"os"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
)

// testFolder makes a temporary folder for tests and notebooks. remove takes it away, and ends first what they have left
// running: all that was started below this process.
func testFolder() (folder scratch.Folder, remove func(), err error) {
	if err := process.Adopt(); err != nil {
		return folder, nil, err
	}
	folder, err = scratch.New()
	return folder, func() {
		process.End(os.Getpid(), folder.Path)
		folder.Remove()
	}, err
}
