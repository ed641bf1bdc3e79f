package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/openai"
)

func TestAServerIsAskedWithTheKeyAndTheKnowledgeOfNow(t *testing.T) {
	t.Setenv("FIRSTNEURON_API_KEY", "of-the-environment")
	var key, body string
	loopback := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		key, body = r.Header.Get("Authorization"), string(content)
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, `data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"White."},"finish_reason":"stop"}]}`+
			"\n\ndata: [DONE]\n\n")
	}))
	defer loopback.Close()

	a := alma(t, func(d *assistant.Draft) { d.Settings.Address, d.Settings.Model = loopback.URL+"/v1", "m" })
	servers := &assistant.Servers{}
	servers.Type(loopback.URL)
	e := newEngines(ofProgram, servers)
	ask := func() {
		t.Helper()
		engine, err := e.engine(a.Draft()) // as the page and the terminal do after each key
		if err != nil {
			t.Fatal(err)
		}
		if name := engine.Name("en"); strings.Contains(name, "typed") || name == "" {
			t.Errorf("the engine is called %q", name)
		}
		question := assistant.Message{Role: assistant.RoleUser, Text: "On which ground does the logo stand?"}
		answer, err := assistant.Collect(engine.Answer(t.Context(), a.Draft(), []assistant.Message{question}))
		if err != nil || answer.Text != "White." {
			t.Errorf("got %q, %v", answer.Text, err)
		}
	}
	ask()
	if key != "Bearer of-the-environment" || !strings.Contains(body, "white ground") {
		t.Errorf("the server got the key %q and %s, want the one of the environment and the passage", key, body)
	}
	e.useKey(loopback.URL, openai.NewSecret("typed"))
	a.Change("another guide", func(d *assistant.Draft) {
		d.Knowledge = []assistant.File{{Name: "brand.md", Content: []byte("The logo stands on black ground.\n")}}
	})
	ask()
	if key != "Bearer typed" || !strings.Contains(body, "black ground") || strings.Contains(body, "white ground") {
		t.Errorf("the server got the key %q and %s, want the typed one and the new passage", key, body)
	}
}

func TestSettingsThatCannotWorkAreToldAtOnce(t *testing.T) {
	if _, err := newEngines(ofProgram, nil).engine(assistant.Draft{Settings: assistant.Settings{Address: "ftp://x"}}); err == nil {
		t.Error("an address of another kind: no error")
	}
}

func TestAProgramWithoutANetworkKnowsNoKind(t *testing.T) {
	r := classifier(ofProgram) // and this test's program carries none
	if kind, confidence := r.Kind(nil); kind != "" || confidence != 0 {
		t.Errorf("it says %q with %v", kind, confidence)
	}
}

func TestOnlyAltTextsOfflineNeedTheNetwork(t *testing.T) {
	r := classifier(ofProgram)
	for _, d := range []assistant.Draft{{}, {Task: assistant.AltTexts, Settings: assistant.Settings{Address: "http://localhost:1/v1"}}} {
		if extras, err := r.extras(d); extras != nil || err != nil {
			t.Errorf("%+v: got %v, %v, want nothing", d, extras, err)
		}
	}
}
