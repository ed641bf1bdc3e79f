package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
)

// A parrot answers with what it is asked, in two pieces, and counts how much of the conversation it was told.
type parrot struct {
	told []int
	ask  func(question assistant.Message) // before an answer
}

func (p *parrot) Name(string) string { return "parrot" }

func (p *parrot) Answer(ctx context.Context, _ assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		p.told = append(p.told, len(conversation))
		question := conversation[len(conversation)-1]
		if p.ask != nil {
			p.ask(question)
		}
		switch {
		case strings.HasPrefix(question.Text, "fail"):
			yield(assistant.Chunk{}, errors.New("the parrot is ill"))
		case question.Text == "wait":
			if yield(assistant.Chunk{Text: "I wait"}, nil) {
				<-ctx.Done()
				yield(assistant.Chunk{}, ctx.Err())
			}
		case question.Text == "think":
			_ = yield(assistant.Chunk{Text: "Hm"}, nil) && yield(assistant.Chunk{Restart: true}, nil) && yield(assistant.Chunk{Text: "Yes."}, nil)
		case len(question.Pictures) > 0:
			yield(assistant.Chunk{Text: "I see " + question.Pictures[0].Name}, nil)
		default:
			cited := &assistant.Citation{File: "guide.md", Heading: "Logo", Line: 7, Passage: question.Text}
			_ = yield(assistant.Chunk{Text: "You say "}, nil) &&
				yield(assistant.Chunk{Text: question.Text, Citation: cited}, nil) && yield(assistant.Chunk{Citation: cited}, nil)
		}
	}
}

// talkTo types lines and returns what is shown.
func talkTo(p *parrot, terminal bool, lines ...string) (shown string, t *chatting, err error) {
	var out bytes.Buffer
	t = &chatting{console: console{strings.NewReader(strings.Join(lines, "\n")), &out, io.Discard, terminal, catalogue.In("en")}, engine: p}
	err = t.talk()
	return out.String(), t, err
}

func TestAPipeGetsAnswersAndNothingElse(t *testing.T) {
	p := &parrot{}
	got, chatting, err := talkTo(p, false, "one", "", "two")
	if want := "You say one\n  [guide.md, Logo, line 7]\n\nYou say two\n  [guide.md, Logo, line 7]\n"; got != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if want := []int{1, 3}; !slices.Equal(p.told, want) {
		t.Errorf("the engine was told %v messages, want %v", p.told, want)
	}
	if answer := chatting.conversation[1]; answer.Role != assistant.RoleAssistant || answer.Text != "You say one" || answer.Citations[0].Line != 7 {
		t.Errorf("the conversation has the answer %+v", answer)
	}
}

func TestThoughtsAreTakenBack(t *testing.T) {
	for terminal, want := range map[bool]string{false: "Yes.\n", true: "\n> Hm\n(So far the model was thinking. Its answer:)\nYes.\n\n> \n"} {
		got, chatting, err := talkTo(&parrot{}, terminal, "think")
		if got != want || err != nil {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
		if answer := chatting.conversation[1]; answer.Text != "Yes." {
			t.Errorf("the conversation has the answer %+v", answer)
		}
	}
}

func TestAPlaceThatTheAnswerNamesIsNotSaidAgain(t *testing.T) {
	if got, _, _ := talkTo(&parrot{}, false, "look into guide.md"); got != "You say look into guide.md\n" {
		t.Errorf("got %q", got)
	}
}

func TestATerminalIsPromptedFor(t *testing.T) {
	got, _, err := talkTo(&parrot{}, true, "hi", "/quit", "never read")
	if want := "\n> You say hi\n  [guide.md, Logo, line 7]\n\n> "; got != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestAFailedAnswerCanBeAskedAgain(t *testing.T) {
	p := &parrot{}
	if got, _, err := talkTo(p, true, "one", "fail", "two"); err != nil || !strings.Contains(got, "the parrot is ill") {
		t.Errorf("got %q, %v", got, err)
	}
	if want := []int{1, 3, 3}; !slices.Equal(p.told, want) {
		t.Errorf("the engine was told %v messages, want %v: a failed question stays out of the conversation", p.told, want)
	}
	if _, _, err := talkTo(p, false, "fail"); err == nil {
		t.Error("a pipe whose last question failed ends without an error")
	}
	if _, _, err := talkTo(p, false, "fail", "two"); err != nil {
		t.Errorf("a pipe whose last question has an answer ends with %v", err)
	}
}

func TestCtrlCStopsAnAnswer(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal that a program can send itself")
	}
	p := &parrot{ask: func(question assistant.Message) {
		if question.Text == "wait" {
			self, _ := os.FindProcess(os.Getpid())
			self.Signal(os.Interrupt)
		}
	}}
	got, _, err := talkTo(p, true, "wait", "hi")
	if !strings.Contains(got, "I wait\n(stopped)\n\n> You say hi") || err != nil {
		t.Errorf("got %q, %v, want that the answer stops and the next question is answered", got, err)
	}
	if want := []int{1, 1}; !slices.Equal(p.told, want) {
		t.Errorf("the engine was told %v messages, want %v", p.told, want)
	}
}

func TestCommands(t *testing.T) {
	folder := t.TempDir()
	svg := filepath.Join(folder, "a drawing.svg")
	if err := os.WriteFile(svg, []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ typed, want string }{
		{"/help", "/picture FILE"},
		{"/picture " + svg, "I see a drawing.svg"},
		{"/picture '" + svg + "'", "I see a drawing.svg"},
		{"/picture", "name its file"},
		{"/picture " + folder, "cannot be read"},
		{"/picture " + filepath.Join(folder, "none.png"), "cannot be read"},
		{"/restart", "A new conversation."},
		{"/key", "FIRSTNEURON_API_KEY"},
		{"/server", "names no server"},
		{"/dance", "there is no command /dance"},
	} {
		if got, _, err := talkTo(&parrot{}, true, c.typed); err != nil || !strings.Contains(got, c.want) {
			t.Errorf("%s shows %q, %v, want %q in it", c.typed, got, err, c.want)
		}
	}
	p := &parrot{}
	talkTo(p, false, "one", "/restart", "two")
	if want := []int{1, 1}; !slices.Equal(p.told, want) {
		t.Errorf("after /restart the engine was told %v messages, want %v", p.told, want)
	}
}

func TestWhatIsNoPictureIsNotSent(t *testing.T) {
	folder := t.TempDir()
	large := append([]byte("<svg>"), make([]byte, picturefile.MaxBytes)...)
	for name, content := range map[string][]byte{"large.svg": large, "text.png": []byte("hello"), "empty.png": nil, "page.svg": []byte("<html><svg></svg></html>")} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := readPicture(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got %d bytes, %v, want an error with its name", name, len(got.Content), err)
		}
	}
}

func TestAnAnswerDoesNotCommandTheTerminal(t *testing.T) {
	got, _, _ := talkTo(&parrot{}, false, "\x1b]0;title\x07 red \x1b[31m\u009b31m Привет\tно")
	if want := "You say ]0;title red [31m31m Привет\tно\n  [guide.md, Logo, line 7]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
