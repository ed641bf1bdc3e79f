package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// A process is a running program. Those that train do it on request, a line for each: a
// program prints its versions as JSON when its library is loaded, "ready" when it has read
// its data, and then answers each request: "done" to "train 39", and a number to "accuracy".
type process struct {
	*exec.Cmd
	input  io.WriteCloser
	output io.Reader
	lines  *bufio.Scanner // of the output
	stderr bytes.Buffer
	limit  time.Duration
	ctx    context.Context
	cancel func()
}

// start starts a command with more environment variables. It is killed after the limit.
func start(limit time.Duration, variables []string, command ...string) (*process, error) {
	p := &process{limit: limit}
	p.ctx, p.cancel = context.WithTimeout(context.Background(), limit)
	p.Cmd = exec.CommandContext(p.ctx, command[0], command[1:]...)
	p.Env = append(os.Environ(), variables...)
	p.Stderr = &p.stderr
	var err error
	if p.input, err = p.StdinPipe(); err != nil {
		return nil, err
	}
	if p.output, err = p.StdoutPipe(); err != nil {
		return nil, err
	}
	p.lines = bufio.NewScanner(p.output)
	return p, p.Start()
}

// stop lets the program end, which has no more input. The error has the last line that it
// wrote to stderr.
func (p *process) stop() error {
	defer p.cancel()
	p.input.Close()
	err := p.Wait()
	switch lines := strings.Split(strings.TrimSpace(p.stderr.String()), "\n"); {
	case err == nil:
		return nil
	case p.ctx.Err() != nil:
		return fmt.Errorf("stopped after %v", p.limit)
	default:
		return fmt.Errorf("%.200s (%w)", lines[len(lines)-1], err)
	}
}

// execute runs a command and returns what it printed.
func execute(limit time.Duration, variables []string, command ...string) (string, error) {
	p, err := start(limit, variables, command...)
	if err != nil {
		return "", err
	}
	output, readErr := io.ReadAll(p.output)
	return strings.TrimSpace(string(output)), errors.Join(p.stop(), readErr)
}

func (p *process) train(steps int) error {
	fmt.Fprintln(p.input, "train", steps) // a program that has ended does not answer
	return p.expect("done")
}

func (p *process) accuracy() (float64, error) {
	fmt.Fprintln(p.input, "accuracy")
	line, err := p.answer()
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(line, 64)
}

func (p *process) expect(want string) error {
	line, err := p.answer()
	if err == nil && line != want {
		err = fmt.Errorf("the program printed %.80q instead of %q", line, want)
	}
	return err
}

func (p *process) answer() (string, error) {
	if !p.lines.Scan() {
		return "", errors.New("the program ended too early")
	}
	return p.lines.Text(), nil
}
