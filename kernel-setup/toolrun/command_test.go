package toolrun

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestAProgramEndsWithAllThatItStarted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cmd := Command(ctx, t.TempDir(), os.Environ(), "/bin/sh", "-c", "sleep 60 & sleep 60")
	time.AfterFunc(200*time.Millisecond, cancel)
	shown := Show("sleeping", 0)
	defer shown.End()
	begin := time.Now()
	if err := Run(ctx, shown, cmd, "sleep"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if took := time.Since(begin); took > 4*time.Second {
		t.Errorf("it took %v to end", took)
	}
}

func TestAProgramThatIsCutOffLeavesNoFolder(t *testing.T) {
	all := t.TempDir()
	t.Setenv("TMPDIR", all)
	ctx, cancel := context.WithCancel(t.Context())
	shown := Show("untidy", 0)
	defer shown.End()
	go func() {
		for ctx.Err() == nil {
			if busy, _ := filepath.Glob(filepath.Join(all, "*", "unpacked")); len(busy) > 0 {
				cancel()
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	cmd := Command(ctx, t.TempDir(), os.Environ(), "/bin/sh", "-c", `mkdir "$TMPDIR/unpacked"; sleep 60`)
	if err := Run(ctx, shown, cmd, "unpack"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if left, _ := filepath.Glob(filepath.Join(all, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
