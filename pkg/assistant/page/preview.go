package page

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"firstneuron/pkg/assistant"
)

// An answer on its way. It belongs to the session, not to the request that asked for it, so that a reload loses nothing of it and
// all windows see it grow.
type answer struct {
	text   string
	cancel context.CancelFunc
	done   chan struct{} // closed at its end
}

var errAnswering = errors.New("an answer is under way: wait for it, or stop it")

// say adds a message to the conversation and begins to answer it.
func (r *session) say(message assistant.Message) (*answer, error) {
	if strings.TrimSpace(message.Text) == "" && len(message.Pictures) == 0 {
		return nil, errors.New("the message is empty: write something, or add a picture")
	}
	if r.answer != nil {
		return nil, errAnswering
	}
	r.memory.Conversation = append(r.memory.Conversation, turn{Message: message})
	if err := r.remember(); err != nil {
		return nil, err
	}
	return r.begin()
}

// again answers the last message anew: after an error, a stop, or a server that was killed in the middle.
func (r *session) again() (*answer, error) {
	if r.answer != nil {
		return nil, errAnswering
	}
	said := r.memory.Conversation
	if n := len(said); n > 0 && said[n-1].Role == assistant.RoleAssistant {
		said = said[:n-1]
	}
	if len(said) == 0 {
		return nil, errors.New("there is no message to answer yet")
	}
	r.memory.Conversation = said
	return r.begin()
}

func (r *session) begin() (*answer, error) {
	engine, err := r.engineNow()
	if err != nil {
		r.memory.Conversation = append(r.memory.Conversation, turn{Message: assistant.Message{Role: assistant.RoleAssistant}, Note: err.Error()})
		return nil, r.remember()
	}
	ctx, cancel := context.WithCancel(context.Background())
	a := &answer{cancel: cancel, done: make(chan struct{})}
	r.answer = a
	go r.collect(ctx, a, engine, r.draftNow(), messages(r.memory.Conversation))
	r.redraw()
	return a, nil
}

// collect drains an engine's answer into the conversation, however it ends.
func (r *session) collect(ctx context.Context, a *answer, engine assistant.Engine, draft assistant.Draft, said []assistant.Message) {
	var citation *assistant.Citation
	note := ""
	defer func() {
		if failed := recover(); failed != nil { // one bad answer shall not end the program, with all that others are doing
			note = fmt.Sprintf("the engine %s has failed: %v", engine.Name(draft.Settings.Language), failed)
		}
		r.mutex.Lock()
		defer r.mutex.Unlock()
		r.end(a, citation, note)
	}()
	for piece, err := range engine.Answer(ctx, draft, said) {
		if ctx.Err() != nil {
			break
		} else if err != nil {
			note = err.Error()
			return
		}
		if citation == nil {
			citation = piece.Citation
		}
		r.mutex.Lock()
		a.text += piece.Text
		r.notify()
		r.mutex.Unlock()
	}
	if ctx.Err() != nil {
		note = stopped
	}
}

// end puts an answer into the conversation, once.
func (r *session) end(a *answer, citation *assistant.Citation, note string) {
	if r.answer != a {
		return
	}
	a.cancel()
	reply := assistant.Message{Role: assistant.RoleAssistant, Text: a.text, Citation: citation}
	r.memory.Conversation = append(r.memory.Conversation, turn{reply, note})
	r.answer = nil
	r.unsaved = r.remember()
	close(a.done)
}

// patience is how long an engine may take to hear that it shall stop. The answer ends then without it.
const patience = 2 * time.Second

// close ends all that is under way.
func (r *session) close() {
	r.stop()
	r.mutex.Lock()
	end, tried := r.endTrying, r.tried
	r.mutex.Unlock()
	if end != nil {
		end()
		select {
		case <-tried:
		case <-time.After(patience):
		}
	}
}

// stop ends the answer that is under way.
func (r *session) stop() {
	r.mutex.Lock()
	a := r.answer
	r.mutex.Unlock()
	if a == nil {
		return
	}
	a.cancel()
	select {
	case <-a.done:
	case <-time.After(patience):
		r.mutex.Lock()
		defer r.mutex.Unlock()
		r.end(a, nil, stopped)
	}
}

// stopped is the note of an answer that the person has stopped.
const stopped = "stopped"

// restart begins a new conversation.
func (r *session) restart() error {
	if r.answer != nil {
		return errAnswering
	}
	r.memory.Conversation = nil
	return r.remember()
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

// picture checks a file that a person shows to the assistant: a PNG, a JPEG, or an SVG such as our charts.
func picture(name string, content []byte) (assistant.Picture, error) {
	if _, err := assistant.CheckPicture(content); err != nil && !isSVG(content) {
		return assistant.Picture{}, fmt.Errorf("%s: %w", name, err)
	}
	return assistant.Picture{Name: path.Base(name), Content: content}, nil
}

func isSVG(content []byte) bool {
	start := strings.TrimSpace(strings.TrimPrefix(string(content[:min(len(content), 1000)]), "\ufeff"))
	return strings.HasPrefix(start, "<svg") || strings.HasPrefix(start, "<?xml") && strings.Contains(start, "<svg")
}
