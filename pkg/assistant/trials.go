package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// A Trial is an example with which an assistant is tried after each change: what a user says, and what the answer must have.
type Trial struct {
	Name     string    `json:"name"`
	Messages []Message `json:"messages"`         // the user's side, one turn each
	Expect   []string  `json:"expect,omitempty"` // words or phrases that the last answer must have; case does not matter
	Avoid    []string  `json:"avoid,omitempty"`  // and must not have
}

// An Outcome is what came of a trial.
type Outcome struct {
	Trial    string   `json:"trial"`
	Answer   string   `json:"answer"` // the last one
	Passed   bool     `json:"passed"`
	Open     bool     `json:"open,omitempty"`     // the trial expects nothing yet, so it neither passes nor fails
	Missing  []string `json:"missing,omitempty"`  // what was expected and is not there
	Unwanted []string `json:"unwanted,omitempty"` // what is there and should not be
	Err      string   `json:"error,omitempty"`    // why there is no whole answer
}

// Run plays each trial through an engine: one message of the user after another, each with all that was said before. A trial passes
// when its last answer has every word that is expected and none that is to be avoided. One without such words is open. One that fails does not stop the others.
// When ctx ends, those that are left have its error.
//
// Words are looked for as whole words: "art" is not in "chart". The letters е and ё count as the same, as in most Russian texts.
func Run(ctx context.Context, engine Engine, draft Draft, trials []Trial) []Outcome {
	outcomes := make([]Outcome, len(trials))
	for i, trial := range trials {
		outcomes[i] = play(ctx, engine, draft, trial)
	}
	return outcomes
}

func play(ctx context.Context, engine Engine, draft Draft, trial Trial) Outcome {
	var conversation []Message
	var answer Message
	err := ctx.Err()
	if len(trial.Messages) == 0 {
		err = catalogue.Errorf("trial.empty")
	}
	for i := 0; i < len(trial.Messages) && err == nil; i++ {
		message := trial.Messages[i]
		message.Role = RoleUser
		conversation = append(conversation, message)
		answer, err = Collect(engine.Answer(ctx, draft, slices.Clone(conversation)))
		conversation = append(conversation, answer)
	}
	outcome := Outcome{Trial: trial.Name, Answer: answer.Text}
	if err != nil {
		outcome.Err = err.Error()
		return outcome
	}
	for _, phrase := range trial.Expect {
		if !says(outcome.Answer, phrase) {
			outcome.Missing = append(outcome.Missing, phrase)
		}
	}
	for _, phrase := range trial.Avoid {
		if says(outcome.Answer, phrase) {
			outcome.Unwanted = append(outcome.Unwanted, phrase)
		}
	}
	outcome.Open = len(trial.Expect) == 0 && len(trial.Avoid) == 0
	outcome.Passed = !outcome.Open && len(outcome.Missing) == 0 && len(outcome.Unwanted) == 0
	return outcome
}

// says tells whether text has the phrase: its words one after another, as whole words. A blank phrase is in no text.
func says(text, phrase string) bool {
	phrase = spaced(phrase)
	return strings.TrimSpace(phrase) != "" && strings.Contains(spaced(text), phrase)
}

// spaced has one space before and after each word and each other sign.
func spaced(text string) string {
	text = strings.ReplaceAll(strings.ToLower(text), "ё", "е")
	return " " + strings.Join(words.FindAllString(text, -1), " ") + " "
}

var words = regexp.MustCompile(`[\p{L}\p{Nd}\p{M}]+|\S`)

// A TrialChange is what a change of the draft did to one trial.
type TrialChange struct {
	Trial         string
	Before, After *Outcome // nil where there is none
}

// CompareOutcomes sets the outcomes of two runs side by side, by the names of their trials: in the order after, then those that are
// gone. Trials of the same name are compared in their order.
func CompareOutcomes(before, after []Outcome) []TrialChange {
	var changes []TrialChange
	left := slices.Clone(before)
	for _, now := range after {
		change := TrialChange{Trial: now.Trial, After: &now}
		if i := slices.IndexFunc(left, func(was Outcome) bool { return was.Trial == now.Trial }); i >= 0 {
			was := left[i]
			change.Before, left = &was, slices.Delete(left, i, i+1)
		}
		changes = append(changes, change)
	}
	for _, was := range left {
		changes = append(changes, TrialChange{Trial: was.Trial, Before: &was})
	}
	return changes
}

// Verdict says how the trial went: "fixed", "broken", "still passes", "still fails", "new", "gone" or "expects nothing yet".
func (c TrialChange) Verdict() string {
	switch {
	case c.After == nil:
		return "gone"
	case c.After.Open:
		return "expects nothing yet"
	case c.Before == nil || c.Before.Open:
		return "new"
	case c.Before.Passed && c.After.Passed:
		return "still passes"
	case c.Before.Passed:
		return "broken"
	case c.After.Passed:
		return "fixed"
	}
	return "still fails"
}
