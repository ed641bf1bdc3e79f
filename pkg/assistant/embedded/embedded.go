// Package embedded is the engine that answers without any server: it quotes the
// knowledge word for word, says from the draft who it is, and writes alt texts by
// asking the author. It has no language model and never pretends to be one.
//
//	engine := &embedded.Engine{}
//	for chunk, err := range engine.Answer(ctx, draft, conversation) { … }
//
// It keeps nothing between two answers: all that was said before is read again
// from the conversation, so the same conversation always gets the same answer.
//
// A passage of the knowledge is data. It stands in an answer as a quotation, with
// its source, and nothing in it decides what the engine says or does.
package embedded

import (
	"context"
	_ "embed"
	"iter"
	"strings"
	"sync"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/knowledge"
	"firstneuron/pkg/assistant/texts"
)

//go:embed texts.json
var textsFile []byte

//go:embed patterns.txt
var patternsFile []byte

var (
	catalogue = texts.Parse(textsFile)
	patterns  = texts.ParsePatterns(patternsFile)
)

// An Engine is an assistant.Engine. It may be used from several goroutines at the same time. The zero value works.
type Engine struct {
	Classifier Classifier // tells what kind of picture it is; nil: the author is asked

	knowledge knowledge.Cache
	pictures  sync.Map // what pictures were taken for, by their SHA-256
}

// Name says what answers.
func (e *Engine) Name(language string) string { return catalogue.In(language).Say("name") }

// Answers says whether there is an answer to a question, and not only a refusal: a page suggests no other.
func (e *Engine) Answers(draft assistant.Draft, question string) bool {
	draft.Starters = nil
	return e.dialogue(draft).converse(strings.TrimSpace(question))
}

// Answer answers the last message, a paragraph or a part of one at a time.
func (e *Engine) Answer(ctx context.Context, draft assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		d := e.dialogue(draft)
		d.replay(ctx, conversation)
		for _, chunk := range d.answer {
			if ctx.Err() == nil && !yield(chunk, nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(assistant.Chunk{}, err)
		}
	}
}

// dialogue is a conversation on its way through the replay.
type dialogue struct {
	engine *Engine
	draft  assistant.Draft
	texts  texts.Texts
	last   bool              // the message that is to be answered, not one that was answered before
	answer []assistant.Chunk // to the message at hand
	altTexts
}

func (e *Engine) dialogue(draft assistant.Draft) *dialogue {
	return &dialogue{engine: e, draft: draft, texts: catalogue.In(draft.Settings.Language)}
}

// replay goes through the conversation and leaves the answer to its last message. It is cut short when ctx ends.
func (d *dialogue) replay(ctx context.Context, conversation []assistant.Message) {
	if n := len(conversation); n == 0 || conversation[n-1].Role != assistant.RoleUser {
		d.greet()
		return
	}
	for i, message := range conversation {
		if ctx.Err() != nil {
			return
		}
		if message.Role == assistant.RoleUser {
			d.answer, d.last = nil, i == len(conversation)-1
			d.hear(strings.TrimSpace(message.Text), message.Pictures)
		}
	}
}

// hear takes one message of the user in, and answers it.
func (d *dialogue) hear(text string, pictures []assistant.Picture) {
	isForPictures := d.draft.Task == assistant.AltTexts
	if isForPictures && d.hearAboutPictures(text, pictures) || !d.last { // what belongs to no picture leaves nothing behind
		return
	}
	if len(pictures) > 0 && !isForPictures {
		d.say("can.notPictures")
	}
	if text != "" || len(d.answer) == 0 {
		d.converse(text)
	}
}

// say adds one of the engine's texts to the answer, as a paragraph.
func (d *dialogue) say(key string, values ...any) { d.write(d.texts.Say(key, values...)) }

// write adds a paragraph.
func (d *dialogue) write(text string) {
	if len(d.answer) > 0 {
		text = "\n\n" + text
	}
	d.add(text)
}

// add goes on with the paragraph.
func (d *dialogue) add(text string) { d.answer = append(d.answer, assistant.Chunk{Text: text}) }

func (d *dialogue) list(lines ...string) {
	for _, line := range lines {
		d.add("\n- " + line)
	}
}
