package page

import (
	"context"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

// An answer on its way. It belongs to the session, not to the request that asked for it, so that a reload loses nothing of it and
// all windows see it grow.
type answer struct {
	assistant.Message
	cancel context.CancelFunc
	done   chan struct{} // closed at its end
}

var errAnswering = catalogue.Errorf("error.answering")

// sayForm adds a message to the conversation and begins to answer it.
func (s *session) sayForm(r *http.Request) error {
	message := assistant.Message{Role: assistant.RoleUser, Text: r.FormValue("text")}
	files, err := uploads(r, "pictures")
	if err != nil {
		return err
	}
	if len(files) > mostAtOnce {
		return catalogue.Errorf("error.files", len(files), mostAtOnce)
	}
	for _, file := range files {
		if _, err := assistant.CheckPicture(file.Content); err != nil && !picturefile.IsSVG(file.Content) {
			return catalogue.Errorf("error.file", file.Name, err)
		}
		message.Pictures = append(message.Pictures, assistant.Picture{Name: path.Base(file.Name), Content: file.Content})
	}
	switch {
	case strings.TrimSpace(message.Text) == "" && len(message.Pictures) == 0:
		return catalogue.Errorf("error.empty")
	case s.Answer != nil:
		return errAnswering
	}
	s.Memory.Conversation = append(s.Memory.Conversation, turn{Message: message})
	if err := s.remember(); err != nil {
		return err
	}
	return s.begin()
}

// again answers the last message again: after an error, a stop, or a server that was killed in the middle.
func (s *session) again() error {
	if s.Answer != nil {
		return errAnswering
	}
	said := s.Memory.Conversation
	if n := len(said); n > 0 && said[n-1].Role == assistant.RoleAssistant {
		said = said[:n-1]
	}
	if len(said) == 0 {
		return catalogue.Errorf("error.nothing")
	}
	s.Memory.Conversation = said
	return s.begin()
}

func (s *session) begin() error {
	ctx, cancel := context.WithCancel(context.Background())
	a := &answer{Message: assistant.Message{Role: assistant.RoleAssistant}, cancel: cancel, done: make(chan struct{})}
	s.Answer = a
	draft := s.allowed()
	engine, err := s.engine(draft)
	if err != nil {
		return s.end(a, texts.Tell(err, draft.Settings.Language))
	}
	go s.collect(ctx, a, engine, draft, messages(s.Memory.Conversation))
	s.redraw()
	return nil
}

// collect drains an engine's answer into the conversation, however it ends.
func (s *session) collect(ctx context.Context, a *answer, engine assistant.Engine, draft assistant.Draft, said []assistant.Message) {
	note := ""
	for chunk, err := range engine.Answer(ctx, draft, said) {
		if ctx.Err() != nil {
			break
		} else if err != nil {
			note = texts.Tell(err, draft.Settings.Language)
			break
		}
		s.mutex.Lock()
		if chunk.Restart {
			a.Text, a.Citations = "", nil
		}
		a.Text += chunk.Text
		if chunk.Citation != nil {
			a.Citations = append(a.Citations, *chunk.Citation)
		}
		s.redraw()
		s.mutex.Unlock()
	}
	if ctx.Err() != nil {
		note = stopped
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.Unsaved = s.end(a, note)
}

// stopped is the note of an answer that the person has stopped.
const stopped = "stopped"

// end puts an answer into the conversation, once.
func (s *session) end(a *answer, note string) error {
	if s.Answer != a {
		return nil
	}
	a.cancel()
	s.Answer = nil
	s.Memory.Conversation = append(s.Memory.Conversation, turn{Message: a.Message, Note: note})
	close(a.done)
	return s.remember()
}

// patience is how long an engine may take to hear that it shall stop. The answer ends then without it.
const patience = 2 * time.Second

// stop ends the answer that is under way. It lets others into the session while it waits.
func (s *session) stop() error {
	a := s.Answer
	if a == nil {
		return nil
	}
	a.cancel()
	s.mutex.Unlock()
	select {
	case <-a.done:
	case <-time.After(patience):
	}
	s.mutex.Lock()
	return s.end(a, stopped)
}

// restart begins a new conversation.
func (s *session) restart() error {
	if s.Answer != nil {
		return errAnswering
	}
	s.Memory.Conversation = nil
	err := s.remember()
	if s.file != "" && err == nil {
		err = os.RemoveAll(string(picturesBeside(s.file)))
	}
	return err
}

// close ends all that is under way. What comes of it later is dropped.
func (s *session) close() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stop()
	if s.endTrying != nil {
		s.endTrying()
	}
}

// messages are what an engine gets of a conversation. An answer that failed before its first word was never said.
func messages(turns []turn) []assistant.Message {
	var said []assistant.Message
	for _, t := range turns {
		if t.Text != "" || len(t.Pictures) > 0 {
			said = append(said, t.Message)
		}
	}
	return said
}
