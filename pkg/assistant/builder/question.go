package builder

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/texts"
)

// question words what is asked at a step.
func (b *Builder) question(draft assistant.Draft, key string) Question {
	t := textsOf(draft)
	if key == done {
		return Question{Key: key, Text: closing(draft), Done: true}
	}
	q := Question{Field: fieldOf(key), Key: key, Several: key == "pictures", CanSkip: isFree(key), ByModel: b.state.ByModel[key]}
	q.ByHand = draft.Wrote(fieldOf(key)) && has(draft, key)
	q.Suggestion = b.suggestion(draft, key)
	switch key {
	case "avatar":
		q.SuggestedAvatar = new(b.avatar(draft))
	case "purpose":
		q.Choices = t.Lines("purposes")
	case "pictures", "language":
		q.Choices = t.Lines("criterion." + key + ".choices")
	}
	if !q.Several { // what is suggested is taken by Accept
		q.Choices = slices.DeleteFunc(q.Choices, func(choice string) bool { return choice == q.Suggestion })
	}
	q.Text = b.wording(draft, key, q)
	q.Wishes = slices.DeleteFunc(wishesAt(t, improvedAt(key)), func(wish string) bool { return strings.HasSuffix(wish, "…") })
	if b.Model != nil && isText(key) {
		q.Wishes = once(append(q.Wishes, t.Lines("wishes.model")...))
	}
	return q
}

// closing is what is said when all is settled.
func closing(draft assistant.Draft) string {
	t, ready, trials := textsOf(draft), "done.ready", "done.trials"
	if len(draft.Knowledge) == 0 {
		ready = "done.noKnowledge"
	}
	if draft.Settings.Address != "" { // where each run may cost something
		trials = "done.trialsByHand"
	}
	return t.Say("question.done", t.Say(ready), t.Say(trials))
}

func (b *Builder) wording(draft assistant.Draft, key string, q Question) string {
	t, text := textsOf(draft), ""
	switch {
	case isCriterion(key):
		text = t.Say("criterion." + key + ".ask")
	case key == "instructions" && b.outdated(draft):
		return t.Say("question.outdated")
	case key == "knowledge" && len(draft.Knowledge) > 0:
		text = t.Say("question.files", len(draft.Knowledge)) + " " + t.Say("question.knowledge")
	default:
		text = t.Say("question." + key)
	}
	if key == "starters" && q.Suggestion != "" {
		if unanswered := b.unanswered(draft, strings.Split(q.Suggestion, "\n")); len(unanswered) > 0 {
			text += " " + t.Say("question.unanswered", strings.Join(unanswered, " · "))
		}
	}
	switch {
	case q.ByModel:
		text += " " + t.Say("question.byModel")
	case has(draft, key) && !b.isCurrent(draft, key, q.Suggestion):
		text += " " + t.Say("question.replaces")
	case q.ByHand:
		text += " " + t.Say("question.keepYours")
	case has(draft, key):
		text += " " + t.Say("question.keepThis")
	case isCriterion(key) && q.Suggestion == reading(draft, key):
		text += " " + t.Say("question.read")
	}
	return text
}

// isCurrent tells whether a suggestion is what the draft has already. A drawing is, until another was asked for.
func (b *Builder) isCurrent(draft assistant.Draft, key, suggestion string) bool {
	text, _ := current(draft, key)
	return suggestion == text || key == "avatar" && len(b.state.Declined[key]) == 0
}

// suggestion is the one that waits to be accepted: the improved one, else the first that was not declined.
func (b *Builder) suggestion(draft assistant.Draft, key string) string {
	if improved := b.state.Improved[key]; improved != "" {
		return improved
	}
	candidates := b.candidates(draft, key)
	i := slices.IndexFunc(candidates, func(c string) bool { return !slices.Contains(b.state.Declined[key], c) })
	return candidates[max(0, i)] // all were declined, in another version of the draft
}

// candidates are the suggestions at a step, best first, each once; there is always one. What the draft has already is the first of
// them, so that it can be kept or improved, except for instructions that are out of date.
func (b *Builder) candidates(draft assistant.Draft, key string) []string {
	text, made := answer(draft, key), b.made(draft, key)
	if key == "instructions" && b.outdated(draft) {
		return once(append(made, text))
	}
	return once(append([]string{text}, made...))
}

// made are the suggestions at a step that are made from the draft.
func (b *Builder) made(draft assistant.Draft, key string) []string {
	t, r := textsOf(draft), recipeOf(draft)
	switch key {
	case "purpose":
		return t.Lines("purposes")
	case "name": // sober: what the assistant is, and given names, of which the purpose decides the first
		given := t.Lines("names")
		start := int(hash(draft.Purpose) % uint64(len(given)))
		return slices.Concat([]string{r.say("title")}, given[start:], given[:start])
	case "avatar":
		return []string{t.Say("avatar.drawing", len(b.state.Declined["avatar"])+1)}
	case "description": // one sentence: what the purpose says that the assistant does, or those of the recipe for its own purpose
		purpose := trimStop(draft.Purpose)
		if slices.Contains(t.Lines("purposes"), purpose) {
			return r.lines("descriptions")
		}
		return []string{doing(patterns.Form("sentenceEnd").Split(purpose, 2)[0]), t.Say("description.helper", task(purpose)), t.Say("description.ask", task(purpose))}
	case "instructions":
		forms := instructions(draft)
		if added, ours := strings.CutPrefix(draft.Instructions, b.state.Form); ours && b.state.Form != "" {
			for i := range forms {
				forms[i] += added
			}
		}
		return forms
	case "knowledge":
		_, offer := r.example(draft)
		return append([]string{offer}, r.lines("files")...)
	case "starters":
		return b.starters(draft)
	case "trial":
		aboutAPicture := func(starter string) bool { return says("thisPicture", starter) } // which a trial would not have
		return append(slices.DeleteFunc(slices.Clone(draft.Starters), aboutAPicture), t.Say("trial.justTry"))
	}
	if said := reading(draft, key); said != "" { // another answer would contradict the purpose
		return []string{said}
	}
	return t.Lines("criterion." + key + ".answers")
}

// doing is what a purpose says that the assistant does: "Writes alt texts." It is "" if the purpose has another form.
func doing(purpose string) string {
	_, does, rest := verbOf(strip(purpose, "opening"))
	if does == "" || rest == "" {
		return ""
	}
	return upperFirst(does) + rest + "."
}

// task is a purpose without "I want it to" and «хочу, чтобы он», so that it can be quoted; «писал» becomes «писать».
func task(purpose string) string {
	bare := strip(purpose, "wanted")
	infinitive, _, rest := verbOf(bare)
	switch {
	case bare == purpose, infinitive == "" && isCyrillic(bare): // «рифмовал тексты» alone would have the wrong form
		return purpose
	case infinitive == "":
		return bare
	}
	return infinitive + rest
}

// verbOf are two forms of the verb with which a text begins, and what follows it: "write", "writes". They are "" if it is not known.
func verbOf(text string) (infinitive, does, rest string) {
	end := strings.IndexAny(text+" ", " ,")
	verb := strings.TrimRight(strings.ToLower(text[:end]), "ао") // «писала»
	for _, language := range texts.Languages {
		for _, line := range catalogue.In(language).Lines("verbs") { // "write writes"
			forms := strings.Fields(line)
			past, isRussian := strings.CutSuffix(forms[0], "ть")
			isPast := isRussian && verb == past+"л" && !says("secondPast", text[end:]) // which would stay in the past
			if slices.Contains(forms, verb) || isPast {
				return forms[0], forms[1], text[end:]
			}
		}
	}
	return "", "", text
}

// starters are taken from the recipe's four at a time, without those that were declined. Where some can be answered, no others are
// offered.
func (b *Builder) starters(draft assistant.Draft) []string {
	sets := slices.Clone(b.state.Declined["starters"])
	refused := strings.Split(strings.Join(sets, "\n"), "\n")
	free := slices.DeleteFunc(recipeOf(draft).lines("starters"), func(starter string) bool { return slices.Contains(refused, starter) })
	if unanswered := b.unanswered(draft, free); len(unanswered) < len(free) {
		free = slices.DeleteFunc(free, func(starter string) bool { return slices.Contains(unanswered, starter) })
	}
	for set := range slices.Chunk(free, 4) {
		sets = append(sets, strings.Join(set, "\n"))
	}
	return sets
}

// unanswered are the questions that nothing in the knowledge answers, where no model does.
func (b *Builder) unanswered(draft assistant.Draft, questions []string) []string {
	return slices.DeleteFunc(slices.Clone(questions), func(question string) bool {
		return draft.Settings.Address != "" || b.engine.Answers(draft, question)
	})
}

// avatar is what the draft has, until it is declined; then one drawing after another, each from a seed of its own.
func (b *Builder) avatar(draft assistant.Draft) assistant.Avatar {
	declined := len(b.state.Declined["avatar"])
	if has(draft, "avatar") && declined == 0 {
		return draft.Avatar
	}
	// JSON's readers hold a number in a float64, which has 53 bits. 0 would be no avatar.
	return assistant.Avatar{Seed: hash(draft.Name, draft.Purpose, draft.Avatar.Seed, declined)>>11 | 1}
}

func hash(values ...any) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%q", values)
	return h.Sum64()
}
