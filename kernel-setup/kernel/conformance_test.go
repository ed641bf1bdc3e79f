package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The tests in here try the kernel with Jupyter's own client as the front end, and with the real GoNB behind it: the
// scripts in the folder conformance. conformance/compare.py runs the same in full, on plain GoNB as well.

func TestJupytersOwnSuite(t *testing.T) {
	t.Parallel()
	got := make(map[string]string)
	for _, told := range conform(t, "suite.py", "ours") {
		test, outcome := fmt.Sprint(told["test"]), fmt.Sprint(told["outcome"])
		got[test] = outcome
		if outcome != "passed" {
			t.Logf("%s: %s: %s", test, outcome, told["reason"])
		}
	}
	const passed, leftOut = "passed", "left out"
	want := map[string]string{
		"test_kernel_info": passed, "test_execute_stdout": passed, "test_execute_stderr": passed, "test_error": passed,
		"test_is_complete": passed, "test_completion": passed, "test_inspect": passed, "test_history": passed,
		"test_display_data": passed, "test_clear_output": passed, "test_execute_result": passed,
		"test_execute_stdout, samples of gophernotes": passed, "test_execute_stderr, samples of gophernotes": passed,
		"test_error, samples of gophernotes": passed, "test_execute_result, samples of gophernotes": passed,
		// The suite's reasons to leave these out are in suite.py.
		"test_pager": leftOut, "test_recv_iopub_welcome_msg": leftOut,
	}
	for test, outcome := range want {
		if got[test] != outcome {
			t.Errorf("%s: got %q, want %q", test, got[test], outcome)
		}
	}
	if len(got) != len(want) {
		t.Errorf("the suite has %d tests, want %d", len(got), len(want))
	}
}

func TestBehaviour(t *testing.T) {
	t.Parallel()
	told := conform(t, "behaviour.py", "ours")
	if len(told) < 60 {
		t.Errorf("%d tests told how they ended, want at least 60", len(told))
	}
	for _, test := range told {
		switch test["outcome"] {
		case "failed":
			t.Errorf("%s\n%s", test["test"], test["reason"])
		case "left out":
			t.Logf("%s is left out: %s", test["test"], test["reason"])
		}
	}
}

func TestEndurance(t *testing.T) {
	type outcome struct {
		part, what string
		want       float64
	}
	for name, c := range map[string]struct {
		args     []string
		outcomes []outcome
	}{
		"many cells": {[]string{"--cells=30", "--soak=50", "--starts=0", "--kernels=0"}, []outcome{
			{"cells", "lost", 0}, {"cells", "disordered", 0}, {"cells", "failed", 0}, {"soak", "failed", 0},
		}},
		"many kernels": {[]string{"--starts=16", "--kernels=4", "--cells=0", "--soak=0"}, []outcome{
			{"starts", "processes left", 0}, {"starts", "folders left", 0}, {"starts", "failed", 0}, {"kernels", "cells right", 20},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := conform(t, "endurance.py", append([]string{"ours"}, c.args...)...)
			if len(told) != 1 {
				t.Fatalf("got %d results, want 1", len(told))
			}
			for _, o := range c.outcomes {
				part, _ := told[0][o.part].(map[string]any)
				if part[o.what] != o.want {
					t.Errorf("%s, %s: got %v, want %v; all of it: %v", o.part, o.what, part[o.what], o.want, part)
				}
			}
			starts, _ := told[0]["starts"].(map[string]any)
			if seconds, ok := starts["seconds until all is gone"].(float64); ok && seconds > 2 { // the median
				t.Errorf("what belongs to an ended kernel is gone after %v s, want 2 at the most", seconds)
			}
		})
	}
}

// conform runs one of the scripts on the kernel as it is here, and returns the objects that it prints.
func conform(t *testing.T, script string, args ...string) (told []map[string]any) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("what a kernel leaves behind is found in /proc, which only Linux has")
	}
	lookAtInputs(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, python(t), append([]string{filepath.Join("conformance", script)}, args...)...)
	cmd.Env = append(os.Environ(), "FIRST_NEURON_KERNEL_PROGRAM="+buildKernel(t), "PYTHONDONTWRITEBYTECODE=1")
	// Python ends by an exception and takes its kernels with it; killed, it would leave the last to find out by itself.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, len(output)+1)
	for lines.Scan() {
		object := make(map[string]any)
		if json.Unmarshal(lines.Bytes(), &object) == nil {
			told = append(told, object)
		}
	}
	if _, failed := err.(*exec.ExitError); err != nil && !failed || ctx.Err() != nil || len(told) == 0 {
		t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, stderr.String())
	}
	return told
}

// lookAtInputs looks at all that these tests depend on besides this package and what it imports: Go takes their results
// from its cache as long as nothing has changed of what they have looked at.
func lookAtInputs(t *testing.T) {
	t.Helper()
	const root = "../.."
	files := []string{"go.mod", "go.sum", "requirements-dev.txt", ".venv/bin/gonb", ".venv/bin/gopls", ".venv/bin/goimports"}
	for _, folder := range []string{"pkg", "kernel-setup/kernel/conformance"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
			if extension := filepath.Ext(path); extension == ".go" || extension == ".py" {
				relative, _ := filepath.Rel(root, path)
				files = append(files, relative)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range files {
		if _, err := os.Stat(filepath.Join(root, file)); err != nil {
			t.Fatal(err)
		}
	}
}

// python is the one of the environment, which has Jupyter.
func python(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../.venv/bin/python")
	if err == nil {
		_, err = os.Stat(path)
	}
	if err == nil {
		_, err = os.Stat("../../.venv/share/jupyter/kernels/first-neuron/kernel.json")
	}
	if err != nil {
		t.Fatal("the environment is not set up: run `go run ./kernel-setup test`, which sets it up and then runs the tests")
	}
	return path
}

func buildKernel(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "first-neuron-kernel")
	if said, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("the kernel does not build: %v\n%s", err, said)
	}
	return program
}
