//go:build unix

// Package relay starts what a cell runs, in GoNB's place, and reads all of its output: standard output, standard error,
// and the pictures that it shows by package gonbui. It sends all of it to the kernel as one stream of records, in the
// order in which it came, with the way in which the program has ended as the last. So text and pictures keep their order,
// no picture is lost at the end, and letters come whole.
//
// GoNB starts the relay because it finds it where it looks for the compiled cell; the cell is compiled to another name.
// Commands of a cell's lines are run by the relay too: see [Command].
package relay

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"firstneuron/internal/control"
)

// Program is the name of a cell's compiled program, in the folder where the relay stands under the name that GoNB
// runs. GoNB is told to compile to it by a flag behind its own: -o=Program.
const Program = "cell"

const stdout, stderr = "stdout", "stderr"

// IsWanted tells whether this program was started by GoNB in place of a cell's program, or to run a command.
func IsWanted() bool {
	name := filepath.Base(os.Args[0])
	if name == link {
		return true
	}
	_, err := os.Stat(program())
	return err == nil && strings.HasPrefix(name, "gonb_")
}

func program() string { return filepath.Join(filepath.Dir(os.Args[0]), Program) }

// Run runs what this program was started for, and returns its exit status.
func Run() (status int) {
	cmd, cells, err := wanted()
	if err == nil {
		var kernel *Connection
		if kernel, err = dial(cells); err == nil {
			return relay(cmd, cells, kernel)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// wanted is the program to be run, and the folder of GoNB's temporary files.
func wanted() (cmd *exec.Cmd, cells string, err error) {
	if filepath.Base(os.Args[0]) != link {
		cmd = exec.Command(program())
		cmd.Args[0] = os.Args[0]
		for _, argument := range os.Args[1:] {
			cmd.Args = append(cmd.Args, Letters(argument))
		}
		return cmd, filepath.Dir(filepath.Dir(os.Args[0])), nil
	}
	if len(os.Args) != 2 {
		return nil, "", errors.New("the relay runs one command, which is in a file")
	}
	command, err := readCommand(os.Args[1])
	if err != nil {
		return nil, "", err
	}
	cmd = exec.Command(command.Args[0], command.Args[1:]...)
	if command.Input != nil {
		cmd.Stdin = strings.NewReader(*command.Input)
	}
	return cmd, filepath.Dir(os.Args[0]), nil
}

// relay runs a program, tells the kernel all about it, and waits until the kernel has taken all of that: to GoNB the cell
// is at its end when this program ends.
func relay(cmd *exec.Cmd, cells string, kernel *Connection) (status int) {
	send := func(record Record) {
		if kernel.out.Encode(record) != nil {
			os.Exit(1) // the kernel is gone, and what belongs to it is ended
		}
	}
	hungUp := make(chan struct{})
	orders := make(chan Order)
	go func() {
		defer close(hungUp)
		for {
			var order Order
			if kernel.in.Decode(&order) != nil {
				return
			}
			orders <- order
		}
	}()
	ended, err := run(cmd, cells, orders, send)
	if err != nil {
		send(Record{Stream: stderr, Text: err.Error() + "\n"})
		ended = Ending{Status: 1}
		go func() {
			for range orders { // nobody is there who could obey
			}
		}()
	}
	send(Record{Ended: &ended})
	<-hungUp
	if how, ok := signalOf(cmd.ProcessState); ok {
		endAs(how)
	}
	return ended.Status
}

// run starts a program, and returns when it has ended and all of its output was sent.
func run(cmd *exec.Cmd, cells string, orders <-chan Order, send func(Record)) (ended Ending, err error) {
	capture, err := openCapture(cells)
	if err != nil {
		return ended, err
	}
	if capture != nil {
		send = copyText(capture, send)
	}
	p := pump{send: send}
	var theirs []*os.File // the program's ends of the pipes
	defer func() {
		for _, file := range theirs {
			file.Close()
		}
	}()
	for i, stream := range []string{stdout, stderr} {
		read, write, err := newPipe()
		if err != nil {
			return ended, err
		}
		p.texts[i] = &textPipe{stream: stream, pipe: read}
		theirs = append(theirs, write)
	}
	cmd.Stdout, cmd.Stderr = theirs[0], theirs[1]
	var input *os.File
	if cmd.Stdin == nil {
		read, write, err := os.Pipe()
		if err != nil {
			return ended, err
		}
		cmd.Stdin, input, theirs = read, write, append(theirs, read)
	}
	exited, exit, err := newPipe()
	if err != nil {
		return ended, err
	}
	p.exited = exited
	g, err := newGonbui(os.Getenv(protocol.GONB_PIPE_ENV), os.Getenv(protocol.GONB_PIPE_BACK_ENV), send)
	if err != nil {
		return ended, err
	}
	defer g.remove()
	p.showing = g.showing
	cmd.Env = append(forProgram(os.Environ(), hasXLA(cmd.Path)), g.variables()...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that an interrupt reaches what it starts too, as in a terminal
	if err := cmd.Start(); err != nil {
		return ended, err
	}
	for _, file := range theirs {
		file.Close()
	}
	theirs = nil
	send(Record{Begun: cmd.Process.Pid})
	go obey(orders, cmd.Process.Pid, input, g)
	waited := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(waited)
		exit.Close()
	}()
	take := g.take
	if capture != nil {
		take = copyShown(capture, take)
	}
	if err := p.run(take); err != nil {
		return ended, err
	}
	<-waited
	g.end()
	ended.Status = cmd.ProcessState.ExitCode()
	if how, ok := signalOf(cmd.ProcessState); ok {
		ended = Ending{Status: 128 + int(how), Signal: how.String()}
	}
	return ended, nil
}

// obey carries out what the kernel wants of a program, and passes on interrupts that come to this one.
func obey(orders <-chan Order, pid int, input *os.File, g *gonbui) {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	answers := make(chan string, 100)
	if input != nil {
		go feed(input, answers)
	}
	values := make(chan *protocol.CommValue, 100)
	go func() {
		for value := range values {
			g.tell(value)
		}
	}()
	interrupt := func() { _ = syscall.Kill(-pid, syscall.SIGINT) }
	for {
		select {
		case <-interrupts:
			interrupt()
		case order := <-orders:
			switch {
			case order.Interrupt:
				interrupt()
			case order.Control != "" && g.answers != nil:
				push(values, &protocol.CommValue{Address: control.Address + order.Control, Value: order.Value})
			case order.EndOfInput && answers != nil:
				close(answers)
				answers = nil
			case order.Input != "":
				select {
				case answers <- order.Input:
				default: // a hundred answers that nobody has read, or the end of input was given
				}
			}
		}
	}
}

// push gives a value to a program that may not be reading. Of more than the channel holds the oldest is lost.
func push(values chan *protocol.CommValue, value *protocol.CommValue) {
	for {
		select {
		case values <- value:
			return
		default:
		}
		select {
		case <-values:
		default:
		}
	}
}

// feed writes answers to a program's standard input. A long one waits until the program has read enough of it.
func feed(input *os.File, answers <-chan string) {
	for answer := range answers {
		_, _ = input.WriteString(answer)
	}
	input.Close()
}

func signalOf(state *os.ProcessState) (which syscall.Signal, ended bool) {
	if state == nil {
		return 0, false
	}
	how, ok := state.Sys().(syscall.WaitStatus)
	return how.Signal(), ok && how.Signaled()
}

// endAs ends this program by the signal that has ended the cell's, so that GoNB says which it was.
func endAs(s syscall.Signal) {
	if s == syscall.SIGKILL || s == syscall.SIGTERM || s == syscall.SIGINT {
		signal.Reset(s)
		_ = syscall.Kill(os.Getpid(), s)
		time.Sleep(time.Second)
	}
}
