package builder

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

// improve works a wish into the suggestion: by rules where they are enough, else by the model, else it says that it cannot.
func (b *Builder) improve(draft assistant.Draft, s step, how string) {
	t, asked := textsOf(draft), s
	if s.key == "trial" || s.key == "done" { // more exact after a trial: the wish goes into the instructions
		s = instructing
	}
	wishes := wishesIn(how, s)
	switch {
	case slices.ContainsFunc(wishes, func(w wish) bool { return w.does == call }):
		s = step{"name", assistant.FieldName}
	case s.key == "avatar":
		b.decline(draft, s)
		fallthrough
	case s.key == "knowledge":
		b.note(t.Say("note." + s.key))
		return
	}
	before := b.suggestion(draft, s)
	after, remark := b.improved(draft, s, before, wishes)
	byModel := after == "" && remark == "" && b.Model != nil
	if byModel {
		after, remark = b.written(draft, s, t.Say("model.change", how), before)
	} else if after == "" && remark == "" {
		remark = t.Say("note.cannot", how, strings.Join(t.Lines("wishes."+wishesAt(s)), ", "))
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
}

// wishesAt names the list of the wishes that rules can follow at a step.
func wishesAt(s step) string {
	switch {
	case s.isCriterion():
		return "criterion"
	case s.key == "trial" || s.key == "done":
		return "instructions"
	}
	return s.key
}

// improved is a suggestion after all wishes. It is "" where rules cannot follow one of them; a remark says why if there is more to
// say than that.
func (b *Builder) improved(draft assistant.Draft, s step, before string, wishes []wish) (after, remark string) {
	t := textsOf(draft)
	after = before
	for _, w := range wishes {
		if s.key == "instructions" {
			after = inInstructions(draft, after, w)
		} else {
			after = b.follow(draft, s, after, w)
		}
		if after == "" || len(wishes) > 1 && w.does == verbatimly {
			return "", ""
		}
	}
	switch {
	case len(wishes) == 0:
		return "", ""
	case s.key == "name" && tooLong(after):
		return "", t.Say("note.longName", longestName)
	case after == before:
		return "", t.Say("note.saysSo")
	}
	return after, ""
}

// follow follows one wish. It is "" if rules cannot, and the text itself where nothing is left to do.
func (b *Builder) follow(draft assistant.Draft, s step, text string, w wish) string {
	t, isName := textsOf(draft), s.key == "name"
	switch {
	case w.does == verbatimly, w.does == call && isName:
		return w.words
	case w.does == without && s.key == "starters":
		return strings.Join(slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return withoutWords(line, w.words) != line }), "\n")
	case w.does == without:
		return withoutWords(text, w.words)
	case w.does == add && isName:
		return text + " " + oneLine(w.words)
	case w.does == add:
		before := map[string]string{"starters": text + "\n", "description": sentence(text) + " "}[s.key]
		if before == "" {
			return adding(strings.TrimRight(text, ". ")+"; ", text, oneLine(w.words))
		}
		return adding(before, text, sentence(oneLine(w.words)))
	case w.does == shorter && s.key != "starters":
		if shorter := dropSentence(text); shorter != "" && !isName {
			return shorter
		}
		for _, candidate := range b.candidates(draft, s) {
			if utf8.RuneCountInString(candidate) < utf8.RuneCountInString(text) {
				return candidate
			}
		}
	case (w.does == "children" || w.does == "beginners") && (s.key == "purpose" || s.key == "description"):
		if spoken["audience"].MatchString(text) { // it speaks of somebody already
			return text
		}
		return trimStop(text) + t.Say("for."+w.does) + text[len(trimStop(text)):]
	}
	return ""
}

// adding puts words behind a beginning, unless the text has them already.
func adding(beginning, text, words string) string {
	if strings.Contains(text, words) {
		return text
	}
	return beginning + words
}

var opposites = map[string]string{"friendlier": "formal", "formal": "friendlier", "children": "formal"}

// inInstructions follows one wish for instructions, as follow does.
func inInstructions(draft assistant.Draft, text string, w wish) string {
	t := textsOf(draft)
	switch w.does {
	case verbatimly:
		return w.words
	case add:
		return adding(text+"\n\n", text, sentence(w.words))
	case shorter:
		forms := instructions(draft)
		for _, form := range forms[:2] { // a form of ours becomes the short one; what was added to it stays
			if added, ours := strings.CutPrefix(text, form); ours {
				return forms[2] + added
			}
		}
		return dropSentence(text)
	case call, without:
		return ""
	}
	if opposite := opposites[w.does]; opposite != "" {
		text = strings.ReplaceAll(text, "\n\n"+t.Say("style."+opposite), "")
	}
	return adding(text+"\n\n", text, t.Say("style."+w.does))
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
	if found := quoted.FindStringSubmatch(text); found != nil {
		text = found[1]
	}
	if text == "" || text == before || s.key == "name" && (tooLong(text) || strings.Contains(text, "\n")) {
		return "", t.Say("note.modelUseless", text)
	}
	return text, ""
}
