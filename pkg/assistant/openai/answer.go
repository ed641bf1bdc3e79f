package openai

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"firstneuron/pkg/assistant"
)

// ask sends the question, and passes on what comes. It returns nil when the answer is whole or nobody wants more.
func (e *Engine) ask(ctx context.Context, a *answer, question request) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(e.silence, func() { cancel(catalogue.Errorf("sent.silence", e.host, e.silence)) })
	defer silence.Stop()
	body, err := e.send(ctx, e.address.JoinPath("chat/completions").String(), question, "text/event-stream")
	if err != nil {
		return err
	}
	defer body.Close()

	finished, lines := "", bufio.NewReaderSize(body, longestLine)
	for finished == "" && err == nil && !a.stopped {
		var line []byte
		if line, err = lines.ReadSlice('\n'); err != nil {
			err = e.explain(ctx, err)
			break
		}
		silence.Stop() // the time that the reader takes does not count
		finished, err = e.take(a, line)
		silence.Reset(e.silence)
	}
	if late := a.show(a.keys.add(a.thoughts.rest()) + a.keys.end()); err == nil {
		err = late
	}
	switch {
	case err != nil || a.stopped:
		return err
	case endings[finished] != "":
		return catalogue.Errorf(endings[finished], e.host)
	case a.text == "" && a.thoughts.any:
		return catalogue.Errorf("answer.thoughts", e.host)
	case a.text == "":
		return catalogue.Errorf("answer.empty", e.host)
	}
	return nil
}

// endings are the texts for reasons to finish of which the user should know.
var endings = map[string]string{
	"length":         "answer.length",
	"content_filter": "answer.filter",
	"tool_calls":     "answer.tool",
	"function_call":  "answer.tool",
}

// An event is what the server streams in a line. Texts may be null, and with some servers lists.
type event struct {
	Error   any
	Choices []struct {
		Index int
		Delta struct {
			Content, Refusal, Reasoning any
			ReasoningContent            any `json:"reasoning_content"`
		}
		FinishReason string `json:"finish_reason"`
	}
}

// take passes on what is in a line of the stream, and returns why the answer is finished, or "" where it goes on.
func (e *Engine) take(a *answer, line []byte) (finished string, err error) {
	data, isData := bytes.CutPrefix(line, []byte("data:"))
	data = bytes.TrimSpace(data)
	if !isData || len(data) == 0 {
		return "", nil
	}
	if string(data) == "[DONE]" {
		return "done", nil
	}
	var got event
	if err := json.Unmarshal(data, &got); err != nil {
		return "", catalogue.Errorf("sent.foreign", e.host)
	}
	if got.Error != nil {
		says, _ := e.said(data)
		return "", quoting(catalogue.Errorf("sent.broken-off", e.host), says)
	}
	for _, choice := range got.Choices {
		if choice.Index == 0 {
			delta := choice.Delta
			finished = choice.FinishReason
			a.thoughts.any = a.thoughts.any || text(delta.Reasoning)+text(delta.ReasoningContent) != ""
			if err := a.add(text(delta.Content) + text(delta.Refusal)); err != nil {
				return "", err
			}
		}
	}
	return finished, nil
}

func text(value any) string {
	text, _ := value.(string)
	return text
}

// answer is what has come so far.
type answer struct {
	engine   *Engine
	yield    func(assistant.Chunk, error) bool
	passages []assistant.Citation
	thoughts thoughts
	keys     redactor

	text    string // as it was shown
	stopped bool   // the loop over the answer was left
}

// add takes the next piece from the server: its thoughts stay here, and so does the key. Where what was shown turns out to be
// thought, the answer begins again.
func (a *answer) add(text string) error {
	text, restart := a.thoughts.add(text)
	if restart {
		openers.Store(a.engine.Name(""), true)
		a.keys.end()
		if a.text != "" {
			a.send(assistant.Chunk{Restart: true})
		}
		a.text = ""
	}
	return a.show(a.keys.add(text))
}

func (a *answer) show(text string) error {
	if a.text == "" {
		text = strings.TrimLeft(text, " \t\r\n") // such as models write after their thoughts
	}
	if len(a.text)+len(text) > a.engine.maxLength {
		return catalogue.Errorf("answer.too-long", a.engine.maxLength)
	}
	a.text += text
	if text != "" {
		a.send(assistant.Chunk{Text: text})
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
