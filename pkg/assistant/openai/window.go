package openai

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"
)

// smallestWindow is how many tokens of a question every model of today can read. For less, no server is asked.
const smallestWindow = 1500

// tokens is what the question needs, estimated so that it is rather too much: a token of English has about four letters, of
// Russian about two, and a picture has from 85 tokens to a thousand and more.
func (q question) tokens() int {
	all := tokens(q.role())
	if len(q.passages) > 0 {
		all += tokens(quote(q.passages))
	}
	for _, turn := range q.turns {
		all += tokens(turn.Text) + 1000*len(turn.Pictures)
	}
	return all
}

// tokens takes a token for three bytes, of which a letter has one in English and two in Russian, and eight for the marks around the text.
func tokens(text string) int { return len(text)/3 + 8 }

// fit takes out the oldest turns, and then the last passages, until the question and an answer have a place in the window.
// The instructions stay. It tells whether turns were taken out. With a window of 0 all stays.
func (q *question) fit(window int) (shortened bool, err error) {
	if window == 0 {
		return false, nil
	}
	for q.tokens() > window-window/4 {
		switch {
		case q.greeting != "":
			q.greeting, shortened = "", true
		case len(q.turns) > 1:
			q.turns, shortened = q.turns[2:], true // a question and its answer: many models need the user's message first
		case len(q.passages) > 0:
			q.passages = q.passages[:len(q.passages)-1]
		case q.tokens() > window:
			return shortened, catalogue.Errorf("context.full", q.tokens(), window)
		default:
			return shortened, nil
		}
	}
	return shortened, nil
}

// descriptions are the paths where servers tell of their models: llama.cpp, Ollama of those that run, LM Studio, and vLLM.
var descriptions = []string{"props", "api/ps", "api/v0/models", "v1/models"}

// sizes are their names for the window of a model, first of the one that is loaded.
var sizes = []string{"n_ctx", "context_length", "loaded_context_length", "max_model_len", "max_context_length"}

// windowIn looks for the window of a model in JSON, but not in what is told of other models.
func windowIn(told any, model string) int {
	var inner []any
	switch told := told.(type) {
	case []any:
		inner = told
	case map[string]any:
		name, isNamed := cmp.Or(told["id"], told["name"]).(string)
		if isNamed && strings.TrimSuffix(name, ":latest") != strings.TrimSuffix(model, ":latest") {
			return 0
		}
		for _, key := range sizes {
			if size, _ := told[key].(float64); size > 0 {
				return int(size)
			}
		}
		inner = slices.Collect(maps.Values(told))
	}
	for _, one := range inner {
		if window := windowIn(one, model); window > 0 {
			return window
		}
	}
	return 0
}

// window is how many tokens the model can read at once, as the server tells, or 0.
func (e *Engine) window(ctx context.Context) int {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	usual := 0
	for _, path := range descriptions {
		var answer any
		e.ofModels(ctx, path, nil, &answer)
		if window := windowIn(answer, e.settings.Model); window > 0 {
			return window
		}
		if ps, _ := answer.(map[string]any); path == "api/ps" && ps["models"] != nil {
			usual = 4096 // what Ollama takes for a model that does not run yet
		}
	}
	return usual
}

// isBlind says whether the model sees no pictures, as Ollama tells: it takes them all the same, and the model answers as if it had seen
// something. Other servers refuse them.
func (e *Engine) isBlind(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	var told struct{ Capabilities []string }
	e.ofModels(ctx, "api/show", map[string]string{"model": e.settings.Model}, &told)
	return len(told.Capabilities) > 0 && !slices.Contains(told.Capabilities, "vision")
}

// ofModels asks what a server tells of its models beside the chat interface, if anything. Services on the internet, with https, do not.
func (e *Engine) ofModels(ctx context.Context, path string, question, answer any) {
	if root := strings.TrimSuffix(strings.TrimRight(e.address.String(), "/"), "/v1"); e.address.Scheme != "https" {
		e.fetch(ctx, root+"/"+path, question, answer)
	}
}
