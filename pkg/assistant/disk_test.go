package assistant_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// whileDisk runs do with a disk that renames and syncs like this; nil stands for what the system does.
func whileDisk(rename func(from, to string) error, flush func(*os.File) error, do func()) {
	r, f := *assistant.Rename, *assistant.Flush
	defer func() { *assistant.Rename, *assistant.Flush = r, f }()
	if rename != nil {
		*assistant.Rename = rename
	}
	if flush != nil {
		*assistant.Flush = flush
	}
	do()
}

var errDisk = errors.New("the disk has failed")

// failing is a rename that fails at these calls, counted from 1.
func failing(calls ...int) func(from, to string) error {
	call := 0
	return func(from, to string) error {
		if call++; slices.Contains(calls, call) {
			return errDisk
		}
		return os.Rename(from, to)
	}
}

func nameAt(t *testing.T, folder string) string {
	t.Helper()
	a, err := assistant.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return a.Draft().Name
}

func saveAs(t *testing.T, folder, name string) {
	t.Helper()
	a := built(t)
	a.Change("a name", named(name))
	if err := a.Save(folder); err != nil {
		t.Fatal(err)
	}
}

func TestRenamesThatFailLoseNothing(t *testing.T) {
	for _, test := range []struct {
		name   string
		exists bool
		fails  []int
		now    string // the name of the assistant in the folder, "" for none
		old    bool   // the error names the folder that has the old one
	}{
		{"the old one cannot be moved away", true, []int{1}, "old", false},
		{"the new one cannot take its place", true, []int{2}, "old", false},
		{"and the old one cannot be put back", true, []int{2, 3}, "", true},
		{"the first one cannot take its place", false, []int{1}, "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			folder := filepath.Join(parent, "alma")
			if test.exists {
				saveAs(t, folder, "old")
			}
			a := built(t)
			a.Change("a name", named("new"))
			var err error
			whileDisk(failing(test.fails...), nil, func() { err = a.Save(folder) })
			if !errors.Is(err, errDisk) {
				t.Fatalf("got the error %v, want the disk's", err)
			}
			if _, missing := os.Stat(folder); (missing == nil) != (test.now != "") {
				t.Errorf("in the place of the assistant: %v, want %q", missing, test.now)
			}
			olds, _ := filepath.Glob(filepath.Join(parent, ".alma.saving-*", "old"))
			if test.old {
				if len(olds) != 1 || !strings.Contains(err.Error(), olds[0]) {
					t.Fatalf("the old one is at %q, and the error is %v", olds, err)
				}
				if got := nameAt(t, olds[0]); got != "old" {
					t.Errorf("where the error says, there is %q", got)
				}
				whileDisk(failing(1, 2), nil, func() { _, err = assistant.Load(folder) })
				if !errors.Is(err, errDisk) || !strings.Contains(err.Error(), olds[0]) {
					t.Errorf("loading it while the disk fails: got %v, want an error with %s", err, olds[0])
				}
				whileDisk(failing(1), nil, func() { test.now = nameAt(t, folder) })
				if test.now != "old" {
					t.Errorf("once the disk puts back the old one there is %q", test.now)
				}
			} else if entries, _ := os.ReadDir(parent); len(entries) > 1 || len(olds) > 0 {
				t.Errorf("the save left %v", entries)
			}
			if test.now != "" && nameAt(t, folder) != test.now {
				t.Errorf("there is %q, want %q", nameAt(t, folder), test.now)
			}
			if err := a.Save(folder); err != nil || nameAt(t, folder) != "new" {
				t.Errorf("a save once the disk is well: %v", err)
			}
		})
	}
}

// This program is started again and ends itself just before or after a rename of a save.
func TestASaveKilledAtARename(t *testing.T) {
	if folder := os.Getenv("ASSISTANT_KILLED_IN"); folder != "" {
		at, call := os.Getenv("ASSISTANT_KILLED_AT"), 0
		whileDisk(func(from, to string) error {
			call++
			if at == fmt.Sprint("before ", call) {
				os.Exit(9) // no deferred function runs
			}
			err := os.Rename(from, to)
			if at == fmt.Sprint("after ", call) {
				os.Exit(9)
			}
			return err
		}, nil, func() { saveAs(t, folder, "new") })
		return
	}
	for at, want := range map[string]string{"before 1": "old", "after 1": "new", "before 2": "new", "after 2": "new"} {
		folder := filepath.Join(t.TempDir(), "alma")
		saveAs(t, folder, "old")
		program := exec.Command(os.Args[0], "-test.run=^TestASaveKilledAtARename$")
		program.Env = append(os.Environ(), "ASSISTANT_KILLED_IN="+folder, "ASSISTANT_KILLED_AT="+at)
		if output, _ := program.CombinedOutput(); program.ProcessState.ExitCode() != 9 {
			t.Fatalf("%s: it was not killed: %s", at, output)
		}
		if got := nameAt(t, folder); got != want {
			t.Errorf("%s: there is %q, want %q", at, got, want)
		}
	}
}

func TestWhatIsSavedIsOnTheDiskBeforeTheOldOneIsMovedAway(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows syncs no folders")
	}
	parent := t.TempDir()
	folder := filepath.Join(parent, "alma")
	saveAs(t, folder, "old")
	before := files(t, folder)
	var events []string
	rename := func(from, to string) error {
		events = append(events, "rename "+filepath.Base(from)+" to "+filepath.Base(to))
		return os.Rename(from, to)
	}
	flush := func(file *os.File) error {
		events = append(events, filepath.Clean(file.Name()))
		return file.Sync()
	}
	whileDisk(rename, flush, func() { saveAs(t, folder, "new") })
	moved, placed := slices.Index(events, "rename alma to old"), slices.Index(events, "rename new to alma")
	if moved < 0 || placed != moved+1 || placed+1 >= len(events) || events[placed+1] != parent {
		t.Fatalf("the folder around is not synced after the renames: %q", events)
	}
	synced := strings.Join(events[:moved], "\n") + "\n"
	for name, content := range files(t, folder) {
		if before[name] != content && !strings.Contains(synced, "/new/"+name+"\n") {
			t.Errorf("%s is new and was not synced before the old assistant was moved away", name)
		}
		for dir := filepath.Dir("new/" + name); dir != "."; dir = filepath.Dir(dir) {
			if !strings.Contains(synced, "/"+dir+"\n") {
				t.Errorf("the folder %s was not synced before the old assistant was moved away", dir)
			}
		}
	}
	if !slices.Contains(events[:moved], parent) {
		t.Error("the folder around was not synced before the old assistant was moved away")
	}
}

func TestASyncThatFails(t *testing.T) {
	for nth := 1; ; nth++ {
		parent := t.TempDir()
		folder := filepath.Join(parent, "alma")
		saveAs(t, folder, "old")
		a := built(t)
		a.Change("a name", named("new"))
		call := 0
		var err error
		whileDisk(nil, func(*os.File) error {
			if call++; call == nth {
				return errDisk
			}
			return nil
		}, func() { err = a.Save(folder) })
		if call < nth {
			if nth < 8 || err != nil {
				t.Errorf("only %d files and folders are synced, %v", call, err)
			}
			return
		}
		if !errors.Is(err, errDisk) {
			t.Errorf("sync %d fails: got %v, want the disk's error", nth, err)
		}
		if got := nameAt(t, folder); got != "old" && got != "new" {
			t.Errorf("sync %d fails: there is %q", nth, got)
		}
	}
}

func TestAFileSystemThatSyncsNoFolders(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	whileDisk(nil, func(file *os.File) error {
		if info, err := file.Stat(); err != nil || info.IsDir() {
			return fmt.Errorf("sync %s: %w", file.Name(), errors.ErrUnsupported)
		}
		return nil
	}, func() { saveAs(t, folder, "new") })
	if got := nameAt(t, folder); got != "new" {
		t.Errorf("there is %q", got)
	}
}

// What has not changed is not written again, and a link in its place is not taken over.
func TestASaveKeepsTheFilesThatStay(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "alma")
	version, changed := filepath.Join(folder, "versions", "0001.json"), filepath.Join(folder, "assistant.json")
	saveAs(t, folder, "old")
	info := func(name string) os.FileInfo {
		info, err := os.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	versionBefore, changedBefore := info(version), info(changed)
	saveAs(t, folder, "new")
	if !os.SameFile(versionBefore, info(version)) || os.SameFile(changedBefore, info(changed)) {
		t.Error("a version was written again, or assistant.json was not")
	}
	elsewhere := filepath.Join(t.TempDir(), "0001.json")
	if err := errors.Join(os.Rename(version, elsewhere), os.Symlink(elsewhere, version)); err != nil {
		t.Skip("this system lets no symbolic link be made:", err)
	}
	saveAs(t, folder, "new")
	if !info(version).Mode().IsRegular() {
		t.Error("a link was taken over")
	}
}

type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.left {
		return 0, errDisk
	}
	d.left -= len(p)
	return len(p), nil
}

func TestAZipThatCannotBeWrittenIsAnError(t *testing.T) {
	var whole bytes.Buffer
	if err := built(t).SaveZip(&whole); err != nil {
		t.Fatal(err)
	}
	for left := 0; left < whole.Len(); left += 97 {
		if err := built(t).SaveZip(&fullDisk{left}); !errors.Is(err, errDisk) {
			t.Errorf("on a disk with %d bytes left: got %v, want its error", left, err)
		}
	}
}
