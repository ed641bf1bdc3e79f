package openai

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"

	"firstneuron/pkg/assistant"
)

// A Secret is the key to a server. Whatever prints it, formats it, logs it or writes it as JSON gets [hidden] instead.
// The zero value is no key.
type Secret struct {
	text  func() string                               // functions, which nothing prints
	forms func() (pieces map[string]bool, window int) // of formsOf, made when first needed
	only  string                                      // the one that may have it, as assistant.Server names it, or "" for the one of the settings
}

const hidden = "[hidden]"

// NewSecret hides a key, without the spaces around it.
func NewSecret(key string) Secret {
	key = strings.TrimSpace(key)
	if key == "" {
		return Secret{}
	}
	return Secret{
		text:  func() string { return key },
		forms: sync.OnceValues(func() (map[string]bool, int) { return formsOf(key) }),
	}
}

// IsZero tells whether there is no key.
func (s Secret) IsZero() bool { return s.text == nil }

// Format keeps every verb of fmt away from the key: %x of a string type would show it.
func (s Secret) Format(state fmt.State, verb rune) {
	shown, _ := s.MarshalText()
	state.Write(shown)
}

// MarshalText is what JSON and the log get.
func (s Secret) MarshalText() ([]byte, error) {
	if s.IsZero() {
		return nil, nil
	}
	return []byte(hidden), nil
}

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
	return s.text()
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
func Prompt(terminal *os.File, out io.Writer) (Secret, error) {
	before, err := term.MakeRaw(int(terminal.Fd()))
	if err != nil {
		return Secret{}, catalogue.Errorf("key.unread", err)
	}
	defer term.Restore(int(terminal.Fd()), before)
	line, err := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{terminal, out}, "").ReadPassword("Key: ")
	switch {
	case err == io.EOF: // Ctrl+C, or Ctrl+D
		return Secret{}, catalogue.Errorf("key.interrupted")
	case err != nil:
		return Secret{}, catalogue.Errorf("key.unread", err)
	}
	return NewSecret(line), nil
}
