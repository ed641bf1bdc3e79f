package page

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/openai"
	"firstneuron/pkg/assistant/texts"
)

// A run is how all trials came out with an engine.
type run struct {
	Version  int                 `json:"version"`          // of the draft
	Engine   string              `json:"engine,omitempty"` // one of the session's Choices, where two were compared
	Outcomes []assistant.Outcome `json:"outcomes"`
}

// tryNow runs all trials with the draft as it is. The outcomes of the version before are kept to compare with.
func (s *session) tryNow(ctx context.Context) error {
	runs, err := s.play(ctx, s.allowed())
	if err != nil {
		return err
	}
	if s.Memory.Latest.Version != runs[0].Version {
		s.Memory.Earlier = s.Memory.Latest
	}
	s.Memory.Latest = runs[0]
	return s.remember()
}

// compareModels runs all trials with two models. Who chooses a model agrees to its server.
func (s *session) compareModels(r *http.Request) error {
	one, other := s.draft(), s.draft()
	for name, settings := range map[string]*assistant.Settings{"one": &one.Settings, "other": &other.Settings} {
		settings.Model, settings.Address, _ = strings.Cut(r.FormValue(name), " · ")
		if settings.Address != "" {
			if err := s.Options.Servers.Confirm(settings.Address); err != nil {
				return err
			}
		}
	}
	runs, err := s.play(r.Context(), one, other)
	if err != nil {
		return err
	}
	runs[0].Engine, runs[1].Engine = r.FormValue("one"), r.FormValue("other")
	s.Memory.Sides = runs
	return s.remember()
}

// play runs all trials with each of the drafts at the same time. It lets others into the session meanwhile.
func (s *session) play(ctx context.Context, drafts ...assistant.Draft) ([]run, error) {
	trials := slices.Clone(s.Assistant.Trials)
	if len(trials) == 0 {
		return nil, catalogue.Errorf("error.trial.none")
	}
	runs, engines := make([]run, len(drafts)), make([]assistant.Engine, len(drafts))
	for i, draft := range drafts {
		engine, err := s.engine(draft)
		if err != nil {
			return nil, err
		}
		runs[i].Version, engines[i] = len(s.Assistant.Versions()), engine
	}
	s.mutex.Unlock()
	var playing sync.WaitGroup
	for i, engine := range engines {
		playing.Go(func() { runs[i].Outcomes = assistant.Run(ctx, engine, drafts[i], trials) })
	}
	playing.Wait()
	s.mutex.Lock()
	return runs, ctx.Err()
}

// tryAgain runs the trials after a change, while the page goes on; another change begins from the start. A model server is not asked
// without being told to, since that may cost money.
func (s *session) tryAgain() {
	if s.endTrying != nil {
		s.endTrying()
	}
	if len(s.Assistant.Trials) == 0 || s.allowed().Settings.Address != "" {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.endTrying = cancel
	go func() {
		defer cancel()
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.tryNow(ctx) // what is wrong with the engine stands in the preview
	}()
}

// Choices are the engines that trials can run with: "", the offline engine, and the models of all servers that are known, each with
// its server's address.
func (s *session) Choices() []string {
	settings := s.allowed().Settings // without a server that nobody has chosen
	listed := append([]string{settings.Model}, s.Listings[settings.Address].Models...)
	all := []string{""}
	for _, server := range append([]openai.Local{{Address: settings.Address, Models: listed}}, s.Local...) {
		for _, model := range server.Models {
			if choice := model + " · " + server.Address; server.Address != "" && !slices.Contains(all, choice) {
				all = append(all, choice)
			}
		}
	}
	return all
}

// TwoModels are the two choices of the last comparison, and before it the offline engine and the first model.
func (s *session) TwoModels() []string {
	if runs := s.Memory.Sides; runs != nil {
		return []string{runs[0].Engine, runs[1].Engine}
	}
	return append(s.Choices(), "")[:2]
}

// addTrial adds an example with what is expected: one that was written down, or a conversation of the preview up to an answer.
func (s *session) addTrial(r *http.Request) error {
	trial := assistant.Trial{Name: strings.TrimSpace(r.FormValue("name"))}
	if number, err := strconv.Atoi(r.FormValue("turn")); err == nil {
		for i, t := range s.Memory.Conversation {
			if i < number && t.Role == assistant.RoleUser {
				trial.Messages = append(trial.Messages, t.Message)
			}
		}
	} else if text := lines(r.FormValue("message")); text != "" {
		trial.Messages = []assistant.Message{{Role: assistant.RoleUser, Text: text}}
	}
	if len(trial.Messages) == 0 {
		return catalogue.Errorf("error.trial.message")
	}
	expect(&trial, r)
	if len(trial.Expect)+len(trial.Avoid) == 0 {
		return catalogue.Errorf("error.trial.words")
	}
	trial.Name = s.freeName(cmp.Or(trial.Name, texts.Shorten(trial.Messages[len(trial.Messages)-1].Text, 60), s.say("trial.picture")))
	s.Assistant.Trials = append(s.Assistant.Trials, trial)
	return nil
}

// changeTrial changes what a trial expects, or takes the trial out.
func (s *session) changeTrial(r *http.Request) error {
	name := r.FormValue("name")
	i := slices.IndexFunc(s.Assistant.Trials, func(t assistant.Trial) bool { return t.Name == name })
	if i < 0 {
		return catalogue.Errorf("error.trial.gone", name)
	}
	if r.FormValue("do") == "remove" {
		s.Assistant.Trials = slices.Delete(slices.Clone(s.Assistant.Trials), i, i+1)
	} else {
		expect(&s.Assistant.Trials[i], r)
	}
	return nil
}

func expect(trial *assistant.Trial, r *http.Request) {
	trial.Expect, trial.Avoid = list(r.FormValue("expect")), list(r.FormValue("avoid"))
}

// freeName returns the name, with a number where another trial has it already.
func (s *session) freeName(name string) string {
	free := name
	for n := 2; slices.ContainsFunc(s.Assistant.Trials, func(t assistant.Trial) bool { return t.Name == free }); n++ {
		free = fmt.Sprintf("%s (%d)", name, n)
	}
	return free
}
