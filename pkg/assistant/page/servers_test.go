package page

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/openai"
)

// eventually draws the page until it has a text: what a server says comes later than the page.
func (b *browser) eventually(text string) string {
	b.t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if _, page := b.get("/"); strings.Contains(page, text) {
			return page
		} else if time.Now().After(end) {
			b.t.Fatalf("the page never says %q", text)
		}
	}
}

func TestServersOfThisComputerAndTheirModelsAreOffered(t *testing.T) {
	servers := &assistant.Servers{}
	const ollama = "http://localhost:11434/v1"
	b := buildWith(t, Options{
		Folder: filepath.Join(t.TempDir(), "alma"), Engine: addressedEngine, Servers: servers,
		Local: func(context.Context) []openai.Local {
			return []openai.Local{{Address: ollama, Name: "Ollama", Models: []string{"gemma", "<qwen>"}}}
		},
		Models: func(_ context.Context, address string) ([]string, error) {
			if address == ollama {
				return []string{"gemma", "<qwen>"}, nil
			}
			return nil, errors.New("no answer")
		},
	})
	b.eventually("Ollama at " + ollama)
	if servers.Typed(ollama) {
		t.Error("a server that was only found counts as chosen")
	}
	status, page := b.post("/settings", "address", ollama, "model", "gemma")
	if wants(t, status, page, http.StatusOK, "engine of ["+ollama+"]", `name="model" value="gemma"`); strings.Contains(page, asks) {
		t.Error("the page asks about a server that was chosen on it")
	}
	b.eventually("Models of this server: gemma, &lt;qwen&gt;")
	b.post("/settings", "address", "http://localhost:1/v1")
	b.eventually("The models of this server cannot be listed: no answer")
	status, page = b.post("/settings/find")
	wants(t, status, page, http.StatusOK, "Ollama at")
	b.post("/trials/add", "message", "hello", "expect", "x")
	status, page = b.post("/trials/compare", "one", "<qwen> · "+ollama, "other", "gemma · "+ollama)
	_, other, _ := strings.Cut(page, `name="other"`)
	wants(t, status, page, http.StatusOK, `<option value="&lt;qwen&gt; · `+ollama+`" selected>`)
	wants(t, status, other, http.StatusOK, `<option value="gemma · `+ollama+`" selected>`)
}

func TestAServerThatNobodyHasChosenIsNotAskedForItsModels(t *testing.T) {
	asked := make(chan string, 10)
	b := buildWith(t, Options{
		Folder: filepath.Join(t.TempDir(), "alma"), Engine: addressedEngine,
		Models: func(_ context.Context, address string) ([]string, error) { asked <- address; return nil, nil },
	})
	b.upload("/export/import", "file", "eve.zip", zipAt(t, "http://theirs.example/v1"))
	b.post("/trials/add", "message", "hello", "expect", "x")
	if _, page := b.get("/"); strings.Contains(page, `· http://theirs.example`) {
		t.Error("trials can be run with a server that nobody has chosen")
	}
	b.post("/server", "address", "http://theirs.example/v1")
	if got := <-asked; got != "http://theirs.example/v1" || len(asked) > 0 {
		t.Errorf("%s was asked, and %d more", got, len(asked))
	}
}

func TestTrialsRunAgainstTwoModels(t *testing.T) {
	b := buildWith(t, Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: addressedEngine})
	status, page := b.post("/trials/compare", "one", "", "other", "")
	wants(t, status, page, http.StatusUnprocessableEntity, "there is no trial yet")
	b.post("/trials/add", "name", "which", "message", "hello", "expect", "http://a/v1")
	status, page = b.post("/trials/compare", "one", "m · http://a/v1", "other", "n with spaces · http://b/v1")
	wants(t, status, page, http.StatusOK, `<th scope="col">m · http://a/v1</th><th scope="col">n with spaces · http://b/v1</th>`)
	_, table, _ := strings.Cut(page, `id="two"`)
	if passes, fails := strings.Index(table, "✓ passes"), strings.Index(table, "✗ fails"); passes < 0 || fails < passes {
		t.Errorf("the outcomes are not side by side: passes at %d, fails at %d", passes, fails)
	}
	if _, page = b.get("/"); !strings.Contains(page, "engine of []") {
		t.Error("a comparison has changed what answers")
	}
}

func TestThePicturesOfAPageAreChecked(t *testing.T) {
	b := build(t, echo)
	status, page := b.post("/check", "html", `<p><img src="a.jpg" alt="A dog runs along a beach."><img src="<b>.jpg"><img src="c.jpg" alt="IMG_1234.jpg"></p>`)
	wants(t, status, page, http.StatusOK, "3 pictures, 2 with remarks.", "A dog runs along a beach.", "✓ well formed", "<em>none</em>", "&lt;b&gt;.jpg")
	status, page = b.post("/check", "html", "<p>no picture</p>")
	wants(t, status, page, http.StatusOK, "0 pictures, 0 with remarks.")
}

func TestAModelImprovesWhatRulesCannotAndIsNamed(t *testing.T) {
	asked, thinking := make(chan bool, 1), make(chan bool)
	b := build(t, engineFunc(func(_ context.Context, said []assistant.Message, yield func(assistant.Chunk, error) bool) {
		asked <- true
		<-thinking
		yield(assistant.Chunk{Text: "Zora"}, nil)
	}))
	b.post("/conversation/say", "text", "Write alt texts for the pictures of a cooking blog")
	b.post("/settings", "address", "http://localhost:1/v1")
	b.post("/conversation/ask", "field", "name")
	improved := make(chan string)
	go func() {
		_, page := b.post("/conversation/improve", "how", "as one would say it on Mars")
		improved <- page
	}()
	<-asked
	status, page := b.post("/conversation/accept")
	wants(t, status, page, http.StatusUnprocessableEntity, "the model is writing a suggestion: wait for it")
	status, page = b.post("/name", "name", "Alma")
	wants(t, status, page, http.StatusOK, `<p class="title">Alma</p>`)
	close(thinking)
	if page := <-improved; !strings.Contains(page, "suggested by the model") || !strings.Contains(page, "Zora") {
		t.Errorf("the page says %q, and does not have what the model suggests", faultOf(page))
	}
}
