// Kernel is the program that Jupyter starts for a notebook. It starts GoNB behind it, speaks Jupyter's messages on both
// sides, and fixes what GoNB gets wrong; docs/kernel.md says what and why. Each fix has a file of its own here:
//
//	queue.go       after an error the cells that still wait are answered as aborted
//	answers.go     is_complete, kernel_info, history and comm_info are answered here
//	interrupt.go   an interrupt ends a program, which has its time to save what it has
//	limits.go      a cell that takes too much memory or time ends, and the kernel lives
//	prepare.go     what would bring GoNB down is refused
//	testing.go     the arguments of %test and %bench, and where a test has failed
//	flags.go       a flag without its dashes is refused, for Go would ignore it
//	override.go    flags hold in all cells, as papermill sets them
//	letters.go     GoNB's commands take letters of more than one byte, which it garbles
//	output.go      text is gathered, and of a flood the beginning and the end are shown; lines.go, tail.go
//	clear.go       a program clears its output
//	relay.go       what a program prints and shows comes in order, and whole
//	input.go       a program that waits for its standard input asks the user
//	modules.go     cells require modules, from this machine, or from the network where the notebook says so
//	completion.go  Tab and Shift-Tab never wait, and never hold up a cell
//	crash.go       a GoNB that has ended is restarted
//	supervise.go   no process and no temporary folder stays behind, even of a kernel that is killed
//	leaving.go     a kernel whose server is gone ends
//	widgets.go     GoNB's widgets find their way back through https
//	knobs.go       the flags that a cell uses are knobs
//	turns.go       who turns one runs the cell again
//	controls.go    a program that runs shows sliders, lists and buttons, and reads them
//	pages.go       pages learn of knobs and controls, and say what is set
//	tools.go       what papermill and nbconvert need to know about Go
//
// The rest is what carries these: kernel.go the loop, queue.go the cells one after the other, steps.go the parts of a cell,
// program.go what is compiled, gonb.go GoNB itself.
//
// Errors in plain words are package explain's, which modules cells import is package modules', and what the text of a cell means is package cells'.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"firstneuron/kernel-setup/kernel/relay"
)

func main() {
	if relay.IsWanted() {
		os.Exit(relay.Run())
	}
	var settings settings
	flag.StringVar(&settings.connection, "connection", "", "the connection `file` that Jupyter has made")
	flag.StringVar(&settings.gonb, "gonb", "", "the `program` GoNB")
	flag.StringVar(&settings.gopls, "gopls", "", "the `program` gopls")
	flag.StringVar(&settings.project, "project", "", "the `folder` of the module that cells can import")
	supervised := flag.String("supervise", "", "run a program until the kernel ends or says so, then end all that it has started; of a kernel that was killed, remove this `folder` (the kernel starts this by itself)")
	tool := flag.String("tool", "", "read for another program what is on standard input: parameters, inject or script")
	flag.Parse()
	var err error
	switch {
	case *tool != "":
		err = runTool(*tool, os.Stdin, os.Stdout)
	case *supervised != "" && flag.NArg() > 0:
		err = supervise(*supervised, flag.Args())
	case settings.connection == "" || settings.gonb == "": // `jupyter run` adds the names of its files, which are not for us
		err = errors.New("it is for Jupyter to start this program, as kernel.json says; by hand it needs -connection and -gonb")
	default:
		err = run(settings)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "first-neuron kernel:", err)
		os.Exit(1)
	}
}
