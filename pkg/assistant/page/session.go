package page

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

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

	engines  map[assistant.Settings]assistant.Engine // that were made so far
	Keyed    map[string]bool                         // the servers that a key was typed for
	Local    []openai.Local                          // on this computer
	Listings map[string]listing                      // the models of servers, by their addresses
	thinking bool                                    // a model writes a suggestion for the builder

	endTrying context.CancelFunc // of the trials that run after a change

	readings map[string]reading
	cache    knowledge.Cache // of what was searched last
}

// open loads the assistant in a folder, or begins a new one where nothing is but what a first save that was cut off may have left.
func open(folder string) (*assistant.Assistant, error) {
	a, err := assistant.Load(folder)
	entries, _ := os.ReadDir(folder)
	isForeign := func(e os.DirEntry) bool { return e.Name() != "files" && !strings.HasPrefix(e.Name(), ".") }
	if errors.Is(err, fs.ErrNotExist) && !slices.ContainsFunc(entries, isForeign) {
		return assistant.New(), nil
	}
	return a, err
}

func (s *session) draft() assistant.Draft { return s.Assistant.Draft() }

// allowed is the draft as an engine may have it: without a server that nobody has chosen.
func (s *session) allowed() assistant.Draft { return s.Options.Servers.Allowed(s.draft()) }

// language is that of the page: the assistant's, unless one was imported that has another.
func (s *session) language() string {
	return catalogue.In(cmp.Or(s.Memory.Language, s.draft().Settings.Language)).Language
}

// say tells a text in the language of the page.
func (s *session) say(key string, values ...any) string {
	return catalogue.In(s.language()).Say(key, values...)
}

// edit makes a draft the current one, where it is another one, and says what keeps it from being made so.
func (s *session) edit(what string, draft assistant.Draft) error {
	if err := draft.Check(); err != nil {
		return err
	}
	s.Assistant.Change(what, func(d *assistant.Draft) { *d = draft })
	return nil
}

// write is edit for a draft that a person has changed by hand.
func (s *session) write(draft assistant.Draft) error {
	var changed []string
	for _, difference := range assistant.Compare(s.draft(), draft) {
		draft.Write(difference.Field)
		changed = append(changed, s.say("field."+string(difference.Field)))
	}
	return s.edit(s.say("what.written", strings.Join(changed, ", ")), draft)
}

// keep saves the assistant and tells all windows. What cannot be saved stays in memory, and the page says so.
func (s *session) keep() error {
	s.Unsaved = nil
	if s.Builder != nil {
		if err := s.Assistant.Save(s.Options.Folder); err != nil {
			s.Unsaved = catalogue.Errorf("error.unsaved", err)
		}
		s.goOn()
	}
	s.redraw()
	return s.Unsaved
}

// goOn lets the builder ask the draft's model, where one may be asked, and the page list the models of its server.
func (s *session) goOn() {
	s.Builder.Model = nil
	if s.allowed().Settings.Address != "" {
		s.Builder.Model = s.askModel
	}
	s.listModels()
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
	close(s.changed)
	s.changed = make(chan struct{})
}

// await lets a window that shows the page as it is wait for what is new.
func (s *session) await(r *http.Request) {
	s.mutex.Lock()
	now, changed := fmt.Sprintf("%s-%d", s.Name, s.Revision), s.changed
	s.mutex.Unlock()
	if r.FormValue("after") != now {
		return
	}
	select {
	case <-changed:
		time.Sleep(100 * time.Millisecond) // so that many small pieces of an answer travel together
	case <-time.After(30 * time.Second): // so that a connection that was cut is noticed
	case <-r.Context().Done():
	}
}

// engine returns the engine for the settings of a draft.
func (s *session) engine(draft assistant.Draft) (assistant.Engine, error) {
	if engine, made := s.engines[draft.Settings]; made {
		return engine, nil
	}
	engine, err := s.Options.Engine(draft)
	if err != nil {
		return nil, err
	}
	s.engines[draft.Settings] = safeEngine{engine}
	return s.engines[draft.Settings], nil
}

// A safeEngine is an engine whose panic is an error of the answer: one bad answer shall not end the program, with all that others are doing.
type safeEngine struct{ assistant.Engine }

// Answer answers the last message.
func (e safeEngine) Answer(ctx context.Context, draft assistant.Draft, said []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		wanted := true
		defer func() {
			if failed := recover(); failed != nil && wanted {
				yield(assistant.Chunk{}, catalogue.Errorf("error.engine", e.Name(draft.Settings.Language), failed))
			}
		}()
		for chunk, err := range e.Engine.Answer(ctx, draft, said) {
			if wanted = yield(chunk, err); !wanted {
				return
			}
		}
	}
}
