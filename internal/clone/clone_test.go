package clone

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheProjectIsFoundFromInsideAndFromAnywhere(t *testing.T) {
	want, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{".", t.TempDir()} {
		t.Chdir(folder)
		if got, found := Folder(); !found || got != want {
			t.Errorf("in %s: got %q, %v, want %q", folder, got, found, want)
		}
	}
}

func TestAModuleOfAnotherNameIsPassedBy(t *testing.T) {
	outer := t.TempDir()
	inner := filepath.Join(outer, "inner")
	for folder, module := range map[string]string{outer: "firstneuron", inner: "firstneuronx"} {
		if err := os.MkdirAll(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "go.mod"), []byte("// a comment\nmodule "+module+"\n\ngo 1.26\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, found := above(inner); !found || got != outer {
		t.Errorf("got %q, %v, want %q", got, found, outer)
	}
}
