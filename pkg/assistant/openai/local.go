package openai

import (
	"context"
	"slices"
	"sync"
	"time"

	"firstneuron/pkg/assistant"
)

// A Local is a model server on this machine.
type Local struct {
	Address string // for the settings: "http://127.0.0.1:11434/v1"
	Name    string // "Ollama"
	Models  []string
}

// usual are the servers that people have on their machines, at the ports that they begin with.
var usual = []Local{
	{Address: "http://127.0.0.1:11434/v1", Name: "Ollama"},
	{Address: "http://127.0.0.1:8080/v1", Name: "llama.cpp"},
	{Address: "http://127.0.0.1:1234/v1", Name: "LM Studio"},
}

// FindLocal finds the model servers on this machine, with their models. It sends no key and nothing of an assistant, only to
// this machine and through no proxy, and takes 300 milliseconds at most.
func FindLocal(ctx context.Context) []Local {
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	found := slices.Clone(usual)
	var all sync.WaitGroup
	for i := range found {
		all.Go(func() {
			e, err := New(assistant.Settings{Address: found[i].Address}, Options{})
			if err == nil {
				found[i].Models, err = e.Models(ctx)
			}
			if err != nil {
				found[i] = Local{}
			}
		})
	}
	all.Wait()
	return slices.DeleteFunc(found, func(l Local) bool { return l.Address == "" })
}
