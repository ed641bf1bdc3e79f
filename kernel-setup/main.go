// Kernel-setup is the one program that a learner, a teacher and a test machine start. From the project's folder:
//
//	go run ./kernel-setup start     set up what is missing, open JupyterLab at the first lesson
//	go run ./kernel-setup test      set up what is missing, run every check, test and notebook
//	go run ./kernel-setup run       execute notebooks, write what they show to build/
//	go run ./kernel-setup assistant build an assistant, on a page in the browser
//	go run ./kernel-setup doctor    say what is there and what is missing
//	go run ./kernel-setup data      say which data sets are there, or fetch one
//	go run ./kernel-setup runs      list the trainings that were recorded
//	go run ./kernel-setup remove    take away what set-up made
//
// A command is a file here, which reads its arguments and does what is left to do when package setup has made what is
// missing. Package toolrun runs other programs, package download fetches files. What set-up makes lies in .venv and
// build; nothing else on the machine is changed, except for the caches of Go and pip.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"firstneuron/kernel-setup/setup"
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
  go run ./kernel-setup runs                   list the trainings that were recorded, oldest first
      csv                                      print them as CSV, with all that is known of each
      delete NAME ...                          delete the records of some
      --folder FOLDER                          take those of this folder (otherwise $FIRST_NEURON_RUNS, or runs)
  go run ./kernel-setup remove                 take away what set-up made: .venv and build

Set-up can be cut off at any moment: the next run goes on from there. It needs the network once.
`

const help = "`go run ./kernel-setup help` shows the commands and their flags"

// A command reads the arguments after its name, and returns what to do.
type command func(args []string) (action, error)

// An action does what a command line asks for.
type action func(ctx context.Context, p *project) error

var commands = map[string]command{
	"start":     start,
	"test":      test,
	"run":       run,
	"assistant": assistant,
	"doctor":    doctor,
	"data":      data,
	"runs":      recordedRuns,
	"remove":    remove,
}

// project is what commands work on.
type project struct{ *setup.Project }

// errReported ends the program with status 1 when everything that there is to say has been said.
var errReported = errors.New("already reported")

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
	if runtime.GOOS == "windows" {
		fmt.Fprintln(os.Stderr, "First Neuron runs on Linux and macOS. On Windows, install WSL (https://learn.microsoft.com/windows/wsl/install), then clone and start it there.")
		return 1
	}
	read, known := commands[args[0]]
	if !known {
		fmt.Fprintf(os.Stderr, "there is no command %q; %s\n", args[0], help)
		return 2
	}
	do, err := read(args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(usage)
		return 0
	case err != nil:
		fmt.Fprintf(os.Stderr, "%s: %v; %s\n", args[0], err, help)
		return 2
	}
	found, err := setup.Find(ctx)
	if err == nil {
		err = do(ctx, &project{found})
	}
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
	default:
		fmt.Fprintf(os.Stderr, "\n%v\n", err)
		return 1
	}
}
