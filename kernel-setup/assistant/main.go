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
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/export"
)

// usageError is a mistake in the command line.
type usageError string

func (e usageError) Error() string { return string(e) }

// errInterrupted ends the program as shells expect it after Ctrl-C.
var errInterrupted = errors.New("interrupted")

func main() {
	os.Exit(execute(os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr, isTerminal(os.Stdin)}))
}

// execute carries out a command line and returns the exit status: 0 for success, 1 for failure, 2 for a wrong command
// line, 130 for an interruption.
func execute(args []string, c console) int {
	a, isCarried, err := export.Carried()
	usage := builderUsage
	if isCarried {
		usage = fmt.Sprintf(carriedUsage, nameOf(a.Draft()), filepath.Base(os.Args[0]))
	}
	switch {
	case err != nil:
	case len(args) > 0 && (args[0] == "help" || args[0] == "-h" || args[0] == "--help"):
		fmt.Fprint(c.out, usage)
	case isCarried:
		err = carried(a, args, c)
	default:
		err = build(args, c)
	}
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errInterrupted):
		return 130
	case errors.As(err, &wrong):
		fmt.Fprintf(c.complaints, "%v; --help shows what there is\n", wrong)
		return 2
	default:
		fmt.Fprintln(c.complaints, err)
		return 1
	}
}

const carriedUsage = `%[1]s, an assistant made with First Neuron.

  %[2]s                  ask it here; with a pipe, a question a line
  %[2]s page             ask it on a page in your browser
      --no-browser         do not open a browser, only print the address
      --port N             listen on port N (otherwise any free one)
  %[2]s info             what it is and what it knows
  %[2]s export FOLDER    write it into a folder, to build on with First Neuron

Where it names a model server, nothing is sent there until you agree: with /server here, or on the page. A key is taken from
FIRSTNEURON_API_KEY for the server in FIRSTNEURON_API_SERVER, and from OPENAI_API_KEY for api.openai.com.
`

// carried does what the assistant in this program is asked for.
func carried(a *assistant.Assistant, args []string, c console) error {
	command := ""
	if len(args) > 0 {
		command, args = args[0], args[1:]
	}
	switch command {
	case "":
		return chat(a.Draft(), newEngines(ofProgram, ownServers()), c)
	case "page":
		return chatPage(a, args, c)
	case "info":
		if len(args) > 0 {
			return usageError("info takes no arguments")
		}
		return info(a, c.out)
	case "export":
		if len(args) != 1 || strings.HasPrefix(args[0], "-") {
			return usageError("export takes the name of one folder")
		}
		return exportFolder(a, args[0], c.out)
	default:
		return usageError(fmt.Sprintf("there is no command %q", command))
	}
}

func exportFolder(a *assistant.Assistant, folder string, out io.Writer) error {
	if entries, err := os.ReadDir(folder); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is there already, and not empty: name a folder that is new", folder)
	}
	if err := a.Save(folder); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s is in %s.\n", nameOf(a.Draft()), folder)
	return nil
}

func nameOf(d assistant.Draft) string {
	if name := strings.TrimSpace(plain(d.Name)); name != "" {
		return name
	}
	return "An assistant without a name"
}

// untilEnded is a context that ends when somebody ends this program in an ordinary way.
func untilEnded() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
}
