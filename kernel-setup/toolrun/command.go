package toolrun

import (
	"context"
	"os/exec"
	"time"

	"firstneuron/internal/process"
	"firstneuron/internal/scratch"
)

// Command is a program in a process group of its own. When ctx ends, it and all that it started are asked to end, and
// five seconds later they are killed.
func Command(ctx context.Context, dir string, env []string, path string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir, cmd.Env = dir, env
	process.InOwnGroup(cmd)
	cmd.Cancel = func() error { return process.EndGroup(cmd.Process) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// Run runs a command and shows what it prints. What it is meant to bring about, such as "download the Python packages",
// goes into the error, which is a [Failure] unless ctx has ended. The program gets a temporary folder of its own, because
// one that is cut off cleans nothing up.
func Run(ctx context.Context, shown *Progress, cmd *exec.Cmd, purpose string) error {
	temporary, err := scratch.New()
	if err != nil {
		return Explain(purpose, "", err)
	}
	defer temporary.Remove()
	cmd.Env = WithVariables(cmd.Env, temporary.Variables())
	shown.Forget()
	cmd.Stdout, cmd.Stderr = shown, shown
	err = cmd.Run()
	if cmd.Process != nil && err != nil {
		process.KillGroup(cmd.Process)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return Explain(purpose, shown.Said(), err)
	}
	return nil
}
