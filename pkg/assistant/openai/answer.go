package openai

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"firstneuron/pkg/assistant"
)

// ask sends the question once, and passes on what comes. It returns nil when the answer is whole or nobody wants more.
func (e *Engine) ask(ctx context.Context, a *answer, question openai.ChatCompletionNewParams) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	body := new(body)
	stream := e.chat.NewStreaming(ctx, question, option.WithMiddleware(e.inspect("text/event-stream", body)))
	defer stream.Close()
	silence := time.AfterFunc(e.silence, func() {
		cancel(fmt.Errorf("%s has sent nothing for %s in the middle of its answer: ask again", e.host, e.silence))
	})
	defer silence.Stop()
	silence.Stop() // until a piece comes: a server on this machine may first have to read its model from the disk
	finished := ""
	for finished == "" && stream.Next() {
		silence.Stop() // the time that the reader takes does not count
		for _, choice := range stream.Current().Choices {
			if choice.Index != 0 {
				continue
			}
			if err := a.pass(choice.Delta.Content + choice.Delta.Refusal); err != nil {
				return err
			}
			if a.stopped {
				return nil
			}
			finished = choice.FinishReason
		}
		silence.Reset(e.silence)
	}
	if err := stream.Err(); err != nil {
		return e.explain(ctx, err)
	}
	if finished == "" && !body.done {
		return e.cutOff()
	}
	switch finished {
	case "length":
		return fmt.Errorf("the answer stops here, because %s lets its model write no more: ask for less, or ask it to go on", e.host)
	case "content_filter":
		return fmt.Errorf("%s has held back the rest of the answer: its content filter objects. Ask in other words", e.host)
	case "tool_calls", "function_call":
		return fmt.Errorf("%s wants a program to be run instead of answering: choose a model that just answers", e.host)
	}
	if !a.begun() {
		return fmt.Errorf("%s has sent an empty answer: ask again, or choose another model", e.host)
	}
	return nil
}

func (e *Engine) cutOff() error {
	return fmt.Errorf("%s was cut off before its answer was whole: ask again", e.host)
}

// answer is what has come so far.
type answer struct {
	yield     func(assistant.Chunk, error) bool
	passages  []assistant.Citation
	maxLength int

	length  int
	stopped bool   // the loop over the answer was left
	bracket string // what stands after the last [, as long as it can become a citation; "" outside
	cited   map[int]bool
}

func (a *answer) begun() bool { return a.length > 0 }

// pass yields a text and the citations that end in it.
func (a *answer) pass(text string) error {
	if text == "" {
		return nil
	}
	left := a.maxLength - a.length
	a.length += len(text)
	if len(text) > left {
		for left > 0 && !utf8.RuneStart(text[left]) {
			left--
		}
		if left > 0 && !a.send(assistant.Chunk{Text: text[:left]}) {
			return nil
		}
		return fmt.Errorf("the answer has more than %d bytes, and the rest was not read: ask for less, or choose another model",
			a.maxLength)
	}
	if !a.send(assistant.Chunk{Text: text}) {
		return nil
	}
	for _, number := range a.citations(text) {
		citation := a.passages[number-1]
		if !a.send(assistant.Chunk{Citation: &citation}) {
			return nil
		}
	}
	return nil
}

func (a *answer) send(piece assistant.Chunk) bool {
	a.stopped = !a.yield(piece, nil)
	return !a.stopped
}

// citations are the numbers of passages whose [1] or [1, 2] ends in the text, each only once in an answer. A bracket
// may have begun in a text before.
func (a *answer) citations(text string) []int {
	const longest = 32
	var found []int
	for _, letter := range text {
		switch {
		case letter == '[':
			a.bracket = "["
		case a.bracket == "":
		case letter == ']':
			for number := range strings.SplitSeq(a.bracket[1:], ",") {
				n, err := strconv.Atoi(strings.TrimSpace(number))
				if err == nil && n >= 1 && n <= len(a.passages) && !a.cited[n] {
					if a.cited == nil {
						a.cited = make(map[int]bool)
					}
					a.cited[n] = true
					found = append(found, n)
				}
			}
			a.bracket = ""
		case strings.ContainsRune("0123456789, ", letter) && len(a.bracket) < longest:
			a.bracket += string(letter)
		default:
			a.bracket = ""
		}
	}
	return found
}
