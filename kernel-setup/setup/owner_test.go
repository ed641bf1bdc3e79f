package setup

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

func TestAForeignEnvironmentIsRefusedAndLeft(t *testing.T) {
	p := emptyProject(t)
	theirs := filepath.Join(p.Venv(), "pyvenv.cfg")
	testfile.Write(t, theirs, "home = /usr/bin\n")

	_, err := p.SetUp(t.Context(), p.Steps())
	if err == nil || !strings.Contains(err.Error(), "not made by this program") || !strings.Contains(err.Error(), p.Venv()) {
		t.Errorf("set-up said %v, want that .venv is not made by this program", err)
	}
	if err := p.Remove(silent); err != nil {
		t.Error(err)
	}
	if !testfile.Exists(theirs) {
		t.Error("the foreign .venv is gone")
	}
}

func TestRemoveTakesOnlyWhatIsOurs(t *testing.T) {
	p := emptyProject(t)
	for _, dir := range []string{p.Venv(), p.Build()} {
		if err := MakeOwned(dir); err != nil {
			t.Fatal(err)
		}
		testfile.Write(t, filepath.Join(dir, "deep", "er", "file"), "")
	}
	mine := filepath.Join(p.Notebooks(), "mine.ipynb")
	testfile.Write(t, mine, "{}")

	if err := p.Remove(silent); err != nil {
		t.Fatal(err)
	}
	if testfile.Exists(p.Venv()) || testfile.Exists(p.Build()) {
		t.Error(".venv or build is still there")
	}
	if !testfile.Exists(mine) || !testfile.Exists(p.requirements()) {
		t.Error("a file that set-up has not made is gone")
	}
	if err := p.Remove(silent); err != nil {
		t.Errorf("a second remove: %v", err)
	}
}

func TestOwnerOf(t *testing.T) {
	dir := t.TempDir()
	marked, empty, foreign, file := filepath.Join(dir, "marked"), filepath.Join(dir, "empty"), filepath.Join(dir, "foreign"), filepath.Join(dir, "file")
	testfile.Write(t, filepath.Join(marked, marker), markerText)
	testfile.Write(t, filepath.Join(foreign, "bin", "python"), "")
	testfile.Write(t, file, "")
	if err := os.Mkdir(empty, 0o777); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]owner{marked: us, empty: us, foreign: someoneElse, file: someoneElse, filepath.Join(dir, "none"): nobody} {
		if got, err := ownerOf(path); got != want || err != nil {
			t.Errorf("the owner of %s is %v, %v; want %v", filepath.Base(path), got, err, want)
		}
	}
}
