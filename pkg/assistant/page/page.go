// Package page shows an assistant in a browser: the builder's conversation at the
// left, the preview at the right, and tabs for everything that a person may write
// by hand.
//
//	server, err := page.Builder(page.Options{Folder: "assistants/alma", Engine: engine})
//	listener, err := net.Listen("tcp", "127.0.0.1:0")
//	fmt.Println("Open", server.Address(listener))
//	err = server.Serve(ctx, listener)
//
// The page is for the person at this machine and for nobody else. It listens on a
// loopback address only, asks for a token, refuses requests that another page has
// caused, and loads nothing from another host. Every form works without
// JavaScript; the script in static/page.js makes the page live.
//
// What is sent is on the disk before the page shows it, so that a reload or a
// killed server loses nothing.
package page

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"time"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/builder"
	"firstneuron/pkg/assistant/openai"
)

// Options say what a page shows, and with what.
type Options struct {
	// Engine makes what answers. It is called again when the settings change, while the page is drawn: work that takes
	// long belongs into the first answer. A server that the person has not chosen is left out of the draft.
	Engine func(draft assistant.Draft) (assistant.Engine, error)

	// Servers are those that the person has chosen. With nil they are forgotten at the end.
	Servers *assistant.Servers

	// Folder keeps the assistant that is built. It is made when there is something to keep. A file and a folder beside it,
	// their names with .page behind its own, keep the conversation of the preview.
	Folder string

	// Key takes the key that a person types into the page for the model server at an address. The page does not keep it.
	// With nil, no key is asked for.
	Key func(address, key string)

	// Models lists the models of the server at an address, and Local finds the servers on this computer. With nil, neither is
	// offered.
	Models func(ctx context.Context, address string) ([]string, error)
	Local  func(ctx context.Context) []openai.Local

	// Import reads a file that another program wrote; nil where only zip files are taken.
	Import func(content []byte) (assistant.Draft, error)

	Exports []Export // besides the assistant's own zip file
}

// An Export is a format that the assistant can be downloaded in.
type Export struct {
	Name  func(language string) string // as the page calls it: "Modelfile for Ollama"
	File  string                       // the name of the file: "Modelfile"
	Write func(w io.Writer, a *assistant.Assistant) error
}

// A Server is a page with its token. It serves one person.
type Server struct{ session *session }

// Builder opens the assistant in a folder, or begins a new one, and returns the page on which it is built.
// A folder that cannot be read is an error, and is left as it is.
func Builder(options Options) (*Server, error) {
	a, err := open(options.Folder)
	if err != nil {
		return nil, err
	}
	zip := Export{func(language string) string { return catalogue.In(language).Say("export.zip") }, "assistant.zip",
		func(w io.Writer, a *assistant.Assistant) error { return a.SaveZip(w) }}
	options.Exports = slices.Insert(slices.Clone(options.Exports), 0, zip)
	server, err := Chat(a, filepath.Clean(options.Folder)+".page.json", options)
	if err != nil {
		return nil, err
	}
	s := server.session
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.Builder = builder.New(a)
	s.findServers()
	s.goOn()
	return server, nil
}

// Chat returns the page of an assistant that is ready: the preview, without the builder. It needs an engine only. The file keeps
// the conversation; "" forgets it at the end.
func Chat(a *assistant.Assistant, file string, options Options) (*Server, error) {
	memory, err := readMemory(file)
	if err != nil {
		return nil, err
	}
	if options.Servers == nil {
		options.Servers = &assistant.Servers{}
	}
	s := &session{
		Options: options, file: file, Name: rand.Text(), Assistant: a, Memory: memory, changed: make(chan struct{}),
		engines: map[assistant.Settings]assistant.Engine{}, readings: map[string]reading{},
		Keyed: map[string]bool{}, Listings: map[string]listing{},
	}
	return &Server{s}, s.remember() // the token, so that a page that is open goes on with a new server
}

// Address is what opens the page in a browser: the listener's address with the token.
func (s *Server) Address(listener net.Listener) string {
	return "http://" + listener.Addr().String() + "/?" + url.Values{"token": {s.session.Memory.Token}}.Encode()
}

// Serve serves the page until ctx ends, and then lets what is under way come to its end for a few seconds. It refuses a
// listener that other machines can reach, and closes the listener in any case.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	if address, ok := listener.Addr().(*net.TCPAddr); !ok || !address.IP.IsLoopback() {
		listener.Close()
		return catalogue.Errorf("error.listen", listener.Addr())
	}
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return catalogue.Errorf("error.served", listener.Addr(), err)
	case <-ctx.Done():
	}
	s.session.close()
	ending, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(ending); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close()
}
