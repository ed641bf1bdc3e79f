package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"firstneuron/internal/filelock"
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
	return folder, func() { endAndRemove(folder) }, err
}

// checkFolder is a testFolder that has the same name each time, because Go takes a test's result from its cache only where
// TMPDIR is what it was. Of two that test this project at once, one has a folder with a name of its own.
func (p *project) checkFolder() (folder scratch.Folder, remove func(), err error) {
	unlock, taken, err := filelock.TryLock(filepath.Join(p.Venv(), "share", "first-neuron", "test.lock"))
	if err != nil || taken {
		return testFolder()
	}
	root := sha256.Sum256([]byte(p.Root))
	if folder, err = scratch.Named(hex.EncodeToString(root[:4])); err != nil {
		unlock()
		return testFolder()
	}
	return folder, func() {
		endAndRemove(folder)
		unlock()
	}, process.Adopt()
}

func endAndRemove(folder scratch.Folder) {
	process.End(os.Getpid(), folder.Path)
	folder.Remove()
}
