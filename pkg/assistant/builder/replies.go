package builder

import (
	"cmp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// understand tells what a reply to a question means: one of the replies in patterns.txt, "ask" for a field, "improve" or "answer".
func understand(text string, q Question, s step) (does string, field assistant.Field) {
	switch { // words that are offered are meant, even when they look like a command
	case q.Suggestion != "" && strings.EqualFold(q.Suggestion, text):
		return "accept", ""
	case q.offers(text), s.key == "diets" && says("nobody", text):
		return "answer", ""
	}
	for _, reply := range []string{"accept", "decline", "keep", "skip"} {
		if says(reply, text) {
			return reply, ""
		}
	}
	part := cmp.Or(found("goingTo", text), text) // the word for a part is enough to go there
	for _, field := range assistant.Fields {
		if says("field."+string(field), part) {
			return "ask", field
		}
	}
	if isWish(text, s) {
		return "improve", ""
	}
	return "answer", ""
}

// isWish tells whether a text wants the suggestion changed, or something else of the builder, and is no answer itself.
func isWish(text string, s step) bool {
	wishes, left := wishesIn(text, s)
	if len(left) > 0 && s.key == "name" && upperFirst(left[0]) == left[0] { // "Short and Sweet" is a name
		wishes = nil
	}
	words := withoutObjection(text)
	switch {
	case isQuestion(text, s), says("verbatim", text), says("add", text), says("called", words):
		return true
	case s.isCriterion(): // "for children" and "short" are answers there
		return len(kindsWithout(wishes)) > 0
	case len(wishes) > 0 && (wishes[0].does != without || s.key == "starters"): // "No Name" is a name
		return true
	case s.key == "purpose" || s.key == "knowledge":
		return false
	case s.key == "name":
		return len(strings.Fields(text)) > 5 || strings.HasSuffix(text, "?") || says("demand", words)
	case s.key == "instructions": // what can be added to them is a wish; nothing that is typed takes their place
		return true
	}
	return !strings.Contains(text, "\n") && (words != text || says("demand", text))
}

// isQuestion tells whether a person asks something, with or without a question mark. Questions among several sentences are part of
// an answer, and starters are questions themselves.
func isQuestion(text string, s step) bool {
	marked := strings.HasSuffix(text, "?")
	switch {
	case len(patterns.Form("sentenceEnd").Split(text, -1)) > 1 || says("relative", text) && !marked:
		return false
	case s.key == "starters":
		return says("question", text) && !marked && len(strings.Fields(text)) <= 3
	case s.key == "purpose" || s.key == "knowledge":
		return says("question", text)
	}
	return says("question", text) || marked && says("asking", text)
}

// withoutObjection takes the "No," from the beginning of what somebody would have instead.
func withoutObjection(text string) string {
	return patterns.Form("objection").ReplaceAllString(text, "")
}

// offers tells whether words are the suggestion or one of the choices.
func (q Question) offers(words string) bool {
	return slices.ContainsFunc(append(q.Choices, q.Suggestion), func(offer string) bool { return strings.EqualFold(offer, words) })
}

// answer takes a person's own words as the answer.
func (b *Builder) answer(draft assistant.Draft, s step, q Question, text string) {
	t := textsOf(draft)
	switch s.key {
	case "avatar", "done":
		b.improve(draft, s, text)
		return
	case "trial":
		if words := found("expects", text); words != "" {
			b.addTrial(draft, q.Suggestion, parts(words))
			b.settle(s)
		} else { // the trial was not exact enough
			b.improve(draft, s, text)
		}
		return
	case "purpose":
		if len(wordsOf(text)) == 0 {
			b.note(t.Say("note.noWords"))
			return
		}
	case "name":
		if text = oneLine(withoutObjection(text)); tooLong(text) {
			b.note(t.Say("note.longName", longestName))
			return
		}
	case "knowledge":
		b.note(t.Say("note.kept", noteFile))
	}
	if s.isCriterion() && !q.offers(text) {
		words := withoutObjection(text)
		if (words != text || says("leavingOut", text)) && b.knows(draft, s, q.Suggestion) && !says("nobody", text) {
			b.object(draft, s, text)
			return
		}
		text = words
	}
	if s.key == "diets" && says("nobody", text) {
		text = t.Say("criterion.diets.none")
	}
	own := !q.offers(text) && slices.ContainsFunc(parts(text), func(part string) bool { return !q.offers(part) })
	b.write(draft, s, text, map[bool]string{true: "done.written", false: "done.accepted"}[own], own)
	b.settle(s)
}

// knows tells whether a suggestion has a person's own words, which an objection to it must not take away. Kinds of pictures and
// languages are chosen, so that there the objection says all.
func (b *Builder) knows(draft assistant.Draft, s step, suggestion string) bool {
	ours := textsOf(draft).Lines("criterion." + s.key + ".answers")
	return s.key != "pictures" && s.key != "language" && !slices.Contains(ours, suggestion)
}

// object adds an objection to the answer that is suggested, and lets the person decide whether that is meant.
func (b *Builder) object(draft assistant.Draft, s step, text string) {
	before := b.suggestion(draft, s)
	b.improve(draft, s, text)
	if b.suggestion(draft, s) != before {
		b.note(textsOf(draft).Say("note.objection"))
	}
}

// accept writes the suggestion into the draft.
func (b *Builder) accept(draft assistant.Draft, s step, q Question) {
	_, offer := recipeOf(draft).example(draft)
	text, ok := current(draft, s)
	switch {
	case s.key == "trial":
		b.addTrial(draft, q.Suggestion, nil)
	case s.key == "done", s.key == "knowledge" && q.Suggestion != offer: // tips, and files that are added on the page
	case text == q.Suggestion, s.key == "avatar" && ok && b.state.Declined["avatar"] == nil:
		// It stays as it is, and if it was written by hand, that stays too.
	default:
		b.write(draft, s, q.Suggestion, map[bool]string{true: "done.byModel", false: "done.accepted"}[q.ByModel], false)
	}
	b.settle(s)
}

// write makes an answer part of the draft, as a version that what names.
func (b *Builder) write(draft assistant.Draft, s step, text, what string, byHand bool) {
	after := draft.Clone()
	if s.key == "avatar" {
		after.Avatar = b.avatar(draft)
	} else {
		put(&after, s, text)
	}
	switch {
	case byHand:
		after.Write(s.field)
	case !s.isCriterion(): // the mark of the criteria is for all of them
		after.Unwrite(s.field)
	}
	t := textsOf(after) // the purpose may have changed the language
	b.assistant.Change(t.Say(what, s.part(t)), func(d *assistant.Draft) { *d = after })
}

func (b *Builder) decline(draft assistant.Draft, s step) {
	t := textsOf(draft)
	before := b.suggestion(draft, s)
	b.state.decline(s.key, before)
	b.state.improve(s.key, "", false)
	if b.Model != nil && s.isText() && !s.isFree() {
		another, remark := b.written(draft, s, t.Say("model.another", strings.Join(b.state.Declined[s.key], "\n")), before)
		if another != "" && !slices.Contains(b.state.Declined[s.key], another) {
			b.state.improve(s.key, another, true)
			return
		}
		b.note(cmp.Or(remark, t.Say("note.modelUseless", another)))
	}
	candidates := b.candidates(draft, s)
	switch {
	case slices.ContainsFunc(candidates, func(c string) bool { return !slices.Contains(b.state.Declined[s.key], c) }):
	case s.key == "starters": // a refused question does not come again
		b.note(t.Say("note.noMoreStarters"))
	default:
		b.state.Declined[s.key] = nil
		if len(candidates) > 1 { // the one just declined does not come at once
			b.state.decline(s.key, before)
		}
		b.note(t.Say("note.exhausted"))
	}
}

// skip goes on without an answer, where that is possible.
func (b *Builder) skip(draft assistant.Draft, s step) {
	switch {
	case s.isCriterion() && s.key != "language":
		b.write(draft, s, "", "done.skipped", false)
		b.settle(s)
	case s.isFree():
		b.settle(s)
	default:
		b.note(textsOf(draft).Say("note.needed"))
	}
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
