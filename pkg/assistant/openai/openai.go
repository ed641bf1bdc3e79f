// Package openai lets an assistant be answered by any server with OpenAI's chat interface: OpenAI's own, or one on this
// machine, such as Ollama or llama.cpp.
//
//	engine, err := openai.New(draft.Settings, openai.Options{Key: openai.KeyFromEnvironment()})
//	for piece, err := range engine.Answer(ctx, draft, conversation) { … }
//
// It is off until the settings have an address. Then the conversation, its pictures and the passages that fit leave this
// machine for that address, and nowhere else: no redirect is followed.
//
// The interface: https://platform.openai.com/docs/api-reference/chat
package openai

import (
	"cmp"
	"context"
	_ "embed"
	"iter"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

//go:embed texts.json
var file []byte
var catalogue = texts.Parse(file)

// Options say what the settings of an assistant leave open. The zero value has no key and no knowledge.
type Options struct {
	Key       Secret                                                            // the zero value for a server that wants none
	Knowledge func(draft assistant.Draft, question string) []assistant.Citation // the passages that fit, best first; nil for no knowledge
	Hidden    []Secret                                                          // other keys that no answer may show, such as one that this server had before
}

// An Engine asks one server. It may be used from several goroutines at once, and needs no closing: no connection outlives
// its answer.
type Engine struct {
	settings  assistant.Settings
	address   *url.URL
	host      string // with the port: "localhost:11434"
	key       Secret
	hidden    []Secret // all that no answer may show
	knowledge func(assistant.Draft, string) []assistant.Citation
	silence   time.Duration
	maxLength int // of an answer, in bytes
	http      *http.Client
	jpegs     *sync.Map // of pictures that were sent, by the SHA-256 of the originals
}

var _ assistant.Engine = (*Engine)(nil)

// New makes an engine for the server that the settings name. It does not ask the server yet.
//
// An address is an error where it is missing, is not http or https, or has a user, a password or a query in it. A key that
// would go to a public host without encryption is an error when the server is asked.
func New(settings assistant.Settings, options Options) (*Engine, error) {
	address, err := parseAddress(settings.Address)
	if err != nil {
		return nil, err
	}
	key := options.Key.forServer(settings.Address)
	if strings.ContainsFunc(key.reveal(), func(letter rune) bool { return letter <= ' ' || letter > '~' }) {
		return nil, catalogue.Errorf("key.letters")
	}
	silence := time.Duration(*cmp.Or(settings.SilenceSeconds, new(120))) * time.Second
	if silence == 0 {
		silence = math.MaxInt64
	}
	e := &Engine{settings: settings, address: address, host: address.Host, key: key, knowledge: options.Knowledge,
		silence: silence, maxLength: 64 << 10, http: client(address, !key.IsZero()), jpegs: new(sync.Map)}
	e.hidden = slices.DeleteFunc(append([]Secret{key}, options.Hidden...), Secret.IsZero)
	return e, nil
}

// Name says which model answers where, in the same way in every language: "llama3.2, localhost:11434".
func (e *Engine) Name(string) string {
	return strings.TrimPrefix(e.settings.Model+", "+e.host, ", ")
}

// Answer asks the server for an answer to the last message of a conversation. Passages of the knowledge go with it;
// where the answer cites one as [1], its citation follows. What the model writes for itself is no part of it. Where the
// conversation is longer than the model can read, the oldest messages stay out, and the answer ends with a sentence about it.
//
// A server that is busy for a moment is asked again, at most twice and only before the first piece. What an answer
// can break off with is told in a sentence, in the language of the page.
func (e *Engine) Answer(ctx context.Context, draft assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		a := &answer{engine: e, yield: yield, keys: redactor{keys: e.hidden}}
		_, opens := openers.Load(e.Name(""))
		a.thoughts.hold = opens || thinkers.MatchString(e.settings.Model)
		err := e.answer(ctx, a, draft, conversation)
		a.cite()
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		if err != nil && !a.stopped {
			yield(assistant.Chunk{}, err)
		}
	}
}

func (e *Engine) answer(ctx context.Context, a *answer, draft assistant.Draft, conversation []assistant.Message) error {
	if e.settings.Model == "" {
		return catalogue.Errorf("model.none", e.host)
	}
	if err := e.checkConversation(conversation); err != nil {
		return err
	}
	q := question{draft: draft, language: e.settings.Language, turns: turns(conversation)}
	if e.knowledge != nil {
		q.passages = e.knowledge(draft, conversation[len(conversation)-1].Text)
	}
	if first := q.turns[0]; first.Role != assistant.RoleUser {
		q.greeting, q.turns = first.Text, q.turns[1:]
	}
	window := 0
	if given := e.settings.ContextTokens; given != nil {
		window = *given
	} else if q.tokens() > smallestWindow {
		window = e.window(ctx)
	}
	shortened, err := q.fit(window)
	if err != nil {
		return err
	}
	a.passages = q.passages
	asked := e.request(q)
	if asked.withPictures && e.isBlind(ctx) {
		return catalogue.Errorf("picture.blind", e.settings.Model, e.host)
	}
	err = e.ask(ctx, a, asked)
	if err == nil && shortened {
		a.send(assistant.Chunk{Text: "\n\n" + catalogue.In(e.settings.Language).Say("context.left-out")})
	}
	return err
}

// Models are the names of the models that the server has, sorted.
func (e *Engine) Models(ctx context.Context) (names []string, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, min(e.silence, 30*time.Second), catalogue.Errorf("models.silence", e.host))
	defer cancel()
	var list struct{ Data []struct{ ID string } }
	if err := e.fetch(ctx, e.address.JoinPath("models").String(), nil, &list); err != nil {
		return nil, err
	}
	if list.Data == nil {
		return nil, catalogue.Errorf("models.none", e.host)
	}
	for _, model := range list.Data {
		if model.ID != "" {
			names = append(names, e.redact(model.ID))
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// parseAddress is the address of a server in one form. No error repeats what could be a password.
func parseAddress(text string) (*url.URL, error) {
	if text == "" {
		return nil, catalogue.Errorf("address.none")
	}
	address, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil || address.Host == "" || address.Hostname() == "":
		return nil, catalogue.Errorf("address.unread")
	case address.Scheme != "http" && address.Scheme != "https":
		return nil, catalogue.Errorf("address.scheme", address.Scheme)
	case strings.Contains(text, "@"): // even in the path: nothing may take what follows for the host
		return nil, catalogue.Errorf("address.user", address.Host)
	case address.RawQuery != "" || address.ForceQuery || address.Fragment != "":
		return nil, catalogue.Errorf("address.query", address.Host)
	}
	return address, nil
}
