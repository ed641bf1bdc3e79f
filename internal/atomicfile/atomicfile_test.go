package atomicfile

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWriteReplacesTheWholeFileOrLeavesIt(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	for _, content := range []string{"a long content", "short"} {
		if err := Write(path, ".unfinished-*", []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); string(got) != content {
			t.Errorf("got %q, %v, want %q", got, err, content)
		}
	}
	// A folder with something in it cannot be replaced by a file.
	taken := filepath.Join(folder, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "inside"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := Write(taken, ".unfinished-*", []byte("new")); err == nil {
		t.Error("a folder was replaced")
	}
	if names, _ := filepath.Glob(filepath.Join(folder, "*")); len(names) != 2 {
		t.Errorf("the folder has %v, want the file and the folder", names)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".unfinished-*")); left != nil {
		t.Errorf("unfinished files stay: %v", left)
	}
}
