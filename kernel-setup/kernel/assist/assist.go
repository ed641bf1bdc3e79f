// Package assist completes and explains the Go in a notebook's cells. It asks gopls, Go's language server, and tells it
// what the cells before have declared.
package assist

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"firstneuron/kernel-setup/kernel/cells"
)

// Options say with what an Assistant works.
type Options struct {
	Gopls string   // the program
	Dir   string   // an empty folder, for the Assistant alone
	Work  []string // folders of modules whose packages cells import
	Env   []string // the whole environment of gopls, as os.Environ has it
}

// An Assistant completes and explains what is written in cells. All its methods may be called at once; gopls is asked one
// question after the other.
type Assistant struct {
	options Options
	context context.Context
	stop    context.CancelFunc
	ended   chan struct{} // closed when nothing of it runs any more
	turn    chan struct{} // holds a token while nobody talks with gopls
	wake    chan struct{} // there is something to learn
	server  *server       // belongs to who has the turn
	imports imports       // the same

	mu           sync.Mutex
	declarations cells.Declarations
	ran          []string // cells whose imports are still to be found
}

// Start makes a module in Options.Dir, starts gopls on it and returns at once. The packages load in the background, in
// seconds; until then a question waits as long as its context lets it. The Assistant ends by Close, or with ctx.
func Start(ctx context.Context, options Options) (*Assistant, error) {
	// gopls runs in Dir, where a path relative to here would lead elsewhere.
	var err error
	if options.Dir, err = filepath.Abs(options.Dir); err != nil {
		return nil, err
	}
	if filepath.Base(options.Gopls) != options.Gopls {
		if options.Gopls, err = filepath.Abs(options.Gopls); err != nil {
			return nil, err
		}
	}
	if err := makeModule(options); err != nil {
		return nil, fmt.Errorf("no module for gopls: %w", err)
	}
	server, err := startServer(options)
	if err != nil {
		return nil, err
	}
	a := &Assistant{
		options: options,
		ended:   make(chan struct{}),
		turn:    make(chan struct{}, 1),
		wake:    make(chan struct{}, 1),
		server:  server,
	}
	a.context, a.stop = context.WithCancel(ctx)
	a.imports.keep(warmImports)
	a.turn <- struct{}{}
	go a.work()
	return a, nil
}

// Remember takes a cell that ran well: what it declares is known to the cells after it.
func (a *Assistant) Remember(code string) {
	a.mu.Lock()
	a.declarations.Add(code)
	a.ran = append(a.ran, code)
	a.mu.Unlock()
	select {
	case a.wake <- struct{}{}:
	default: // it is awake
	}
}

// Close ends gopls and what it started, and returns when they are gone. Files stay where they are.
func (a *Assistant) Close() {
	a.stop()
	<-a.ended
}

// ErrClosed is the error of a question to an Assistant that was closed.
var ErrClosed = errors.New("the assistant is closed")

// The first question makes gopls load what most cells need.
const (
	warmImports = "package main\nimport \"fmt\"\nimport \"firstneuron/pkg/neuron\"\n"
	warmCell    = "%%\nneuron.C"
)

// work does in the background what nobody waits for, and cleans up at the end.
func (a *Assistant) work() {
	defer close(a.ended)
	_, _ = a.Complete(a.context, warmCell, len(warmCell))
	for {
		select {
		case <-a.wake:
			a.learn()
		case <-a.context.Done():
			// Whoever talks with gopls has seen the end of the context, too, and gives the turn back.
			<-a.turn
			a.server.end()
			return
		}
	}
}

// learn lets gopls load what the cells that ran have brought, so that the next question need not wait for it.
func (a *Assistant) learn() {
	ctx, cancel := context.WithTimeout(a.context, 10*time.Second)
	defer cancel()
	server, giveBack, err := a.take(ctx)
	if err != nil {
		return
	}
	defer giveBack()
	if _, err := a.compose(ctx, server, ""); err != nil {
		a.mu.Lock()
		a.ran = nil // what gopls cannot find in such a time must not hold up every question to come
		a.mu.Unlock()
		return
	}
	_, _ = server.hover(ctx, a.path(cellFile), position{})
}

// take waits for the turn and for a gopls that listens. A gopls that has ended is started again.
func (a *Assistant) take(ctx context.Context) (s *server, giveBack func(), err error) {
	if a.context.Err() != nil {
		return nil, nil, ErrClosed
	}
	select {
	case <-a.turn:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	case <-a.context.Done():
		return nil, nil, ErrClosed
	}
	giveBack = func() { a.turn <- struct{}{} }
	if a.context.Err() != nil { // select picks at random
		giveBack()
		return nil, nil, ErrClosed
	}
	select {
	case <-a.server.ended:
		next, err := startServer(a.options)
		if err != nil {
			giveBack()
			return nil, nil, err
		}
		a.server.end()
		a.server = next
	default:
	}
	if err := a.server.waitReady(ctx); err != nil {
		giveBack()
		return nil, nil, err
	}
	return a.server, giveBack, nil
}

// question is a context that also ends with the Assistant.
func (a *Assistant) question(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(a.context, cancel)
	return ctx, func() { stop(); cancel() }
}

// known is a copy of what the cells so far have declared.
func (a *Assistant) known() *cells.Declarations {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.declarations.Clone()
}

// compose shows gopls the program that the cell is part of.
func (a *Assistant) compose(ctx context.Context, s *server, code string) (cells.Program, error) {
	if err := a.findImports(ctx, s); err != nil {
		return cells.Program{}, err
	}
	imports, err := a.missingImports(ctx, s, code)
	if err != nil {
		return cells.Program{}, err
	}
	program := a.imports.behind(a.known().Compose(code), imports)
	if err := s.show(ctx, a.path(earlierFile), program.Earlier); err != nil {
		return program, err
	}
	return program, s.show(ctx, a.path(cellFile), program.Cell)
}

func (a *Assistant) path(name string) string { return filepath.Join(a.options.Dir, name) }

const (
	cellFile    = "main.go"
	earlierFile = "earlier.go"
	temporary   = ".temporary" // the dot keeps the go command from looking for packages there
)

// makeModule writes a module named cell and a workspace of it and the modules to use.
func makeModule(options Options) error {
	work, err := workspace(options.Work)
	if err != nil {
		return err
	}
	files := map[string]string{
		"go.mod":    "module cell\n\ngo 1.26\n",
		"go.work":   work,
		cellFile:    "package main\n\nfunc main() {}\n",
		earlierFile: "package main\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(options.Dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return os.MkdirAll(filepath.Join(options.Dir, temporary), 0o777)
}
