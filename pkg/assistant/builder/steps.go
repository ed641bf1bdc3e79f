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

var (
	instructing = step{"instructions", assistant.FieldInstructions}
	done        = step{key: "done"} // when all others are settled
)

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
		step{"starters", assistant.FieldStarters}, step{"trial", ""})
}

func (s step) isCriterion() bool { return s.field == assistant.FieldCriteria }

// isFree tells whether a step is over without an answer in the draft.
func (s step) isFree() bool { return s.key == "knowledge" || s.key == "trial" }

// isText tells whether words can improve the suggestion.
func (s step) isText() bool { return s.key != "avatar" && s.key != "knowledge" }

// improved is the step whose suggestion is improved by words that are typed here: after a trial, the instructions get more exact.
func (s step) improved() step {
	if s.key == "trial" || s == done {
		return instructing
	}
	return s
}

// part is the word for what a version has changed.
func (s step) part(t texts.Texts) string {
	if s.isCriterion() {
		return t.Say("change.criteria", t.Say("criterion."+s.key+".name"))
	}
	return t.Say("change." + cmp.Or(string(s.field), "trial"))
}

// waiting is the step that is asked: one that somebody went back to, else the first that is not settled.
func (b *Builder) waiting(draft assistant.Draft) step {
	steps := stepsOf(draft)
	for _, key := range b.state.Asked {
		if i := slices.IndexFunc(steps, func(s step) bool { return s.key == key }); i >= 0 {
			return steps[i]
		}
	}
	for _, s := range steps {
		passed := s.isFree() && slices.Contains(b.state.Passed, s.key)
		if !passed && (s.isFree() || !has(draft, s) || s.key == "instructions" && b.outdated(draft)) {
			return s
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
func (b *Builder) settle(s step) {
	draft := b.assistant.Draft()
	b.state.close(s.key)
	switch {
	case s.isFree():
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

// textIn is where a draft keeps a text.
func textIn(d *assistant.Draft, key string) *string {
	return map[string]*string{"purpose": &d.Purpose, "name": &d.Name, "description": &d.Description, "instructions": &d.Instructions}[key]
}

// current is the draft's answer to a step, as a suggestion would be worded, and whether there is one. A drawing has no words.
func current(draft assistant.Draft, s step) (text string, ok bool) {
	if text := textIn(&draft, s.key); text != nil {
		return *text, *text != ""
	}
	switch s.key {
	case "starters":
		return strings.Join(draft.Starters, "\n"), len(draft.Starters) > 0
	case "avatar":
		if len(draft.Avatar.Picture) > 0 {
			text = textsOf(draft).Say("avatar.own")
		}
		return text, text != "" || draft.Avatar.Seed != 0
	}
	for _, c := range draft.Criteria {
		if c.Key == s.key {
			return c.Answer, true
		}
	}
	return "", false
}

func has(draft assistant.Draft, s step) bool {
	_, ok := current(draft, s)
	return ok
}

// answer is the one to a criterion.
func answer(draft assistant.Draft, key string) string {
	text, _ := current(draft, step{key: key})
	return text
}

// put writes an answer into a draft.
func put(d *assistant.Draft, s step, text string) {
	switch s.key {
	case "purpose":
		putPurpose(d, oneLine(text))
	case "name", "description":
		*textIn(d, s.key) = oneLine(text)
	case "instructions":
		d.Instructions = text
	case "starters":
		d.Starters = once(patterns.Form("bullets").Split("\n"+text, -1))
	case "knowledge":
		putKnowledge(d, text)
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
