package assist

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"sync"
)

// A client speaks JSON-RPC 2.0 with a language server: https://www.jsonrpc.org/specification, in the frames of
// https://microsoft.github.io/language-server-protocol. It is safe for concurrent use.
type client struct {
	answer   func(method string, params json.RawMessage) (any, error) // what the server asks of us
	outgoing chan []byte
	ended    chan struct{} // closed when the server is gone
	why      error         // why it is gone; read it after ended

	mu      sync.Mutex
	last    int64
	waiting map[int64]chan<- message
}

// A message is a request, a notification (no ID), or a response (no Method).
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  any             `json:"params,omitempty"`
	Result  any             `json:"result,omitempty"`
	Error   *remoteError    `json:"error,omitempty"`
}

type remoteError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (e *remoteError) Error() string { return fmt.Sprintf("gopls says: %s (%d)", e.Message, e.Code) }

const methodNotFound = -32601

// errGone is what a call gets when the server has ended.
var errGone = errors.New("gopls has ended")

// newClient reads from the server and writes to it until either fails. Closing the pipes ends it.
func newClient(from io.Reader, to io.Writer, answer func(string, json.RawMessage) (any, error)) *client {
	c := &client{
		answer:   answer,
		outgoing: make(chan []byte, 64),
		ended:    make(chan struct{}),
		waiting:  map[int64]chan<- message{},
	}
	go c.write(to)
	go c.read(from)
	return c
}

// call asks and waits for the answer, which it stores in result, or for the end of ctx: then it tells the server to stop
// and returns ctx's error.
func (c *client) call(ctx context.Context, method string, params, result any) error {
	answer := make(chan message, 1)
	c.mu.Lock()
	c.last++
	id := c.last
	c.waiting[id] = answer
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.waiting, id)
		c.mu.Unlock()
	}()

	if err := c.send(ctx, message{ID: json.RawMessage(strconv.FormatInt(id, 10)), Method: method, Params: params}); err != nil {
		return err
	}
	select {
	case m := <-answer:
		if m.Error != nil {
			return m.Error
		}
		raw, _ := m.Result.(json.RawMessage)
		if result == nil || len(raw) == 0 {
			return nil
		}
		if err := json.Unmarshal(raw, result); err != nil {
			return fmt.Errorf("gopls answered %s with what we cannot read: %w", method, err)
		}
		return nil
	case <-c.ended:
		return fmt.Errorf("%w: %w", errGone, c.why)
	case <-ctx.Done():
		// The server may be stuck; our caller does not wait for it.
		stopped, cancel := context.WithCancel(context.Background())
		cancel()
		_ = c.send(stopped, message{Method: "$/cancelRequest", Params: map[string]int64{"id": id}})
		return ctx.Err()
	}
}

// notify tells the server something that has no answer.
func (c *client) notify(ctx context.Context, method string, params any) error {
	return c.send(ctx, message{Method: method, Params: params})
}

// send puts a message into the queue. If there is room it does so even when ctx has ended.
func (c *client) send(ctx context.Context, m message) error {
	m.Version = "2.0"
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	select {
	case c.outgoing <- text:
		return nil
	default:
	}
	select {
	case c.outgoing <- text:
		return nil
	case <-c.ended:
		return fmt.Errorf("%w: %w", errGone, c.why)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// write sends what is in the queue. A server that no longer reads is one that has ended, and read notices.
func (c *client) write(to io.Writer) {
	for {
		select {
		case text := <-c.outgoing:
			if _, err := fmt.Fprintf(to, "Content-Length: %d\r\n\r\n%s", len(text), text); err != nil {
				return
			}
		case <-c.ended:
			return
		}
	}
}

func (c *client) read(from io.Reader) {
	in := bufio.NewReader(from)
	for {
		text, err := readFrame(in)
		if err == nil {
			err = c.receive(text)
		}
		if err != nil {
			c.why = err
			close(c.ended)
			return
		}
	}
}

// receive hands a message to who waits for it, or answers it.
func (c *client) receive(text []byte) error {
	var m struct {
		ID     json.RawMessage
		Method string
		Params json.RawMessage
		Result json.RawMessage
		Error  *remoteError
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return fmt.Errorf("a message is not JSON: %w", err)
	}
	asked := len(m.ID) > 0 && string(m.ID) != "null"
	switch {
	case m.Method != "" && asked:
		response := message{ID: m.ID}
		if result, err := c.answer(m.Method, m.Params); err != nil {
			response.Error = &remoteError{methodNotFound, err.Error()}
		} else {
			response.Result = result
			if result == nil {
				response.Result = json.RawMessage("null")
			}
		}
		return c.send(context.Background(), response)
	case m.Method != "" || !asked:
		return nil // a notification: progress, diagnostics, a log
	}
	id, err := strconv.ParseInt(string(m.ID), 10, 64)
	if err != nil {
		return nil // an answer to what we have not asked
	}
	c.mu.Lock()
	waiting := c.waiting[id]
	delete(c.waiting, id)
	c.mu.Unlock()
	if waiting != nil {
		waiting <- message{Result: m.Result, Error: m.Error}
	}
	return nil
}

// maxFrame is far above what gopls sends, and below what would hurt.
const maxFrame = 64 << 20

// readFrame reads a header and as many bytes as it says.
func readFrame(in *bufio.Reader) ([]byte, error) {
	header, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("no header of a message: %w", err)
	}
	length, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil || length < 0 || length > maxFrame {
		return nil, fmt.Errorf("a message of %q bytes, want 0 to %d", header.Get("Content-Length"), maxFrame)
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(in, text); err != nil {
		return nil, fmt.Errorf("a message of %d bytes is cut: %w", length, err)
	}
	return text, nil
}
