package main

import (
	"context"
	"fmt"
	"time"
)

// step is one thing that set-up makes.
type step struct {
	name string

	// isDone looks whether there is nothing to do. A step without it asks its own tool each time, which knows best
	// and is quick.
	isDone func(context.Context) bool

	// work does the step, and tells by writing to progress what it is doing.
	work func(context.Context, *progress) error
}

// take does a step unless it is done, and says how long it took.
func (p *project) take(ctx context.Context, s step) error {
	begin := time.Now()
	if s.isDone != nil && s.isDone(ctx) {
		fmt.Printf("  %-20s %-6s (%s)\n", s.name, "ready", seconds(time.Since(begin)))
		return nil
	}
	shown := showProgress(s.name)
	err := s.work(ctx, shown)
	shown.end()
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
