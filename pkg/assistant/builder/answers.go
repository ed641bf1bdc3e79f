package builder

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

// take writes an accepted suggestion into the draft.
func (b *Builder) take(draft assistant.Draft, s step, q Question) {
	t := textsOf(draft)
	what := t.Say(map[bool]string{true: "done.byModel", false: "done.accepted"}[q.ByModel], s.part(t))
	switch {
	case s.key == "knowledge": // the files are added on the page, but for our example
		if file, offer := recipeOf(draft).example(draft); offer != "" && offer == q.Suggestion {
			b.assistant.Change(what, func(d *assistant.Draft) { d.Knowledge = append(d.Knowledge, file) })
		}
	case s.key == "done": // the card says the rest
	case s.key == "trial":
		b.addTrial(draft, q.Suggestion, nil)
	case current(draft, s) == q.Suggestion, s.key == "avatar" && b.state.Declined["avatar"] == nil && has(draft, s):
		// It stays as it is, and if it was written by hand, that stays too.
	case s.key == "avatar":
		b.assistant.Change(what, func(d *assistant.Draft) {
			d.Avatar = *q.SuggestedAvatar
			d.Unwrite(s.field)
		})
	default:
		b.putSuggested(what, s, q.Suggestion)
	}
	b.settle(s)
}

func (b *Builder) putSuggested(what string, s step, text string) {
	b.assistant.Change(what, func(d *assistant.Draft) {
		put(d, s, text)
		if !s.isCriterion() { // the mark of the criteria is for all of them
			d.Unwrite(s.field)
		}
	})
}

func (b *Builder) decline(draft assistant.Draft, s step) {
	t := textsOf(draft)
	if s.key == "avatar" {
		b.state.decline(s.key, strconv.FormatUint(b.avatar(draft).Seed, 10))
		return
	}
	before := b.suggestion(draft, s)
	b.state.decline(s.key, before)
	b.state.improve(s.key, "", false)
	if b.Model != nil && s.key != "knowledge" && s.key != "trial" && s.key != "done" {
		another, remark := b.written(draft, s, t.Say("model.another", strings.Join(b.state.Declined[s.key], "\n")), before)
		if another != "" && !slices.Contains(b.state.Declined[s.key], another) {
			b.state.improve(s.key, another, true)
			return
		}
		b.note(cmp.Or(remark, t.Say("note.modelUseless", another)))
	}
	candidates := b.candidates(draft, s)
	if slices.ContainsFunc(candidates, func(c string) bool { return !slices.Contains(b.state.Declined[s.key], c) }) {
		return
	}
	if s.key == "starters" { // a refused question does not come again
		b.note(t.Say("note.noMoreStarters"))
		return
	}
	b.state.Declined[s.key] = nil
	if len(candidates) > 1 { // the one just declined does not come at once
		b.state.decline(s.key, before)
	}
	b.note(t.Say("note.exhausted"))
}

// skip goes on without an answer, where that is possible.
func (b *Builder) skip(draft assistant.Draft, s step) {
	t := textsOf(draft)
	switch {
	case s.isCriterion() && s.key != "language":
		b.assistant.Change(t.Say("done.skipped", s.part(t)), func(d *assistant.Draft) { put(d, s, "") })
		fallthrough
	case s.key == "knowledge" || s.key == "trial" || s.key == "done":
		b.settle(s)
	default:
		b.note(t.Say("note.needed"))
	}
}

// write takes a person's own words as the answer.
func (b *Builder) write(draft assistant.Draft, s step, q Question, text string) {
	t := textsOf(draft)
	switch s.key {
	case "avatar", "done":
		b.improve(draft, s, text)
		return
	case "trial":
		found := patterns["expects"].FindStringSubmatch(text)
		if found == nil { // the trial was not exact enough
			b.improve(draft, s, text)
			return
		}
		b.addTrial(draft, q.Suggestion, parts(found[1]))
		b.settle(s)
		return
	case "purpose":
		if len(wordsOf(text)) == 0 {
			b.note(t.Say("note.noWords"))
			return
		}
		after := draft.Clone()
		put(&after, s, text)
		t = textsOf(after) // the purpose may have changed the language
	case "name":
		if text = oneLine(text); tooLong(text) {
			b.note(t.Say("note.longName", longestName))
			return
		}
	case "diets":
		if says("nobody", text) {
			text = t.Say("criterion.diets.none")
		}
	case "knowledge":
		b.note(t.Say("note.kept", noteFile))
	}
	what := s.part(t)
	isOwn := func(part string) bool {
		return !slices.ContainsFunc(append(q.Choices, q.Suggestion), func(choice string) bool { return strings.EqualFold(choice, part) })
	}
	if isOwn(text) && slices.ContainsFunc(parts(text), isOwn) {
		b.assistant.Change(t.Say("done.written", what), func(d *assistant.Draft) {
			put(d, s, text)
			d.Write(s.field)
		})
	} else {
		b.putSuggested(t.Say("done.accepted", what), s, text)
	}
	b.settle(s)
}

// addTrial keeps a starter as a trial, so that each later change can be tried by it.
func (b *Builder) addTrial(draft assistant.Draft, starter string, expect []string) {
	if !slices.Contains(draft.Starters, starter) {
		return
	}
	i := slices.IndexFunc(b.assistant.Trials, func(t assistant.Trial) bool { return t.Name == starter })
	if i < 0 {
		b.assistant.Trials = append(b.assistant.Trials,
			assistant.Trial{Name: starter, Messages: []assistant.Message{{Role: assistant.RoleUser, Text: starter}}})
		i = len(b.assistant.Trials) - 1
	}
	if len(expect) > 0 {
		b.assistant.Trials[i].Expect = expect
	}
}
