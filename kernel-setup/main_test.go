package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/setup"
)

// TestMain lets a test start this very program with a command line: see runProgram.
func TestMain(m *testing.M) {
	if args, asked := os.LookupEnv("FIRST_NEURON_ARGUMENTS"); asked {
		os.Exit(execute(context.Background(), strings.Split(args, "\n")))
	}
	os.Exit(m.Run())
}

func TestWrongCommandLinesEndWithStatus2(t *testing.T) {
	for _, args := range [][]string{{"strat"}, {"start", "--prot=1"}, {"test", "all"}, {"remove", "-f"}, {"doctor", "me"}, {"run", "--fast"}, {"data", "mnist"}, {"data", "--all"},
		{"assistant", "--fast"}, {"assistant", "one", "two"}, {"runs", "delete"}, {"runs", "csv", "all"}, {"runs", "--all"}} {
		if got := execute(t.Context(), args); got != 2 {
			t.Errorf("%v ends with status %d, want 2", args, got)
		}
	}
	if got := execute(t.Context(), nil); got != 0 {
		t.Errorf("no command ends with status %d, want 0 and the usage", got)
	}
}

func TestACommandAskedForHelpShowsTheUsage(t *testing.T) {
	for name := range commands {
		for _, flag := range []string{"-h", "--help"} {
			if said, status := runProgram(t, name, flag); status != 0 || said != usage {
				t.Errorf("%s %s ends with status %d, want 0 and the usage, not\n%s", name, flag, status, said)
			}
		}
	}
	if options, err := parseStart([]string{"--no-browser", "--", "--help"}); err != nil || !slices.Equal(options.jupyter, []string{"--help"}) {
		t.Errorf("JupyterLab's help is taken for ours: %+v, %v", options, err)
	}
}

// thisProject is the clone that the tests run in.
func thisProject(t *testing.T) *project {
	t.Helper()
	found, err := setup.Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &project{found}
}

// emptyProject is a clone in a folder of its own, with the files that set-up reads, and a stand-in for Go.
func emptyProject(t *testing.T) *project {
	t.Helper()
	p := &project{&setup.Project{Clone: setup.Clone{Root: filepath.Join(t.TempDir(), "Учёба ü", "first neuron")}, Go: setup.Toolchain{Root: t.TempDir()}}}
	testfile.Write(t, filepath.Join(p.Root, "requirements-dev.txt"), "numpy==2.0.0 \\\n    --hash=sha256:00\n")
	return p
}
