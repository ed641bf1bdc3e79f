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
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"firstneuron/pkg/assistant"
)

// Options say what the settings of an assistant leave open. The zero value has no key and no knowledge.
type Options struct {
	Key       Secret                                     // the zero value for a server that wants none
	Knowledge func(question string) []assistant.Citation // the passages that fit, best first; nil for no knowledge
	Limit     time.Duration                              // for a whole answer, from the question on; 0 stands for 2 minutes
	Silence   time.Duration                              // between two pieces, after the first; 0 stands for 30 seconds
	MaxLength int                                        // of an answer's text, in bytes; 0 stands for 65536
	Clock     func() time.Time                           // tells how far off a date is; nil stands for time.Now
}

// An Engine asks one server. It may be used from several goroutines at once, and needs no closing: no connection outlives
// its answer.
type Engine struct {
	settings  assistant.Settings
	host      string // with the port: "localhost:11434"
	key       Secret
	knowledge func(string) []assistant.Citation
	limit     time.Duration
	silence   time.Duration
	maxLength int
	now       func() time.Time
	wait      func(context.Context, time.Duration) error // a test waits for nothing

	chat   openai.ChatCompletionService
	models openai.ModelService
}

var _ assistant.Engine = (*Engine)(nil)

// New makes an engine for the server that the settings name. It does not ask the server yet.
//
// An address is an error where it is missing, is not http or https, or has a user, a password or a query in it; so is a
// key that would go to a public host without encryption.
func New(settings assistant.Settings, options Options) (*Engine, error) {
	address, err := parseAddress(settings.Address)
	if err != nil {
		return nil, err
	}
	key := options.Key.forServer(settings.Address)
	if err := checkKey(key.reveal(), address); err != nil {
		return nil, err
	}
	settings.Address = address.String()
	e := &Engine{settings: settings, host: address.Host, key: key, knowledge: options.Knowledge,
		limit: options.Limit, silence: options.Silence, maxLength: options.MaxLength, now: options.Clock, wait: wait}
	if e.limit <= 0 {
		e.limit = 2 * time.Minute
	}
	if e.silence <= 0 {
		e.silence = 30 * time.Second
	}
	if e.maxLength <= 0 {
		e.maxLength = 64 << 10
	}
	if e.now == nil {
		e.now = time.Now
	}
	// The services by themselves read nothing from the environment; openai.NewClient would take over an address, a key,
	// an organisation and headers from OPENAI_ variables that were set for something else.
	ours := []option.RequestOption{
		option.WithBaseURL(settings.Address),
		option.WithHTTPClient(client(address, !key.IsZero())),
		option.WithMaxRetries(0), // Answer decides
	}
	if !key.IsZero() {
		ours = append(ours, option.WithAPIKey(key.reveal()))
	}
	e.chat, e.models = openai.NewChatCompletionService(ours...), openai.NewModelService(ours...)
	return e, nil
}

// Name says which model answers where, in the same way in every language: "llama3.2, localhost:11434".
func (e *Engine) Name(string) string {
	if e.settings.Model == "" {
		return e.host
	}
	return fmt.Sprintf("%s, %s", e.settings.Model, e.host)
}

// Answer asks the server for an answer to the last message of a conversation. Passages of the knowledge go with it;
// where the answer cites one as [1], a piece has its citation.
//
// A server that is busy for a moment is asked again, at most twice and only before the first piece. What an answer
// can break off with is told in a sentence; a status is a [StatusError].
func (e *Engine) Answer(ctx context.Context, draft assistant.Draft, conversation []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) {
		late := fmt.Errorf("%s has not ended its answer within %s: ask for less, or allow more time", e.host, e.limit)
		limited, cancel := context.WithTimeoutCause(ctx, e.limit, late)
		defer cancel()
		a := &answer{yield: yield, maxLength: e.maxLength}
		err := e.answer(limited, a, draft, conversation)
		switch {
		case a.stopped || err == nil:
		case ctx.Err() != nil:
			yield(assistant.Chunk{}, ctx.Err())
		default:
			yield(assistant.Chunk{}, err)
		}
	}
}

func (e *Engine) answer(ctx context.Context, a *answer, draft assistant.Draft, conversation []assistant.Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if e.settings.Model == "" {
		return fmt.Errorf("no model is chosen: name one that %s has in the settings", e.host)
	}
	if err := checkConversation(conversation); err != nil {
		return err
	}
	if e.knowledge != nil {
		a.passages = e.knowledge(conversation[len(conversation)-1].Text)
	}
	question := e.request(draft, conversation, a.passages)
	for try := 1; ; try++ {
		err := e.ask(ctx, a, question)
		pause, again := e.pause(ctx, err, try)
		if !again || a.begun() {
			var refusal *StatusError
			if errors.As(err, &refusal) {
				refusal.hadPictures = slices.ContainsFunc(conversation, func(m assistant.Message) bool { return len(m.Pictures) > 0 })
			}
			return err
		}
		if err := e.wait(ctx, pause); err != nil {
			return err
		}
	}
}

// Models are the names of the models that the server has, sorted.
func (e *Engine) Models(ctx context.Context) ([]string, error) {
	late := fmt.Errorf("%s has not listed its models within %s: is it busy?", e.host, e.silence)
	limited, cancel := context.WithTimeoutCause(ctx, e.silence, late)
	defer cancel()
	page, err := e.models.List(limited, option.WithMiddleware(e.inspect("application/json", new(body))))
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, e.explain(limited, err)
	case page == nil || !page.JSON.Data.Valid():
		return nil, fmt.Errorf("%s lists no models: is that the address of its chat interface? It often ends with /v1", e.host)
	}
	var names []string
	for _, model := range page.Data {
		if model.ID != "" {
			names = append(names, e.key.redact(model.ID))
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// parseAddress is the address of a server in one form. No error repeats what could be a password.
func parseAddress(text string) (*url.URL, error) {
	if text == "" {
		return nil, errors.New("no server is set: give the address of one with OpenAI's chat interface, " +
			`such as "http://localhost:11434/v1" for Ollama`)
	}
	const instead = "leave it out, a key goes into FIRSTNEURON_API_KEY"
	address, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil || address.Host == "" || address.Hostname() == "":
		return nil, errors.New(`the server's address cannot be read: it looks like "http://localhost:11434/v1"`)
	case address.Scheme != "http" && address.Scheme != "https":
		return nil, fmt.Errorf("the server's address begins with %s: it has to be http or https", address.Scheme)
	case address.User != nil:
		return nil, fmt.Errorf("the address of %s has a user or a password in it: %s", address.Host, instead)
	case address.RawQuery != "" || address.ForceQuery || address.Fragment != "":
		return nil, fmt.Errorf("the address of %s has a question mark or a # with what follows: %s", address.Host, instead)
	}
	return address, nil
}
