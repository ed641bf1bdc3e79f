package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// An environment is a folder with Python packages of its own, made from a lock file.
// Every library has one, so that its size is the library's and nothing else's.
type environment struct {
	name string // of the lock file, and of the folder
	path string
}

const longestInstallation = 5 * time.Minute

// installed makes the environment with a Python if it is not there yet.
func installed(name, python string) (environment, error) {
	path, err := filepath.Abs(filepath.Join(workshop, "environments", name))
	if err != nil {
		return environment{}, err
	}
	e := environment{name, path}
	lock := filepath.Join(peersFolder, "locks", name+".txt")
	text, err := os.ReadFile(lock)
	if err != nil {
		return e, err
	}
	version, err := exec.Command(python, "--version").Output()
	if err != nil {
		return e, fmt.Errorf("ask Python for its version: %w", err)
	}
	stamp := fmt.Sprintf("%x %s", sha256.Sum256(text), version)
	if held, err := os.ReadFile(e.stamp()); err == nil && string(held) == stamp {
		return e, nil
	}
	if err := e.install(python, lock); err != nil {
		return e, err
	}
	return e, os.WriteFile(e.stamp(), []byte(stamp), 0o666)
}

// The stamp is written last: an installation that was cut off has none, and is made anew.
func (e environment) stamp() string { return filepath.Join(e.path, "stamp") }

func (e environment) python() string { return filepath.Join(e.path, "bin", "python") }

func (e environment) install(python, lock string) error {
	if err := os.RemoveAll(e.path); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), longestInstallation)
	defer cancel()
	if err := quietly(exec.CommandContext(ctx, python, "-m", "venv", "--without-pip", e.path)); err != nil {
		return err
	}
	pip := exec.CommandContext(ctx, python, "-m", "pip", "--python", e.python(), "install", "--no-deps", "--require-hashes",
		"--only-binary", ":all:", "--requirement", lock, "--disable-pip-version-check", "--no-input", "--quiet")
	if err := quietly(pip); err != nil {
		return err
	}
	return e.replaceGPU()
}

// variables is what the environment's programs need in theirs.
func (e environment) variables() []string {
	if _, err := os.Stat(filepath.Join(e.noGPU(), presentFunctions)); err != nil {
		return nil
	}
	return []string{"LD_LIBRARY_PATH=" + e.noGPU(), "LD_PRELOAD=" + filepath.Join(e.noGPU(), presentFunctions)}
}

// quietly runs a program; if it fails, the error is the last that it said.
func quietly(command *exec.Cmd) error {
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	return explained(command.Run(), said.Bytes())
}

// explained puts what a program printed last beside its error, or a panic of Go, which comes first.
func explained(err error, said []byte) error {
	if err == nil {
		return nil
	}
	var reason string
	for line := range strings.Lines(string(said)) {
		if line = strings.TrimSpace(line); line != "" {
			reason = line
		}
		if strings.HasPrefix(line, "panic: ") {
			break
		}
	}
	if reason == "" {
		return err
	}
	const long = 200
	return fmt.Errorf("%.*s (%w)", long, reason, err)
}

// packages is the folder into which pip installed.
func (e environment) packages() (string, error) {
	found, err := filepath.Glob(filepath.Join(e.path, "lib", "python3*", "site-packages"))
	if err != nil || len(found) != 1 {
		return "", fmt.Errorf("there is not one folder of packages in %s, but %d", e.path, len(found))
	}
	return found[0], nil
}

// size adds up the packages' files, in bytes, less what Python compiles itself.
func (e environment) size() (float64, error) {
	packages, err := e.packages()
	if err != nil {
		return 0, err
	}
	var sum float64
	err = filepath.WalkDir(packages, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.Name() == "__pycache__" {
			return fs.SkipDir
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) || entry.IsDir() {
			return nil
		}
		sum += float64(info.Size())
		return err
	})
	return sum, err
}
