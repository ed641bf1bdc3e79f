// Package scratch gives programs a temporary folder of their own, by which everything that they start is found again
// and taken away.
package scratch

import (
	"fmt"
	"os"
	"time"

	"firstneuron/internal/process"
)

// A Folder is the temporary folder of the programs that we start. Those that are cut off leave folders behind, and GoNB
// at times itself and two gopls processes; by their folder they are known to be of this run and of no other.
type Folder struct{ Path string }

// New makes a folder in the machine's folder for temporary files.
func New() (Folder, error) {
	// The name is short because sockets lie in there, and a socket's path may have about 100 bytes. It ends in a
	// hyphen so that none is the beginning of another.
	path, err := os.MkdirTemp("", "fn-*-")
	if err != nil {
		return Folder{}, fmt.Errorf("cannot make a temporary folder: %w", err)
	}
	return Folder{path}, nil
}

// Variables send a program's temporary files into the folder, on Unix and on Windows.
func (f Folder) Variables() map[string]string {
	return map[string]string{"TMPDIR": f.Path, "TMP": f.Path, "TEMP": f.Path}
}

// Remove ends the processes that belong to the folder, and takes the folder away. It looks again after a moment: a program
// that is just being started by another has no environment yet, and is not seen.
func (f Folder) Remove() {
	const most = 100 // a folder that another user has put something into stays
	for range most {
		f.EndProcesses()
		err := os.RemoveAll(f.Path)
		time.Sleep(again)
		if err == nil && len(process.With(f.Path)) == 0 {
			return
		}
	}
}

// again is how long a program may take to be started.
const again = 50 * time.Millisecond

// EndProcesses ends the processes that belong to the folder, and those that they start meanwhile.
func (f Folder) EndProcesses() {
	for range 20 { // a process that forks faster than that is no accident
		left := process.With(f.Path)
		if len(left) == 0 {
			return
		}
		for _, pid := range left {
			process.Kill(pid)
		}
	}
}
