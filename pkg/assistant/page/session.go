package page

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
	"firstneuron/pkg/assistant/knowledge"
)

// A session is where the assistant is built and tried. All windows look into the same one.
type session struct {
	options BuilderOptions
	file    string // of the memory; "" for none
	builds  bool   // false for an assistant that is ready
	name    string // tells this run of the program from the one before

	mutex     sync.Mutex // for all below
	assistant *assistant.Assistant
	builder   *builder.Builder // nil where nothing is built
	memory    memory
	answer    *answer // what is being answered now
	unsaved   error   // why the last change is not on the disk

	revision int           // counts what a window shows
	changed  chan struct{} // closed at the next change

	engine   assistant.Engine // made for these settings; nil if it has to be made again
	settings assistant.Settings
	keyed    map[string]bool // the servers that a key was typed for

	endTrying context.CancelFunc // of the trials that run after a change
	tried     chan struct{}      // closed when they have ended

	passages map[fingerprint]reading // how many passages a file of knowledge has
	cache    knowledge.Cache         // of what was searched last
}

// open loads the assistant in a folder, or begins a new one where nothing is.
func open(folder string) (*assistant.Assistant, error) {
	entries, err := os.ReadDir(folder)
	if err == nil && len(entries) == 0 || errors.Is(err, fs.ErrNotExist) {
		return assistant.New(), nil
	}
	return assistant.Load(folder)
}

func newSession(a *assistant.Assistant, memory memory, file string, options BuilderOptions, builds bool) *session {
	r := &session{
		options: options, file: file, builds: builds, name: newToken(), assistant: a, memory: memory,
		changed: make(chan struct{}), passages: map[fingerprint]reading{}, keyed: map[string]bool{},
	}
	if r.options.Servers == nil {
		r.options.Servers = &assistant.Servers{}
	}
	if builds {
		r.builder = builder.New(a)
	}
	return r
}

// edit changes the draft, and says what keeps a change from being made.
func (r *session) edit(what string, change func(d *assistant.Draft)) error {
	draft := r.assistant.Draft()
	change(&draft)
	if err := draft.Check(); err != nil {
		return err
	}
	r.assistant.Change(what, change)
	return nil
}

// write is edit for what a person wrote by hand.
func (r *session) write(field assistant.Field, change func(d *assistant.Draft)) error {
	return r.edit(string(field)+" by hand", func(d *assistant.Draft) {
		change(d)
		d.Write(field)
	})
}

// keep saves the assistant and tells all windows. What cannot be saved stays in memory, and the page says so.
func (r *session) keep() error {
	r.unsaved = nil
	if r.builds {
		if err := r.assistant.Save(r.options.Folder); err != nil {
			r.unsaved = fmt.Errorf("the last change is not saved yet: %w", err)
		}
	}
	r.redraw()
	return r.unsaved
}

// remember saves the conversation of the preview and tells all windows.
func (r *session) remember() error {
	r.redraw()
	if r.file == "" {
		return nil
	}
	if err := r.memory.write(r.file); err != nil {
		return fmt.Errorf("the preview's conversation is not saved: %w", err)
	}
	return nil
}

// redraw lets every window draw itself anew.
func (r *session) redraw() {
	r.revision++
	r.notify()
}

// notify lets every window look for news.
func (r *session) notify() {
	close(r.changed)
	r.changed = make(chan struct{})
}

// draftNow returns the draft as an engine may have it: without a server that nobody has chosen.
func (r *session) draftNow() assistant.Draft { return r.options.Servers.Allowed(r.assistant.Draft()) }

// engineNow returns the engine for the settings of the draft.
func (r *session) engineNow() (assistant.Engine, error) {
	draft := r.draftNow()
	if r.engine != nil && r.settings == draft.Settings {
		return r.engine, nil
	}
	engine, err := r.options.Engine(draft)
	if err != nil {
		return nil, err
	}
	r.engine, r.settings = engine, draft.Settings
	return engine, nil
}
