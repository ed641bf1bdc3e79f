package setup

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// Clone is the folder of First Neuron, and knows where in it everything lies.
type Clone struct {
	Root string // the folder of go.mod
}

// Venv and Build are the two folders in which all lies that set-up makes.
func (c Clone) Venv() string  { return filepath.Join(c.Root, ".venv") }
func (c Clone) Build() string { return filepath.Join(c.Root, "build") }

// Notebooks is the folder of the lessons.
func (c Clone) Notebooks() string { return filepath.Join(c.Root, "notebooks") }

// Tool is the path of one of the environment's programs, Python's and Go's.
func (c Clone) Tool(name string) string { return filepath.Join(c.bin(), name) }

// Python is the environment's Python.
func (c Clone) Python() string { return c.Tool("python") }

// Relative is a path as a reader wants to see it: from the clone's folder, with slashes.
func (c Clone) Relative(path string) string {
	rel, err := filepath.Rel(c.Root, path)
	if err != nil || strings.HasPrefix(rel, "..") {
		return path
	}
	return filepath.ToSlash(rel)
}

// EveryNotebook lists the lessons, in the order of their names. A missing folder is an empty one.
func (c Clone) EveryNotebook() ([]string, error) {
	var found []string
	err := filepath.WalkDir(c.Notebooks(), func(path string, entry fs.DirEntry, err error) error {
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

func (c Clone) bin() string           { return filepath.Join(c.Venv(), "bin") }
func (c Clone) requirements() string  { return filepath.Join(c.Root, "requirements-dev.txt") }
func (c Clone) toolsModule() string   { return filepath.Join(c.Root, "kernel-setup", "tools") }
func (c Clone) jupyterFolder() string { return filepath.Join(c.Venv(), "share", "jupyter") }
func (c Clone) kernelspecFolder() string {
	return filepath.Join(c.jupyterFolder(), "kernels", KernelName)
}
