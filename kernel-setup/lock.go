package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// lockKind says who else may hold a lock.
type lockKind int

const (
	exclusive lockKind = iota // nobody
	shared                    // everybody who shares it
)

// lock keeps two set-ups from working in one clone at once. It holds on to a file that is there anyway, so that no
// lock can be left behind.
func (p *project) lock() (unlock func(), err error) {
	unlock, taken, err := tryLock(p.requirements(), exclusive)
	switch {
	case taken:
		return nil, errors.New("another set-up is at work in this folder: wait until it has ended, then run the command again")
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s is missing: this clone is not complete; git checkout requirements-dev.txt brings it back", p.requirements())
	case err != nil:
		return nil, fmt.Errorf("cannot lock %s: %w", p.requirements(), err)
	}
	return unlock, nil
}

// used is the file whose shared lock everybody holds who works with the environment. It lies in the environment: git
// puts new files in the place of those that it changes, and a lock on one of those would be lost by a pull.
func (p *project) used() string { return filepath.Join(p.venv(), marker) }

// use keeps the environment from being removed or renewed, until release. Call it under the lock of set-up, as
// checkUnused: then nobody begins to use what somebody has just found unused.
func (p *project) use() (release func(), err error) {
	release, taken, err := tryLock(p.used(), shared)
	if taken {
		err = errors.New("another program holds it")
	}
	if err != nil {
		return nil, fmt.Errorf("cannot lock %s: %w", p.used(), err)
	}
	return release, nil
}

// checkUnused refuses while anybody uses the environment. The error ends with what to do after that.
func (p *project) checkUnused(then string) error {
	if owner, err := ownerOf(p.venv()); err != nil || owner != us {
		return err
	}
	unlock, taken, err := tryLock(p.used(), exclusive)
	switch {
	case taken:
		return fmt.Errorf("JupyterLab (or run, or test, or assistant) is at work in this folder: end it (Ctrl-C in its terminal), then %s", then)
	case errors.Is(err, fs.ErrNotExist): // an empty folder
		return nil
	case err != nil:
		return fmt.Errorf("cannot lock %s: %w", p.used(), err)
	}
	unlock()
	return nil
}
