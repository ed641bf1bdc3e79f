// Package embedded is the engine that answers without any server: it quotes the
// knowledge word for word, says from the draft who it is, and writes alt texts by
// asking the author. It has no language model and never pretends to be one.
//
//	engine := &embedded.Engine{}
//	for piece, err := range engine.Answer(ctx, draft, conversation) { … }
//
// It keeps nothing between two answers: all that was said before is read again
// from the conversation, so the same conversation always gets the same answer.
//
// A passage of the knowledge is data. It stands in an answer as a quotation, with
// its source, and nothing in it decides what the engine says or does.
package embedded

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"sync"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/knowledge"
)

// An Engine is an assistant.Engine. It may be used from several goroutines at the same time. The zero value works.
type Engine struct {
	Classifier Classifier // tells what kind of picture it is; nil: the author is asked

	knowledge knowledge.Cache

	mutex sync.Mutex
	seen  map[[32]byte]sight // what pictures were taken for
}

// Name says what answers.
func (e *Engine) Name(language string) string {
	if language == "ru" {
		return "встроенный, без сети: цитирует ваши знания, это не языковая модель"
	}
	return "embedded, offline: quotes your knowledge, no language model"
}

// Answer answers the last message, a word at a time.
func (e *Engine) Answer(ctx context.Context, draft assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		answer := e.compose(ctx, draft, conversation)
		if len(answer) == 0 {
			if err := ctx.Err(); err != nil {
				yield(assistant.Chunk{}, err)
			}
			return
		}
		for _, piece := range answer {
			for text := range byWord(piece.Text) {
				if err := ctx.Err(); err != nil {
					yield(assistant.Chunk{}, err)
					return
				}
				if !yield(assistant.Chunk{Text: text, Citation: piece.Citation}, nil) {
					return
				}
				piece.Citation = nil // only once
			}
		}
	}
}

// compose replays the conversation and returns what is said after its last message. It is cut short when ctx ends.
func (e *Engine) compose(ctx context.Context, draft assistant.Draft, conversation []assistant.Message) []assistant.Chunk {
	d := &dialogue{engine: e, draft: draft, texts: textsIn(draft.Settings.Language)}
	if len(conversation) == 0 || conversation[len(conversation)-1].Role != assistant.RoleUser {
		d.greet()
		return d.answer
	}
	for i, message := range conversation {
		if ctx.Err() != nil {
			return nil
		}
		if message.Role != assistant.RoleUser {
			continue
		}
		d.answer, d.last = nil, i == len(conversation)-1
		d.hear(message)
	}
	return d.answer
}

// dialogue is a conversation on its way through the replay.
type dialogue struct {
	engine *Engine
	draft  assistant.Draft
	texts  *texts
	last   bool              // the message that is to be answered, not one that was answered before
	answer []assistant.Chunk // to the message at hand

	pictures altTexts
}

// hear takes one message of the user in, and answers it.
func (d *dialogue) hear(message assistant.Message) {
	text := strings.TrimSpace(message.Text)
	if d.draft.Task == assistant.AltTexts && d.hearAboutPictures(text, message.Pictures) {
		return
	}
	if !d.last { // what does not belong to a picture leaves nothing behind
		return
	}
	if len(message.Pictures) > 0 && d.draft.Task != assistant.AltTexts {
		d.say(d.texts.noPictures)
		if text == "" {
			return
		}
		d.say("\n\n")
	}
	d.converse(text)
}

// say adds to the answer.
func (d *dialogue) say(text string, values ...any) {
	if len(values) > 0 {
		text = fmt.Sprintf(text, values...)
	}
	d.answer = append(d.answer, assistant.Chunk{Text: text})
}

// byWord cuts a text behind each run of white space.
func byWord(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, inSpace := 0, false
		for i, r := range text {
			space := r == ' ' || r == '\n'
			if inSpace && !space {
				if !yield(text[start:i]) {
					return
				}
				start = i
			}
			inSpace = space
		}
		if start < len(text) {
			yield(text[start:])
		}
	}
}
