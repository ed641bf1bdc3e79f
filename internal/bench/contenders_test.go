package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestKernelVariablesAreThoseThatACellSees(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kernel.json")
	read := func(text string) ([]string, error) {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return kernelVariables(file)
	}
	got, err := read(`{"env": {"PATH": "/x:${PATH}", "MALLOC_ARENA_MAX": "1", "GOFLAGS": "-ldflags=$$ORIGIN"}}`)
	if want := []string{"GOFLAGS=-ldflags=$ORIGIN", "MALLOC_ARENA_MAX=1"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if got := memorySettings(got); !slices.Equal(got, []string{"MALLOC_ARENA_MAX=1"}) {
		t.Errorf("the memory settings are %q", got)
	}
	if _, err := read("{"); err == nil {
		t.Error("half a file was read")
	}
	if _, err := kernelVariables(file + ".missing"); err == nil {
		t.Error("a missing file was read")
	}
}
