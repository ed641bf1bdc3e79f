package builder

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

// understand tells what a reply to a question means: one of the replies in patterns.txt, "ask" for a field, "improve" or "answer".
func understand(text string, q Question, key string) (does string, field assistant.Field) {
	switch { // words that are offered are meant, even when they look like a command
	case q.Suggestion != "" && strings.EqualFold(q.Suggestion, text):
		return "accept", ""
	case q.offers(text), key == "diets" && says("nobody", text):
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
	if isWish(text, key) {
		return "improve", ""
	}
	return "answer", ""
}

// criterionToChange is the criterion among some steps that a reply wants to change, or "".
func criterionToChange(text string, steps []string) string {
	named := found("changing", text)
	if named == "" || says("add", text) || says("verbatim", text) {
		return ""
	}
	for _, key := range steps {
		if isCriterion(key) && says("criterion."+key, named) {
			return key
		}
	}
	return ""
}

// isWish tells whether a text wants the suggestion changed, or something else of the builder, and is no answer itself.
func isWish(text, key string) bool {
	wishes, left := wishesIn(text, key)
	if len(left) > 0 && key == "name" && upperFirst(left[0]) == left[0] { // "Short and Sweet" is a name
		wishes = nil
	}
	words := strip(text, "objection")
	switch {
	case key == "knowledge" && says("verbatim", text):
		return false
	case isQuestion(text, key), says("verbatim", text), says("add", text), says("called", words):
		return true
	case isCriterion(key): // "for children" and "short" are answers there
		return len(kindsWithout(wishes)) > 0
	case len(wishes) > 0 && wishes[0].does != "without":
		return true
	case key == "purpose" || key == "knowledge":
		return false
	case key == "name": // "No Name" is a name
		return len(strings.Fields(text)) > 5 || strings.HasSuffix(text, "?") || says("demand", words)
	case key == "description" || key == "starters":
		return !strings.Contains(text, "\n") && (len(wishes) > 0 || words != text || says("demand", text))
	}
	return true // nothing that is typed takes the place of a drawing, a trial or the instructions
}

// isQuestion tells whether a person asks something, with or without a question mark. Questions among several sentences are part of
// an answer, and starters are questions themselves.
func isQuestion(text, key string) bool {
	marked, words := strings.HasSuffix(text, "?"), strings.Fields(text)
	isSmall := func(word string) bool { return upperFirst(word) != word }
	switch {
	case key == "name" && !marked && len(words) > 1 && !slices.ContainsFunc(words[1:], isSmall): // "What's Cooking"
		return false
	case len(patterns.Form("sentenceEnd").Split(text, -1)) > 1 || says("relative", text) && !marked:
		return false
	case key == "starters":
		return says("question", text) && !marked && len(words) <= 3
	}
	return says("question", text) || marked && says("asking", text) && key != "purpose"
}

// offers tells whether words are the suggestion or one of the choices.
func (q Question) offers(words string) bool {
	return slices.ContainsFunc(append(q.Choices, q.Suggestion), func(offer string) bool { return strings.EqualFold(offer, words) })
}

// answer takes a person's own words as the answer.
func (b *Builder) answer(draft assistant.Draft, key string, q Question, text string) {
	t, words := textsOf(draft), strip(text, "objection")
	switch {
	case key == "purpose" && len(wordsOf(text)) == 0:
		b.note(t.Say("note.noWords"))
		return
	case key == "name" && tooLong(oneLine(words)):
		b.note(t.Say("note.longName", longestName))
		return
	case key == "knowledge":
		text = cmp.Or(found("verbatim", text), text)
		b.note(t.Say("note.kept", noteFile))
	case key == "diets" && says("nobody", text):
		text = t.Say("criterion.diets.none")
	case isCriterion(key) && (words != text || says("leavingOut", text)) && knows(t, key, q.Suggestion): // what was said before must not get lost
		if b.improve(draft, key, text); b.suggestion(draft, key) != q.Suggestion {
			b.note(t.Say("note.objection"))
		}
		return
	case key == "name", key == "purpose", isCriterion(key):
		text = words
	}
	if slices.ContainsFunc(parts(text), func(part string) bool { return !q.offers(part) }) {
		b.write(draft, key, text, "done.written", true)
	} else {
		b.write(draft, key, text, "done.accepted", false)
	}
	b.settle(key)
}

// knows tells whether a suggestion has a person's own words. Kinds of pictures and languages are chosen from ours.
func knows(t texts.Texts, key, suggestion string) bool {
	return key != "pictures" && key != "language" && !slices.Contains(t.Lines("criterion."+key+".answers"), suggestion)
}

// accept writes the suggestion into the draft. A trial is one of the starters, so that each later change can be tried by it.
func (b *Builder) accept(draft assistant.Draft, key string, q Question) {
	_, offer := recipeOf(draft).example(draft)
	text, ok := current(draft, key)
	isKnown := func(t assistant.Trial) bool { return t.Name == q.Suggestion }
	switch {
	case key == "trial":
		if slices.Contains(draft.Starters, q.Suggestion) && !slices.ContainsFunc(b.assistant.Trials, isKnown) {
			b.assistant.Trials = append(b.assistant.Trials,
				assistant.Trial{Name: q.Suggestion, Messages: []assistant.Message{{Role: assistant.RoleUser, Text: q.Suggestion}}})
		}
	case key == "knowledge" && q.Suggestion != offer: // such files are added on the page
		if len(draft.Knowledge) == 0 {
			b.note(textsOf(draft).Say("note.addFiles"))
		}
	case text == q.Suggestion, key == "avatar" && ok && b.state.Declined["avatar"] == nil:
		// It stays as it is, and if it was written by hand, that stays too.
	default:
		isOwn := q.ByHand && text != "" && strings.HasPrefix(q.Suggestion, text) // what a person wrote is still in it
		b.write(draft, key, q.Suggestion, map[bool]string{true: "done.byModel", false: "done.accepted"}[q.ByModel], isOwn)
	}
	b.settle(key)
}

// write makes an answer part of the draft, as a version that what names.
func (b *Builder) write(draft assistant.Draft, key, text, what string, byHand bool) {
	if key == "avatar" {
		draft.Avatar = b.avatar(draft)
	} else {
		put(&draft, key, text)
	}
	// The checker counts characters; it does not read the instructions.
	limit, _ := strconv.Atoi(found("length", text))
	if limit > 0 && key != "knowledge" && draft.Task == assistant.AltTexts && draft.Settings.AltLimit != limit && !draft.Wrote(assistant.FieldSettings) {
		draft.Settings.AltLimit = limit
		b.note(textsOf(draft).Say("length.set", limit))
	}
	switch {
	case byHand:
		draft.Write(fieldOf(key))
	case !isCriterion(key): // the mark of the criteria is for all of them
		draft.Unwrite(fieldOf(key))
	}
	t := textsOf(draft) // the purpose may have changed the language
	b.assistant.Change(t.Say(what, partOf(t, key)), func(d *assistant.Draft) { *d = draft })
}

func (b *Builder) decline(draft assistant.Draft, key string) {
	t := textsOf(draft)
	before := b.suggestion(draft, key)
	b.state.Declined[key] = once(append(b.state.Declined[key], before))
	b.state.improve(key, "", false)
	if b.Model != nil && isText(key) && !isFree(key) {
		another, remark := b.written(draft, key, t.Say("model.another", strings.Join(b.state.Declined[key], "\n")), before)
		if remark == "" {
			b.state.improve(key, another, true)
			return
		}
		b.note(remark)
	}
	isNew := func(candidate string) bool { return !slices.Contains(b.state.Declined[key], candidate) }
	switch {
	case slices.ContainsFunc(b.candidates(draft, key), isNew):
	case key == "starters": // a refused question does not come again
		b.note(t.Say("note.noMoreStarters"))
	default:
		b.state.Declined[key] = []string{before} // which does not come at once
		b.note(t.Say("note.exhausted"))
	}
}

// skip goes on without an answer, where that is possible.
func (b *Builder) skip(draft assistant.Draft, key string) {
	switch {
	case isCriterion(key) && key != "language":
		b.write(draft, key, "", "done.skipped", false)
	case !isFree(key):
		b.note(textsOf(draft).Say("note.needed"))
		return
	}
	b.settle(key)
}
