// Package scratch gives programs a temporary folder of their own, which is taken away with all that is in it.
package scratch

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// A Folder is the temporary folder of the programs that we start. Those that are cut off leave files behind.
type Folder struct{ Path string }

// mark is a file that a folder of ours has, and no other.
const mark = ".first-neuron"

const prefix, suffix = "fn-", "-"

// Sockets lie in the folder, and a socket's path may have 104 bytes on macOS, 108 on Linux.
const (
	longest = 70 // bytes of the path of the machine's folder for temporary files
	short   = "/tmp"
)

// New makes a folder in the machine's folder for temporary files, or in /tmp if that has too long a path. Its name ends in
// a hyphen so that none is the beginning of another.
func New() (Folder, error) {
	parent := os.TempDir()
	if len(parent) > longest && runtime.GOOS != "windows" {
		parent = short
	}
	path, err := os.MkdirTemp(parent, prefix+"*"+suffix)
	if err == nil {
		err = Folder{path}.mark()
	}
	if err != nil {
		return Folder{}, fmt.Errorf("cannot make a temporary folder: %w. Let the variable TMPDIR name a folder that you can write to, with a path of at most %d bytes", err, longest)
	}
	return Folder{path}, nil
}

// Named makes a folder whose name stays the same from one time to the next, for one user of that name at a time. What a
// time before has left there is removed.
func Named(name string) (Folder, error) {
	f := Folder{filepath.Join(os.TempDir(), prefix+name+suffix)}
	if _, err := os.Lstat(f.Path); err == nil {
		if _, err := Open(f.Path); err != nil {
			return Folder{}, err
		}
		if err := f.Remove(); err != nil {
			return Folder{}, err
		}
	}
	if err := os.Mkdir(f.Path, 0o700); err != nil {
		return Folder{}, fmt.Errorf("cannot make a temporary folder: %w", err)
	}
	return f, f.mark()
}

func (f Folder) mark() error { return os.WriteFile(filepath.Join(f.Path, mark), nil, 0o600) }

// Open is a folder that New has made, in this process or in another. Nothing else can be opened, because it would be
// removed in the end: a folder of another name, of another user, without the mark, or a link to one.
func Open(path string) (Folder, error) {
	refuse := func(why string) (Folder, error) {
		return Folder{}, fmt.Errorf("%q is not a temporary folder of First Neuron and will not be removed: %s", path, why)
	}
	name := filepath.Base(path)
	info, err := os.Lstat(path)
	switch {
	case !filepath.IsAbs(path) || filepath.Clean(path) != path:
		return refuse("its path must be written in full")
	case !strings.HasPrefix(name, prefix) || !strings.HasSuffix(name, suffix):
		return refuse("such a folder is called " + prefix + "NUMBER" + suffix)
	case err != nil:
		return refuse(err.Error())
	case !info.IsDir():
		return refuse("it is not a folder")
	case !isOurs(info):
		return refuse("it belongs to another user")
	}
	if marked, err := os.Lstat(filepath.Join(path, mark)); err != nil || !marked.Mode().IsRegular() || !isOurs(marked) {
		return refuse("it has no file " + mark + " of this user")
	}
	return Folder{path}, nil
}

// Variables send a program's temporary files into the folder, on Unix and on Windows.
func (f Folder) Variables() map[string]string {
	return map[string]string{"TMPDIR": f.Path, "TMP": f.Path, "TEMP": f.Path}
}

// Remove takes the folder away. It looks again after a moment: a program that is about to end may still write into it.
func (f Folder) Remove() error {
	const most, again = 100, 50 * time.Millisecond
	for range most {
		if _, err := os.Lstat(f.Path); os.IsNotExist(err) {
			return nil
		}
		_ = os.RemoveAll(f.Path) // what it cannot remove is still there at the next look
		time.Sleep(again)
	}
	return fmt.Errorf("cannot remove the temporary folder %s: something still writes to it, or it holds another user's files", f.Path)
}
