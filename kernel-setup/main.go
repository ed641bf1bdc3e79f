// Kernel-setup is the one program that a learner, a teacher and a test machine start. From the project's folder:
//
//	go run ./kernel-setup start     set up what is missing, open JupyterLab at the first lesson
//	go run ./kernel-setup test      set up what is missing, run every check, test and notebook
//	go run ./kernel-setup run       execute notebooks, write what they show to build/
//	go run ./kernel-setup assistant build an assistant, on a page in the browser
//	go run ./kernel-setup doctor    say what is there and what is missing
//	go run ./kernel-setup data      say which data sets are there, or fetch one
//	go run ./kernel-setup remove    take away what set-up made
//
// It uses Go's standard library only, as does pkg/datasets, which it asks where data is: so it starts on a fresh machine
// without a download. What it makes lies in .venv and build; nothing else on the machine is changed, except for the caches
// of Go and pip.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

const usage = `First Neuron: Go notebooks from one neuron onwards.

  go run ./kernel-setup start [flags]          set up what is missing, open JupyterLab at the first lesson
      --no-browser                             do not open a browser, only print the address
      --port N                                 listen on port N (otherwise 8888, or the next free one)
      --ip ADDRESS                             listen on this address (otherwise this machine only)
      -- FLAGS                                 anything after -- goes to JupyterLab
  go run ./kernel-setup test                   set up what is missing, run every check, test and notebook
  go run ./kernel-setup run [notebook ...]     execute notebooks (all of them by default) into build/;
                                               with --solved, with the exercises solved
  go run ./kernel-setup assistant [folder]     build your own assistant, on a page in the browser
      --no-browser                             do not open a browser, only print the address
      --port N                                 listen on port N (otherwise 8700, or the next free one)
      --pictures FOLDER                        pictures of yours, from which it also learns to tell the kinds apart:
                                               in it a folder for each, screenshot, illustration, photograph, chart
  go run ./kernel-setup doctor                 say what is there, what is missing, and what fixes it
  go run ./kernel-setup data [fashion-mnist]   say which data sets are there, or fetch one
  go run ./kernel-setup remove                 take away what set-up made: .venv and build

Set-up can be cut off at any moment: the next run goes on from there. It needs the network once.
`

const help = "`go run ./kernel-setup help` shows the commands and their flags"

// A command gets the project it works on and the arguments after its name.
type command func(ctx context.Context, p *project, args []string) error

var commands = map[string]command{
	"start":     start,
	"test":      test,
	"run":       run,
	"assistant": buildAssistant,
	"doctor":    doctor,
	"data":      data,
	"remove":    remove,
}

// errReported ends the program with status 1 when everything that there is to say has been said.
var errReported = errors.New("already reported")

// usageError is a mistake in the command line.
type usageError string

func (e usageError) Error() string { return string(e) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	status := execute(ctx, os.Args[1:])
	stop()
	os.Exit(status)
}

// execute carries out a command line and returns the exit status, as shells expect it: 0 for success, 1 for failure,
// 2 for a wrong command line, 130 for an interruption.
func execute(ctx context.Context, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		fmt.Print(usage)
		return 0
	}
	do, known := commands[args[0]]
	if !known {
		fmt.Fprintf(os.Stderr, "there is no command %q; %s\n", args[0], help)
		return 2
	}
	if asksForHelp(args[1:]) {
		fmt.Print(usage)
		return 0
	}
	p, err := findProject(ctx)
	if err == nil {
		err = do(ctx, p, args[1:])
	}
	var wrong usageError
	var ended exitStatus
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "\nStopped. The same command goes on from here.")
		return 130
	case errors.Is(err, errReported):
		return 1
	case errors.As(err, &ended):
		return int(ended)
	case errors.As(err, &wrong):
		fmt.Fprintf(os.Stderr, "%v; %s\n", wrong, help)
		return 2
	default:
		fmt.Fprintf(os.Stderr, "\n%v\n", err)
		return 1
	}
}

// asksForHelp tells whether a command's arguments do. Those after -- are JupyterLab's, which has a help of its own.
func asksForHelp(args []string) bool {
	if i := slices.Index(args, "--"); i >= 0 {
		args = args[:i]
	}
	return slices.Contains(args, "-h") || slices.Contains(args, "--help")
}
