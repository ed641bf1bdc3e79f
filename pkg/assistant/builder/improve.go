package builder

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

// improve works a wish into the suggestion: by rules where they are enough, else by the model, else it says that it cannot.
func (b *Builder) improve(draft assistant.Draft, s step, how string) {
	t, asked := textsOf(draft), s
	if s.key == "trial" || s.key == "done" { // more exact after a trial: the wish goes into the instructions
		s = instructing
	}
	wishes, left := wishesIn(how, s)
	if len(kindsWithout(wishes)) > 0 && s.isCriterion() && recipeOf(draft).kind == altTexts {
		s = step{"pictures", assistant.FieldCriteria} // which of them are used is decided there
	}
	switch {
	case len(wishes) == 0 && isQuestion(how, asked):
		b.note(t.Say("note.question", how))
		return
	case slices.ContainsFunc(wishes, func(w wish) bool { return w.does == call }):
		s = step{"name", assistant.FieldName}
	case s.key == "avatar":
		b.decline(draft, s)
		fallthrough
	case !s.isText():
		b.note(t.Say("note." + s.key))
		return
	}
	before := b.suggestion(draft, s)
	after, remark := "", ""
	if len(left) == 0 || b.Model == nil {
		after, remark = b.improved(draft, s, before, wishes)
	}
	byModel := after == "" && remark == "" && b.Model != nil
	if byModel {
		after, remark = b.written(draft, s, t.Say("model.change", how), before)
	} else if after == "" && remark == "" {
		remark = b.cannot(draft, s, how)
	}
	if remark != "" {
		b.note(remark)
		return
	}
	if s.key != asked.key {
		if draft.Wrote(s.field) {
			b.note(t.Say("note.byHand"))
		}
		b.state.reopen(s.key)
	}
	b.state.improve(s.key, after, byModel)
	if len(left) > 0 && !byModel {
		b.note(b.cannot(draft, s, strings.Join(left, ", ")))
	}
}

func (b *Builder) cannot(draft assistant.Draft, s step, how string) string {
	t := textsOf(draft)
	return t.Say("note.cannot", how, strings.Join(wishesAt(t, s), ", "))
}

// wishesAt are the wishes that rules can follow at a step.
func wishesAt(t texts.Texts, s step) []string {
	switch {
	case s.isCriterion():
		return t.Lines("wishes.criterion")
	case s.key == "trial" || s.key == "done":
		return t.Lines("wishes.instructions")
	}
	return t.Lines("wishes." + s.key)
}

// improved is a suggestion after all wishes. It is "" where rules cannot follow one of them; a remark says why if there is more to
// say than that.
func (b *Builder) improved(draft assistant.Draft, s step, before string, wishes []wish) (after, remark string) {
	t := textsOf(draft)
	after = before
	for _, w := range wishes {
		if after = b.follow(draft, s, after, w); after == "" {
			return "", ""
		}
	}
	missing := slices.IndexFunc(wishes, func(w wish) bool { return w.does == without })
	switch {
	case len(wishes) == 0:
		return "", ""
	case s.key == "name" && tooLong(after):
		return "", t.Say("note.longName", longestName)
	case after != before:
		return after, ""
	case wishes[0].does == shorter:
		return "", t.Say("note.short")
	case missing >= 0 && !s.isCriterion():
		return "", t.Say("note.notThere", wishes[missing].words)
	}
	return "", t.Say("note.saysSo")
}

// follow follows one wish. It is "" if rules cannot, and the text itself where nothing is left to do.
func (b *Builder) follow(draft assistant.Draft, s step, text string, w wish) string {
	t, words := textsOf(draft), oneLine(w.words)
	switch w.does {
	case verbatim:
		return w.words
	case call:
		return words
	case add:
		return adding(s, text, w.words)
	case shorter:
		return b.shortened(draft, s, text)
	case without:
		switch kinds := kindsWithout([]wish{w}); {
		case s.key == "pictures" && len(kinds) > 0:
			return withoutKinds(text, kinds)
		case s.isCriterion() && s.key != "pictures":
			return forbidding(s, t.Say("note.forbidden", words), text, words)
		case s.key == "starters":
			lines := strings.Split(text, "\n")
			return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return withoutWords(line, words) != line }), "\n")
		}
		return withoutWords(text, words)
	case "children", "beginners":
		if s.key == "purpose" || s.key == "description" {
			if says("speaksOf."+w.does, text) {
				return text
			}
			body := trimStop(text)
			return body + t.Say("for."+w.does) + text[len(body):]
		}
	}
	if s.key != "instructions" {
		return ""
	}
	if opposite := opposites[w.does]; opposite != "" {
		text = strings.ReplaceAll(text, "\n\n"+t.Say("style."+opposite), "")
	}
	return adding(s, text, t.Say("style."+w.does))
}

var opposites = map[string]string{"friendlier": "formal", "formal": "friendlier", "children": "formal"}

// shortened is a shorter suggestion, or the text itself where there is none. It is "" if rules cannot shorten it.
func (b *Builder) shortened(draft assistant.Draft, s step, text string) string {
	switch s.key {
	case "name":
		made := b.made(draft, s)
		fits := func(name string) bool {
			return utf8.RuneCountInString(name) < utf8.RuneCountInString(text) && !slices.Contains(b.state.Declined["name"], name)
		}
		if i := slices.IndexFunc(made, fits); i >= 0 && draft.Name != text && slices.Contains(made, text) { // a person's own stays what it is
			return made[i]
		}
		return dropWord(text)
	case "description":
		return cmp.Or(dropSentence(text), text)
	case "instructions":
		forms := instructions(draft)
		for _, form := range forms { // a form of ours becomes the short one; what was added to it stays
			if added, ours := strings.CutPrefix(text, form); ours {
				return forms[2] + added
			}
		}
	}
	return ""
}

// patience is how long the builder waits for the model.
const patience = 2 * time.Minute

// written is what the model writes for a step. Where the model fails or its answer cannot be used, a remark says so.
func (b *Builder) written(draft assistant.Draft, s step, task, before string) (after, remark string) {
	t := textsOf(draft)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	text, err := b.Model(ctx, t.Say("model.prompt", b.wording(draft, s, Question{}), draft.Purpose, before, task))
	if err != nil {
		return "", t.Say("note.modelFailed", err)
	}
	text = clean(text)
	text = cmp.Or(found("quoted", text), text)
	if text == "" || text == before || s.key == "name" && (tooLong(text) || strings.Contains(text, "\n")) {
		return "", t.Say("note.modelUseless", text)
	}
	return text, ""
}
