package assist

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
)

// A peer is a language server in the test's hands.
type peer struct {
	t    *testing.T
	in   *bufio.Reader
	to   io.WriteCloser
	from io.Closer
}

func newPeer(t *testing.T) (*client, *peer) {
	t.Helper()
	fromServer, toClient := io.Pipe()
	fromClient, toServer := io.Pipe()
	p := &peer{t, bufio.NewReader(fromClient), toClient, fromClient}
	c := newClient(fromServer, toServer, answer)
	t.Cleanup(func() {
		toClient.Close()
		fromClient.Close()
		<-c.ended
	})
	return c, p
}

type heard struct {
	ID     json.RawMessage
	Method string
	Params json.RawMessage
	Result json.RawMessage
	Error  *remoteError
}

func (p *peer) hear() (m heard) {
	p.t.Helper()
	text, err := readFrame(p.in)
	if err != nil {
		p.t.Errorf("the client's frame: %v", err)
		return
	}
	if err := json.Unmarshal(text, &m); err != nil {
		p.t.Errorf("the client's message: %v", err)
	}
	return m
}

func (p *peer) say(text string) { fmt.Fprintf(p.to, "Content-Length: %d\r\n\r\n%s", len(text), text) }

func TestACallGetsItsOwnAnswer(t *testing.T) {
	c, p := newPeer(t)
	go func() {
		first, second := p.hear(), p.hear()
		// Out of order, among answers and notifications that nobody waits for.
		p.say(`{"jsonrpc":"2.0","method":"window/logMessage","params":{"message":"hello"}}`)
		p.say(`{"jsonrpc":"2.0","id":"x","result":1}`)
		p.say(`{"jsonrpc":"2.0","id":99,"result":1}`)
		p.say(fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":%s}`, second.ID, second.Params))
		p.say(fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":%s}`, first.ID, first.Params))
	}()
	var calls sync.WaitGroup
	for _, want := range []string{"нейрон", "🧠"} {
		calls.Go(func() {
			var got string
			if err := c.call(t.Context(), "echo", want, &got); err != nil || got != want {
				t.Errorf("got %q, %v, want %q", got, err, want)
			}
		})
	}
	calls.Wait()
}

func TestAnAnswerMayBeAnError(t *testing.T) {
	tests := []struct{ name, answer, want string }{
		{"an error", `"error":{"code":-32603,"message":"no package"}`, "gopls says: no package (-32603)"},
		{"another type", `"result":[1]`, "gopls answered ask with what we cannot read"},
		{"null", `"result":null`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, p := newPeer(t)
			go func() { p.say(fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,%s}`, p.hear().ID, test.answer)) }()
			var result string
			err := c.call(t.Context(), "ask", nil, &result)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestASlowAnswerIsCancelled(t *testing.T) {
	c, p := newPeer(t)
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan heard)
	go func() { asked <- p.hear(); cancel(); asked <- p.hear() }()
	done := make(chan error)
	go func() { done <- c.call(ctx, "slow", nil, nil) }()
	request := <-asked
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	told := <-asked
	if want := fmt.Sprintf(`{"id":%s}`, request.ID); told.Method != "$/cancelRequest" || string(told.Params) != want {
		t.Errorf("told %s %s, want $/cancelRequest %s", told.Method, told.Params, want)
	}
	// Its answer comes late, and hurts nobody.
	p.say(fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":1}`, request.ID))
	go func() { p.say(fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"result":7}`, p.hear().ID)) }()
	var got int
	if err := c.call(t.Context(), "again", nil, &got); err != nil || got != 7 {
		t.Errorf("got %d, %v, want 7", got, err)
	}
	if len(c.waiting) != 0 {
		t.Errorf("%d calls are still waited for", len(c.waiting))
	}
}

// A server that does not read fills the queue; who calls is still let go by the context.
func TestAServerThatDoesNotReadHoldsNobody(t *testing.T) {
	c, _ := newPeer(t)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for range 2 * cap(c.outgoing) {
		if err := c.call(ended, "ask", nil, nil); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v, want the context's error", err)
		}
	}
}

func TestWhatTheServerAsks(t *testing.T) {
	tests := []struct{ name, method, params, want string }{
		{"configuration", "workspace/configuration", `{"items":[{"section":"gopls"},{"section":"gopls"}]}`, `"matcher":`},
		{"progress", "window/workDoneProgress/create", `{"token":"1"}`, `null`},
		{"registration", "client/registerCapability", `{"registrations":[]}`, `null`},
		{"an edit", "workspace/applyEdit", `{"edit":{}}`, `{"applied":false}`},
		{"unknown", "window/dance", `{}`, "window/dance is not known here"},
		{"broken configuration", "workspace/configuration", `{"items":3}`, "cannot unmarshal"},
	}
	_, p := newPeer(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p.say(fmt.Sprintf(`{"jsonrpc":"2.0","id":"s1","method":%q,"params":%s}`, test.method, test.params))
			got := p.hear()
			text := string(got.Result)
			if got.Error != nil {
				text = got.Error.Message
			}
			if string(got.ID) != `"s1"` || !strings.Contains(text, test.want) {
				t.Errorf("answered %s with %s, want %s", got.ID, text, test.want)
			}
		})
	}
}

func TestAServerThatFailsFailsItsCalls(t *testing.T) {
	tests := []struct{ name, says, want string }{
		{"it ends", "", "EOF"},
		{"it is cut", "Content-Length: 50\r\n\r\n{\"id\":", "cut"},
		{"it is cut in a header", "Content-Le", "no header"},
		{"no length", "Content-Type: x\r\n\r\n{}", `a message of ""`},
		{"a length below nothing", "Content-Length: -1\r\n\r\n", `"-1"`},
		{"a length beyond all", "Content-Length: 99999999999\r\n\r\n", `"99999999999"`},
		{"no header", "panic: runtime error\n\ngoroutine 1\n", `a message of ""`},
		{"no JSON", "Content-Length: 3\r\n\r\n{]}", "not JSON"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, p := newPeer(t)
			go func() {
				p.hear()
				io.WriteString(p.to, test.says)
				p.to.Close()
			}()
			err := c.call(t.Context(), "ask", nil, nil)
			if !errors.Is(err, errGone) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %v with %s", err, errGone, test.want)
			}
			// And so does every call after it.
			if err := c.call(t.Context(), "ask", nil, nil); !errors.Is(err, errGone) {
				t.Errorf("later: got %v, want %v", err, errGone)
			}
		})
	}
}

func FuzzReadFrame(f *testing.F) {
	f.Add([]byte("Content-Length: 2\r\n\r\n{}"))
	f.Add([]byte("Content-Length: 2\n\n{}Content-Length: 3\r\nContent-Type: a\r\n\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		in := bufio.NewReader(bytes.NewReader(text))
		for {
			frame, err := readFrame(in)
			if err != nil {
				return
			}
			if len(frame) > len(text) {
				t.Fatalf("%d bytes out of %d", len(frame), len(text))
			}
		}
	})
}
