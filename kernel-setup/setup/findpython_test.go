package setup

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstneuron/internal/testfile"
)

// fakePython writes a program that answers askPython.
func fakePython(t *testing.T, dir, name, version, module string) {
	t.Helper()
	path := filepath.Join(dir, name)
	testfile.Write(t, path, fmt.Sprintf("#!/bin/sh\necho %s\necho %s\n", version, module))
	if err := os.Chmod(path, 0o777); err != nil {
		t.Fatal(err)
	}
}

func TestFindPython(t *testing.T) {
	type fake struct{ name, version, module string }
	for _, c := range []struct {
		name  string
		fakes []fake
		want  string // version
		says  string // or error
	}{
		{"none", nil, "", "no Python was found"},
		{"one", []fake{{"python3", "3.10.0", "venv"}}, "3.10.0", ""},
		{"python only", []fake{{"python", "3.13.2", "venv"}}, "3.13.2", ""},
		{"too old", []fake{{"python3", "3.8.10", "venv"}}, "", "python3 is 3.8.10, and 3.10 or newer is needed"},
		{"two too old", []fake{{"python3", "3.9.1", "venv"}, {"python", "2.7.18", "no venv"}}, "", "python is 2.7.18"},
		{"old by default, new by name", []fake{{"python3", "3.9.1", "venv"}, {"python3.12", "3.12.4", "venv"}}, "3.12.4", ""},
		{"no venv", []fake{{"python3", "3.11.2", "'no venv'"}}, "", "sudo apt install python3-venv"},
		{"no venv by default", []fake{{"python3", "3.11.2", "'no venv'"}, {"python3.13", "3.13.0", "venv"}}, "3.13.0", ""},
		{"a shim that fails", []fake{{"python3", "; exit 127", ""}, {"python3.11", "3.11.1", "venv"}}, "3.11.1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("PATH", dir)
			t.Setenv("PYTHON", "")
			for _, f := range c.fakes {
				fakePython(t, dir, f.name, f.version, f.module)
			}
			got, err := findPython(t.Context(), "/nowhere")
			switch {
			case c.says == "" && (err != nil || got.version != c.want):
				t.Errorf("got Python %q, %v; want %s", got.version, err, c.want)
			case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
				t.Errorf("got %q, %v; want an error with %q", got.version, err, c.says)
			}
		})
	}
}

func TestAChosenPythonComesFirstAndOurOwnNever(t *testing.T) {
	dir, venv := t.TempDir(), t.TempDir()
	fakePython(t, dir, "python3", "3.11.0", "venv")
	fakePython(t, dir, "mine", "3.14.1", "venv")
	fakePython(t, venv, "bin/python3", "3.12.0", "venv")
	t.Setenv("PATH", filepath.Join(venv, "bin")+string(os.PathListSeparator)+dir)
	t.Setenv("PYTHON", filepath.Join(dir, "mine"))
	if got, err := findPython(t.Context(), venv); err != nil || got.version != "3.14.1" {
		t.Errorf("with $PYTHON set: %v, %v; want 3.14.1", got, err)
	}
	t.Setenv("PYTHON", "")
	if got, err := findPython(t.Context(), venv); err != nil || got.version != "3.11.0" {
		t.Errorf("without: %v, %v; want 3.11.0, not our environment's own 3.12.0", got, err)
	}
}
