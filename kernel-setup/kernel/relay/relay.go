//go:build unix

// Package relay stands between a cell's program and GoNB. A program sends pictures to GoNB by a pipe of their own, and
// GoNB closes that pipe when the program ends, whether or not it has read everything: of outputs at the end of a cell,
// one to seven in a hundred are lost. So GoNB starts the relay in the program's place; the relay starts the program,
// carries to GoNB what that shows, and ends only when GoNB has said that it has all of it.
//
// The pipes are those of github.com/janpfeifer/gonb/gonbui: gob streams of protocol.DisplayData in one direction and of
// protocol.CommValue in the other.
package relay

import (
	"bufio"
	"encoding/gob"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

// Program is the name of a cell's compiled program, in the folder where the relay stands under the name that GoNB
// runs. GoNB is told to compile to it by a flag behind its own: -o=Program.
const Program = "cell"

// IsWanted tells whether this program was started by GoNB in place of a cell's.
func IsWanted() bool {
	if os.Getenv(protocol.GONB_PIPE_ENV) == "" || !strings.HasPrefix(filepath.Base(os.Args[0]), "gonb_") {
		return false
	}
	_, err := os.Stat(program())
	return err == nil
}

func program() string { return filepath.Join(filepath.Dir(os.Args[0]), Program) }

// Run runs the cell's program with this program's arguments, and returns its exit status. Interrupts go to the program.
func Run() (status int) {
	cmd := exec.Command(program(), os.Args[1:]...)
	cmd.Args[0] = os.Args[0]
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)

	c, err := newCarrier(os.Getenv(protocol.GONB_PIPE_ENV), os.Getenv(protocol.GONB_PIPE_BACK_ENV))
	if err == nil {
		defer c.remove()
		cmd.Env = append(os.Environ(), protocol.GONB_PIPE_ENV+"="+c.show, protocol.GONB_PIPE_BACK_ENV+"="+c.answer)
		go c.carry()
	}
	if err := cmd.Start(); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		return 1
	}
	go func() {
		for range interrupts {
			_ = cmd.Process.Signal(os.Interrupt)
		}
	}()
	err = cmd.Wait()
	if c != nil {
		c.end()
	}
	var failed *exec.ExitError
	if !errors.As(err, &failed) {
		return 0
	}
	if how, ok := failed.Sys().(syscall.WaitStatus); ok && how.Signaled() {
		endAs(how.Signal())
		return 128 + int(how.Signal())
	}
	return failed.ExitCode()
}

// endAs ends this program by the signal that has ended the cell's, so that GoNB can say which it was.
func endAs(s syscall.Signal) {
	if s == syscall.SIGKILL || s == syscall.SIGTERM || s == syscall.SIGINT {
		signal.Reset(s)
		_ = syscall.Kill(os.Getpid(), s)
		time.Sleep(time.Second)
	}
}

func init() {
	// What programs may send besides the types of package protocol: GoNB knows the same.
	gob.Register(map[string]any{})
	gob.Register([]any{})
}

// A carrier takes what a program shows to GoNB, and GoNB's answers to the program.
type carrier struct {
	toGoNB, fromGoNB string // GoNB's pipes
	show, answer     string // the program's
	showing          chan *os.File
	ended            atomic.Bool   // the program has
	carried          chan struct{} // closed when GoNB has everything
}

const (
	patience = 10 * time.Second       // for GoNB's word that it has everything
	lingers  = 300 * time.Millisecond // for what programs show that the cell's program has left behind
)

// ours is the number of our own question to GoNB; the program's count from 0.
const ours = -1

func newCarrier(toGoNB, fromGoNB string) (*carrier, error) {
	c := &carrier{toGoNB: toGoNB, fromGoNB: fromGoNB, show: toGoNB + "-cell", answer: fromGoNB + "-cell",
		showing: make(chan *os.File, 1), carried: make(chan struct{})}
	if err := errors.Join(syscall.Mkfifo(c.show, 0o600), syscall.Mkfifo(c.answer, 0o600)); err != nil {
		c.remove()
		return nil, err
	}
	return c, nil
}

func (c *carrier) remove() {
	os.Remove(c.show)
	os.Remove(c.answer)
}

// carry waits until the program shows something, then carries until the program has ended, and asks GoNB for its word.
func (c *carrier) carry() {
	defer close(c.carried)
	showing, err := os.Open(c.show) // until somebody opens the other end
	if err != nil {
		return
	}
	defer showing.Close()
	c.showing <- showing
	shown := bufio.NewReader(showing)
	if c.ended.Load() {
		if _, err := shown.Peek(1); err != nil {
			return // it was end that opened the pipe: nothing was shown
		}
	}
	arrived := make(chan struct{})
	go c.carryBack(arrived) // the program opens both pipes before it sends anything
	pipe, err := os.OpenFile(c.toGoNB, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer pipe.Close()
	in, out := gob.NewDecoder(shown), gob.NewEncoder(pipe)
	for {
		var data protocol.DisplayData
		if in.Decode(&data) != nil {
			break // the program has ended
		}
		if out.Encode(&data) != nil {
			return // GoNB is gone
		}
	}
	question := &protocol.DisplayData{Data: map[protocol.MIMEType]any{
		protocol.MIMECommValue: &protocol.CommValue{Address: protocol.GonbuiSyncAddress, Value: ours}}}
	if out.Encode(question) != nil {
		return
	}
	select {
	case <-arrived:
	case <-time.After(patience):
	}
}

// carryBack hands GoNB's answers to the program, but for the one that is for us.
func (c *carrier) carryBack(arrived chan<- struct{}) {
	pipe, err := os.Open(c.fromGoNB)
	if err != nil {
		return
	}
	defer pipe.Close()
	back, err := os.OpenFile(c.answer, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer back.Close()
	in, out := gob.NewDecoder(pipe), gob.NewEncoder(back)
	for {
		var value protocol.CommValue
		if in.Decode(&value) != nil {
			return
		}
		if value.Address == protocol.GonbuiSyncAckAddress && value.Value == ours {
			close(arrived)
			return
		}
		_ = out.Encode(&value) // to a program that may have ended
	}
}

// end waits, after the program has ended, until what it has shown is with GoNB.
func (c *carrier) end() {
	c.ended.Store(true)
	var showing *os.File
	for showing == nil {
		// A program that has shown nothing has not opened its pipe: this does, and lets carry go on to the end. It fails
		// as long as carry is not there yet.
		if pipe, err := os.OpenFile(c.show, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
			pipe.Close()
		}
		select {
		case showing = <-c.showing:
		case <-c.carried:
			return
		case <-time.After(time.Millisecond):
		}
	}
	select {
	case <-c.carried:
	case <-time.After(lingers):
		_ = showing.SetReadDeadline(time.Now())
		<-c.carried
	}
}
