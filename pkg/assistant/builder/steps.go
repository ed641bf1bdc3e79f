package builder

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// A step is one question on the way to an assistant.
type step struct {
	key       string // "purpose", "name", …, "done", or the key of a criterion
	field     assistant.Field
	criterion *criterion // nil for other steps
}

// steps are the way of a draft, in order. The purpose decides which criteria there are, and the pictures which of theirs.
func (b *Builder) steps(draft assistant.Draft) []step {
	steps := []step{
		{key: "purpose", field: assistant.FieldPurpose},
		{key: "name", field: assistant.FieldName},
		{key: "avatar", field: assistant.FieldAvatar},
		{key: "description", field: assistant.FieldDescription},
	}
	criteria := recipeOf(draft).criteria
	for i := range criteria {
		c := &criteria[i]
		asksKind := slices.Contains(pictureKinds, c.key)
		if asksKind && !slices.Contains(kindsIn(answer(draft, "pictures")), c.key) {
			continue
		}
		if c.key == "language" && draft.Wrote(assistant.FieldSettings) {
			continue
		}
		steps = append(steps, step{key: c.key, field: assistant.FieldCriteria, criterion: c})
	}
	return append(steps,
		step{key: "instructions", field: assistant.FieldInstructions},
		step{key: "starters", field: assistant.FieldStarters},
		step{key: "knowledge", field: assistant.FieldKnowledge},
		step{key: "trial"},
		step{key: "done"})
}

// waiting is the step that is asked: one that somebody went back to, else the first that the draft has no answer to.
func (b *Builder) waiting(draft assistant.Draft) step {
	steps := b.steps(draft)
	for _, key := range b.state.Asked {
		for _, s := range steps {
			if s.key == key {
				return s
			}
		}
	}
	for _, s := range steps {
		switch {
		case s.key == "done", s.key == "instructions" && b.outdated(draft):
			return s
		case s.key == "knowledge" || s.key == "trial":
			if !slices.Contains(b.state.Passed, s.key) {
				return s
			}
		case !b.has(draft, s):
			return s
		}
	}
	panic("builder: the steps have no end")
}

// has tells whether the draft has an answer to a step.
func (b *Builder) has(draft assistant.Draft, s step) bool {
	if s.criterion != nil {
		return slices.ContainsFunc(draft.Criteria, func(c assistant.Criterion) bool { return c.Key == s.key })
	}
	if s.key == "avatar" {
		return draft.Avatar.Seed != 0 || len(draft.Avatar.Picture) > 0
	}
	return b.current(draft, s) != ""
}

// current is the draft's answer to a step, as a suggestion would be worded.
func (b *Builder) current(draft assistant.Draft, s step) string {
	switch s.key {
	case "purpose":
		return draft.Purpose
	case "name":
		return draft.Name
	case "description":
		return draft.Description
	case "instructions":
		return draft.Instructions
	case "starters":
		return strings.Join(draft.Starters, "\n")
	}
	if s.criterion != nil {
		return answer(draft, s.key)
	}
	return ""
}

// put writes an answer into a draft.
func put(d *assistant.Draft, s step, text string) {
	switch s.key {
	case "purpose":
		putPurpose(d, oneLine(text))
	case "name":
		d.Name = text
	case "description":
		d.Description = oneLine(text)
	case "instructions":
		d.Instructions = text
	case "starters":
		d.Starters = nil
		for line := range strings.Lines(text) {
			if line = oneLine(strings.TrimLeft(strings.TrimSpace(line), "-*• ")); line != "" && !slices.Contains(d.Starters, line) {
				d.Starters = append(d.Starters, line)
			}
		}
	case "knowledge":
		note(d, text)
	default:
		putCriterion(d, s.criterion, oneLine(text))
	}
}

func putPurpose(d *assistant.Draft, purpose string) {
	d.Purpose = purpose
	if isCyrillic(purpose) && d.Settings.Language == "" && !d.Wrote(assistant.FieldSettings) {
		d.Settings.Language = "ru"
	}
	d.Task = assistant.Answers
	if recognise(purpose) == altTexts {
		d.Task = assistant.AltTexts
	}
	r := recipeOf(*d)
	if !d.Wrote(assistant.FieldCriteria) { // those of another purpose have no place any more
		d.Criteria = slices.DeleteFunc(d.Criteria, func(c assistant.Criterion) bool { return r.criterion(c.Key) == nil })
	}
}

func putCriterion(d *assistant.Draft, c *criterion, text string) {
	if c.several {
		text = chosen(text, c)
	}
	if c.key == "language" && !d.Wrote(assistant.FieldSettings) {
		switch words := strings.ToLower(text); {
		case strings.Contains(words, "russian") || strings.Contains(words, "русск"):
			d.Settings.Language = "ru"
		case strings.Contains(words, "english") || strings.Contains(words, "англ"):
			d.Settings.Language = "en"
		}
	}
	kept := assistant.Criterion{Key: c.key, Question: c.question, Answer: text}
	for i := range d.Criteria {
		if d.Criteria[i].Key == c.key {
			d.Criteria[i] = kept
			return
		}
	}
	d.Criteria = append(d.Criteria, kept)
}

// chosen words an answer in the words of the choices, in their order; an answer of other words stays as it is.
func chosen(text string, c *criterion) string {
	var taken []string
	kinds := kindsIn(text)
	if everything.MatchString(text) {
		return strings.Join(c.choices, ", ")
	}
	for i, choice := range c.choices {
		byNumber := numbers.MatchString(text) && strings.Contains(text, fmt.Sprint(i+1))
		if byNumber || slices.Contains(kinds, pictureKinds[i]) {
			taken = append(taken, choice)
		}
	}
	if len(taken) == 0 {
		return text
	}
	return strings.Join(taken, ", ")
}

var numbers = regexp.MustCompile(`(?i)^([1-9]|[\s,;.&]|and|и)+$`)

// noteFile is where the knowledge that is typed goes.
const noteFile = "notes.md"

func note(d *assistant.Draft, text string) {
	for i, file := range d.Knowledge {
		if strings.EqualFold(file.Name, noteFile) {
			d.Knowledge[i].Content = append(append(slices.Clone(file.Content), "\n\n"...), text+"\n"...)
			return
		}
	}
	d.Knowledge = append(d.Knowledge, assistant.File{Name: noteFile, Content: []byte(text + "\n")})
}

// settle ends a step.
func (b *Builder) settle(draft assistant.Draft, s step) {
	b.state.close(s.key)
	switch s.key {
	case "knowledge", "trial":
		if !slices.Contains(b.state.Passed, s.key) {
			b.state.Passed = append(b.state.Passed, s.key)
		}
	case "instructions":
		b.state.Basis = basis(draft)
	}
}

// outdated tells whether the instructions were made from another purpose or other criteria. Instructions by hand never are.
func (b *Builder) outdated(draft assistant.Draft) bool {
	return draft.Instructions != "" && !draft.Wrote(assistant.FieldInstructions) && b.state.Basis != "" && b.state.Basis != basis(draft)
}

func basis(draft assistant.Draft) string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%q %q", draft.Purpose, draft.Settings.Language)
	for _, c := range draft.Criteria {
		fmt.Fprintf(h, " %q=%q", c.Key, c.Answer)
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

func answer(draft assistant.Draft, key string) string {
	for _, c := range draft.Criteria {
		if c.Key == key {
			return c.Answer
		}
	}
	return ""
}
