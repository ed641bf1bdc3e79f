package main

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"firstneuron/internal/clone"
)

// kernelName is the name of our kernel's folder, and the one that notebooks give in their metadata.
const kernelName = "first-neuron"

// project is this clone of First Neuron, with the Go that its go.mod asks for.
type project struct {
	root string // the folder of go.mod
	golang
}

// All that set-up makes lies in these two folders.
func (p *project) venv() string  { return filepath.Join(p.root, ".venv") }
func (p *project) build() string { return filepath.Join(p.root, "build") }

func (p *project) requirements() string { return filepath.Join(p.root, "requirements-dev.txt") }
func (p *project) toolsModule() string  { return filepath.Join(p.root, "kernel-setup", "tools") }
func (p *project) notebooks() string    { return filepath.Join(p.root, "notebooks") }
func (p *project) jupyter() string      { return filepath.Join(p.venv(), "share", "jupyter") }
func (p *project) kernelspec() string   { return filepath.Join(p.jupyter(), "kernels", kernelName) }

// bin is where the environment keeps its programs, Python's and Go's.
func (p *project) bin() string {
	if runtime.GOOS == "windows" {
		return filepath.Join(p.venv(), "Scripts")
	}
	return filepath.Join(p.venv(), "bin")
}

// tool is the path of one of the environment's programs.
func (p *project) tool(name string) string { return filepath.Join(p.bin(), programName(name)) }

func programName(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}

// relative is a path as a reader wants to see it: from the project's folder, with slashes.
func (p *project) relative(path string) string {
	rel, err := filepath.Rel(p.root, path)
	if err != nil || strings.HasPrefix(rel, "..") {
		return path
	}
	return filepath.ToSlash(rel)
}

// findProject finds the clone and its Go. go run leaves the working folder where the user is, so it may be below the clone.
func findProject(ctx context.Context) (*project, error) {
	root, found := clone.Folder()
	if !found {
		return nil, errors.New("the folder of First Neuron is not at the working folder or above it: change into it and run the command again")
	}
	golang, err := findGo(ctx, root)
	if err != nil {
		return nil, err
	}
	return &project{root: root, golang: golang}, nil
}

// everyNotebook lists the lessons, in the order of their names. A missing folder is an empty one.
func (p *project) everyNotebook() ([]string, error) {
	var found []string
	err := filepath.WalkDir(p.notebooks(), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), "."):
			return filepath.SkipDir
		case !entry.IsDir() && filepath.Ext(path) == ".ipynb":
			found = append(found, path)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	slices.Sort(found)
	return found, err
}
