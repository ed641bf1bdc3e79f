package openai_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/openai"
)

// streaming stands in for Ollama or llama.cpp, and says two pieces.
func streaming() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(w, `data: {"choices":[{"index":0,"delta":{"content":"Names are set in bold"}}]}

data: {"choices":[{"index":0,"delta":{"content":" [1]."},"finish_reason":"stop"}]}

data: [DONE]

`)
	}))
}

func ExampleEngine_Answer() {
	server := streaming()
	defer server.Close()
	draft := assistant.Draft{
		Name:         "Alma",
		Instructions: "Answer from the style guide.",
		Settings:     assistant.Settings{Address: server.URL + "/v1", Model: "llama3.2"},
	}
	engine, err := openai.New(draft.Settings, openai.Options{
		Knowledge: func(_ assistant.Draft, question string) []assistant.Citation {
			return []assistant.Citation{{File: "style-guide.md", Line: 12, Passage: "Set names in bold."}}
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	conversation := []assistant.Message{{Role: assistant.RoleUser, Text: "How are names set?"}}
	for piece, err := range engine.Answer(context.Background(), draft, conversation) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Print(piece.Text)
		if piece.Citation != nil {
			fmt.Printf("\n%s, line %d: %s\n", piece.Citation.File, piece.Citation.Line, piece.Citation.Passage)
		}
	}
	// Output:
	// Names are set in bold [1].
	// style-guide.md, line 12: Set names in bold.
}

// A server is asked only where somebody has given its address, and no key goes where others could read it.
func ExampleNew() {
	_, err := openai.New(assistant.Settings{}, openai.Options{})
	fmt.Println(err)
	engine, _ := openai.New(assistant.Settings{Address: "http://203.0.113.9/v1"}, openai.Options{Key: openai.NewSecret("sk-123")})
	_, err = engine.Models(context.Background())
	fmt.Println(err)
	// Output:
	// no server is set: give the address of one with OpenAI's chat interface, such as "http://localhost:11434/v1" for Ollama
	// the key would travel to 203.0.113.9 where all can read it: use https, or leave the key out
}

func ExampleSecret() {
	options := openai.Options{Key: openai.NewSecret("sk-123")}
	fmt.Printf("%s %#v %x\n", options.Key, options.Key, options.Key)
	// Output: [hidden] [hidden] [hidden]
}
