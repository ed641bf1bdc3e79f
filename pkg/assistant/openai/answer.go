package openai

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"firstneuron/pkg/assistant"
)

// ask sends the question, and passes on what comes. It returns nil when the answer is whole or nobody wants more.
func (e *Engine) ask(ctx context.Context, a *answer, question openai.ChatCompletionNewParams) (failure error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(e.silence, func() { cancel(catalogue.Errorf("sent.silence", e.host, e.silence)) })
	defer silence.Stop()
	body := new(body)
	stream := e.chat.NewStreaming(ctx, question, option.WithMiddleware(e.inspect("text/event-stream", body, &failure)))
	defer stream.Close()
	finished := ""
	for finished == "" && stream.Next() {
		silence.Stop() // the time that the reader takes does not count
		for _, choice := range stream.Current().Choices {
			if choice.Index != 0 {
				continue
			}
			if err := a.add(choice.Delta.Content + choice.Delta.Refusal); err != nil {
				return err
			}
			for _, field := range []string{"reasoning_content", "reasoning"} {
				if text := choice.Delta.JSON.ExtraFields[field].Raw(); text != "" && text != "null" && text != `""` {
					a.thoughts.any = true
				}
			}
			finished = choice.FinishReason
		}
		if a.stopped {
			return nil
		}
		silence.Reset(e.silence)
	}
	if err := a.end(); err != nil || a.stopped {
		return err
	}
	switch err := stream.Err(); {
	case failure != nil && ctx.Err() == nil:
		return failure
	case err != nil:
		return e.explain(ctx, err)
	case finished == "" && !body.done:
		return catalogue.Errorf("sent.cut-off", e.host)
	case finished == "length":
		return catalogue.Errorf("answer.length", e.host)
	case finished == "content_filter":
		return catalogue.Errorf("answer.filter", e.host)
	case finished == "tool_calls" || finished == "function_call":
		return catalogue.Errorf("answer.tool", e.host)
	case a.text == "" && a.thoughts.any:
		return catalogue.Errorf("answer.thoughts", e.host)
	case a.text == "":
		return catalogue.Errorf("answer.empty", e.host)
	}
	return nil
}

// answer is what has come so far.
type answer struct {
	yield     func(assistant.Chunk, error) bool
	passages  []assistant.Citation
	maxLength int
	thoughts  thoughts
	keys      hiding

	engine  string // its name
	text    string // as it was shown
	stopped bool   // the loop over the answer was left
}

// add takes the next piece from the server: its thoughts stay here, and so does the key. Where what was shown turns out to be
// thought, the answer begins again.
func (a *answer) add(text string) error {
	text, restart := a.thoughts.add(text)
	if restart {
		openers.Store(a.engine, true)
		a.keys.end()
		if a.text != "" && !a.send(assistant.Chunk{Restart: true}) {
			return nil
		}
		a.text = ""
	}
	return a.pass(a.keys.add(text))
}

// end passes on what was kept because more could have followed.
func (a *answer) end() error { return a.pass(a.keys.add(a.thoughts.rest()) + a.keys.end()) }

func (a *answer) pass(text string) error {
	whole := text
	if left := a.maxLength - len(a.text); len(text) > left {
		for left > 0 && !utf8.RuneStart(text[left]) {
			left--
		}
		text = text[:left]
	}
	a.text += text
	if text != "" && !a.send(assistant.Chunk{Text: text}) {
		return nil
	}
	if text != whole {
		return catalogue.Errorf("answer.too-long", a.maxLength)
	}
	return nil
}

func (a *answer) send(piece assistant.Chunk) bool {
	a.stopped = a.stopped || !a.yield(piece, nil)
	return !a.stopped
}

var bracket = regexp.MustCompile(`\[([\d, ]{1,32})\]`)

// cite passes on the passages whose [1] or [1, 2] stands in the answer, each once.
func (a *answer) cite() {
	left := map[string]assistant.Citation{}
	for i, passage := range a.passages {
		left[strconv.Itoa(i+1)] = passage
	}
	for _, numbers := range bracket.FindAllStringSubmatch(a.text, -1) {
		for number := range strings.SplitSeq(strings.ReplaceAll(numbers[1], " ", ""), ",") {
			if passage, found := left[number]; found && !a.send(assistant.Chunk{Citation: &passage}) {
				return
			}
			delete(left, number)
		}
	}
}
