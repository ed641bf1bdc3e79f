package openai

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
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

var numCtx = regexp.MustCompile(`(?m)^num_ctx\s+(\d+)`)

// window is how many tokens the model can read at once, as a server on this machine or near it tells, or 0. Ollama
// does so for a model that runs, and else for one that its Modelfile gives another window than the default; llama.cpp, LM
// Studio and vLLM in answers of their own.
func (e *Engine) window(ctx context.Context) int {
	if !seemsNear(e.address.Hostname()) {
		return 0
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	var props struct {
		Settings struct {
			Window int `json:"n_ctx"`
		} `json:"default_generation_settings"`
	}
	if e.get(ctx, "/props", nil, &props); props.Settings.Window > 0 {
		return props.Settings.Window
	}
	var running struct {
		Models []struct {
			Name   string
			Window int `json:"context_length"`
		}
	}
	if e.get(ctx, "/api/ps", nil, &running) {
		for _, model := range running.Models {
			if strings.TrimSuffix(model.Name, ":latest") == strings.TrimSuffix(e.settings.Model, ":latest") && model.Window > 0 {
				return model.Window
			}
		}
		var shown struct{ Parameters string }
		e.get(ctx, "/api/show", map[string]string{"model": e.settings.Model}, &shown)
		if given := numCtx.FindStringSubmatch(shown.Parameters); given != nil {
			n, _ := strconv.Atoi(given[1])
			return n
		}
		return 4096
	}
	var list struct {
		Data []struct {
			ID      string
			VLLM    int `json:"max_model_len"`
			Studio  int `json:"loaded_context_length"`
			Largest int `json:"max_context_length"`
		}
	}
	for _, path := range []string{"/api/v0/models", "/v1/models"} {
		e.get(ctx, path, nil, &list)
		for _, model := range list.Data {
			if window := cmp.Or(model.VLLM, model.Studio, model.Largest); model.ID == e.settings.Model && window > 0 {
				return window
			}
		}
	}
	return 0
}

// get asks the server for something beside its chat interface. It tells whether it came.
func (e *Engine) get(ctx context.Context, path string, question, answer any) bool {
	method, content := http.MethodGet, []byte(nil)
	if question != nil {
		method = http.MethodPost
		content, _ = json.Marshal(question)
	}
	base := strings.TrimSuffix(strings.TrimRight(e.address.String(), "/"), "/v1")
	request, err := http.NewRequestWithContext(ctx, method, base+path, bytes.NewReader(content))
	if err != nil {
		return false
	}
	if !e.key.IsZero() {
		request.Header.Set("Authorization", "Bearer "+e.key.reveal())
	}
	response, err := e.http.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK && json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(answer) == nil
}
