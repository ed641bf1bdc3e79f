// Package atomicfile writes a file so that it is the old one or the whole new one,
// whatever happens meanwhile.
package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
)

// Write writes a file beside its place, under a name as [os.CreateTemp] makes it from
// the pattern, waits until it is on the disk, and renames it. A program that is killed
// meanwhile leaves that file.
func Write(path, pattern string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), pattern)
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // which is gone when all went well
	_, err = file.Write(content)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
