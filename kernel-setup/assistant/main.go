// Assistant is the program in which an assistant is built, and the one that an
// assistant becomes. `go run ./kernel-setup assistant` builds and starts it:
//
//	first-neuron-assistant [flags] [FOLDER]   the builder's page for the assistant in a folder
//
// A copy with an assistant behind it, which the builder's page exports, is that
// assistant, and needs nothing else:
//
//	alma                  ask it in the terminal; with a pipe, a question a line
//	alma page [flags]     ask it on a page in the browser
//	alma info             what it is and what it knows
//	alma export FOLDER    the assistant as a folder, to build on
//
// It is one static binary. It listens on this machine only, and asks no other
// machine for anything, but for a model server whose address the user has typed
// or agreed to.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/export"
	"firstneuron/pkg/assistant/texts"
)

// usageError is a mistake in the command line.
type usageError string

func (e usageError) Error() string { return string(e) }

//go:embed texts.json
var file []byte

var catalogue = texts.Parse(file)

func main() {
	terminal := term.IsTerminal(int(os.Stdin.Fd()))
	os.Exit(execute(os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr, terminal, catalogue.In("en")}))
}

// execute carries out a command line and returns the exit status: 0 for success, 1 for failure, 2 for a wrong command
// line.
func execute(args []string, c console) int {
	a, isCarried, err := export.Carried()
	usage := c.Say("usage")
	if isCarried {
		d := a.Draft()
		c.Texts = catalogue.In(d.Settings.Language)
		usage = c.Say("usage.carried", c.nameOf(d), filepath.Base(os.Args[0]))
	}
	switch {
	case err != nil:
	case len(args) > 0 && args[0] == "help":
		err = flag.ErrHelp
	case isCarried:
		err = carried(a, args, c)
	default:
		err = build(args, c)
	}
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(c.out, usage)
		return 0
	case errors.As(err, &wrong):
		fmt.Fprintln(c.complaints, c.Say("usage.wrong", string(wrong)))
		return 2
	default:
		fmt.Fprintln(c.complaints, texts.Tell(err, c.Language))
		return 1
	}
}

// carried does what the assistant in this program is asked for.
func carried(a *assistant.Assistant, args []string, c console) error {
	command := ""
	if len(args) > 0 {
		command, args = args[0], args[1:]
	}
	switch {
	case command == "":
		return chat(a.Draft(), newEngines(ofProgram, ownServers()), c)
	case command == "page":
		return chatPage(a, args, c)
	case command == "info" && len(args) == 0:
		c.info(a)
		return nil
	case command == "export" && len(args) == 1 && !strings.HasPrefix(args[0], "-"):
		return c.exportFolder(a, args[0])
	case command == "-h" || command == "--help":
		return flag.ErrHelp
	case command == "info" || command == "export":
		return usageError(c.Say("usage." + command))
	}
	return usageError(c.Say("usage.command", command))
}

func (c console) exportFolder(a *assistant.Assistant, folder string) error {
	if entries, err := os.ReadDir(folder); err == nil && len(entries) > 0 {
		return catalogue.Errorf("export.full", folder)
	}
	if err := a.Save(folder); err != nil {
		return err
	}
	fmt.Fprintln(c.out, c.Say("export.done", c.nameOf(a.Draft()), folder))
	return nil
}

func (c console) nameOf(d assistant.Draft) string {
	if name := strings.TrimSpace(plain(d.Name)); name != "" {
		return name
	}
	return c.Say("unnamed")
}
