package assistant

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	Missing  []string `json:"missing,omitempty"`  // what was expected and is not there
	Unwanted []string `json:"unwanted,omitempty"` // what is there and should not be
	Err      string   `json:"error,omitempty"`    // why there is no whole answer
}

// Run plays each trial through an engine: one message of the user after another, each with all that was said before. A trial passes
// when its last answer has every word that is expected and none that is to be avoided. One that fails does not stop the others.
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
	outcome := Outcome{Trial: trial.Name}
	if len(trial.Messages) == 0 {
		outcome.Err = catalogue.Errorf("trial.empty").Error()
		return outcome
	}
	var conversation []Message
	for _, message := range trial.Messages {
		if err := ctx.Err(); err != nil {
			outcome.Err = err.Error()
			return outcome
		}
		message.Role = RoleUser
		conversation = append(conversation, message)
		answer, err := Collect(engine.Answer(ctx, draft, slices.Clone(conversation)))
		outcome.Answer = answer.Text
		if err != nil {
			outcome.Err = err.Error()
			return outcome
		}
		conversation = append(conversation, answer)
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
	outcome.Passed = len(outcome.Missing) == 0 && len(outcome.Unwanted) == 0
	return outcome
}

// says tells whether text has the phrase: its words one after another, as whole words. A blank phrase is in no text.
func says(text, phrase string) bool {
	text, phrase = plain(text), plain(phrase)
	if phrase == "" {
		return false
	}
	for start := 0; ; {
		i := strings.Index(text[start:], phrase)
		if i < 0 {
			return false
		}
		from, to := start+i, start+i+len(phrase)
		if !joined(text[:from], phrase) && !joined(phrase, text[to:]) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[from:])
		start = from + size
	}
}

// joined says whether a word goes on from the end of one text to the beginning of the next.
func joined(one, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(one)
	first, _ := utf8.DecodeRuneInString(next)
	return inWord(last) && inWord(first)
}

func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func plain(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(strings.ToLower(text)), " "), "ё", "е")
}

// A TrialChange is what a change of the draft did to one trial.
type TrialChange struct {
	Trial         string
	Before, After *Outcome // nil where there is none
	Verdict       string   // "mended", "broken", "still passes", "still fails", "new" or "gone"
}

// CompareOutcomes sets the outcomes of two runs side by side, by the names of their trials: in the order after, then those that are
// gone. Trials of the same name are compared in their order.
func CompareOutcomes(before, after []Outcome) []TrialChange {
	var changes []TrialChange
	taken := make([]bool, len(before))
	for i := range after {
		change := TrialChange{Trial: after[i].Trial, After: &after[i]}
		for j := range before {
			if !taken[j] && before[j].Trial == change.Trial {
				change.Before, taken[j] = &before[j], true
				break
			}
		}
		changes = append(changes, change)
	}
	for j := range before {
		if !taken[j] {
			changes = append(changes, TrialChange{Trial: before[j].Trial, Before: &before[j]})
		}
	}
	for i := range changes {
		changes[i].Verdict = changes[i].verdict()
	}
	return changes
}

func (c TrialChange) verdict() string {
	switch {
	case c.Before == nil:
		return "new"
	case c.After == nil:
		return "gone"
	case c.Before.Passed && c.After.Passed:
		return "still passes"
	case c.Before.Passed:
		return "broken"
	case c.After.Passed:
		return "mended"
	}
	return "still fails"
}
