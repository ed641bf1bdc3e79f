package openai

import (
	"context"
	"regexp"
	"slices"
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
					a.thoughts.apart()
				}
			}
			finished = choice.FinishReason
		}
		if a.stopped {
			return nil
		}
		silence.Reset(e.silence)
	}
	if a.thoughts.lone {
		openers.Store(e.Name(""), true)
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
	case a.length == 0 && a.thoughts.any:
		return catalogue.Errorf("answer.thoughts", e.host)
	case a.length == 0:
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

	length  int
	stopped bool   // the loop over the answer was left
	bracket string // what stands after the last [, as long as it can become a citation; "" outside
	cited   []int
}

// add takes the next piece from the server: its thoughts stay here, and so does the key.
func (a *answer) add(text string) error { return a.pass(a.keys.add(a.thoughts.add(text))) }

// end passes on what was kept because more could have followed.
func (a *answer) end() error { return a.pass(a.keys.add(a.thoughts.end()) + a.keys.end()) }

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
		return catalogue.Errorf("answer.too-long", a.maxLength)
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

var (
	bracket     = regexp.MustCompile(`\[([\d, ]{1,32})\]`)
	openBracket = regexp.MustCompile(`\[[\d, ]{0,32}$`)
)

// citations are the numbers of passages whose [1] or [1, 2] ends in the text, each only once in an answer. A bracket
// may have begun in a text before.
func (a *answer) citations(text string) (found []int) {
	text = a.bracket + text
	for _, numbers := range bracket.FindAllStringSubmatch(text, -1) {
		for number := range strings.SplitSeq(numbers[1], ",") {
			n, err := strconv.Atoi(strings.TrimSpace(number))
			if err == nil && n >= 1 && n <= len(a.passages) && !slices.Contains(a.cited, n) {
				a.cited, found = append(a.cited, n), append(found, n)
			}
		}
	}
	a.bracket = openBracket.FindString(text)
	return found
}
