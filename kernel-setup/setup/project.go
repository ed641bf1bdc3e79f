package setup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"firstneuron/internal/clone"
)

// Project is a clone of First Neuron and the Go that its go.mod asks for.
type Project struct {
	Clone
	Go Toolchain
}

// Find finds the clone and its Go. The go command leaves the working folder where the user is, so it may be below the
// clone.
func Find(ctx context.Context) (*Project, error) {
	root, found := clone.Folder()
	if !found {
		return nil, errors.New("the folder of First Neuron is not at the working folder or above it: change into it and run the command again")
	}
	toolchain, err := findGo(ctx, root)
	if err != nil {
		return nil, err
	}
	return &Project{Clone{root}, toolchain}, nil
}

// CheckFolder refuses, before anything is done, a place where set-up could not end well.
func (c Clone) CheckFolder() error {
	if i := strings.IndexAny(c.Root, ",\n\"'`"+string(os.PathListSeparator)); i >= 0 {
		return fmt.Errorf("the folder's path, %s, has the character %q in it, which the tools below cannot bear: rename the folder, then run the command again",
			c.Root, c.Root[i])
	}
	before, beforeErr := os.Stat(c.Root)
	probe, err := os.CreateTemp(c.Root, ".first-neuron-*")
	if err != nil {
		return fmt.Errorf("cannot write in %s (%w): make the folder writable for you, or clone the project where you may write", c.Root, reason(err))
	}
	probe.Close()
	if err := os.Remove(probe.Name()); err != nil {
		return fmt.Errorf("cannot remove a file in %s: %w", c.Root, err)
	}
	if beforeErr == nil { // Go's cache has results of tests only for a folder that is as old as it was
		_ = os.Chtimes(c.Root, time.Time{}, before.ModTime())
	}
	for _, dir := range []string{c.Venv(), c.Build()} {
		if owner, err := ownerOf(dir); err != nil {
			return err
		} else if owner == someoneElse {
			return fmt.Errorf("%s is there, and not made by this program, so it stays untouched: move it away or rename it, then run the command again", dir)
		}
	}
	return nil
}

// reason is an error without the name of a file that means nothing to the reader.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
