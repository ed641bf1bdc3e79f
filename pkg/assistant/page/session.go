package page

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
	"firstneuron/pkg/assistant/knowledge"
	"firstneuron/pkg/assistant/openai"
)

// A session is where the assistant is built and tried. All windows look into the same one.
type session struct { // what is exported is for the templates
	Options Options
	Name    string // tells this run of the program from the one before
	file    string // of the memory; "" for none

	mutex     sync.Mutex // for all below
	Assistant *assistant.Assistant
	Builder   *builder.Builder // nil where the assistant is ready, and nothing is built
	Memory    memory
	Answer    *answer // what is being answered now
	Unsaved   error   // why the last change is not on the disk

	Revision int           // counts what a window shows
	changed  chan struct{} // closed at the next change

	engine   assistant.Engine // made for these settings; nil if it has to be made again
	settings assistant.Settings
	Keyed    map[string]bool    // the servers that a key was typed for
	Local    []openai.Local     // on this computer
	Listings map[string]listing // the models of servers, by their addresses
	thinking bool               // a model writes a suggestion for the builder

	endTrying context.CancelFunc // of the trials that run after a change
	tried     chan struct{}      // closed when they have ended

	readings map[string]reading
	cache    knowledge.Cache // of what was searched last
}

// open loads the assistant in a folder, or begins a new one where nothing is.
func open(folder string) (*assistant.Assistant, error) {
	a, err := assistant.Load(folder)
	if entries, _ := os.ReadDir(folder); errors.Is(err, fs.ErrNotExist) && !slices.ContainsFunc(entries, isForeign) {
		return assistant.New(), nil
	}
	return a, err
}

// isForeign says whether an entry of a folder is not what a first save that was cut off may have left.
func isForeign(entry os.DirEntry) bool {
	return entry.Name() != "files" && !strings.HasPrefix(entry.Name(), ".")
}

func newSession(a *assistant.Assistant, memory memory, file string, options Options) *session {
	if options.Servers == nil {
		options.Servers = &assistant.Servers{}
	}
	zip := Export{func(language string) string { return catalogue.In(language).Say("export.zip") }, "assistant.zip",
		func(w io.Writer, a *assistant.Assistant) error { return a.SaveZip(w) }}
	options.Exports = slices.Insert(slices.Clone(options.Exports), 0, zip)
	return &session{
		Options: options, file: file, Name: newToken(), Assistant: a, Memory: memory, changed: make(chan struct{}),
		readings: map[string]reading{}, Keyed: map[string]bool{}, Listings: map[string]listing{},
	}
}

// begins makes a session one in which the assistant is built.
func (s *session) begins() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.Builder = builder.New(s.Assistant)
	s.giveModel()
	s.findServers()
	s.listModels()
}

// draft is the current draft. It shares its contents with the assistant, and is only read.
func (s *session) draft() assistant.Draft {
	versions := s.Assistant.Versions()
	if len(versions) == 0 {
		return assistant.Draft{}
	}
	return versions[len(versions)-1].Draft
}

// draftNow is the draft as an engine may have it: without a server that nobody has chosen.
func (s *session) draftNow() assistant.Draft { return s.Options.Servers.Allowed(s.draft()) }

// say tells a text in the language of the page.
func (s *session) say(key string, values ...any) string {
	return catalogue.In(s.draft().Settings.Language).Say(key, values...)
}

// edit changes the draft, and says what keeps a change from being made.
func (s *session) edit(what string, change func(d *assistant.Draft)) error {
	draft := s.Assistant.Draft()
	change(&draft)
	if err := draft.Check(); err != nil {
		return err
	}
	s.Assistant.Change(what, change)
	return nil
}

// write is edit for what a person wrote by hand, where it differs from what was there.
func (s *session) write(field assistant.Field, change func(d *assistant.Draft)) error {
	draft := s.Assistant.Draft()
	if change(&draft); len(assistant.Compare(s.draft(), draft)) == 0 {
		return nil
	}
	return s.edit(s.say("what.written", s.say("field."+string(field))), func(d *assistant.Draft) {
		change(d)
		d.Write(field)
	})
}

// keep saves the assistant and tells all windows. What cannot be saved stays in memory, and the page says so.
func (s *session) keep() error {
	s.Unsaved = nil
	if s.Builder != nil {
		if err := s.Assistant.Save(s.Options.Folder); err != nil {
			s.Unsaved = catalogue.Errorf("error.unsaved", err)
		}
		s.giveModel()
		s.listModels()
	}
	s.redraw()
	return s.Unsaved
}

// remember saves the conversation of the preview and tells all windows.
func (s *session) remember() error {
	s.redraw()
	if s.file == "" {
		return nil
	}
	if err := s.Memory.write(s.file); err != nil {
		return catalogue.Errorf("error.forgotten", err)
	}
	return nil
}

// redraw lets every window draw itself again.
func (s *session) redraw() {
	s.Revision++
	s.notify()
}

// notify lets every window ask what is new.
func (s *session) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// engineNow returns the engine for the settings of the draft.
func (s *session) engineNow() (assistant.Engine, error) {
	draft := s.draftNow()
	if s.engine != nil && s.settings == draft.Settings {
		return s.engine, nil
	}
	engine, err := s.newEngine(draft)
	if err != nil {
		return nil, err
	}
	s.engine, s.settings = engine, draft.Settings
	return engine, nil
}
