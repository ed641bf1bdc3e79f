package setup

import (
	"context"
	"fmt"
	"time"

	"firstneuron/kernel-setup/toolrun"
)

// A Step is one thing that set-up makes.
type Step struct {
	Name string

	// Usual is how long the step takes on two cores and a home's network; 0 for a step that is quick or unknown.
	Usual time.Duration

	// IsDone looks whether there is nothing to do. A step without it asks its own tool each time, which knows best
	// and is quick.
	IsDone func(context.Context) bool

	// Work does the step, and writes to shown what it is doing.
	Work func(ctx context.Context, shown *toolrun.Progress) error

	// alone marks a step that works on the environment from which JupyterLab may be running.
	alone bool
}

// Take does a step unless it is done, and says how long it took.
func (c Clone) Take(ctx context.Context, s Step) error {
	begin := time.Now()
	if s.IsDone != nil && s.IsDone(ctx) {
		report(s, "ready", begin)
		return nil
	}
	if s.alone {
		if err := c.checkUnused("run the same command again"); err != nil {
			return fmt.Errorf("the Python environment in %s has to be renewed, but %w", c.Relative(c.Venv()), err)
		}
	}
	shown := toolrun.Show(s.Name, s.Usual)
	err := s.Work(ctx, shown)
	shown.End()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		report(s, "FAILED", begin)
	case s.IsDone == nil:
		report(s, "ready", begin)
	default:
		report(s, "done", begin)
	}
	return err
}

func report(s Step, word string, begin time.Time) {
	fmt.Printf("  %-20s %-6s (%.1f s)\n", s.Name, word, time.Since(begin).Seconds())
}
