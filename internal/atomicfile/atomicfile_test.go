package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWriteReplacesTheWholeFileOrLeavesIt(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "made", "on the way")
	if err := MakeFolder(folder); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "file")
	for _, content := range []string{"a long content", "short"} {
		if err := Write(path, ".unfinished-*", []byte(content), 0o640); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); string(got) != content {
			t.Errorf("got %q, %v, want %q", got, err, content)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o640 {
			t.Errorf("got %v, %v, want the mode that was asked for", info.Mode(), err)
		}
	}
	// A folder with something in it cannot be replaced by a file.
	taken := filepath.Join(folder, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "inside"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Write(taken, ".unfinished-*", []byte("new"), 0o640); err == nil {
		t.Error("a folder was replaced")
	}
	if names, _ := filepath.Glob(filepath.Join(folder, "*")); len(names) != 2 {
		t.Errorf("the folder has %v, want the file and the folder", names)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".unfinished-*")); left != nil {
		t.Errorf("unfinished files stay: %v", left)
	}
}

// The disk fails at each step in turn: there is the old file or the new one, and nothing else.
func TestADiskThatFailsAtAnyStep(t *testing.T) {
	defer func(before func(string) error) { Step = before }(Step)
	for fails := 1; ; fails++ {
		Step = func(string) error { return nil }
		folder := t.TempDir()
		path := filepath.Join(folder, "file")
		if err := Write(path, ".unfinished-*", []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		failure, steps := errors.New("the disk is full"), 0
		Step = func(string) error {
			if steps++; steps == fails {
				return failure
			}
			return nil
		}
		err := Write(path, ".unfinished-*", []byte("new"), 0o644)
		if got, _ := os.ReadFile(path); string(got) != "old" && string(got) != "new" || err == nil && string(got) != "new" {
			t.Errorf("step %d: got %q, %v", fails, got, err)
		}
		if left, _ := os.ReadDir(folder); len(left) != 1 {
			t.Errorf("step %d: the folder has %v", fails, left)
		}
		if steps < fails {
			if fails != 4 && runtime.GOOS != "windows" || err != nil {
				t.Errorf("a file is replaced in %d steps, want 3: %v", steps, err)
			}
			return
		} else if !errors.Is(err, failure) {
			t.Errorf("step %d: got %v, want the disk's error", fails, err)
		}
	}
}

func TestRemove(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := Write(path, ".unfinished-*", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := Remove(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("once more: %v", err)
	}
}
