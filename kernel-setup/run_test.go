package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

func TestFindNotebook(t *testing.T) {
	p := emptyProject(t)
	lesson := filepath.Join(p.Notebooks(), "01_one_neuron.ipynb")
	testfile.Write(t, lesson, `{"cells": []}`)
	testfile.Write(t, filepath.Join(p.Root, "torn.ipynb"), `{"cells": [`)
	testfile.Write(t, filepath.Join(p.Root, "README.md"), "# First Neuron\n")
	t.Chdir(p.Root)
	for _, arg := range []string{"01_one_neuron", "01_one_neuron.ipynb", "notebooks/01_one_neuron", "notebooks/01_one_neuron.ipynb", lesson} {
		if got, err := p.findNotebook(arg); err != nil || !sameFolderAndName(got, lesson) {
			t.Errorf("run %s: got %q, %v; want %q", arg, got, err, lesson)
		}
	}
	for arg, want := range map[string]string{
		"notebooks":     "notebooks is a folder: name a notebook, such as notebooks/01_one_neuron.ipynb",
		"README.md":     "README.md is not a notebook: its name does not end in .ipynb",
		"torn.ipynb":    "torn.ipynb is not a notebook: ",
		"02_not_there":  "there is no notebook 02_not_there",
		"/not/here/too": "there is no notebook /not/here/too",
	} {
		if _, err := p.findNotebook(arg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("run %s: got %v, want %q", arg, err, want)
		}
	}
}

// sameFolderAndName is equality, where the folder may be a link, as macOS's for temporary files is.
func sameFolderAndName(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second) && filepath.Base(a) == filepath.Base(b)
}

func TestABadArgumentIsRefusedBeforeSetUp(t *testing.T) {
	p := emptyProject(t) // set-up would fail here, and say something else
	testfile.Write(t, filepath.Join(p.Root, "my notes", "one.txt"), "")
	t.Chdir(p.Root)
	if err := p.run(t.Context(), []string{"my notes"}, false); err == nil || !strings.Contains(err.Error(), "my notes is a folder") {
		t.Errorf("got %v, want that my notes is a folder", err)
	}
	one, two := filepath.Join(t.TempDir(), "x.ipynb"), filepath.Join(t.TempDir(), "x.ipynb")
	for _, path := range []string{one, two} {
		testfile.Write(t, path, `{"cells": []}`)
	}
	err := p.run(t.Context(), []string{one, two}, false)
	if err == nil || !strings.Contains(err.Error(), one) || !strings.Contains(err.Error(), two) || !strings.Contains(err.Error(), "build/x.ipynb") {
		t.Errorf("got %v, want that both results would land in build/x.ipynb", err)
	}
	if err := p.checkOutputs([]string{one, one}); err != nil {
		t.Errorf("the same notebook twice: %v", err)
	}
}
