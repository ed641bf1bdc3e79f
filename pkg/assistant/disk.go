package assistant

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// step is called before each change of the disk. A test lets it fail or end the program there.
var step = func(what string) error { return nil }

// writeFile makes or replaces a file in one step: it has the old content or the new one, whatever happens. It makes the folders on
// the way to it, and returns when all is on the disk.
func writeFile(name string, content []byte) error {
	folder := filepath.Dir(name)
	if err := makeFolder(folder); err != nil {
		return err
	}
	beside, err := os.CreateTemp(folder, ".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name()) // which is gone when all went well
	err = step("write " + name)
	if err == nil {
		_, err = beside.Write(content)
	}
	if err := errors.Join(err, beside.Chmod(0o644), beside.Sync(), beside.Close()); err != nil {
		return err
	}
	if err := step("rename " + name); err != nil {
		return err
	}
	if err := os.Rename(beside.Name(), name); err != nil {
		return err
	}
	return syncFolder(folder)
}

// makeFolder makes a folder and those around it, and returns when the disk has their names.
func makeFolder(folder string) error {
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(folder)
	if parent != folder {
		if err := makeFolder(parent); err != nil {
			return err
		}
	}
	if err := step("mkdir " + folder); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return syncFolder(parent)
}

// syncFolder returns when the disk has the names in a folder. Windows cannot sync a folder, since it opens none for writing, and
// leaves the order of renames to the journal of NTFS. Some file systems on a network cannot either, and say so.
func syncFolder(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	if err := step("sync " + name); err != nil {
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
