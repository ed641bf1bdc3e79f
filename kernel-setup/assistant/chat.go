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
	"syscall"
	"unicode"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/openai"
)

// A console is where a person asks and reads. With a pipe there is nobody to greet.
type console struct {
	in         io.Reader
	out        io.Writer
	complaints io.Writer
	terminal   bool
}

func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

const chatHelp = `  /picture FILE   send a picture: PNG, JPEG or SVG
  /restart        begin a new conversation
  /server         let the model server answer that the assistant names
  /key            type a key for the model server; it is not kept
  /help           this list
  /quit           end; so does Ctrl-D

Ctrl-C stops an answer; once more, it ends the program.
`

// A chatting is a conversation in a terminal.
type chatting struct {
	console
	draft        assistant.Draft // as the engine may have it
	named        string          // the address of the server that the assistant names, or ""
	engines      *engines
	engine       assistant.Engine
	conversation []assistant.Message
	interrupts   chan os.Signal
	failed       error // the last answer's, where nobody watches
}

// chat talks until the input ends.
func chat(d assistant.Draft, e *engines, c console) error {
	t := &chatting{console: c, named: d.Settings.Address, engines: e, interrupts: make(chan os.Signal, 2)}
	if err := t.use(d); err != nil {
		return err
	}
	signal.Notify(t.interrupts, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(t.interrupts)
	if t.terminal {
		t.greet()
	}
	if t.draft.Settings.Address != t.named {
		fmt.Fprintf(t.complaints, "This assistant wants to answer with the server %s. Until you let it, with the line /server, "+
			"nothing is sent there, and it answers offline.\n", assistant.Server(t.named))
	}
	return t.talk()
}

// use lets the engine of a draft answer, without the server that nobody has chosen.
func (t *chatting) use(d assistant.Draft) (err error) {
	t.draft = t.engines.servers.Allowed(d)
	t.engine, err = t.engines.engine(t.draft)
	return err
}

func (t *chatting) useServer() error {
	if t.named == "" {
		t.complain(errors.New("this assistant names no server: it answers offline"))
		return nil
	}
	if err := t.engines.servers.Confirm(t.named); err != nil {
		t.complain(err)
	}
	d := t.draft
	d.Settings.Address = t.named
	if err := t.use(d); err != nil {
		return err
	}
	t.note("Answers: " + plain(t.engine.Name(t.draft.Settings.Language)))
	return nil
}

func (t *chatting) greet() {
	fmt.Fprintf(t.out, "%s (%s)\n", nameOf(t.draft), plain(t.engine.Name(t.draft.Settings.Language)))
	if t.draft.Description != "" {
		fmt.Fprintln(t.out, plain(t.draft.Description))
	}
	for i, starter := range t.draft.Starters {
		if i == 0 {
			fmt.Fprintln(t.out, "\nYou may ask:")
		}
		fmt.Fprintf(t.out, "  %s\n", plain(starter))
	}
	fmt.Fprintln(t.out, "\n/help lists the commands.")
}

// A line is what was typed, or why nothing more comes.
type line struct {
	text string
	err  error
}

func (t *chatting) talk() error {
	asked, lines := make(chan bool), make(chan line)
	go readLines(t.in, asked, lines)
	defer close(asked)
	for {
		if t.terminal {
			fmt.Fprint(t.out, "\n> ")
		}
		asked <- true
		var came line
		select {
		case <-t.interrupts:
			fmt.Fprintln(t.out)
			return errInterrupted
		case came = <-lines:
		}
		if came.text != "" {
			if err := t.take(came.text); errors.Is(err, errQuit) {
				return t.failed
			} else if err != nil {
				return err
			}
		}
		switch {
		case errors.Is(came.err, io.EOF):
			t.note("")
			return t.failed
		case came.err != nil:
			return fmt.Errorf("cannot read what is typed: %w", came.err)
		}
	}
}

var errQuit = errors.New("quit")

// readLines reads a line whenever one is asked for, and no sooner: a key that is typed meanwhile is for somebody else.
func readLines(in io.Reader, asked <-chan bool, lines chan<- line) {
	reader := bufio.NewReader(in)
	for range asked {
		text, err := reader.ReadString('\n')
		lines <- line{strings.TrimSpace(text), err}
	}
}

// take does what a line asks for. An error ends the conversation.
func (t *chatting) take(text string) error {
	command, rest, _ := strings.Cut(text, " ")
	if !strings.HasPrefix(command, "/") {
		return t.answer(assistant.Message{Role: assistant.RoleUser, Text: text})
	}
	switch command {
	case "/picture":
		picture, err := readPicture(strings.TrimSpace(rest))
		if err != nil {
			t.complain(err)
			return nil
		}
		return t.answer(assistant.Message{Role: assistant.RoleUser, Pictures: []assistant.Picture{picture}})
	case "/restart":
		t.conversation = nil
		t.note("A new conversation.")
	case "/server":
		return t.useServer()
	case "/key":
		t.askForKey()
	case "/help":
		fmt.Fprint(t.out, chatHelp)
	case "/quit":
		return errQuit
	default:
		t.complain(fmt.Errorf("there is no command %s; /help lists them", command))
	}
	return nil
}

// answer asks the engine and shows what comes, piece by piece. A failed or stopped answer takes its question with it, so
// that it can be asked again.
func (t *chatting) answer(question assistant.Message) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stopped := make(chan os.Signal, 1)
	done := make(chan bool)
	go func() {
		defer close(stopped)
		select {
		case s := <-t.interrupts:
			stopped <- s
			cancel()
		case <-done:
			return
		}
		select {
		case <-t.interrupts: // an engine that does not end, or a person who does not wait
			os.Exit(130)
		case <-done:
		}
	}()

	if !t.terminal && len(t.conversation) > 0 {
		fmt.Fprintln(t.out) // between two answers
	}
	asked := append(t.conversation, question)
	answer := assistant.Message{Role: assistant.RoleAssistant}
	var err error
	for piece, failure := range t.engine.Answer(ctx, t.draft, asked) {
		if err = failure; err != nil {
			break
		}
		fmt.Fprint(t.out, plain(piece.Text))
		answer.Text += piece.Text
		if piece.Citation != nil {
			answer.Citations = append(answer.Citations, *piece.Citation)
		}
	}
	close(done)
	fmt.Fprintln(t.out)
	signalled, wasStopped := <-stopped
	switch {
	case wasStopped && signalled != os.Interrupt:
		return errInterrupted
	case wasStopped:
		t.note("(stopped)")
		return nil
	case err != nil:
		t.complain(err)
		return nil
	}
	t.cite(answer.Citations, answer.Text)
	t.conversation = append(asked, answer)
	t.failed = nil
	return nil
}

// cite says where an answer comes from, each place once, where its text does not name the file itself.
func (t *chatting) cite(citations []assistant.Citation, text string) {
	said := map[string]bool{}
	for _, c := range citations {
		if strings.Contains(text, c.File) {
			continue
		}
		place := plain(c.File)
		if c.Heading != "" {
			place += ", " + plain(c.Heading)
		}
		if c.Page > 0 {
			place += fmt.Sprintf(", page %d", c.Page)
		}
		if c.Line > 0 {
			place += fmt.Sprintf(", line %d", c.Line)
		}
		if !said[place] {
			fmt.Fprintf(t.out, "  [%s]\n", strings.ReplaceAll(place, "\n", " "))
			said[place] = true
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
	if t.terminal {
		fmt.Fprintln(t.out, plain(err.Error()))
		return
	}
	fmt.Fprintln(t.complaints, plain(err.Error()))
	t.failed = errors.New("the last question has no answer")
}

func (t *chatting) askForKey() {
	in, isFile := t.in.(*os.File)
	if !t.terminal || !isFile {
		t.complain(errors.New("a key is typed in a terminal, or taken from FIRSTNEURON_API_KEY"))
		return
	}
	if t.draft.Settings.Address == "" {
		t.complain(errors.New("a key belongs to a server, and none answers here"))
		return
	}
	key, err := openai.Prompt(in, t.out)
	if err != nil {
		t.complain(err)
		return
	}
	t.engines.useKey(t.named, key)
	t.note("It is used until the program ends.")
}

// largestPicture is how large a picture may be, in bytes.
const largestPicture = 8 << 20

func readPicture(path string) (assistant.Picture, error) {
	if path == "" {
		return assistant.Picture{}, errors.New("/picture FILE sends a picture: name its file")
	}
	path = strings.Trim(path, `"'`) // as a terminal writes a file that is dropped on it
	file, err := os.Open(path)
	if err != nil {
		return assistant.Picture{}, fmt.Errorf("cannot read %s: %w", path, reason(err))
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, largestPicture+1))
	if err != nil {
		return assistant.Picture{}, fmt.Errorf("cannot read %s: %w", path, reason(err))
	}
	if len(content) > largestPicture {
		return assistant.Picture{}, fmt.Errorf("%s is larger than %d MB: make it smaller first", path, largestPicture>>20)
	}
	if !isSVG(content) {
		if _, err := assistant.CheckPicture(content); err != nil {
			return assistant.Picture{}, fmt.Errorf("%s: %w", path, err)
		}
	}
	return assistant.Picture{Name: filepath.Base(path), Content: content}, nil
}

func isSVG(content []byte) bool {
	start := strings.TrimSpace(string(content[:min(len(content), 1000)]))
	return strings.HasPrefix(start, "<svg") || strings.HasPrefix(start, "<?xml") && strings.Contains(start, "<svg")
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
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
