package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"unicode"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/openai"
	"firstneuron/pkg/assistant/texts"
)

// A console is where a person asks and reads, in a language. With a pipe there is nobody to greet.
type console struct {
	in         io.Reader
	out        io.Writer
	complaints io.Writer
	terminal   bool
	texts.Texts
}

// A chatting is a conversation in a terminal.
type chatting struct {
	console
	draft        assistant.Draft // as the engine may have it
	named        string          // the address of the server that the assistant names, or ""
	engines      *engines
	engine       assistant.Engine
	conversation []assistant.Message
	failed       error // the last answer's, where nobody watches
}

// chat talks until the input ends.
func chat(d assistant.Draft, e *engines, c console) error {
	t := &chatting{console: c, named: d.Settings.Address, engines: e}
	if err := t.use(e.servers.Allowed(d)); err != nil {
		return err
	}
	if t.terminal {
		t.greet()
	}
	if t.draft.Settings.Address != t.named {
		fmt.Fprintln(t.complaints, t.Say("chat.server", assistant.Server(t.named)))
	}
	return t.talk()
}

// use lets the engine of a draft answer.
func (t *chatting) use(d assistant.Draft) (err error) {
	t.draft = d
	t.engine, err = t.engines.engine(d)
	return err
}

func (t *chatting) useServer() error {
	if t.named == "" {
		return catalogue.Errorf("chat.noserver")
	}
	if err := t.engines.servers.Confirm(t.named); err != nil {
		return err
	}
	d := t.draft
	d.Settings.Address = t.named
	if err := t.use(d); err != nil {
		return err
	}
	t.note(t.Say("chat.answers", plain(t.engine.Name(t.Language))))
	return nil
}

func (t *chatting) greet() {
	fmt.Fprintf(t.out, "%s (%s)\n", t.nameOf(t.draft), plain(t.engine.Name(t.Language)))
	if t.draft.Description != "" {
		fmt.Fprintln(t.out, plain(t.draft.Description))
	}
	if len(t.draft.Starters) > 0 {
		fmt.Fprintf(t.out, "\n%s\n  %s\n", t.Say("chat.ask"), plain(strings.Join(t.draft.Starters, "\n  ")))
	}
	fmt.Fprintf(t.out, "\n%s\n", t.Say("chat.commands"))
}

func (t *chatting) talk() error {
	lines := bufio.NewScanner(t.in)
	lines.Buffer(nil, 1<<20)
	for t.prompt(); lines.Scan(); t.prompt() {
		text := strings.TrimSpace(lines.Text())
		if text == "" {
			continue
		}
		if err := t.take(text); errors.Is(err, errQuit) {
			return t.failed
		} else if err != nil {
			t.complain(err)
		}
	}
	if err := lines.Err(); err != nil {
		return catalogue.Errorf("chat.unread", err)
	}
	t.note("")
	return t.failed
}

func (t *chatting) prompt() {
	if t.terminal {
		fmt.Fprint(t.out, "\n> ")
	}
}

var errQuit = errors.New("quit")

// take does what a line asks for.
func (t *chatting) take(text string) error {
	command, rest, _ := strings.Cut(text, " ")
	if !strings.HasPrefix(command, "/") {
		return t.answer(assistant.Message{Role: assistant.RoleUser, Text: text})
	}
	switch command {
	case "/picture":
		picture, err := readPicture(strings.TrimSpace(rest))
		if err != nil {
			return err
		}
		return t.answer(assistant.Message{Role: assistant.RoleUser, Pictures: []assistant.Picture{picture}})
	case "/restart":
		t.conversation = nil
		t.note(t.Say("chat.restart"))
	case "/server":
		return t.useServer()
	case "/key":
		return t.askForKey()
	case "/help":
		fmt.Fprintln(t.out, t.Say("chat.help"))
	case "/quit":
		return errQuit
	default:
		return catalogue.Errorf("chat.unknown", command)
	}
	return nil
}

// answer asks the engine and shows what comes, piece by piece. A failed or stopped answer takes its question with it, so
// that it can be asked again.
func (t *chatting) answer(question assistant.Message) error {
	ctx, done := signal.NotifyContext(context.Background(), os.Interrupt)
	defer done()
	context.AfterFunc(ctx, done) // a second Ctrl-C ends the program, as it does at the prompt

	if !t.terminal && len(t.conversation) > 0 {
		fmt.Fprintln(t.out) // between two answers
	}
	asked := append(t.conversation, question)
	answer := assistant.Message{Role: assistant.RoleAssistant}
	var err error
	for chunk, failure := range t.engine.Answer(ctx, t.draft, asked) {
		if err = failure; err != nil {
			break
		}
		if chunk.Restart {
			answer = assistant.Message{Role: assistant.RoleAssistant}
			t.note("\n" + t.Say("chat.thoughts"))
		}
		answer.Text += chunk.Text
		if t.terminal {
			fmt.Fprint(t.out, plain(chunk.Text))
		}
		if chunk.Citation != nil {
			answer.Citations = append(answer.Citations, *chunk.Citation)
		}
	}
	if !t.terminal { // where nothing can be taken back
		fmt.Fprint(t.out, plain(answer.Text))
	}
	fmt.Fprintln(t.out)
	if ctx.Err() != nil {
		t.note(t.Say("chat.stopped"))
		return nil
	}
	if err == nil {
		t.cite(answer)
		t.conversation, t.failed = append(asked, answer), nil
	}
	return err
}

// cite says where an answer comes from, each place once, where its text does not name the file itself.
func (t *chatting) cite(answer assistant.Message) {
	said := map[string]bool{}
	for _, c := range answer.Citations {
		place := c.File
		if c.Heading != "" {
			place += ", " + c.Heading
		}
		if c.Page > 0 {
			place += ", " + t.Say("page", c.Page)
		}
		if c.Line > 0 {
			place += ", " + t.Say("line", c.Line)
		}
		text := strings.ReplaceAll(plain(place), "\n", " ")
		if !said[text] && !strings.Contains(answer.Text, c.File) {
			fmt.Fprintf(t.out, "  [%s]\n", text)
			said[text] = true
		}
	}
}

func (t *chatting) note(text string) {
	if t.terminal {
		fmt.Fprintln(t.out, text)
	}
}

// complain tells what went wrong; where nobody watches, the program's end tells it too.
func (t *chatting) complain(err error) {
	text := plain(texts.Tell(err, t.Language))
	if t.terminal {
		fmt.Fprintln(t.out, text)
		return
	}
	fmt.Fprintln(t.complaints, text)
	t.failed = catalogue.Errorf("chat.failed")
}

func (t *chatting) askForKey() error {
	in, isFile := t.in.(*os.File)
	if !t.terminal || !isFile {
		return catalogue.Errorf("chat.key.environment")
	}
	if t.draft.Settings.Address == "" {
		return catalogue.Errorf("chat.key.server")
	}
	key, err := openai.Prompt(in, t.out)
	if err != nil {
		return err
	}
	t.engines.useKey(t.named, key)
	t.note(t.Say("chat.key.used"))
	return t.use(t.draft)
}

func readPicture(path string) (assistant.Picture, error) {
	if path == "" {
		return assistant.Picture{}, catalogue.Errorf("picture.none")
	}
	path = strings.Trim(path, `"'`) // as a terminal writes a file that is dropped on it
	content, err := os.ReadFile(path)
	if err != nil {
		return assistant.Picture{}, catalogue.Errorf("unread", path, reason(err))
	}
	if _, err := assistant.CheckPicture(content); err != nil && (len(content) > picturefile.MaxBytes || !picturefile.IsSVG(content)) {
		return assistant.Picture{}, catalogue.Errorf("picture.wrong", path, err)
	}
	return assistant.Picture{Name: filepath.Base(path), Content: content}, nil
}

// plain takes out of a text what would command the terminal: a file or a server may have written it.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// reason is an error without the name of a file that the sentence has named already.
func reason(err error) error {
	if path, is := errors.AsType[*fs.PathError](err); is {
		return path.Err
	}
	return err
}
