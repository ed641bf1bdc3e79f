package setup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// MakeOwned makes a folder and marks it as ours before anything else goes in. It does so as well with a folder that
// somebody else has made: [Clone.CheckFolder] refuses that one before.
func MakeOwned(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, marker), []byte(markerText), 0o666) // the same file: others may hold a lock on it
}

// Remove takes away what set-up has made, unless somebody uses it, and says so to said, a sentence for each folder.
func (c Clone) Remove(said func(sentence string)) error {
	unlock, err := c.Lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := c.checkUnused("run remove again"); err != nil {
		return err
	}
	for _, dir := range []string{c.Venv(), c.Build()} {
		owner, err := ownerOf(dir)
		if err != nil {
			return err
		}
		switch owner {
		case nobody:
			said(c.Relative(dir) + " is not there.")
		case someoneElse:
			said(c.Relative(dir) + " stays: this program has not made it.")
		case us:
			if err := removeOwned(dir); err != nil {
				return fmt.Errorf("could not remove all of %s: %w", dir, err)
			}
			said(c.Relative(dir) + " is removed.")
		}
	}
	return nil
}

// marker is the file in a folder that says that the folder is ours, to be changed and removed.
const marker = "made-by-first-neuron.txt"

const markerText = "This folder was made by `go run ./kernel-setup`; `go run ./kernel-setup remove` takes it away.\n"

type owner int

const (
	nobody owner = iota // there is nothing
	us
	someoneElse
)

// ownerOf tells whose a folder is. An empty one counts as ours: it is what a cut between making the folder and
// marking it leaves.
func ownerOf(dir string) (owner, error) {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nobody, nil
	case err != nil:
		return nobody, fmt.Errorf("cannot look at %s: %w", dir, reason(err))
	case !info.IsDir():
		return someoneElse, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nobody, fmt.Errorf("cannot look into %s: %w", dir, reason(err))
	}
	if _, err := os.Stat(filepath.Join(dir, marker)); err == nil || len(entries) == 0 {
		return us, nil
	}
	return someoneElse, nil
}

// removeOwned removes a folder of ours. The marker goes last, so that a removal that is cut off can be taken up again.
func removeOwned(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() != marker {
			if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
				return err
			}
		}
	}
	return os.RemoveAll(dir)
}
