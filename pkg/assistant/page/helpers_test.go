package page

import (
	"bytes"
	"context"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"firstneuron/pkg/assistant"
)

// An engineFunc is an engine that a test writes as a function.
type engineFunc func(ctx context.Context, said []assistant.Message, yield func(assistant.Chunk, error) bool)

func (engineFunc) Name(string) string { return "a test's engine" }

func (f engineFunc) Answer(ctx context.Context, _ assistant.Draft, said []assistant.Message) iter.Seq2[assistant.Chunk, error] {
	return func(yield func(assistant.Chunk, error) bool) { f(ctx, said, yield) }
}

// echo answers with what was said, word by word, and a citation.
var echo = engineFunc(func(_ context.Context, said []assistant.Message, yield func(assistant.Chunk, error) bool) {
	for _, word := range []string{"You ", "said: ", said[len(said)-1].Text} {
		if !yield(assistant.Chunk{Text: word}, nil) {
			return
		}
	}
	yield(assistant.Chunk{Citation: &assistant.Citation{File: "guide.md", Line: 3, Passage: "Be <short>."}}, nil)
})

// until speaks one word and then waits until it is stopped.
var until = engineFunc(func(ctx context.Context, _ []assistant.Message, yield func(assistant.Chunk, error) bool) {
	if yield(assistant.Chunk{Text: "Once"}, nil) {
		<-ctx.Done()
		yield(assistant.Chunk{}, ctx.Err())
	}
})

func with(engine assistant.Engine) func(assistant.Draft) (assistant.Engine, error) {
	return func(assistant.Draft) (assistant.Engine, error) { return engine, nil }
}

// A browser is a client with the page's cookie.
type browser struct {
	t       *testing.T
	server  *httptest.Server
	client  *http.Client
	address string // with the token
}

// build opens the builder's page in a new folder.
func build(t *testing.T, engine assistant.Engine) *browser {
	return buildWith(t, Options{Folder: filepath.Join(t.TempDir(), "alma"), Engine: with(engine)})
}

func buildWith(t *testing.T, options Options) *browser {
	t.Helper()
	server, err := Builder(options)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, server)
}

// visit opens a page as the printed address does.
func visit(t *testing.T, page *Server) *browser {
	t.Helper()
	server := httptest.NewServer(page.Handler())
	t.Cleanup(func() {
		page.session.close()
		server.CloseClientConnections()
		server.Close()
	})
	jar, _ := cookiejar.New(nil)
	b := &browser{t, server, &http.Client{Jar: jar, Timeout: time.Minute}, page.Address(server.Listener)}
	response, err := b.client.Get(b.address)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("the printed address answers %s", response.Status)
	}
	return b
}

func (b *browser) get(path string) (status int, body string) {
	b.t.Helper()
	request, _ := http.NewRequest(http.MethodGet, b.server.URL+path, nil)
	return b.do(request)
}

func (b *browser) post(path string, values ...string) (status int, body string) {
	b.t.Helper()
	return b.do(b.request(path, values...))
}

// request is what a form of our page sends: names and values in turn.
func (b *browser) request(path string, values ...string) *http.Request {
	form := url.Values{}
	for i := 0; i < len(values); i += 2 {
		form.Add(values[i], values[i+1])
	}
	request, _ := http.NewRequest(http.MethodPost, b.server.URL+path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", b.server.URL)
	return request
}

// upload sends a form with files: field, name and content in turn.
func (b *browser) upload(path string, files ...string) (status int, body string) {
	b.t.Helper()
	var content bytes.Buffer
	writer := multipart.NewWriter(&content)
	for i := 0; i < len(files); i += 3 {
		part, _ := writer.CreateFormFile(files[i], files[i+1])
		io.WriteString(part, files[i+2])
	}
	writer.Close()
	request, _ := http.NewRequest(http.MethodPost, b.server.URL+path, &content)
	request.Header.Set("Content-Type", writer.FormDataContentType())
	request.Header.Set("Origin", b.server.URL)
	return b.do(request)
}

func (b *browser) do(request *http.Request) (status int, body string) {
	b.t.Helper()
	response, err := b.client.Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

// wants fails the test if a page lacks a text.
func wants(t *testing.T, status int, body string, wantStatus int, want ...string) {
	t.Helper()
	if status != wantStatus {
		t.Errorf("got status %d, want %d; the page says %q", status, wantStatus, faultOf(body))
	}
	for _, text := range want {
		if !strings.Contains(body, text) {
			t.Errorf("the page lacks %q; it has %d bytes and says %q", text, len(body), faultOf(body))
		}
	}
}

// faultOf is the sentence at the top of the page about what went wrong.
func faultOf(body string) string {
	_, after, found := strings.Cut(body, `<p id="fault" class="notice fault" role="alert">`)
	if !found {
		return body[:min(len(body), 200)]
	}
	text, _, _ := strings.Cut(after, "</p>")
	return text
}

func called(name string) func(string) string { return func(string) string { return name } }

// afterThis is the address at which a window that shows this page waits for what is new.
func afterThis(page string) string {
	shown := regexp.MustCompile(`data-session="(\w+)" data-revision="(\d+)"`).FindStringSubmatch(page)
	return "/?after=" + shown[1] + "-" + shown[2]
}
