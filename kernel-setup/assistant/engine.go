package main

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"sync"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/classify"
	"firstneuron/pkg/assistant/embedded"
	"firstneuron/pkg/assistant/export"
	"firstneuron/pkg/assistant/knowledge"
	"firstneuron/pkg/assistant/openai"
)

// engines makes what answers. All engines share the keys, the classifier and what was read of the knowledge.
type engines struct {
	classifier  classifier
	knowledge   knowledge.Cache
	servers     *assistant.Servers
	environment openai.Secret

	mutex sync.Mutex
	keys  map[string]openai.Secret // typed, by what assistant.Server makes of an address
	had   []openai.Secret          // all that were typed, even those that others have replaced
}

// newEngines makes engines with the classifier that open returns. It is opened once, when it is first needed.
func newEngines(open func() (*classify.Classifier, error), servers *assistant.Servers) *engines {
	return &engines{
		classifier: sync.OnceValues(open), servers: servers,
		environment: openai.KeyFromEnvironment(), keys: map[string]openai.Secret{},
	}
}

// ownServers are those that this user has chosen, in whatever assistant. They are kept where no assistant is, so that none comes
// with its own.
func ownServers() *assistant.Servers {
	folder, err := os.UserConfigDir()
	if err != nil {
		return assistant.OpenServers("")
	}
	return assistant.OpenServers(filepath.Join(folder, "first-neuron", "servers.txt"))
}

// useKey takes a key that somebody has typed for the server at an address.
func (e *engines) useKey(address string, key openai.Secret) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.keys[assistant.Server(address)] = key
	e.had = append(e.had, key)
}

// keyFor is the key that was typed for the server at an address, or else the one of the environment, where that names the server
// that it belongs to, or the user has typed this server's address.
func (e *engines) keyFor(address string) openai.Secret {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if key, typed := e.keys[assistant.Server(address)]; typed {
		return key
	}
	if e.environment.Server() != "" || e.servers.Typed(address) {
		return e.environment
	}
	return openai.Secret{}
}

// hidden are the keys that no answer may show: a server can say one again that it had before, or that another one has told it.
func (e *engines) hidden() []openai.Secret {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return append([]openai.Secret{e.environment}, e.had...)
}

// engine is the one that the draft's settings ask for, with the keys of the moment.
func (e *engines) engine(d assistant.Draft) (assistant.Engine, error) {
	if d.Settings.Address == "" {
		return &embedded.Engine{Classifier: e.classifier}, nil
	}
	return openai.New(d.Settings, openai.Options{Key: e.keyFor(d.Settings.Address), Hidden: e.hidden(), Knowledge: e.search})
}

// models are those of the server at an address.
func (e *engines) models(ctx context.Context, address string) ([]string, error) {
	engine, err := openai.New(assistant.Settings{Address: address}, openai.Options{Key: e.keyFor(address)})
	if err != nil {
		return nil, err
	}
	return engine.Models(ctx)
}

// mostPassages go with a question to a server.
const mostPassages = 4

// search looks into the draft's knowledge. What cannot be read is left out; the page's tab for knowledge says why.
func (e *engines) search(d assistant.Draft, question string) (found []assistant.Citation) {
	index, _ := e.knowledge.Index(d.Knowledge, d.Settings.Language)
	if index == nil {
		return nil
	}
	for _, hit := range index.Search(question, mostPassages) {
		found = append(found, hit.Citation)
	}
	return found
}

// A classifier is the network that tells kinds of pictures apart.
type classifier func() (*classify.Classifier, error)

// ofProgram is the network that this program carries, nil if it carries none.
func ofProgram() (*classify.Classifier, error) {
	content, found, err := export.Extra(export.ClassifierFile)
	if err != nil || !found {
		return nil, err
	}
	return classify.FromBytes(content)
}

// Kind knows no kind, "", where there is no network: then the author is asked.
func (open classifier) Kind(picture image.Image) (kind string, confidence float64) {
	network, err := open()
	if err != nil || network == nil {
		return "", 0
	}
	return network.Kind(picture)
}

// extras are what a program that carries a draft needs beside it.
func (open classifier) extras(d assistant.Draft) (map[string][]byte, error) {
	if d.Task != assistant.AltTexts || d.Settings.Address != "" {
		return nil, nil
	}
	network, err := open()
	if err != nil {
		return nil, err
	}
	content, err := network.Bytes()
	if err != nil {
		return nil, err
	}
	return map[string][]byte{export.ClassifierFile: content}, nil
}
