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

// A step is one question on the way to an assistant.
type step struct {
	key   string // "purpose", "name", …, "done", or the key of a criterion
	field assistant.Field
}

func (s step) isCriterion() bool { return s.field == assistant.FieldCriteria }

// part is the word for what a version has changed.
func (s step) part(t texts.Texts) string {
	if s.isCriterion() {
		return t.Say("change.criteria", t.Say("criterion."+s.key+".name"))
	}
	return t.Say("change." + cmp.Or(string(s.field), "trial"))
}

var instructing = step{"instructions", assistant.FieldInstructions}

// stepsOf are the way of a draft, in order. The purpose decides which criteria there are, and the pictures which of theirs.
func stepsOf(draft assistant.Draft) []step {
	steps := []step{
		{"purpose", assistant.FieldPurpose}, {"name", assistant.FieldName},
		{"avatar", assistant.FieldAvatar}, {"description", assistant.FieldDescription},
	}
	used := alttext.KindsIn(answer(draft, "pictures"))
	for _, key := range criteria[recipeOf(draft).kind] {
		kind := alttext.Kind(key)
		unused := slices.Contains(alttext.Kinds, kind) && !slices.Contains(used, kind)
		if unused || key == "language" && draft.Wrote(assistant.FieldSettings) {
			continue
		}
		steps = append(steps, step{key, assistant.FieldCriteria})
	}
	return append(steps, instructing, step{"knowledge", assistant.FieldKnowledge}, // by which it is known what can be answered
		step{"starters", assistant.FieldStarters}, step{"trial", ""}, step{"done", ""})
}

// waiting is the step that is asked: one that somebody went back to, else the first that the draft has no answer to.
func (b *Builder) waiting(draft assistant.Draft) step {
	steps := stepsOf(draft)
	for _, key := range b.state.Asked {
		if i := slices.IndexFunc(steps, func(s step) bool { return s.key == key }); i >= 0 {
			return steps[i]
		}
	}
	for _, s := range steps {
		switch {
		case s.key == "instructions" && b.outdated(draft):
			return s
		case s.key == "knowledge" || s.key == "trial":
			if !slices.Contains(b.state.Passed, s.key) {
				return s
			}
		case !has(draft, s):
			return s
		}
	}
	panic("builder: the steps have no end")
}

// closed tells whether a step is the last one, and its suggestions are over.
func (b *Builder) closed(s step) bool {
	return s.key == "done" && slices.Contains(b.state.Passed, "done")
}

// has tells whether the draft has an answer to a step. There is none to the last one.
func has(draft assistant.Draft, s step) bool {
	switch {
	case s.isCriterion():
		return slices.ContainsFunc(draft.Criteria, func(c assistant.Criterion) bool { return c.Key == s.key })
	case s.key == "avatar":
		return draft.Avatar.Seed != 0 || len(draft.Avatar.Picture) > 0
	}
	return current(draft, s) != ""
}

// textIn is where a draft keeps a text.
func textIn(d *assistant.Draft, key string) *string {
	return map[string]*string{"purpose": &d.Purpose, "name": &d.Name, "description": &d.Description, "instructions": &d.Instructions}[key]
}

// current is the draft's answer to a step, as a suggestion would be worded.
func current(draft assistant.Draft, s step) string {
	if text := textIn(&draft, s.key); text != nil {
		return *text
	}
	if s.key == "starters" {
		return strings.Join(draft.Starters, "\n")
	}
	return answer(draft, s.key)
}

// answer is the one to a criterion.
func answer(draft assistant.Draft, key string) string {
	for _, c := range draft.Criteria {
		if c.Key == key {
			return c.Answer
		}
	}
	return ""
}

// put writes an answer into a draft.
func put(d *assistant.Draft, s step, text string) {
	switch s.key {
	case "purpose":
		putPurpose(d, oneLine(text))
	case "starters":
		d.Starters = once(strings.Split(patterns.Form("bullets").ReplaceAllString("\n"+text, "\n"), "\n"))
	case "knowledge":
		note(d, text)
	case "name", "description":
		*textIn(d, s.key) = oneLine(text)
	case "instructions":
		d.Instructions = text
	default:
		putCriterion(d, s.key, oneLine(text))
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
	kept := assistant.Criterion{Key: key, Question: textsOf(*d).Say("criterion." + key + ".ask"), Answer: text}
	russian, english := says("sayRussian", text), says("sayEnglish", text)
	if key == "language" && !d.Wrote(assistant.FieldSettings) && russian != english {
		d.Settings.Language = map[bool]string{true: "ru", false: "en"}[russian]
	}
	if i := slices.IndexFunc(d.Criteria, func(c assistant.Criterion) bool { return c.Key == key }); i >= 0 {
		d.Criteria[i] = kept
	} else {
		d.Criteria = append(d.Criteria, kept)
	}
}

// chosen words the kinds of pictures in the words of the choices, in their order; an answer of other words stays as it is.
func chosen(draft assistant.Draft, text string) string {
	var taken []string
	kinds := alttext.KindsIn(text)
	for i, choice := range textsOf(draft).Lines("criterion.pictures.choices") {
		byNumber := says("numbers", text) && strings.Contains(text, fmt.Sprint(i+1))
		if says("everything", text) || byNumber || slices.Contains(kinds, alttext.Kinds[i]) {
			taken = append(taken, choice)
		}
	}
	if len(taken) == 0 {
		return text
	}
	return strings.Join(taken, ", ")
}

// picturesOf words kinds of pictures as the choices do.
func picturesOf(draft assistant.Draft, kinds []alttext.Kind) string {
	var taken []string
	for i, choice := range textsOf(draft).Lines("criterion.pictures.choices") {
		if slices.Contains(kinds, alttext.Kinds[i]) {
			taken = append(taken, choice)
		}
	}
	return strings.Join(taken, ", ")
}

// noteFile is where the knowledge that is typed goes.
const noteFile = "notes.md"

func note(d *assistant.Draft, text string) {
	i := slices.IndexFunc(d.Knowledge, func(file assistant.File) bool { return strings.EqualFold(file.Name, noteFile) })
	if i < 0 {
		i = len(d.Knowledge)
		d.Knowledge = append(d.Knowledge, assistant.File{Name: noteFile})
	}
	d.Knowledge[i].Content = append(slices.Clone(d.Knowledge[i].Content), text+"\n\n"...)
}

// settle ends a step. After the purpose it says what the assistant can do without a model.
func (b *Builder) settle(s step) {
	draft := b.assistant.Draft()
	b.state.close(s.key)
	switch {
	case s.key == "knowledge" || s.key == "trial" || s.key == "done":
		b.state.Passed = once(append(b.state.Passed, s.key))
	case s.key == "instructions":
		b.state.Basis, b.state.Form = basis(draft), ""
		for _, form := range instructions(draft) {
			if strings.HasPrefix(draft.Instructions, form) {
				b.state.Form = form
			}
		}
	case s.key == "purpose" && draft.Settings.Address == "":
		b.note(recipeOf(draft).say("offline"))
	}
}

// outdated tells whether the instructions were made from another purpose or other criteria. Instructions by hand never are.
func (b *Builder) outdated(draft assistant.Draft) bool {
	return draft.Instructions != "" && !draft.Wrote(assistant.FieldInstructions) && b.state.Basis != 0 && b.state.Basis != basis(draft)
}

func basis(draft assistant.Draft) uint64 {
	return hash(draft.Purpose, draft.Settings.Language, draft.Criteria) >> 11
}
