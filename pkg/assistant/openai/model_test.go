package openai

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

func TestErrorsAreToldInRussian(t *testing.T) {
	e := serve(t, status(503, `{"error":{"message":"Loading"}}`)).engine(t, Options{})
	_, _, err := drain(e, t.Context(), asking("Hello?"))
	if got := texts.Tell(err, "ru"); !strings.Contains(got, "произошла ошибка") || !strings.HasSuffix(got, `(код 503); он сообщает: "Loading"`) {
		t.Errorf("got %q", got)
	}
}

func TestThoughtsAreNoAnswer(t *testing.T) {
	tests := []struct{ name, text, want, wrong string }{
		{"none", "Hello.", "Hello.", ""},
		{"before", "<think>Hm, hello.</think>\n\nHello.", "Hello.", ""},
		{"empty, as Qwen3 does", "<think>\n\n</think>\n\nHello.", "Hello.", ""},
		{"in capitals", "<THINK>Hm.</Think>Hello.", "Hello.", ""},
		{"by another name", "<thinking>Hm <b>.</thinking>Hello.", "Hello.", ""},
		{"between", "Hello <think>Hm.</think>there.", "Hello there.", ""},
		{"twice", "<think>1</think>a<think>2</think>b", "ab", ""},
		{"without an end", "<think>Hm, hello.", "", "only the thoughts"},
		{"without an end, after a text", "Hello. <think>Hm", "Hello. ", ""},
		{"almost a mark", "a <thin> line, a < b, <th", "a <thin> line, a < b, <th", ""},
		{"a mark that the answer is about", "Write `<think>` first.", "Write `<think>` first.", ""},
		{"in inline code", "Write `a <think> b` first. <think>Hm</think>So.", "Write `a <think> b` first. So.", ""},
		{"in a code block", "So:\n```xml\n<think>\nhm\n</think>\n```\nIt <think>hm</think>ends.", "So:\n```xml\n<think>\nhm\n</think>\n```\nIt ends.", ""},
		{"in a block with ticks", "~~~~\n```\n<think>\n~~~\n<think>\n~~~~\n", "~~~~\n```\n<think>\n~~~\n<think>\n~~~~\n", ""},
		{"in quotation marks", "Write '<think>' or \"<think>\".", "Write '<think>' or \"<think>\".", ""},
		{"in code with a tick", "Write ``a ` <think>`` first.", "Write ``a ` <think>`` first.", ""},
		{"without a beginning", "Hm, hello?</think>\n\nHello.", "Hello.", ""},
		{"without a beginning, with code", "Hm, `a`.\n```\nb\n```\n</think>Hello.", "Hello.", ""},
		{"without a beginning, twice", "Hm.</think>Hello?</think>Hello.", "Hello.", ""},
		{"only without a beginning", "Hm, hello?</think>\n", "", "only the thoughts"},
		{"an end in code", "Close it by `x </think>` at last.", "Close it by `x </think>` at last.", ""},
		{"code in a thought", "<think>`a\n```\n</think>Hello.", "Hello.", ""},
		{"one tick too many", "The ` key\n<think>hm</think>is it.", "The ` key\nis it.", ""},
	}
	for _, test := range tests {
		for _, size := range []int{1, 2, 3, 5, 100} {
			t.Run(fmt.Sprintf("%s/%d", test.name, size), func(t *testing.T) {
				t.Parallel()
				var lines []string
				for rest := test.text; rest != ""; {
					n := min(size, len(rest))
					lines, rest = append(lines, chunk(rest[:n])), rest[n:]
				}
				text, _, err := drain(serve(t, stream(append(lines, finish("stop"))...)).engine(t, Options{}), t.Context(), asking("Hello?"))
				if text != test.want {
					t.Errorf("got %q, want %q", text, test.want)
				}
				checkError(t, err, test.wrong)
			})
		}
	}
	for _, field := range []string{"reasoning", "reasoning_content"} {
		lines := []string{`data: {"choices":[{"index":0,"delta":{"` + field + `":"hm"}}]}`, finish("stop")}
		text, _, err := drain(serve(t, stream(lines...)).engine(t, Options{}), t.Context(), asking("Hello?"))
		if text != "" {
			t.Errorf("%s: got %q, want nothing", field, text)
		}
		checkError(t, err, "only the thoughts")
	}
}

// Templates such as DeepSeek R1's write <think> themselves, and the server sends what follows. Of a model whose name tells nothing,
// only the end of the thoughts in its first answer shows that its template does so: what was shown until then is taken back.
func TestThoughtsThatTheTemplateHasBegun(t *testing.T) {
	lines := []string{chunk("Hm, `a"), chunk("\nso hello [1].</th"), chunk("ink>\n"), chunk("\nHello"), chunk(" [2]."), finish("stop")}
	for _, model := range []string{"deepseek-r1:7b", "QwQ-32B", "Qwen3-4B-Thinking-2507", "phi4-reasoning", "some other", "some other"} {
		e := serve(t, stream(lines...)).engine(t, Options{Knowledge: func(assistant.Draft, string) []assistant.Citation {
			return []assistant.Citation{{Passage: "first"}, {Passage: "second"}}
		}})
		e.settings.Model = model
		e.host = "localhost" // the same one, for the second answer of some other
		_, known := openers.Load(e.Name(""))
		restarts := 0
		for piece := range e.Answer(t.Context(), assistant.Draft{}, asking("Hello?")) {
			if piece.Restart {
				restarts++
			}
		}
		if wanted := model == "some other" && !known; (restarts > 0) != wanted {
			t.Errorf("%s: thoughts were taken back %d times", model, restarts)
		}
		answer, err := assistant.Collect(e.Answer(t.Context(), assistant.Draft{}, asking("Hello?")))
		if answer.Text != "Hello [2]." || len(answer.Citations) != 1 || answer.Citations[0].Passage != "second" || err != nil {
			t.Errorf("%s: got %+v and %v, want what follows the thoughts", model, answer, err)
		}
	}
	for name, test := range map[string]struct {
		lines []string
		want  string
	}{
		"none":        {[]string{chunk("Hello"), chunk(" there.")}, "Hello there."},
		"beside":      {[]string{`data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}`, chunk("Write "), chunk("`</think>`.")}, "Write `</think>`."},
		"with a mark": {[]string{chunk("<think>hm"), chunk("</think>Hello.")}, "Hello."},
	} {
		e := serve(t, stream(append(test.lines, finish("stop"))...)).engine(t, Options{})
		e.settings.Model = "deepseek-r1"
		if text, _, err := drain(e, t.Context(), asking("Hello?")); text != test.want || err != nil {
			t.Errorf("%s: got %q and %v, want %q", name, text, err, test.want)
		}
	}
}

func roles(got sent) string {
	var all []string
	for _, message := range got.Messages {
		all = append(all, fmt.Sprintf("%s: %v", message.Role, message.Content))
	}
	return strings.Join(all, " | ")
}

// Templates such as Mistral's and Gemma's refuse what is not user, assistant, user, and so on.
func TestTheSidesTakeTurns(t *testing.T) {
	user := func(text string) assistant.Message { return assistant.Message{Role: assistant.RoleUser, Text: text} }
	model := func(text string) assistant.Message {
		return assistant.Message{Role: assistant.RoleAssistant, Text: text}
	}
	note := "\n\n" + catalogue.In("ru").Say("context.left-out")
	for name, test := range map[string]struct {
		conversation []assistant.Message
		want         string
	}{
		"two questions":       {[]assistant.Message{user("a"), user("b")}, "user: a\n\nb"},
		"an empty answer":     {[]assistant.Message{user("a"), model(" "), user("b")}, "user: a\n\nb"},
		"only thoughts":       {[]assistant.Message{user("a"), model("<think>hm"), user("b")}, "user: a\n\nb"},
		"thoughts and answer": {[]assistant.Message{user("a"), model("<think>hm</think>\nb"), user("c")}, "user: a | assistant: b | user: c"},
		"a lost beginning":    {[]assistant.Message{user("a"), model("hm</think>\n\nb"), user("c")}, "user: a | assistant: b | user: c"},
		"a note of ours":      {[]assistant.Message{user("a"), model("b" + note), user("c")}, "user: a | assistant: b | user: c"},
		"a greeting":          {[]assistant.Message{model("Hello!"), user("a")}, "user: a"},
		"two greetings":       {[]assistant.Message{model("Hello!"), model("Ask me."), user("a"), model("b"), user("c")}, "user: a | assistant: b | user: c"},
		"marks in code":       {[]assistant.Message{user("a"), model("b `</think>` c"), user("d")}, "user: a | assistant: b `</think>` c | user: d"},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, good)
			drain(s.engine(t, Options{}), t.Context(), test.conversation)
			got := strings.TrimPrefix(roles(s.sent(t)), "system: You are Alma. | ")
			if system, rest, found := strings.Cut(got, " | "); found && strings.Contains(name, "greeting") {
				if got = rest; !strings.HasPrefix(system, "system: ") || !strings.Contains(system, "Hello!") {
					t.Errorf("the greeting is lost: %q", system)
				}
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTemperatureAndSeed(t *testing.T) {
	for _, test := range []struct {
		settings assistant.Settings
		want     []string
		not      []string
	}{
		{assistant.Settings{}, nil, []string{"temperature", "seed"}},
		{assistant.Settings{Temperature: new(0.0), Seed: new(int64(0))}, []string{`"temperature":0`, `"seed":0`}, nil},
	} {
		s := serve(t, good)
		test.settings.Address, test.settings.Model = s.URL, "tiny"
		e, err := New(test.settings, Options{})
		if err != nil {
			t.Fatal(err)
		}
		drain(e, t.Context(), asking("Hello?"))
		for _, want := range test.want {
			if !strings.Contains(string(s.bodies[0]), want) {
				t.Errorf("no %s in %s", want, s.bodies[0])
			}
		}
		for _, not := range test.not {
			if strings.Contains(string(s.bodies[0]), not) {
				t.Errorf("%s is in %s", not, s.bodies[0])
			}
		}
	}
}

// longTalk has n questions and answers of 300 letters, and a last question.
func longTalk(n int) (all []assistant.Message) {
	for i := range n {
		all = append(all, assistant.Message{Role: assistant.RoleUser, Text: fmt.Sprintf("question %d %s", i, strings.Repeat("la ", 100))},
			assistant.Message{Role: assistant.RoleAssistant, Text: fmt.Sprintf("answer %d %s", i, strings.Repeat("la ", 100))})
	}
	return append(all, assistant.Message{Role: assistant.RoleUser, Text: "the last"})
}

// The answers have the fields that the projects name, of those that are read: llama.cpp in tools/server/README.md, Ollama in
// api/types.go (ProcessModelResponse), LM Studio at
// https://lmstudio.ai/docs/developer/rest/endpoints, vLLM in its ModelCard.
func TestTheWindowOfEachServer(t *testing.T) {
	tests := map[string]struct {
		paths map[string]string
		want  int
	}{
		"llama.cpp":                {map[string]string{"/props": `{"default_generation_settings":{"id":0,"n_ctx":1024,"params":{"n_predict":-1}},"total_slots":1}`}, 1024},
		"Ollama, running":          {map[string]string{"/api/ps": `{"models":[{"name":"tiny:latest","model":"tiny:latest","size":5137025024,"context_length":2048}]}`}, 2048},
		"Ollama, not running":      {map[string]string{"/api/ps": `{"models":[]}`}, 4096},
		"Ollama, another one runs": {map[string]string{"/api/ps": `{"models":[{"name":"huge:latest","context_length":131072}]}`}, 4096},
		"LM Studio":                {map[string]string{"/api/v0/models": `{"data":[{"id":"tiny","max_context_length":32768,"loaded_context_length":4097}]}`}, 4097},
		"vLLM":                     {map[string]string{"/v1/models": `{"data":[{"id":"tiny","max_model_len":3000}]}`}, 3000},
		"one that tells nothing":   {nil, 0},
		"one that tells nonsense":  {map[string]string{"/props": `[1`, "/api/ps": `7`, "/v1/models": `{"data":[{"id":"tiny","max_model_len":-5}]}`}, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if body, ok := test.paths[r.URL.Path]; ok {
					w.Header().Set("Content-Type", "application/json; charset=utf-8")
					io.WriteString(w, body)
					return
				}
				w.WriteHeader(404)
			})
			if got := s.engine(t, Options{}).window(t.Context()); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

func TestTheConversationIsKeptWithinTheWindow(t *testing.T) {
	for _, test := range []struct {
		window    *int
		shortened bool
	}{{new(2000), true}, {new(400), true}, {new(100_000), false}, {new(0), false}, {nil, true}} {
		t.Run(fmt.Sprint(*cmp.Or(test.window, new(-1))), func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/props" {
					w.Header().Set("Content-Type", "application/json")
					io.WriteString(w, `{"default_generation_settings":{"n_ctx":2000}}`)
					return
				}
				good(w, r)
			})
			e, err := New(assistant.Settings{Address: s.URL + "/v1", Model: "tiny", ContextTokens: test.window}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			text, _, err := drain(e, t.Context(), longTalk(20))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.HasSuffix(text, "\n\n(The oldest messages were not sent: they no longer fit into what the model can read at once.)"); got != test.shortened {
				t.Errorf("got %q, want a note: %v", text, test.shortened)
			}
			got := s.sent(t)
			if got.Messages[0].Role != "system" || got.Messages[0].Content != "You are Alma." || got.Messages[1].Role != "user" ||
				got.Messages[len(got.Messages)-1].Content != "the last" || (len(got.Messages) < 42) != test.shortened {
				t.Errorf("got %d messages: %.200s", len(got.Messages), roles(got))
			}
			letters := 0 // four letters of English make a token: https://platform.openai.com/tokenizer
			for _, message := range got.Messages {
				letters += len(fmt.Sprint(message.Content))
			}
			if window := *cmp.Or(test.window, new(2000)); window > 0 && letters/4 > window*3/4 {
				t.Errorf("%d letters were sent into a window of %d tokens", letters, window)
			}
		})
	}
}

func TestAQuestionLargerThanTheWindow(t *testing.T) {
	s := serve(t, good)
	e, err := New(assistant.Settings{Address: s.URL, Model: "tiny", ContextTokens: new(100)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = drain(e, t.Context(), asking(strings.Repeat("слово ", 200)))
	checkError(t, err, "the model can read 100")
	if s.asked() != 0 {
		t.Error("the server was asked")
	}
}

func TestFindLocal(t *testing.T) {
	list := serve(t, page("application/json", `{"object":"list","data":[{"id":"llama3.2:latest","object":"model","owned_by":"library"}]}`))
	silent, web := serve(t, hang), serve(t, page("text/html", "<html>"))
	before := usual
	t.Cleanup(func() { usual = before })
	for name, value := range map[string]string{"HTTP_PROXY": web.URL, "OPENAI_API_KEY": testKey, "FIRSTNEURON_API_KEY": testKey} {
		t.Setenv(name, value)
	}
	usual = []Local{{Address: silent.URL + "/v1", Name: "silent"}, {Address: list.URL + "/v1", Name: "Ollama"}, {Address: web.URL + "/v1", Name: "web"}}
	start := time.Now()
	found := FindLocal(t.Context())
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
	if len(found) != 1 || found[0].Name != "Ollama" || found[0].Address != list.URL+"/v1" || fmt.Sprint(found[0].Models) != "[llama3.2:latest]" {
		t.Errorf("got %+v, want Ollama", found)
	}
	if header := fmt.Sprint(list.requests[0].Header); strings.Contains(header, testKey) || strings.Contains(header, "Authorization") {
		t.Errorf("a key was sent: %s", header)
	}
	for _, l := range before {
		if !strings.HasPrefix(l.Address, "http://127.0.0.1:") {
			t.Errorf("%s is not this machine", l.Address)
		}
	}
}
