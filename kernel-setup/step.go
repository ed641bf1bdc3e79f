package main

import (
	"context"
	"fmt"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// step is one thing that set-up makes.
type step struct {
	name string

	// alone marks a step that works on the environment from which JupyterLab may be running.
	alone bool

	// isDone looks whether there is nothing to do. A step without it asks its own tool each time, which knows best
	// and is quick.
	isDone func(context.Context) bool

	// work does the step, and tells by writing to progress what it is doing.
	work func(context.Context, *toolrun.Progress) error
}

// take does a step unless it is done, and says how long it took.
func (p *project) take(ctx context.Context, s step) error {
	begin := time.Now()
	if s.isDone != nil && s.isDone(ctx) {
		fmt.Printf("  %-20s %-6s (%s)\n", s.name, "ready", seconds(time.Since(begin)))
		return nil
	}
	if s.alone {
		if err := p.checkUnused("run the same command again"); err != nil {
			return fmt.Errorf("the Python environment in %s has to be renewed, but %w", p.relative(p.venv()), err)
		}
	}
	shown := toolrun.Show(s.name, 0)
	err := s.work(ctx, shown)
	shown.End()
	word := "done"
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		word = "FAILED"
	case s.isDone == nil:
		word = "ready"
	}
	fmt.Printf("  %-20s %-6s (%s)\n", s.name, word, seconds(time.Since(begin)))
	return err
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }
