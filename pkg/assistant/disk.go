package assistant

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// A test makes these fail, or ends the program there.
var (
	rename = os.Rename
	flush  = (*os.File).Sync
)

// writeFile makes a new file, and returns when the disk has its content. The name is on the disk once its folder is synced.
func writeFile(name string, content []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, flush(file), file.Close())
}

// syncFolders is syncFolder for a folder and all folders in it.
func syncFolders(folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return syncFolder(name)
	})
}

// syncFolder returns when the disk has the names in a folder. Windows cannot sync a folder, since it opens none for writing, and
// leaves the order of renames to the journal of NTFS. Some file systems on a network cannot either, and say so.
func syncFolder(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := flush(folder); !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
