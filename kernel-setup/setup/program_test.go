package setup

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/toolrun"
)

// smallProgram is one of a single file, with another in it, in a clone of its own.
func smallProgram(t *testing.T) (p program, page string) {
	t.Helper()
	clone := emptyProject(t)
	clone.Go = thisProject(t).Go
	p = program{clone, "small", "small program", "./small", []string{"-trimpath"}, 0}
	page = filepath.Join(clone.Root, "small", "page.txt")
	testfile.Write(t, page, "one")
	testfile.Write(t, filepath.Join(clone.Root, "go.mod"), "module firstneuron\n\ngo 1.26\n")
	testfile.Write(t, filepath.Join(clone.Root, "small", "main.go"), "package main\n\nimport _ \"embed\"\n\n//go:embed page.txt\nvar page string\n\nfunc main() { print(page) }\n")
	return p, page
}

func (p program) mustBuild(t *testing.T) os.FileInfo {
	t.Helper()
	if err := p.build(t.Context(), new(toolrun.Progress)); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(p.Tool(p.name))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestAProgramIsBuiltAgainWhenASourceHasChanged(t *testing.T) {
	p, page := smallProgram(t)
	if p.isBuilt(t.Context()) {
		t.Error("what is not there counts as built")
	}
	first := p.mustBuild(t)
	if !p.isBuilt(t.Context()) {
		t.Error("what was just built does not count")
	}
	testfile.Write(t, filepath.Join(p.Root, "small", "main_test.go"), "package main\n")
	if !p.isBuilt(t.Context()) || !os.SameFile(p.mustBuild(t), first) {
		t.Error("a test replaces the program")
	}

	running, err := os.Open(p.Tool(p.name)) // as a process holds its program
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	testfile.Write(t, page, "two")
	if p.isBuilt(t.Context()) {
		t.Error("with another page it counts as built")
	}
	p.mustBuild(t)
	if said, err := exec.Command(p.Tool(p.name)).CombinedOutput(); string(said) != "two" || err != nil {
		t.Errorf("the program says %q, %v, want two", said, err)
	}
	if old, err := io.ReadAll(running); err != nil || int64(len(old)) != first.Size() {
		t.Errorf("of the program that runs there are %d bytes, %v, want %d", len(old), err, first.Size())
	}
	os.Remove(p.Tool(p.name))
	if p.isBuilt(t.Context()) {
		t.Error("what is gone counts as built")
	}
}

func TestAProgramThatDoesNotCompileLeavesTheOldOne(t *testing.T) {
	p, _ := smallProgram(t)
	first := p.mustBuild(t)
	testfile.Write(t, filepath.Join(p.Root, "small", "broken.go"), "package main\n\nvar n int = \"three\"\n")
	err := p.build(t.Context(), new(toolrun.Progress))
	if err == nil || !strings.Contains(err.Error(), "could not build the small program") || !strings.Contains(err.Error(), `cannot use "three"`) {
		t.Errorf("got %v, want what does not compile", err)
	}
	if now, err := os.Stat(p.Tool(p.name)); err != nil || !os.SameFile(now, first) {
		t.Errorf("the old program is gone: %v", err)
	}
	if entries, err := os.ReadDir(p.bin()); len(entries) != 1 {
		t.Errorf("beside the program there are %v, %v", entries, err)
	}
}

func TestTheDoctorSaysWhetherAProgramIsBuilt(t *testing.T) {
	p, _ := smallProgram(t)
	if f := p.look(t.Context()); f.State != "ok" || !strings.Contains(f.What, "not built yet") {
		t.Errorf("without the program: %+v", f)
	}
	p.mustBuild(t)
	if f := p.look(t.Context()); f != OK("small program") {
		t.Errorf("with the program: %+v", f)
	}
}
