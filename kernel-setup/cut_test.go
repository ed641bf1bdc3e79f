package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// cutWhenBusy is a context that ends when a program started under the test has put something into its temporary folder;
// left lists what is in the folder of all temporary folders.
func cutWhenBusy(t *testing.T) (ctx context.Context, left func() []string) {
	t.Helper()
	if !exists("/bin/sh") {
		t.Skip("needs a shell")
	}
	all := t.TempDir()
	t.Setenv("TMPDIR", all)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for ctx.Err() == nil {
			if busy, _ := filepath.Glob(filepath.Join(all, "*", "unpacked")); len(busy) > 0 {
				cancel()
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	return ctx, func() []string {
		entries, _ := filepath.Glob(filepath.Join(all, "*"))
		return entries
	}
}

// untidy is a program that is cut off with a folder open.
const untidy = `mkdir "$TMPDIR/unpacked"; sleep 60`

func TestTestsThatAreCutOffLeaveNoFolder(t *testing.T) {
	ctx, left := cutWhenBusy(t)
	p := emptyProject(t)
	p.goRoot = t.TempDir()
	for path, program := range map[string]string{
		filepath.Join(p.goRoot, "bin", "gofmt"): "",
		p.goCommand():                           `[ "$1" != test ] || { ` + untidy + `; }`,
		p.tool("staticcheck"):                   "",
	} {
		write(t, path, "#!/bin/sh\n"+program+"\n")
		if err := os.Chmod(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	var total tally
	if err := p.checkAll(ctx, &total); !errors.Is(err, context.Canceled) || total.passed != 3 {
		t.Errorf("got %v and %v, want %v after 3 checks", err, total, context.Canceled)
	}
	if got := left(); len(got) > 0 {
		t.Errorf("left behind: %q", got)
	}
}
