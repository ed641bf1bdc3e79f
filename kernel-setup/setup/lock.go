package setup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"firstneuron/internal/filelock"
)

// Lock keeps two set-ups from working in one clone at once. It holds on to a file that is there anyway, so that no
// lock can be left behind.
func (c Clone) Lock() (unlock func(), err error) {
	if _, err := os.Stat(c.requirements()); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing: this clone is not complete; git checkout requirements-dev.txt brings it back", c.requirements())
	}
	unlock, taken, err := filelock.TryLock(c.requirements())
	switch {
	case taken:
		return nil, errors.New("another set-up is at work in this folder: wait until it has ended, then run the command again")
	case err != nil:
		return nil, fmt.Errorf("cannot lock %s: %w", c.requirements(), err)
	}
	return unlock, nil
}

// used is the file whose shared lock everybody holds who works with the environment. It lies in the environment: git
// puts new files in the place of those that it changes, and a lock on one of those would be lost by a pull.
func (c Clone) used() string { return filepath.Join(c.Venv(), marker) }

// use keeps the environment from being removed or renewed, until release. Call it under the lock of set-up, as
// checkUnused: then nobody begins to use what somebody has just found unused.
func (c Clone) use() (release func(), err error) {
	release, taken, err := filelock.TryShare(c.used())
	if taken {
		err = errors.New("another program holds it")
	}
	if err != nil {
		return nil, fmt.Errorf("cannot lock %s: %w", c.used(), err)
	}
	return release, nil
}

// checkUnused refuses while anybody uses the environment. The error ends with what to do after that.
func (c Clone) checkUnused(then string) error {
	if owner, err := ownerOf(c.Venv()); err != nil || owner != us {
		return err
	}
	if _, err := os.Stat(c.used()); errors.Is(err, fs.ErrNotExist) { // an empty folder
		return nil
	}
	unlock, taken, err := filelock.TryLock(c.used())
	switch {
	case taken:
		return fmt.Errorf("JupyterLab (or run, or test, or assistant) is at work in this folder: end it (Ctrl-C in its terminal), then %s", then)
	case err != nil:
		return fmt.Errorf("cannot lock %s: %w", c.used(), err)
	}
	unlock()
	return nil
}
