package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
	"firstneuron/kernel-setup/setup"
)

// The notebooks in here run through the environment that set-up has made, so this is a test of the whole.
func TestRun(t *testing.T) {
	p := thisProject(t)
	if !testfile.Exists(p.Python()) || !testfile.Exists(p.Tool(setup.KernelProgram)) {
		t.Fatal("the environment is not set up: run `go run ./kernel-setup test`, which sets it up and then runs the tests")
	}
	dir := t.TempDir()
	good := notebook(t, dir, "good by test.ipynb", "import \"firstneuron/pkg/neuron\"\n%%\nfmt.Println(neuron.Classic().Predict([]float64{0, 0, 0}))")
	for name, cells := range map[string][]string{
		"compile": {"%%\nfmt.Println(1)", "%%\nvar n int = \"three\"\nfmt.Println(n)"},
		"panic":   {"%%\npanic(\"the shapes differ\")"},
		"exit":    {"import \"os\"\n%%\nos.Exit(3)"},
		"unknown": {"import \"nowhere.example/thing\"\n%%\nthing.Do()"},
		"crashed": {killAncestor(1)}, // of the relay, which runs the command: GoNB, which our kernel starts again
		"killed":  {killAncestor(3)}, // our kernel, above GoNB's supervisor
	} {
		notebook(t, dir, name+" by test.ipynb", cells...)
	}
	t.Cleanup(func() {
		leftovers, _ := filepath.Glob(filepath.Join(p.Build(), "* by test.*"))
		for _, path := range leftovers {
			os.Remove(path)
		}
	})

	t.Run("good", func(t *testing.T) {
		said, status := runProgram(t, "run", good)
		if status != 0 || !strings.Contains(said, "0 failed") {
			t.Errorf("status %d, want 0:\n%s", status, said)
		}
		page := filepath.Join(p.Build(), "good by test.html")
		for _, path := range []string{page, filepath.Join(p.Build(), "good by test.ipynb")} {
			if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), "0.5") {
				t.Errorf("%s does not hold the cell's answer 0.5 (%v)", path, err)
			}
		}
		if text, err := os.ReadFile(page); err != nil || strings.Contains(string(text), `src="http`) {
			t.Errorf("the page takes something from the network (%v)", err)
		} else if !strings.Contains(string(text), "<mfrac>") {
			t.Error("the page does not draw the formula")
		}
	})
	t.Run("bad", func(t *testing.T) {
		bad, err := filepath.Glob(filepath.Join(dir, "[^g]* by test.ipynb"))
		if err != nil || len(bad) != 6 {
			t.Fatalf("got %d notebooks that fail, %v; want 6", len(bad), err)
		}
		said, status := runProgram(t, append([]string{"run"}, bad...)...)
		if status != 1 {
			t.Errorf("status %d, want 1", status)
		}
		for _, want := range []string{
			"compile by test.ipynb, code cell 2, under \"Part 2\":", `cannot use "three"`,
			"panic by test.ipynb, code cell 1, under \"Part 1\":", "Cell [1], line 2: the program stopped: the shapes differ",
			"exit by test.ipynb, code cell 1", "exit status 3",
			"unknown by test.ipynb, code cell 1", "nowhere.example/thing",
			"crashed by test.ipynb, code cell 1", "ended unexpectedly",
			"killed by test.ipynb, code cell 1", "the kernel died",
			"6 notebooks executed, 6 failed",
		} {
			if !strings.Contains(said, want) {
				t.Errorf("the report lacks %q", want)
			}
		}
		if strings.Contains(said, "\x1b[3") || strings.Contains(said, "\x1b[7") {
			t.Error("the report has colours in it")
		}
		if t.Failed() {
			t.Log(said)
		}
		if !testfile.Exists(filepath.Join(p.Build(), "compile by test.html")) {
			t.Error("a notebook that failed has no page")
		}
	})
}

// killAncestor is a cell that ends the parent, or one further up, of the program that runs its command.
func killAncestor(generation int) string {
	return fmt.Sprintf("!p=$PPID; for i in $(seq %d); do p=$(cut -d' ' -f4 /proc/$p/stat || ps -o ppid= -p $p); done; kill -9 $p", generation)
}

// notebook writes one with a heading and a formula above each code cell.
func notebook(t *testing.T, dir, name string, cells ...string) (path string) {
	t.Helper()
	type cell = map[string]any
	var all []cell
	for i, source := range cells {
		all = append(all,
			cell{"id": "h" + string(rune('1'+i)), "cell_type": "markdown", "metadata": cell{}, "source": "## Part " + string(rune('1'+i)) + "\n\n$$\\frac{a}{b}$$"},
			cell{"id": "c" + string(rune('1'+i)), "cell_type": "code", "metadata": cell{}, "source": source, "outputs": []any{}, "execution_count": nil})
	}
	text, err := json.Marshal(cell{"cells": all, "metadata": cell{}, "nbformat": 4, "nbformat_minor": 5})
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, name)
	testfile.Write(t, path, string(text))
	return path
}

// runProgram starts this program as a user does, and returns what it printed and its exit status.
func runProgram(t *testing.T, args ...string) (said string, status int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "FIRST_NEURON_ARGUMENTS="+strings.Join(args, "\n"), "FIRST_NEURON_LANGUAGE=en")
	text, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(text), cmd.ProcessState.ExitCode()
}
