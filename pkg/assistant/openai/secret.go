package openai

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/signal"
	"strings"

	"golang.org/x/term"

	"firstneuron/pkg/assistant"
)

// A Secret is the key to a server. Whatever prints it, formats it, logs it or writes it as JSON gets [hidden] instead.
// The zero value is no key.
type Secret struct {
	key  *string // behind a pointer, because fmt reads the unexported fields of a struct around it
	only string  // the one that may have it, as assistant.Server names it, or "" for the one of the settings
}

const hidden = "[hidden]"

// NewSecret hides a key, without the spaces around it.
func NewSecret(key string) Secret {
	key = strings.TrimSpace(key)
	if key == "" {
		return Secret{}
	}
	return Secret{key: &key}
}

// IsZero tells whether there is no key.
func (s Secret) IsZero() bool { return s.key == nil }

func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return hidden
}

func (s Secret) GoString() string { return s.String() }

// Format keeps every verb of fmt away from the key: %x of a string type would show it.
func (s Secret) Format(state fmt.State, verb rune) { io.WriteString(state, s.String()) }

func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + s.String() + `"`), nil }

func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Server is the only server that may have the key, as [assistant.Server] names it. With "" it is for whoever uses the key to see
// that no other gets it than the one that it was made for.
func (s Secret) Server() string { return s.only }

// forServer is the key that the server at an address may have, or none.
func (s Secret) forServer(address string) Secret {
	if s.only != "" && s.only != assistant.Server(address) {
		return Secret{}
	}
	return s
}

// reveal is the key itself, or "" for none.
func (s Secret) reveal() string {
	if s.IsZero() {
		return ""
	}
	return *s.key
}

// KeyFromEnvironment is the key in FIRSTNEURON_API_KEY. It goes to no server but the one whose address is in
// FIRSTNEURON_API_SERVER, where that is set. Without such a key it is the one in OPENAI_API_KEY, for OpenAI's own server alone:
// others have no business with it.
func KeyFromEnvironment() Secret {
	key, server := NewSecret(os.Getenv("FIRSTNEURON_API_KEY")), os.Getenv("FIRSTNEURON_API_SERVER")
	if key.IsZero() {
		key, server = NewSecret(os.Getenv("OPENAI_API_KEY")), "https://api.openai.com"
	}
	if server != "" {
		key.only = assistant.Server(server)
	}
	return key
}

// Prompt asks for a key in a terminal, where what is typed does not appear. An empty line is no key. Ctrl+C ends it with an
// error, and the terminal is as it was.
func Prompt(in *os.File, out io.Writer) (Secret, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // before the echo goes, or Ctrl+C would leave it off
	defer stop()
	fmt.Fprint(out, "Key: ")
	read := func() (string, error) { return bufio.NewReader(io.LimitReader(in, 1<<16)).ReadString('\n') }
	terminal := int(in.Fd())
	if state, err := term.GetState(terminal); err == nil {
		defer fmt.Fprintln(out) // for the line break that did not appear
		defer term.Restore(terminal, state)
		read = func() (string, error) {
			key, err := term.ReadPassword(terminal)
			return string(key), err
		}
	}
	type line struct {
		text string
		err  error
	}
	came := make(chan line, 1)
	go func() { // no read from a terminal can be called off, so this one is left behind
		text, err := read()
		came <- line{text, err}
	}()
	select {
	case <-ctx.Done():
		return Secret{}, errors.New("no key was given: the question was interrupted")
	case line := <-came:
		if line.err != nil && !errors.Is(line.err, io.EOF) {
			return Secret{}, fmt.Errorf("the key cannot be read: %w", line.err)
		}
		return NewSecret(line.text), nil
	}
}

// redact takes the key out of a text that a server wrote: the whole key, each piece of eight bytes or more, and what
// it looks like in an address. Capitals do not matter.
func (s Secret) redact(text string) string {
	key, open, secret := s.reveal(), lower(text), make([]bool, len(text)+1)
	for _, form := range []string{key, url.QueryEscape(key), url.PathEscape(key)} {
		window := min(8, len(form))
		telling := make(map[string]bool)
		for i := range len(form) - window + 1 {
			telling[lower(form[i:i+window])] = true
		}
		for i := range max(0, len(text)-window+1) {
			if telling[open[i:i+window]] {
				for j := range window {
					secret[i+j] = true
				}
			}
		}
	}
	var kept strings.Builder
	for i := range len(text) {
		if !secret[i] {
			kept.WriteByte(text[i])
		} else if !secret[i+1] { // the last byte of one
			kept.WriteString(hidden)
		}
	}
	return kept.String()
}

// lower is strings.ToLower for ASCII alone, so that the length stays.
func lower(text string) string {
	bytes := []byte(text)
	for i, b := range bytes {
		if 'A' <= b && b <= 'Z' {
			bytes[i] += 'a' - 'A'
		}
	}
	return string(bytes)
}
