package openai

import (
	"cmp"
	"context"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"firstneuron/pkg/assistant"
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

func tokens(text string) int {
	thirds := 3 * 8 // for the marks around it
	for _, letter := range text {
		switch {
		case letter < 0x80:
			thirds++
		case letter < 0x2000:
			thirds += 2
		default:
			thirds += 4
		}
	}
	return thirds / 3
}

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
			q.turns, shortened = q.turns[1:], true
			if len(q.turns) > 1 && q.turns[0].Role != assistant.RoleUser {
				q.turns = q.turns[1:] // many models need the user's message first
			}
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

// A description is what servers tell of their models in answers of their own: llama.cpp in /props, Ollama in /api/ps for a model that
// runs and in /api/show for one that its Modelfile gives another window than the default, LM Studio and vLLM in lists of models.
type description struct {
	Settings struct {
		LlamaCpp int `json:"n_ctx"`
	} `json:"default_generation_settings"`
	Models []struct {
		Name   string
		Ollama int `json:"context_length"`
	}
	Parameters string // "num_ctx 8192", a line for each
	Data       []struct {
		ID      string
		VLLM    int `json:"max_model_len"`
		Studio  int `json:"loaded_context_length"`
		Largest int `json:"max_context_length"`
	}
}

var numCtx = regexp.MustCompile(`(?m)^num_ctx\s+(\d+)`)

func (d description) window(model string) int {
	if d.Settings.LlamaCpp > 0 {
		return d.Settings.LlamaCpp
	}
	for _, m := range d.Models {
		if strings.TrimSuffix(m.Name, ":latest") == strings.TrimSuffix(model, ":latest") && m.Ollama > 0 {
			return m.Ollama
		}
	}
	if given := numCtx.FindStringSubmatch(d.Parameters); given != nil {
		n, _ := strconv.Atoi(given[1])
		return n
	}
	for _, m := range d.Data {
		if window := cmp.Or(m.VLLM, m.Studio, m.Largest); m.ID == model && window > 0 {
			return window
		}
	}
	return 0
}

// window is how many tokens the model can read at once, as a server on this machine or near it tells, or 0.
func (e *Engine) window(ctx context.Context) int {
	if !seemsNear(e.address.Hostname()) {
		return 0
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	root, isOllama := strings.TrimSuffix(strings.TrimRight(e.address.String(), "/"), "/v1"), false
	for _, path := range []string{"props", "api/ps", "api/show", "api/v0/models", "v1/models"} {
		method, question := http.MethodGet, any(nil)
		if path == "api/show" {
			if !isOllama {
				continue
			}
			method, question = http.MethodPost, map[string]string{"model": e.settings.Model}
		}
		var answer description
		err := e.fetch(ctx, method, root+"/"+path, question, &answer)
		if window := answer.window(e.settings.Model); err == nil && window > 0 {
			return window
		}
		if path == "api/show" {
			return 4096 // what Ollama takes without another word
		}
		isOllama = isOllama || answer.Models != nil
	}
	return 0
}
