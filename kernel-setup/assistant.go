package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/setup"
	"firstneuron/kernel-setup/toolrun"
)

// assistant opens the builder of assistants in the browser. It needs no Python, and sets up no more than it needs.
func assistant(args []string) (action, error) {
	flags, folder, err := parseAssistant(args)
	return func(ctx context.Context, p *project) error {
		if folder == "" {
			folder = filepath.Join(p.Root, "assistants", "my-assistant")
		}
		release, err := p.SetUp(ctx, p.AssistantSteps())
		if err != nil {
			return err
		}
		defer release()
		return p.runAssistant(ctx, append(flags, folder))
	}, err
}

// parseAssistant reads the command line before anything is set up for it. The flags are those of the program, which
// works in another folder: paths become absolute.
func parseAssistant(args []string) (passed []string, folder string, err error) {
	flags := newFlags()
	flags.Bool("no-browser", false, "")
	flags.Var(new(port), "port", "")
	pictures := flags.String("pictures", "", "")
	folders, err := parse(flags, args)
	switch {
	case err != nil:
		return nil, "", err
	case len(folders) > 1:
		return nil, "", fmt.Errorf("it takes the name of one folder, and not also %q", folders[1])
	case len(folders) == 1 && folders[0] == "":
		return nil, "", errors.New("the name of the folder is empty")
	case len(folders) == 1:
		folder, err = filepath.Abs(folders[0])
	}
	if *pictures != "" && err == nil {
		*pictures, err = filepath.Abs(*pictures)
	}
	flags.Visit(func(f *flag.Flag) { passed = append(passed, "--"+f.Name+"="+f.Value.String()) })
	return passed, folder, err
}

// runAssistant runs the builder until it ends or ctx does, and ends as it did.
func (p *project) runAssistant(ctx context.Context, args []string) error {
	env := toolrun.WithVariables(os.Environ(), toolrun.Variables{
		"GOMLX_BACKEND":         "", // it is built with the one in pure Go and no other
		"GOMLX_NO_AUTO_INSTALL": "1",
	})
	cmd := toolrun.Command(ctx, p.Root, env, p.Tool(setup.AssistantProgram), args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("cannot start the assistant's builder: %w", err)
	}
	err := cmd.Wait()
	process.KillGroup(cmd.Process)
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil
	case errors.As(err, &ended) && ended.ExitCode() > 0:
		return exitStatus(ended.ExitCode())
	case err != nil:
		return fmt.Errorf("the assistant's builder has ended by itself: %w", err)
	}
	return nil
}

// exitStatus is how a program that has said all that there is to say has ended.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }
