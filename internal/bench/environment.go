package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// An environment is a folder with the Python packages of a lock file. Each library has its
// own, so that the size is this library's alone.
type environment string

// install makes the environment if it is not there yet. Its name has a part for the lock
// file and the version of Python: with another of them it is installed again.
func install(name string) (environment, error) {
	lock := filepath.Join(pythonFolder, "locks", name+".txt")
	text, err := os.ReadFile(lock)
	if err != nil {
		return "", err
	}
	version, err := execute(time.Minute, nil, python, "--version")
	if err != nil {
		return "", err
	}
	folder := filepath.Join(buildFolder, "environments", fmt.Sprintf("%s-%.4x", name, sha256.Sum256(append(text, version...))))
	if _, err := os.Stat(folder); err == nil {
		return environment(folder), nil
	}
	unfinished := environment(folder + "-unfinished")
	if err := os.RemoveAll(string(unfinished)); err != nil {
		return "", err
	}
	if _, err := execute(5*time.Minute, nil, python, "-m", "pip", "install", "--target", string(unfinished), "--no-deps", "--require-hashes",
		"--only-binary", ":all:", "--requirement", lock, "--disable-pip-version-check", "--no-input", "--quiet"); err != nil {
		return "", err
	}
	if err := unfinished.addGPUStubs(); err != nil {
		return "", err
	}
	return environment(folder), os.Rename(string(unfinished), folder)
}

// variables is what programs need in their environment to find the packages.
func (e environment) variables() []string {
	variables := []string{"PYTHONPATH=" + string(e)}
	if e.hasGPUStubs() {
		variables = append(variables, "LD_LIBRARY_PATH="+e.stubFolder(), "LD_PRELOAD="+e.functionStubs())
	}
	return variables
}

// size adds up the packages' files, in bytes, without those that Python compiles itself.
func (e environment) size() (float64, error) {
	var sum float64
	err := filepath.WalkDir(string(e), func(_ string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.Name() == "__pycache__":
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		info, err := entry.Info()
		if err == nil {
			sum += float64(info.Size())
		}
		return err
	})
	return sum, err
}
