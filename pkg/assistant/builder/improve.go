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
func (b *Builder) improve(draft assistant.Draft, asked, how string) {
	t, key := textsOf(draft), improvedAt(asked)
	wishes, left := wishesIn(how, key)
	if len(kindsWithout(wishes)) > 0 && isCriterion(key) && recipeOf(draft).kind == altTexts {
		key = "pictures" // which of them are used is decided there
	}
	switch {
	case len(wishes) == 0 && isQuestion(how, asked):
		b.note(t.Say("note.question", how))
		return
	case slices.ContainsFunc(wishes, func(w wish) bool { return w.does == "call" }):
		key = "name"
	case !isText(key):
		if key == "avatar" {
			b.decline(draft, key)
		}
		b.note(t.Say("note." + key))
		return
	}
	before := b.suggestion(draft, key)
	after, remark, byModel := before, "", false
	for _, w := range wishes {
		if after != "" {
			after = b.follow(draft, key, after, w)
		}
	}
	out := slices.IndexFunc(wishes, func(w wish) bool { return w.does == "without" })
	switch canFollow := len(wishes) > 0 && after != ""; {
	case b.Model != nil && (!canFollow || len(left) > 0):
		byModel = true
		after, remark = b.written(draft, key, t.Say("model.change", how), before)
	case !canFollow && out >= 0 && !isCriterion(key):
		remark = t.Say("note.without", wishes[out].words)
	case !canFollow:
		remark = cannot(t, key, how)
	case key == "name" && tooLong(after):
		remark = t.Say("note.longName", longestName)
	case after == before && wishes[0].does == "shorter":
		remark = t.Say("note.short")
	case after == before:
		remark = t.Say("note.saysSo")
	}
	if remark != "" {
		b.note(remark)
		return
	}
	if key != asked {
		b.state.reopen(key)
	}
	b.state.improve(key, after, byModel)
	if len(left) > 0 && !byModel {
		b.note(cannot(t, key, strings.Join(left, ", ")))
	}
}

// cannot says what was not understood, and what can be said here.
func cannot(t texts.Texts, key, how string) string {
	if isCriterion(key) {
		key = "criterion"
	}
	return t.Say("note.cannot", how) + " " + t.Say("can."+key)
}

// wishesAt are wishes that rules can follow at a step, for buttons.
func wishesAt(t texts.Texts, key string) []string {
	if isCriterion(key) {
		return t.Lines("wishes.criterion")
	}
	return t.Lines("wishes." + key)
}

// follow follows one wish. It is "" if rules cannot, and the text itself where nothing is left to do.
func (b *Builder) follow(draft assistant.Draft, key, text string, w wish) string {
	t := textsOf(draft)
	switch w.does {
	case "verbatim", "call":
		return w.words
	case "add":
		return adding(key, text, w.words)
	case "shorter":
		return b.shortened(draft, key, text)
	case "without":
		return leaving(t, key, text, w)
	case "children", "beginners":
		if says("speaksOf."+w.does, text) && key != "instructions" {
			return text
		}
		if key == "purpose" || key == "description" {
			body := trimStop(text)
			return body + t.Say("for."+w.does) + text[len(body):]
		}
	}
	if key != "instructions" {
		return ""
	}
	if opposite := opposites[w.does]; opposite != "" {
		text = strings.ReplaceAll(text, "\n\n"+t.Say("style."+opposite), "")
	}
	return adding(key, text, t.Say("style."+w.does))
}

var opposites = map[string]string{"friendlier": "formal", "formal": "friendlier", "children": "formal"}

// shortened is a shorter suggestion, or the text itself where there is none. It is "" if rules cannot shorten it.
func (b *Builder) shortened(draft assistant.Draft, key, text string) string {
	switch key {
	case "name":
		made := b.made(draft, key)
		fits := func(name string) bool {
			return utf8.RuneCountInString(name) < utf8.RuneCountInString(text) && !slices.Contains(b.state.Declined["name"], name)
		}
		if i := slices.IndexFunc(made, fits); i >= 0 && draft.Name != text && slices.Contains(made, text) { // a person's own stays what it is
			return made[i]
		}
		if left := strip(text, "lastWord"); !says("smallWord", left) { // "Tom and Jerry" becomes "Tom"
			return left
		}
		return text
	case "description": // loses the last of several sentences
		left := text[:strings.LastIndexAny(strings.TrimRight(text, ".!?… "), ".!?\n")+1]
		return cmp.Or(strings.TrimSpace(left), text)
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
func (b *Builder) written(draft assistant.Draft, key, task, before string) (after, remark string) {
	t := textsOf(draft)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	text, err := b.Model(ctx, t.Say("model.prompt", b.wording(draft, key, Question{}), draft.Purpose, before, task))
	if err != nil {
		return "", t.Say("note.modelFailed", err)
	}
	text = clean(text)
	text = cmp.Or(found("quoted", text), text)
	if text == "" || text == before || slices.Contains(b.state.Declined[key], text) || key == "name" && (tooLong(text) || strings.Contains(text, "\n")) {
		return "", t.Say("note.modelUseless", text)
	}
	return text, ""
}
