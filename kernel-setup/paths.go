package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
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

var ourModule = regexp.MustCompile(`(?m)^module\s+firstneuron\s*$`)

// findProject looks for the project upwards from the working directory, because go run leaves that where the user
// is, and then, as a notebook's cell may stand anywhere, asks Go where the module is.
func findProject(ctx context.Context) (*project, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("cannot tell the current folder: %w", err)
	}
	root, found := moduleAbove(dir)
	if !found {
		answer, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "firstneuron").Output()
		root = strings.TrimSpace(string(answer))
		if err != nil || root == "" {
			return nil, fmt.Errorf("the folder of First Neuron is not at %s or above it: change into it and run the command again", dir)
		}
	}
	golang, err := findGo(ctx, root)
	if err != nil {
		return nil, err
	}
	return &project{root: root, golang: golang}, nil
}

func moduleAbove(dir string) (root string, found bool) {
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
