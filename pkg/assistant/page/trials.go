package page

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

// addTrial adds an example with what is expected: one that was written down, or a conversation of the preview up to an answer.
func (r *session) addTrial(request *http.Request) error {
	trial := assistant.Trial{Name: strings.TrimSpace(request.FormValue("name"))}
	if number, err := strconv.Atoi(request.FormValue("turn")); err == nil {
		for i, t := range r.memory.Conversation {
			if i < number && t.Role == assistant.RoleUser {
				trial.Messages = append(trial.Messages, t.Message)
			}
		}
	} else if text := lines(request.FormValue("message")); text != "" {
		trial.Messages = []assistant.Message{{Role: assistant.RoleUser, Text: text}}
	}
	if len(trial.Messages) == 0 {
		return errors.New("a trial needs a message that the assistant answers")
	}
	expect(&trial, request)
	if len(trial.Expect)+len(trial.Avoid) == 0 {
		return errors.New("a trial needs words that the answer shall have, or shall not have")
	}
	trial.Name = r.freeName(cmp.Or(trial.Name, shortened(trial.Messages[len(trial.Messages)-1].Text), "picture"))
	r.assistant.Trials = append(r.assistant.Trials, trial)
	r.tryAgain()
	return nil
}

// changeTrial changes what a trial expects, or takes the trial out.
func (r *session) changeTrial(request *http.Request) error {
	name := request.FormValue("name")
	i := slices.IndexFunc(r.assistant.Trials, func(t assistant.Trial) bool { return t.Name == name })
	if i < 0 {
		return fmt.Errorf("there is no trial %q any more", name)
	}
	if request.FormValue("do") == "remove" {
		r.assistant.Trials = slices.Delete(slices.Clone(r.assistant.Trials), i, i+1)
		r.tryAgain()
		return nil
	}
	expect(&r.assistant.Trials[i], request)
	r.tryAgain()
	return nil
}

func expect(trial *assistant.Trial, request *http.Request) {
	trial.Expect, trial.Avoid = list(request.FormValue("expect")), list(request.FormValue("avoid"))
}

// runTrials runs all trials, and shows how they came out.
func (r *session) runTrials(w http.ResponseWriter, request *http.Request) {
	err := read(w, request, forWords)
	if err == nil {
		err = r.try(request.Context())
	}
	r.finish(w, request, "trials", err)
}

// tryAgain runs the trials after a change, while the page goes on; another change begins anew. A model server is not asked
// without being told to, since that may cost money.
func (r *session) tryAgain() {
	if r.endTrying != nil {
		r.endTrying()
	}
	if len(r.assistant.Trials) == 0 || r.draftNow().Settings.Address != "" {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.endTrying, r.tried = cancel, make(chan struct{})
	go func(tried chan struct{}) {
		defer close(tried)
		defer cancel()
		r.try(ctx) // what is wrong with the engine stands in the preview
	}(r.tried)
}

// try runs the trials with the draft as it is. The outcomes of the version before are kept to compare with.
func (r *session) try(ctx context.Context) error {
	r.mutex.Lock()
	engine, err := r.engineNow()
	draft, tried, version := r.draftNow(), slices.Clone(r.assistant.Trials), len(r.assistant.Versions())
	r.mutex.Unlock()
	if err != nil {
		return err
	}
	if len(tried) == 0 {
		return errors.New("there is no trial yet: add one")
	}
	outcomes := assistant.Run(ctx, engine, draft, tried)

	r.mutex.Lock()
	defer r.mutex.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if r.memory.Latest != nil && r.memory.Latest.Version != version {
		r.memory.Earlier = r.memory.Latest
	}
	r.memory.Latest = &trials{version, outcomes}
	return r.remember()
}

// freeName returns the name, with a number where another trial has it already.
func (r *session) freeName(name string) string {
	free := name
	for n := 2; slices.ContainsFunc(r.assistant.Trials, func(t assistant.Trial) bool { return t.Name == free }); n++ {
		free = fmt.Sprintf("%s (%d)", name, n)
	}
	return free
}

// shortened is the beginning of a text, for a name.
func shortened(text string) string {
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) <= 60 {
		return string(letters)
	}
	return string(letters[:59]) + "…"
}
