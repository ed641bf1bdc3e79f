// Package assist completes and explains the Go in a notebook's cells. It asks gopls, Go's language server, and tells it
// what the cells before have declared.
package assist

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"firstneuron/kernel-setup/kernel/cells"
)

// Options say with what an Assistant works.
type Options struct {
	Gopls string   // the program
	Dir   string   // a folder for the Assistant alone, with the go.mod and the go.sum of a module named cell
	Env   []string // the whole environment of gopls, as os.Environ has it

	// Start starts gopls, as exec.Cmd.Start does, and returns what ends it with all that it has started. It may be nil.
	Start func(gopls *exec.Cmd) (end func(), err error)
}

// An Assistant completes and explains what is written in cells. All its methods may be called at once; gopls is asked one
// question after the other.
type Assistant struct {
	options Options
	context context.Context
	stop    context.CancelFunc
	loaded  chan struct{} // closed when gopls has loaded what the first question needs
	ended   chan struct{} // closed when nothing of it runs any more
	turn    chan struct{} // holds a token while nobody talks with gopls
	wake    chan struct{} // there is something to learn
	server  *server       // belongs to who has the turn
	imports imports       // the same
	last    string        // the cell that it was asked about last; the same

	mu           sync.Mutex
	declarations cells.Declarations
	ran          []string // cells whose imports are still to be found
	changed      bool     // go.mod is another one than gopls knows
}

// Start starts gopls on the module in Options.Dir and returns at once. The packages load in the background, in less than a
// second; until then a question waits as long as its context lets it. The Assistant ends by Close, or with ctx.
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
	if err := writeFiles(options.Dir); err != nil {
		return nil, fmt.Errorf("no module for gopls: %w", err)
	}
	server, err := startServer(options)
	if err != nil {
		return nil, err
	}
	a := &Assistant{
		options: options,
		loaded:  make(chan struct{}),
		ended:   make(chan struct{}),
		turn:    make(chan struct{}, 1),
		wake:    make(chan struct{}, 1),
		server:  server,
	}
	a.context, a.stop = context.WithCancel(ctx)
	a.imports.packages = packagesOf(options.Dir)
	a.imports.keep(firstMain)
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
	a.rouse()
}

// rouse lets the background learn what there is to learn.
func (a *Assistant) rouse() {
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

// IsLoaded tells whether gopls has loaded what the first question needs. From then on it answers within a moment.
func (a *Assistant) IsLoaded() bool {
	select {
	case <-a.loaded:
		return true
	default:
		return false
	}
}

// Use lets cells import what a module in another folder requires: its go.mod and its go.sum are taken over.
func (a *Assistant) Use(folder string) error {
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil && (name == "go.mod" || !os.IsNotExist(err)) {
			return err
		}
		if err := os.WriteFile(a.path(name), moduleLine.ReplaceAll(text, []byte("module cell")), 0o666); err != nil {
			return err
		}
	}
	a.mu.Lock()
	a.changed = true
	a.mu.Unlock()
	return nil
}

// reload lets gopls read a go.mod that has changed.
func (a *Assistant) reload(ctx context.Context, s *server) error {
	a.mu.Lock()
	changed := a.changed
	a.changed = false
	a.mu.Unlock()
	if !changed {
		return nil
	}
	a.imports.missing, a.imports.packages = "", packagesOf(a.options.Dir)
	return s.changed(ctx, a.path("go.mod"), a.path("go.sum"))
}

// work does in the background what nobody waits for, and cleans up at the end.
func (a *Assistant) work() {
	defer close(a.ended)
	const question = "%%\nfmt.P"
	_, _ = a.Complete(a.context, question, len(question))
	a.loadUsual()
	close(a.loaded)
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

// usual are the packages of the project that most lessons import.
var usual = []string{"chart", "lesson", "neuron", "show"}

// loadUsual loads them before somebody asks for them.
func (a *Assistant) loadUsual() {
	server, giveBack, err := a.take(a.context)
	if err != nil {
		return
	}
	defer giveBack()
	for _, name := range usual {
		for _, path := range a.imports.packages[name] {
			a.imports.keep("package main\nimport " + strconv.Quote(path) + "\n")
		}
	}
	a.load(a.context, server)
}

// load lets gopls load what the last cell needs that it was asked about.
func (a *Assistant) load(ctx context.Context, server *server) error {
	_, err := a.compose(ctx, server, a.last)
	if err == nil {
		_, err = server.hover(ctx, a.path(cellFile), position{})
	}
	return err
}

// learn lets gopls load what the cells that ran have brought, and what a question did not wait for, so that the next one
// need not wait.
func (a *Assistant) learn() {
	ctx, cancel := context.WithTimeout(a.context, 30*time.Second)
	defer cancel()
	server, giveBack, err := a.take(ctx)
	if err != nil {
		return
	}
	defer giveBack()
	if a.load(ctx, server) != nil {
		a.mu.Lock()
		a.ran = nil // what gopls cannot find in such a time must not hold up every question to come
		a.mu.Unlock()
	}
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
	return ctx, func() {
		if ctx.Err() != nil {
			a.rouse() // gopls stops loading when nobody waits, and would begin afresh with every question
		}
		stop()
		cancel()
	}
}

// known is a copy of what the cells so far have declared.
func (a *Assistant) known() *cells.Declarations {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.declarations.Clone()
}

// compose shows gopls the program that the cell is part of.
func (a *Assistant) compose(ctx context.Context, s *server, code string) (cells.Program, error) {
	a.last = code
	if err := a.reload(ctx, s); err != nil {
		return cells.Program{}, err
	}
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

// firstMain is what gopls finds when it starts. What is imported there it need not look for when a cell uses it.
var firstMain = func() string {
	var b strings.Builder
	b.WriteString("package main\n\n")
	for _, path := range []string{
		"bufio", "bytes", "cmp", "context", "encoding/json", "errors", "flag", "fmt", "image", "io", "iter", "log", "maps", "math",
		"math/rand", "math/rand/v2", "os", "path/filepath", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync",
		"time", "unicode", "unicode/utf8",
	} {
		b.WriteString("import _ " + strconv.Quote(path) + "\n")
	}
	b.WriteString("\nfunc main() {}\n")
	return b.String()
}()

func writeFiles(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		return err
	}
	for name, text := range map[string]string{cellFile: firstMain, earlierFile: "package main\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return os.MkdirAll(filepath.Join(dir, temporary), 0o777)
}
