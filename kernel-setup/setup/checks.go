package setup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// A Finding is what the doctor says of one thing.
type Finding struct {
	State string // ok, or in one word what is wrong: missing, old, broken
	What  string
	Fix   string // what fixes it; "" where there is nothing to fix, or What says it already
}

// OK finds that nothing is wrong.
func OK(format string, args ...any) Finding { return Finding{"ok", fmt.Sprintf(format, args...), ""} }

const (
	fixByStart  = "go run ./kernel-setup start"
	fixByRemove = "go run ./kernel-setup remove, then go run ./kernel-setup start"
)

// Checks look, each at one thing that the lessons need, and change nothing.
func (p *Project) Checks() []func(context.Context) Finding {
	return []func(context.Context) Finding{
		p.lookAtGo, p.lookAtFolder, p.lookAtSpace, p.lookAtPython,
		environment{p.Clone}.look, packages{p.Clone}.look, tools{p}.look, kernelspec{p}.look, p.assistantProgram().look,
		modules{p}.look, lessons{p}.look, p.lookAtNotebooks,
	}
}

func (p *Project) lookAtGo(context.Context) Finding {
	wanted := ""
	if text, err := os.ReadFile(filepath.Join(p.Root, "go.mod")); err == nil {
		if found := regexp.MustCompile(`(?m)^go (\S+)`).FindSubmatch(text); found != nil {
			wanted = string(found[1])
		}
	}
	return OK("Go %s in %s (go.mod asks for %s), %s/%s", strings.TrimPrefix(p.Go.version, "go"), p.Go.Root, wanted, runtime.GOOS, runtime.GOARCH)
}

func (c Clone) lookAtFolder(context.Context) Finding {
	if err := c.CheckFolder(); err != nil {
		return Finding{"broken", err.Error(), ""}
	}
	return OK("folder is writable")
}

func (c Clone) lookAtSpace(ctx context.Context) Finding {
	bytes, known := freeSpace(c.Root)
	const needed = 1 << 30
	switch free := float64(bytes) / (1 << 30); {
	case !known:
		return OK("disk space: unknown")
	case bytes < needed && !(packages{c}).areInstalled(ctx):
		return Finding{"missing", fmt.Sprintf("disk space: %.1f GB free, set-up needs about 1 GB", free), "free some space"}
	default:
		return OK("disk space: %.1f GB free", free)
	}
}

func (c Clone) lookAtNotebooks(context.Context) Finding {
	notebooks, err := c.EveryNotebook()
	if err == nil && len(notebooks) == 0 {
		err = errors.New("there is none in notebooks")
	}
	for _, path := range notebooks {
		if _, readError := ReadCells(path); readError != nil {
			err = fmt.Errorf("%s: %w", c.Relative(path), readError)
		}
	}
	if err != nil {
		return Finding{"broken", "notebooks: " + err.Error(), "git checkout notebooks"}
	}
	return OK("notebooks: %d", len(notebooks))
}
