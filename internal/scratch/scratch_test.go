package scratch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAFolderLives(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	made, err := New()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Open(made.Path)
	if err != nil || opened != made {
		t.Fatalf("opened %v, %v; want %v", opened, err, made)
	}
	if got := opened.Variables()["TMPDIR"]; got != made.Path {
		t.Errorf("TMPDIR is %q, want %q", got, made.Path)
	}
	if err := os.MkdirAll(filepath.Join(made.Path, "a", "b"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := opened.Remove(); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(made.Path); !os.IsNotExist(err) {
		t.Errorf("%s is left: %v", made.Path, err)
	}
	if err := opened.Remove(); err != nil {
		t.Errorf("one that is gone: %v", err)
	}
}

func TestANamedFolderIsNewEachTime(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	first, err := Named("tests")
	if err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(first.Path, "left")
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	second, err := Named("tests")
	if err != nil || second != first {
		t.Errorf("got %v, %v; want %v", second, err, first)
	}
	if _, err := os.Lstat(left); !os.IsNotExist(err) {
		t.Errorf("what was left there is still there: %v", err)
	}
	if _, err := Open(second.Path); err != nil {
		t.Error(err)
	}
	foreign := filepath.Join(os.TempDir(), "fn-foreign-") // another user's would be refused as well
	if err := os.Mkdir(foreign, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Named("foreign"); err == nil {
		t.Error("a folder that is not ours was taken")
	}
	if _, err := os.Lstat(foreign); err != nil {
		t.Error(err)
	}
}

func TestRemoveLooksAgain(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	made, err := New()
	if err != nil {
		t.Fatal(err)
	}
	written := make(chan error, 1)
	go func() { // a program that writes once more, after the folder has gone
		for {
			if _, err := os.Lstat(made.Path); os.IsNotExist(err) {
				written <- os.MkdirAll(filepath.Join(made.Path, "late"), 0o700)
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	if err := made.Remove(); err != nil {
		t.Error(err)
	}
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(made.Path); !os.IsNotExist(err) {
		t.Error("what was written late is left")
	}
}

// What is not ours is never opened, and so never removed.
func TestOpenRefuses(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	ours, err := New()
	if err != nil {
		t.Fatal(err)
	}
	unmarked := filepath.Join(temporary, "fn-1-")
	link := filepath.Join(temporary, "fn-2-")
	renamed := filepath.Join(temporary, "cells")
	file := filepath.Join(temporary, "fn-3-")
	linkedMark := filepath.Join(temporary, "fn-4-")
	for _, err := range []error{
		os.Mkdir(unmarked, 0o700), os.Symlink(ours.Path, link), os.Mkdir(renamed, 0o700), os.Mkdir(linkedMark, 0o700),
		os.WriteFile(filepath.Join(renamed, mark), nil, 0o600), os.WriteFile(file, nil, 0o600),
		os.Symlink(filepath.Join(ours.Path, mark), filepath.Join(linkedMark, mark)),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for path, why := range map[string]string{
		"":                            "in full",
		"/":                           "is called",
		home:                          "is called",
		temporary:                     "is called",
		renamed:                       "is called",
		filepath.Base(ours.Path):      "in full",
		ours.Path + "/":               "in full",
		ours.Path + "/../fn-1-":       "in full",
		filepath.Join(ours.Path, "/"): "",
		unmarked:                      "no file .first-neuron",
		linkedMark:                    "no file .first-neuron",
		link:                          "not a folder",
		file:                          "not a folder",
		temporary + "/fn-5-":          "no such file",
	} {
		_, err := Open(path)
		switch {
		case why == "" && err != nil:
			t.Errorf("%q is refused: %v", path, err)
		case why != "" && (err == nil || !strings.Contains(err.Error(), why) || !strings.Contains(err.Error(), "will not be removed")):
			t.Errorf("%q: got %v, want an error with %q", path, err, why)
		}
	}
}
