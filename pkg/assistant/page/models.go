package page

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"firstneuron/pkg/assistant"
)

// A listing is what a server says of its models.
type listing struct {
	Models []string
	Fault  error
}

// forList is how long a server may take to list its models.
const forList = 10 * time.Second

// findServers looks for model servers on this computer, and lets the others be asked for their models again.
func (s *session) findServers() {
	clear(s.Listings)
	if s.Options.Local != nil {
		s.Local = s.Options.Local(context.Background())
	}
}

// useLocal lets a server of this computer answer, with the model that was chosen.
func (s *session) useLocal(r *http.Request) error {
	address, model := r.FormValue("address"), r.FormValue("model")
	err := s.write(assistant.FieldSettings, func(d *assistant.Draft) { d.Settings.Address, d.Settings.Model = address, model })
	if err != nil {
		return err
	}
	return s.Options.Servers.Type(address)
}

// listModels asks the draft's server for its models once, where it may be asked, and draws the page again when it knows them.
func (s *session) listModels() {
	address := s.draftNow().Settings.Address
	if _, known := s.Listings[address]; known || address == "" || s.Options.Models == nil {
		return
	}
	s.Listings[address] = listing{}
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), forList)
		defer cancel()
		models, err := s.Options.Models(ctx, address)
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.Listings[address] = listing{models, err}
		s.redraw()
	}()
}

// A choice is an engine that trials can run against: a server's model, or with no address the offline engine.
type choice struct{ Address, Model string }

// String is the name of a choice, which a form sends back.
func (c choice) String() string { return strings.TrimSpace(c.Address + " " + c.Model) }

// Choices are the offline engine, and the models of all servers that are known.
func (s *session) Choices() []choice {
	all := []choice{{}}
	add := func(address string, models ...string) {
		for _, model := range models {
			if c := (choice{address, model}); address != "" && !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	settings := s.draftNow().Settings // without a server that nobody has chosen
	add(settings.Address, settings.Model)
	add(settings.Address, s.Listings[settings.Address].Models...)
	for _, server := range s.Local {
		add(server.Address, server.Models...)
	}
	return all
}

// sides are the outcomes of the same trials with two engines.
type sides struct {
	Names    [2]string              `json:"names"`
	Outcomes [2][]assistant.Outcome `json:"outcomes"`
}

// compareModels runs all trials against two models at the same time. It lets others into the session meanwhile.
func (s *session) compareModels(r *http.Request) error {
	tried := slices.Clone(s.Assistant.Trials)
	if len(tried) == 0 {
		return catalogue.Errorf("error.trial.none")
	}
	var drafts [2]assistant.Draft
	var engines [2]assistant.Engine
	var both sides
	for i, name := range []string{"one", "other"} {
		d := s.draft()
		d.Settings.Address, d.Settings.Model, _ = strings.Cut(r.FormValue(name), " ")
		if d.Settings.Address != "" {
			if err := s.Options.Servers.Confirm(d.Settings.Address); err != nil {
				return err
			}
		}
		engine, err := s.newEngine(d)
		if err != nil {
			return err
		}
		drafts[i], engines[i], both.Names[i] = d, engine, engine.Name(d.Settings.Language)
	}
	s.mutex.Unlock()
	var running sync.WaitGroup
	for i := range engines {
		running.Go(func() { both.Outcomes[i] = assistant.Run(r.Context(), engines[i], drafts[i], tried) })
	}
	running.Wait()
	s.mutex.Lock()
	if err := r.Context().Err(); err != nil {
		return err
	}
	s.Memory.Sides = &both
	return s.remember()
}

// giveModel lets the builder ask the draft's model, where one may be asked.
func (s *session) giveModel() {
	s.Builder.Model = nil
	if s.draftNow().Settings.Address != "" {
		s.Builder.Model = s.askModel
	}
}

// askModel lets others into the session while the model thinks, but not into the builder.
func (s *session) askModel(ctx context.Context, prompt string) (string, error) {
	engine, err := s.engineNow()
	if err != nil {
		return "", err
	}
	settings := s.draftNow().Settings
	s.thinking = true
	s.redraw()
	s.mutex.Unlock()
	question := assistant.Message{Role: assistant.RoleUser, Text: prompt}
	answer, err := assistant.Collect(engine.Answer(ctx, assistant.Draft{Settings: settings}, []assistant.Message{question}))
	s.mutex.Lock()
	s.thinking = false
	return answer.Text, err
}
