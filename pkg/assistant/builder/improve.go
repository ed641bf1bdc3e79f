package builder

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// improve works a wish into the suggestion: by rules where they are enough, else by the model, else it says that it cannot.
func (b *Builder) improve(draft assistant.Draft, s step, how string) {
	t, asked := textsOf(draft), s
	if s.key == "trial" || s.key == "done" { // more exact after a trial: the wish goes into the instructions
		s = instructing
	}
	wishes, left := wishesIn(how, s)
	if unused := kindsWithout(wishes); len(unused) > 0 && s.isCriterion() && recipeOf(draft).kind == altTexts {
		s = step{"pictures", assistant.FieldCriteria} // which of them are used is decided there
	}
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
	note := t.Say("note.cannot", how, strings.Join(t.Lines("wishes."+wishesAt(s)), ", "))
	words := patterns["objection"].ReplaceAllString(how, "")
	if wishesAt(s) == "instructions" && len(wordsOf(words)) > 2 && !says("aboutItself", words) && !says("asking", words) {
		note += " " + t.Say("note.addIt", words)
	}
	return note
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
		after = b.follow(draft, s, after, w)
		if after == "" {
			break
		}
	}
	switch {
	case len(wishes) == 0 || after == "":
		return "", ""
	case s.key == "name" && tooLong(after):
		return "", t.Say("note.longName", longestName)
	case after != before:
		return after, ""
	case wishes[0].does == shorter:
		return "", t.Say("note.short")
	}
	if i := slices.IndexFunc(wishes, func(w wish) bool { return w.does == without }); i >= 0 && !s.isCriterion() {
		return "", t.Say("note.notThere", wishes[i].words)
	}
	return "", t.Say("note.saysSo")
}

// follow follows one wish. It is "" if rules cannot, and the text itself where nothing is left to do.
func (b *Builder) follow(draft assistant.Draft, s step, text string, w wish) string {
	t, words := textsOf(draft), oneLine(w.words)
	switch w.does + " " + s.key {
	case "call name":
		return words
	case "add name":
		return text + " " + words
	case "shorter name":
		made := b.made(draft, s)
		if draft.Name != text && slices.Contains(made, text) { // a name of ours; a person's own stays what it is
			for _, candidate := range made {
				if utf8.RuneCountInString(candidate) < utf8.RuneCountInString(text) && !slices.Contains(b.state.Declined["name"], candidate) {
					return candidate
				}
			}
		}
		return dropWord(text)
	case "shorter description":
		return cmp.Or(dropSentence(text), text)
	case "without pictures":
		if unused := kindsWithout([]wish{w}); len(unused) > 0 {
			used := slices.DeleteFunc(alttext.KindsIn(text), func(k alttext.Kind) bool { return slices.Contains(unused, k) })
			return picturesOf(draft, used)
		}
		return withoutWords(text, words)
	case "add description":
		return adding(sentence(text)+" ", text, sentence(words))
	case "add starters":
		return adding(text+"\n", text, upperFirst(words))
	case "without starters":
		lines := strings.Split(text, "\n")
		return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return withoutWords(line, words) != line }), "\n")
	case "children purpose", "children description", "beginners purpose", "beginners description":
		if says("speaksOf."+w.does, text) {
			return text
		}
		body := trimStop(text)
		return body + t.Say("for."+w.does) + text[len(body):]
	case "add instructions":
		return adding(text+"\n\n", text, sentence(w.words))
	case "shorter instructions":
		forms := instructions(draft)
		for _, form := range forms[:2] { // a form of ours becomes the short one; what was added to it stays
			if added, ours := strings.CutPrefix(text, form); ours {
				return forms[2] + added
			}
		}
		if strings.HasPrefix(text, forms[2]) {
			return text
		}
		return ""
	}
	switch {
	case w.does == verbatimly:
		return w.words
	case w.does == without && s.isCriterion():
		return forbidding(t.Say("note.forbidden", words), text, words)
	case w.does == without:
		return withoutWords(text, words)
	case w.does == add:
		return adding(strings.TrimRight(text, ". ")+"; ", text, words)
	case s.key != "instructions":
		return ""
	}
	if opposite := opposites[w.does]; opposite != "" {
		text = strings.ReplaceAll(text, "\n\n"+t.Say("style."+opposite), "")
	}
	return adding(text+"\n\n", text, t.Say("style."+w.does))
}

var opposites = map[string]string{"friendlier": "formal", "formal": "friendlier", "children": "formal"}

// adding puts words behind a beginning, unless the text has them already.
func adding(beginning, text, words string) string {
	if strings.Contains(text, words) {
		return text
	}
	return beginning + words
}

// forbidding adds "no nuts" to an answer, in the place of one that is not known. No word of the answer is taken out: in "must not eat
// nuts" that would be the opposite. It is "" if the words are a "no" themselves.
func forbidding(no, text, words string) string {
	switch {
	case says("negation", words):
		return ""
	case regexp.MustCompile(`(?:^|[^\pL])` + patterns["forbids"].String() + regexp.QuoteMeta(words) + `(?:$|[^\pL])`).MatchString(text):
		return text
	case text == "" || says("notKnown", text):
		return no
	}
	return strings.TrimRight(text, ". ") + "; " + no
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
	if found := patterns["quoted"].FindStringSubmatch(text); found != nil {
		text = found[1]
	}
	if text == "" || text == before || s.key == "name" && (tooLong(text) || strings.Contains(text, "\n")) {
		return "", t.Say("note.modelUseless", text)
	}
	return text, ""
}
