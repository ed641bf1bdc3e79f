package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"firstneuron/internal/process"
	"firstneuron/kernel-setup/toolrun"
)

// buildAssistant opens the builder of assistants in the browser. It needs no Python, and sets up no more than it needs.
func buildAssistant(ctx context.Context, p *project, args []string) error {
	flags, folder, err := parseAssistant(args)
	if err != nil {
		return err
	}
	if folder == "" {
		folder = filepath.Join(p.root, "assistants", "my-assistant")
	} else if folder, err = filepath.Abs(folder); err != nil {
		return err
	}
	release, err := p.setUpSteps(ctx, p.assistantSteps())
	if err != nil {
		return err
	}
	defer release()
	return p.runAssistant(ctx, append(flags, folder))
}

// assistantSteps set up what the builder needs. They are not among the steps of the lessons: the program has the client for
// model servers in it, which takes a minute to compile, and its sources change whenever a package does.
func (p *project) assistantSteps() []step {
	return []step{{name: "Go modules", work: p.downloadModules}, p.assistantStep()}
}

func (p *project) assistantStep() step {
	return step{name: "assistant program", isDone: p.assistantIsBuilt, work: p.buildAssistantProgram}
}

// parseAssistant reads the command line before anything is set up for it. The flags are those of the program.
func parseAssistant(args []string) (passed []string, folder string, err error) {
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Bool("no-browser", false, "")
	port := flags.Int("port", 0, "")
	pictures := flags.String("pictures", "", "")
	for {
		if err := flags.Parse(args); err != nil {
			return nil, "", usageError("assistant: " + err.Error())
		}
		if flags.NArg() == 0 {
			break
		}
		if flags.Arg(0) == "" || folder != "" {
			return nil, "", usageError(fmt.Sprintf("assistant takes the name of one folder, and not also %q", flags.Arg(0)))
		}
		folder, args = flags.Arg(0), flags.Args()[1:]
	}
	if *port < 0 || *port > 65535 {
		return nil, "", usageError(fmt.Sprintf("--port %d: a port is a number from 1 to 65535", *port))
	}
	if *pictures != "" {
		if *pictures, err = filepath.Abs(*pictures); err != nil {
			return nil, "", err
		}
	}
	flags.Visit(func(f *flag.Flag) { passed = append(passed, "--"+f.Name+"="+f.Value.String()) })
	return passed, folder, nil
}

// runAssistant runs the builder until it ends or ctx does, and ends as it did.
func (p *project) runAssistant(ctx context.Context, args []string) error {
	env := toolrun.WithVariables(os.Environ(), toolrun.Variables{
		"GOMLX_BACKEND":         "", // it is built with the one in pure Go and no other
		"GOMLX_NO_AUTO_INSTALL": "1",
	})
	cmd := toolrun.Command(ctx, p.root, env, p.tool(assistantProgram), args...)
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
