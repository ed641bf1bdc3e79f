package page

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

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
	trial.Name = s.freeName(cmp.Or(trial.Name, shortened(trial.Messages[len(trial.Messages)-1].Text), s.say("trial.picture")))
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

// runTrials runs all trials, and shows how they came out. It lets others into the session meanwhile.
func (s *session) runTrials(r *http.Request) error {
	s.mutex.Unlock()
	defer s.mutex.Lock()
	return s.try(r.Context())
}

// tryAgain runs the trials after a change, while the page goes on; another change begins from the start. A model server is not asked
// without being told to, since that may cost money.
func (s *session) tryAgain() {
	if s.endTrying != nil {
		s.endTrying()
	}
	if len(s.Assistant.Trials) == 0 || s.draftNow().Settings.Address != "" {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.endTrying, s.tried = cancel, make(chan struct{})
	go func(tried chan struct{}) {
		defer close(tried)
		defer cancel()
		s.try(ctx) // what is wrong with the engine stands in the preview
	}(s.tried)
}

// try runs the trials with the draft as it is. The outcomes of the version before are kept to compare with.
func (s *session) try(ctx context.Context) error {
	s.mutex.Lock()
	engine, err := s.engineNow()
	draft, tried, version := s.draftNow(), slices.Clone(s.Assistant.Trials), len(s.Assistant.Versions())
	s.mutex.Unlock()
	if err != nil {
		return err
	}
	if len(tried) == 0 {
		return catalogue.Errorf("error.trial.none")
	}
	outcomes := assistant.Run(ctx, engine, draft, tried)

	s.mutex.Lock()
	defer s.mutex.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if s.Memory.Latest.Version != version {
		s.Memory.Earlier = s.Memory.Latest
	}
	s.Memory.Latest = trials{version, outcomes}
	return s.remember()
}

// freeName returns the name, with a number where another trial has it already.
func (s *session) freeName(name string) string {
	free := name
	for n := 2; slices.ContainsFunc(s.Assistant.Trials, func(t assistant.Trial) bool { return t.Name == free }); n++ {
		free = fmt.Sprintf("%s (%d)", name, n)
	}
	return free
}

// shortened is the beginning of a text, for a name. It ends with a whole word, where there is one.
func shortened(text string) string {
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) <= 60 {
		return string(letters)
	}
	cut := string(letters[:60])
	if space := strings.LastIndex(cut, " "); space > 0 {
		return cut[:space] + "…"
	}
	return string(letters[:59]) + "…"
}
