package builder

import (
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// candidates are the suggestions at a step, best first, each once; there is always one. What the draft has already is the first of
// them, so that it can be kept or improved, except for instructions that are out of date.
func (b *Builder) candidates(draft assistant.Draft, s step) []string {
	made := b.made(draft, s)
	if current := b.current(draft, s); current != "" {
		if s.key == "instructions" && b.outdated(draft) {
			made = append(made, current)
		} else {
			made = append([]string{current}, made...)
		}
	}
	var once []string
	for _, candidate := range made {
		if candidate != "" && !slices.Contains(once, candidate) {
			once = append(once, candidate)
		}
	}
	return once
}

// made are the suggestions at a step that are made from the draft.
func (b *Builder) made(draft assistant.Draft, s step) []string {
	t, r := textsOf(draft), recipeOf(draft)
	if s.criterion != nil {
		if s.key == "topics" {
			if topic := topicOf(draft.Purpose); topic != "" {
				return append([]string{topic}, s.criterion.answers...)
			}
		}
		return s.criterion.answers
	}
	switch s.key {
	case "purpose":
		var purposes []string
		for _, r := range t.recipes[:anything] {
			purposes = append(purposes, r.purpose)
		}
		return purposes
	case "name":
		return names(draft)
	case "description":
		return descriptions(draft)
	case "instructions":
		return b.wished(draft, instructions(draft))
	case "starters":
		return starters(r)
	case "knowledge":
		return r.files
	case "trial":
		if len(draft.Starters) > 0 {
			return draft.Starters
		}
		return []string{t.justTry}
	}
	return t.tips
}

// wished are new instructions with the wishes that were agreed on for the old ones worked in.
func (b *Builder) wished(draft assistant.Draft, texts []string) []string {
	for i, text := range texts {
		for _, how := range b.state.Wishes {
			if better, _ := improved(draft, step{key: "instructions", field: assistant.FieldInstructions}, text, how, nil); better != "" {
				texts[i] = better
				text = better
			}
		}
	}
	return texts
}

// descriptions are one sentence each: the purpose's own words turned into what the assistant does, and those of the recipe.
func descriptions(draft assistant.Draft) []string {
	t, r := textsOf(draft), recipeOf(draft)
	purpose := trimStop(draft.Purpose)
	own := t.does(purpose)
	if own == "" {
		own = t.helperFor + lowerFirst(purpose)
	}
	made := []string{own + "."}
	if purpose == r.purpose { // the recipe has better words for its own purpose
		made = nil
	}
	for _, description := range r.descriptions {
		made = append(made, strings.ReplaceAll(description, "%s", lowerFirst(purpose)))
	}
	return made
}

// starters are taken from the recipe's pool four at a time, from three places.
func starters(r recipe) []string {
	var sets []string
	n := len(r.starters)
	for start := range n {
		set := make([]string, 0, 4)
		for i := range min(4, n) {
			set = append(set, r.starters[(start*3+i)%n])
		}
		sets = append(sets, strings.Join(set, "\n"))
	}
	return sets
}

// topicOf finds what a blog is about: the words before it, as in "my cooking blog", or after it, as in "blog about cooking".
func topicOf(purpose string) string {
	for _, pattern := range topics {
		if parts := pattern.FindStringSubmatch(purpose); parts != nil {
			topic := strings.TrimSpace(parts[1])
			if isCyrillic(topic) { // it stands in a case that needs its preposition
				topic = "статьи " + topic
			}
			if !slices.Contains(emptyTopics, strings.ToLower(topic)) {
				return topic
			}
		}
	}
	return ""
}

// trimStop takes the stop from the end of a sentence, unless there is nothing else.
func trimStop(text string) string {
	if trimmed := strings.TrimRight(text, ".!? "); trimmed != "" {
		return trimmed
	}
	return text
}

// lowerFirst makes a purpose fit behind a colon. An English one stays, because its first word may be a name.
func lowerFirst(text string) string {
	if !isCyrillic(text) {
		return text
	}
	first, rest, _ := strings.Cut(text, " ")
	if strings.ToUpper(first) == first && len([]rune(first)) > 1 { // an abbreviation stays as it is
		return text
	}
	if rest == "" {
		return strings.ToLower(first)
	}
	return strings.ToLower(first[:runeLen(first)]) + first[runeLen(first):] + " " + rest
}

func upperFirst(text string) string {
	return strings.ToUpper(text[:runeLen(text)]) + text[runeLen(text):]
}

// runeLen is the number of bytes of the first character.
func runeLen(text string) int {
	for i := range text {
		if i > 0 {
			return i
		}
	}
	return len(text)
}

// sentence makes a sentence of a person's words.
func sentence(text string) string {
	text = upperFirst(strings.TrimSpace(text))
	if text != "" && !strings.ContainsAny(text[len(text)-1:], ".!?:;") && !strings.HasSuffix(text, "…") {
		text += "."
	}
	return text
}
