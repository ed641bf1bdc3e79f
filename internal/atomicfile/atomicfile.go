// Package atomicfile writes a file so that it is the old one or the whole new one,
// whatever happens meanwhile.
package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// Step is called before each change of the disk. A test lets it fail, or end the program
// there.
var Step = func(what string) error { return nil }

// Write writes a file beside its place, under a name as [os.CreateTemp] makes it from
// the pattern, and renames it. It returns when all is on the disk. A program that is
// killed meanwhile leaves the file beside.
func Write(path, pattern string, content []byte, mode os.FileMode) error {
	file, err := os.CreateTemp(filepath.Dir(path), pattern)
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // which is gone when all went well
	err = Step("write " + path)
	if err == nil {
		_, err = file.Write(content)
	}
	err = errors.Join(err, file.Chmod(mode), file.Sync(), file.Close())
	if err == nil {
		err = Step("rename " + path)
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// Remove removes a file, and returns when the disk does not have it any more.
func Remove(path string) error {
	if err := Step("remove " + path); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// MakeFolder makes a folder and those around it, and returns when the disk has them.
func MakeFolder(folder string) error {
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(folder)
	if parent != folder {
		if err := MakeFolder(parent); err != nil {
			return err
		}
	}
	if err := Step("mkdir " + folder); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return syncFolder(parent)
}

// syncFolder returns when the disk has the names in a folder. Windows cannot sync a
// folder, since it opens none for writing, and leaves the order of renames to the journal
// of NTFS. Some file systems on a network cannot either, and say so.
func syncFolder(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	if err := Step("sync " + name); err != nil {
		return err
	}
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
