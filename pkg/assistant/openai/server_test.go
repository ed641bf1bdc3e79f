package openai

import (
	"context"
	"os"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

// TestARealServer talks to the server whose address is in FIRSTNEURON_CHAT_SERVER, with its first model and the key in
// FIRSTNEURON_API_KEY. The other tests speak the protocol with servers of our own; this one shows that another's agrees.
// proof/tinymodel.py makes a model for llama.cpp, and says how to start it.
func TestARealServer(t *testing.T) {
	address := os.Getenv("FIRSTNEURON_CHAT_SERVER")
	if address == "" {
		t.Skip("FIRSTNEURON_CHAT_SERVER has no address of a server; proof/tinymodel.py says how to start one")
	}
	settings, options := assistant.Settings{Address: address, Temperature: new(1.0)}, Options{Key: KeyFromEnvironment()}
	engine := func(t *testing.T, settings assistant.Settings, options Options) *Engine {
		e, err := New(settings, options)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	models, err := engine(t, settings, options).Models(t.Context())
	if err != nil || len(models) == 0 {
		t.Fatalf("got the models %q and %v, want at least one", models, err)
	}
	t.Logf("models: %q", models)
	settings.Model = models[0]
	e := engine(t, settings, options)
	draft := assistant.Draft{Name: "Alma", Instructions: "Answer in one sentence."}

	t.Run("streams", func(t *testing.T) {
		text, pieces := "", 0
		for piece, err := range e.Answer(t.Context(), draft, asking("What does a network learn from? Откуда? 🙂")) {
			if err != nil {
				t.Fatal(err)
			}
			text += piece.Text
			pieces++
		}
		t.Logf("%d pieces: %q", pieces, text)
		if strings.TrimSpace(text) == "" || pieces < 2 {
			t.Errorf("got %q in %d pieces, want a text in several", text, pieces)
		}
	})
	t.Run("goes on in a conversation, with passages", func(t *testing.T) {
		options := options
		options.Knowledge = func(assistant.Draft, string) []assistant.Citation {
			return []assistant.Citation{{File: "guide.md", Passage: "A network learns from examples."}}
		}
		text, _, err := drain(engine(t, settings, options), t.Context(), []assistant.Message{{Role: assistant.RoleUser, Text: "Good day."},
			{Role: assistant.RoleAssistant, Text: "And to you."}, {Role: assistant.RoleUser, Text: "What does a network learn from?"}})
		if err != nil || text == "" {
			t.Errorf("got %q and %v, want an answer", text, err)
		}
	})
	t.Run("is left by break, and answers again", func(t *testing.T) {
		for range 5 {
			for _, err := range e.Answer(t.Context(), draft, asking("Tell me all.")) {
				if err != nil {
					t.Fatal(err)
				}
				break
			}
		}
		if text, _, err := drain(e, t.Context(), asking("And now?")); err != nil || text == "" {
			t.Errorf("got %q and %v, want an answer", text, err)
		}
	})
	t.Run("is cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var last error
		for _, last = range e.Answer(ctx, draft, asking("Tell me all.")) {
			cancel()
		}
		if last != context.Canceled {
			t.Errorf("got %v, want %v", last, context.Canceled)
		}
	})
	t.Run("stops at our limit", func(t *testing.T) {
		e := engine(t, settings, options)
		e.maxLength = 10
		text, _, err := drain(e, t.Context(), asking("Tell me all."))
		checkError(t, err, "more than 10 bytes")
		if len(text) > 10 {
			t.Errorf("got %q, want at most 10 bytes", text)
		}
	})
	t.Run("refuses in words", func(t *testing.T) {
		_, _, err := drain(e, t.Context(), asking(strings.Repeat("all of it, ", 200_000)))
		if err == nil { // by us where the server tells how much its model can read, and by the server otherwise
			t.Error("got an answer, want a refusal")
		}
		t.Logf("2 MB of question: %v", err)
	})
	t.Run("wants a key", func(t *testing.T) {
		if options.Key.IsZero() {
			t.Skip("FIRSTNEURON_API_KEY has no key, so the server seems to want none")
		}
		for name, key := range map[string]Secret{"no key": {}, "a wrong key": NewSecret("sk-this-is-not-the-key")} {
			_, _, err := drain(engine(t, settings, Options{Key: key}), t.Context(), asking("Hello?"))
			checkError(t, err, "(status 401)")
			t.Logf("%s: %v", name, err)
		}
	})
}
