package builder

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
	"firstneuron/pkg/assistant/texts"
)

// stepsOf are the steps on the way to a draft, in order, by their keys: "purpose", "name", …, or that of a criterion. The purpose
// decides which criteria there are, and the pictures which of theirs.
func stepsOf(draft assistant.Draft) []string {
	steps := []string{"purpose", "name", "avatar", "description"}
	used := alttext.KindsIn(answer(draft, "pictures"))
	for _, key := range criteria[recipeOf(draft).kind] {
		kind := alttext.Kind(key)
		unused := slices.Contains(alttext.Kinds, kind) && !slices.Contains(used, kind)
		if !unused && !(key == "language" && draft.Wrote(assistant.FieldSettings)) {
			steps = append(steps, key)
		}
	}
	return append(steps, "instructions", "knowledge", "starters", "trial") // the knowledge shows which starters can be answered
}

func isCriterion(key string) bool {
	return key != "trial" && key != done && !slices.Contains(assistant.Fields, assistant.Field(key))
}

// fieldOf is where the answer to a step goes. Other steps have their key from their field.
func fieldOf(key string) assistant.Field {
	if isCriterion(key) {
		return assistant.FieldCriteria
	}
	return assistant.Field(key)
}

// isFree tells whether a step is over without an answer in the draft.
func isFree(key string) bool { return key == "knowledge" || key == "trial" }

// isText tells whether words can improve the suggestion.
func isText(key string) bool { return key != "avatar" && key != "knowledge" }

// improvedAt is the step whose suggestion is improved by words that are typed at one: after a trial, the instructions get more exact.
func improvedAt(key string) string {
	if key == "trial" || key == done {
		return "instructions"
	}
	return key
}

// partOf is the word for what a version has changed.
func partOf(t texts.Texts, key string) string {
	if isCriterion(key) {
		return t.Say("change.criteria", t.Say("criterion."+key+".name"))
	}
	return t.Say("change." + key)
}

// done is in the place of a step when all are settled.
const done = "done"

// waiting is the step that is asked: one that somebody went back to, else the first that is not settled.
func (b *Builder) waiting(draft assistant.Draft) string {
	steps := stepsOf(draft)
	for _, key := range b.state.Asked {
		if slices.Contains(steps, key) {
			return key
		}
	}
	for _, key := range steps {
		if !slices.Contains(b.state.Passed, key) && (!has(draft, key) || key == "instructions" && b.outdated(draft)) {
			return key
		}
	}
	return done
}

// outdated tells whether the instructions were made from another purpose or other criteria. Instructions by hand never are.
func (b *Builder) outdated(draft assistant.Draft) bool {
	return draft.Instructions != "" && !draft.Wrote(assistant.FieldInstructions) && b.state.Basis != 0 && b.state.Basis != basis(draft)
}

func basis(draft assistant.Draft) uint64 {
	return hash(draft.Purpose, draft.Settings.Language, draft.Criteria) >> 11
}

// settle ends a step. After the purpose it says what the assistant can do without a model.
func (b *Builder) settle(key string) {
	draft := b.assistant.Draft()
	b.state.close(key)
	switch {
	case isFree(key):
		b.state.Passed = once(append(b.state.Passed, key))
	case key == "instructions":
		b.state.Basis, b.state.Form = basis(draft), ""
		for _, form := range instructions(draft) {
			if strings.HasPrefix(draft.Instructions, form) {
				b.state.Form = form
			}
		}
	case key == "purpose" && draft.Settings.Address == "":
		b.note(recipeOf(draft).say("offline"))
	}
}

// textIn is where a draft keeps a text.
func textIn(d *assistant.Draft, key string) *string {
	return map[string]*string{"purpose": &d.Purpose, "name": &d.Name, "description": &d.Description, "instructions": &d.Instructions}[key]
}

// current is the draft's answer to a step, as a suggestion would be worded, and whether there is one. A drawing has no words.
func current(draft assistant.Draft, key string) (text string, ok bool) {
	if text := textIn(&draft, key); text != nil {
		return *text, *text != ""
	}
	switch key {
	case "starters":
		return strings.Join(draft.Starters, "\n"), len(draft.Starters) > 0
	case "avatar":
		if len(draft.Avatar.Picture) > 0 {
			text = textsOf(draft).Say("avatar.own")
		}
		return text, text != "" || draft.Avatar.Seed != 0
	}
	for _, c := range draft.Criteria {
		if c.Key == key {
			return c.Answer, true
		}
	}
	return "", false
}

func has(draft assistant.Draft, key string) bool {
	_, ok := current(draft, key)
	return ok
}

// answer is the draft's answer to a step, or "".
func answer(draft assistant.Draft, key string) string {
	text, _ := current(draft, key)
	return text
}

// put writes an answer into a draft.
func put(d *assistant.Draft, key, text string) {
	switch key {
	case "purpose":
		putPurpose(d, oneLine(text))
	case "name", "description":
		*textIn(d, key) = oneLine(text)
	case "instructions":
		d.Instructions = text
	case "starters":
		d.Starters = once(patterns.Form("bullets").Split("\n"+text, -1))
	case "knowledge":
		putKnowledge(d, text)
	default:
		putCriterion(d, key, oneLine(text))
	}
}

func putPurpose(d *assistant.Draft, purpose string) {
	d.Purpose, d.Task = purpose, assistant.Answers
	if isCyrillic(purpose) && d.Settings.Language == "" && !d.Wrote(assistant.FieldSettings) {
		d.Settings.Language = "ru"
	}
	kind := recognise(purpose)
	if kind == altTexts {
		d.Task = assistant.AltTexts
	}
	if !d.Wrote(assistant.FieldCriteria) { // those of another purpose have no place any more
		d.Criteria = slices.DeleteFunc(d.Criteria, func(c assistant.Criterion) bool { return !slices.Contains(criteria[kind], c.Key) })
	}
}

func putCriterion(d *assistant.Draft, key, text string) {
	if key == "pictures" {
		text = chosen(*d, text)
	}
	russian, english := says("sayRussian", text), says("sayEnglish", text)
	if key == "language" && !d.Wrote(assistant.FieldSettings) && russian != english {
		d.Settings.Language = map[bool]string{true: "ru", false: "en"}[russian]
	}
	i := slices.IndexFunc(d.Criteria, func(c assistant.Criterion) bool { return c.Key == key })
	if i < 0 {
		i = len(d.Criteria)
		d.Criteria = append(d.Criteria, assistant.Criterion{})
	}
	d.Criteria[i] = assistant.Criterion{Key: key, Question: textsOf(*d).Say("criterion." + key + ".ask"), Answer: text}
}

// chosen words the kinds of pictures in the words of the choices, in their order; an answer of other words stays as it is.
func chosen(draft assistant.Draft, text string) string {
	var taken []string
	kinds := alttext.KindsIn(text)
	if slices.ContainsFunc(patterns.Form("both").Split(text, -1), func(part string) bool { return says("illustrations", part) }) {
		kinds = append(kinds, alttext.Illustration)
	}
	for i, choice := range textsOf(draft).Lines("criterion.pictures.choices") {
		byNumber := says("numbers", text) && strings.Contains(text, fmt.Sprint(i+1))
		if says("everything", text) || byNumber || slices.Contains(kinds, alttext.Kinds[i]) {
			taken = append(taken, choice)
		}
	}
	return cmp.Or(strings.Join(taken, ", "), text)
}

// noteFile is where the knowledge that is typed goes.
const noteFile = "notes.md"

// putKnowledge adds the example, where that is offered, and else what a person knows.
func putKnowledge(d *assistant.Draft, text string) {
	if file, offer := recipeOf(*d).example(*d); offer != "" && offer == text {
		d.Knowledge = append(d.Knowledge, file)
		return
	}
	i := slices.IndexFunc(d.Knowledge, func(file assistant.File) bool { return strings.EqualFold(file.Name, noteFile) })
	if i < 0 {
		i = len(d.Knowledge)
		d.Knowledge = append(d.Knowledge, assistant.File{Name: noteFile})
	}
	d.Knowledge[i].Content = append(slices.Clone(d.Knowledge[i].Content), text+"\n\n"...)
}
