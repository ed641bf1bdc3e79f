// Package builder is the conversation in which an assistant is built: one question
// at a time, and never a question without a suggestion.
//
//	b := builder.New(assistant.New())
//	b.Say("Write alt texts for my cooking blog")
//	b.Question()        // "What shall it be called?", with a name suggested
//	b.Improve("shorter")
//	b.Accept()
//
// It needs no network and no model: it knows a few kinds of assistants (see
// recipes.go), recognises them by words of the purpose, and composes what it
// suggests from those words by rules.
//
// Nearly all of its state is the draft: a question is settled when the draft has
// its answer. So an undo, or a hand that writes into the draft from outside, asks
// or settles a question by itself.
package builder

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
)

// A Builder asks, suggests, and writes what was agreed on into the draft of an assistant. Every change of the draft is a
// version, every step of the conversation is kept in the assistant's Building.
// Its methods may not be called at the same time.
type Builder struct {
	assistant *assistant.Assistant
	state     state
}

// A Question is what the builder waits for. It always has a suggestion.
type Question struct {
	Field           assistant.Field   // where the answer goes
	Key             string            // the question's own name: "name", or a criterion's: "pictures"
	Text            string            // the question
	Suggestion      string            // what Accept takes
	Choices         []string          // answers to choose from; what is typed may be something else
	Several         bool              // several choices may be taken together, said with commas between them
	ByHand          bool              // a person wrote what the draft has here: it stays unless a suggestion is accepted
	SuggestedAvatar *assistant.Avatar // what Accept takes, where an avatar is asked for
	Done            bool              // nothing is missing; any field can be asked for again
}

// New goes on with the conversation where the assistant's Building says. If that is damaged, or there is none, the conversation
// begins anew at the first thing that the draft does not have yet.
func New(a *assistant.Assistant) *Builder {
	b := &Builder{assistant: a, state: restore(a.Building)}
	b.keep()
	return b
}

// Question is the one that waits.
func (b *Builder) Question() Question {
	draft := b.assistant.Draft()
	return b.question(draft, b.waiting(draft))
}

// Accept takes the suggestion into the draft.
func (b *Builder) Accept() {
	draft := b.assistant.Draft()
	s, t := b.waiting(draft), textsOf(draft)
	q := b.question(draft, s)
	b.tell(q, t.accepted)
	if q.Done {
		b.note(t.alreadyDone)
	} else {
		b.take(draft, s, q)
	}
	b.keep()
}

// Decline asks for another suggestion. None comes again before all others of its kind have been seen.
func (b *Builder) Decline() {
	draft := b.assistant.Draft()
	s, t := b.waiting(draft), textsOf(draft)
	b.tell(b.question(draft, s), t.declined)
	b.decline(draft, s)
	b.keep()
}

// Improve changes the suggestion: "shorter", "friendlier", "for children", "add: never mention prices", or any other words, which
// are worked in as they are. If it cannot, it says so.
func (b *Builder) Improve(how string) {
	how = clean(how)
	if how == "" {
		return
	}
	draft := b.assistant.Draft()
	s, t := b.waiting(draft), textsOf(draft)
	b.tell(b.question(draft, s), t.improve+how)
	b.improve(draft, s, how)
	b.keep()
}

// Say is what a person typed. It is understood as a yes, as a no, as a wish for the suggestion, or as the wish to change something
// else; if it is none of these, it is the answer itself, written by hand. No text, nothing happens.
func (b *Builder) Say(text string) {
	text = clean(text)
	if text == "" {
		return
	}
	draft := b.assistant.Draft()
	s, t := b.waiting(draft), textsOf(draft)
	q := b.question(draft, s)
	b.tell(q, text)
	switch reply := understand(text, q, s); {
	case reply.does == accepts && q.Done:
		b.note(t.alreadyDone)
	case reply.does == accepts:
		b.take(draft, s, q)
	case reply.does == declines:
		b.decline(draft, s)
	case reply.does == keeps && b.has(draft, s):
		b.settle(draft, s)
	case reply.does == keeps || reply.does == skips:
		b.skip(draft, s)
	case reply.does == asks:
		b.ask(draft, reply.field)
	case reply.does == improves:
		b.improve(draft, s, reply.text)
	default:
		b.write(draft, s, text)
	}
	b.keep()
}

// Ask goes back to a field to change it. What the draft has there is the first suggestion.
func (b *Builder) Ask(field assistant.Field) {
	draft := b.assistant.Draft()
	b.ask(draft, field)
	b.keep()
}

// Transcript is what was said so far, oldest first, without the question that waits.
func (b *Builder) Transcript() []assistant.Message { return slices.Clone(b.state.Transcript) }

// question words what is asked at a step.
func (b *Builder) question(draft assistant.Draft, s step) Question {
	t := textsOf(draft)
	q := Question{Field: s.field, Key: s.key, Text: b.wording(draft, s), Done: s.key == "done"}
	q.ByHand = draft.Wrote(s.field) && b.has(draft, s) && s.key != "knowledge"
	switch {
	case s.key == "purpose":
		for _, r := range t.recipes[:anything] {
			q.Choices = append(q.Choices, r.purpose)
		}
	case s.criterion != nil:
		q.Choices, q.Several = s.criterion.choices, s.criterion.several
	case s.key == "avatar":
		avatar := b.avatar(draft)
		q.SuggestedAvatar, q.Suggestion = &avatar, t.drawing
		if len(avatar.Picture) > 0 {
			q.Suggestion = t.ownPicture
		}
		return q
	}
	q.Suggestion = b.suggestion(draft, s)
	return q
}

func (b *Builder) wording(draft assistant.Draft, s step) string {
	t := textsOf(draft)
	text := t.questions[s.key]
	if s.criterion != nil {
		text = s.criterion.question
	}
	switch {
	case s.key == "knowledge" && len(draft.Knowledge) > 0:
		return fmt.Sprintf(t.filesThere, len(draft.Knowledge)) + " " + text
	case s.key == "instructions" && b.outdated(draft):
		return t.outdated
	case b.has(draft, s) && draft.Wrote(s.field):
		return text + " " + t.keepYours
	case b.has(draft, s) && s.key != "done":
		return text + " " + t.keepThis
	}
	return text
}

// suggestion is the one on the table: the improved one, else the first that was not declined.
func (b *Builder) suggestion(draft assistant.Draft, s step) string {
	if improved := b.state.Improved[s.key]; improved != "" {
		return improved
	}
	candidates := b.candidates(draft, s)
	for _, candidate := range candidates {
		if !slices.Contains(b.state.Declined[s.key], candidate) {
			return candidate
		}
	}
	return candidates[0] // all were declined, in another version of the draft
}

// avatar is what the draft has, until it is declined; then one drawing after another, each from a seed of its own.
func (b *Builder) avatar(draft assistant.Draft) assistant.Avatar {
	declined := len(b.state.Declined["avatar"])
	has := b.has(draft, step{key: "avatar"})
	if has && declined == 0 {
		return draft.Avatar
	}
	if has {
		declined--
	}
	for i := 0; ; i++ {
		h := fnv.New64a()
		h.Write([]byte(draft.Name + "\x00" + draft.Purpose + "\x00" + strconv.Itoa(i)))
		seed := h.Sum64() >> 11 // JSON's readers hold a number in a float64, which has 53 bits
		if seed == 0 || seed == draft.Avatar.Seed {
			continue
		}
		if declined == 0 {
			return assistant.Avatar{Seed: seed}
		}
		declined--
	}
}

// take writes an accepted suggestion into the draft.
func (b *Builder) take(draft assistant.Draft, s step, q Question) {
	t := textsOf(draft)
	switch {
	case s.key == "knowledge":
		// The files are added on the page; to accept is to go on.
	case s.key == "trial":
		b.addTrial(draft, q.Suggestion, nil)
	case b.current(draft, s) == q.Suggestion && s.key != "avatar":
		// It stays as it is, and if it was written by hand, that stays too.
	case s.key == "avatar":
		b.assistant.Change(t.changes[s.field]+t.wasAccepted, func(d *assistant.Draft) {
			if d.Avatar.Seed != q.SuggestedAvatar.Seed || len(d.Avatar.Picture) != len(q.SuggestedAvatar.Picture) {
				d.Avatar = *q.SuggestedAvatar
				d.Unwrite(s.field)
			}
		})
	default:
		b.assistant.Change(t.changes[s.field]+t.wasAccepted, func(d *assistant.Draft) {
			put(d, s, q.Suggestion)
			if s.criterion == nil { // the mark of the criteria is for all of them
				d.Unwrite(s.field)
			}
		})
	}
	if s.key == "instructions" {
		b.state.Wishes = append(b.state.Wishes, b.state.Pending...)
	}
	b.settle(b.assistant.Draft(), s)
}

func (b *Builder) decline(draft assistant.Draft, s step) {
	t := textsOf(draft)
	if s.key == "avatar" {
		b.state.decline(s.key, strconv.FormatUint(b.avatar(draft).Seed, 10))
		return
	}
	b.state.decline(s.key, b.suggestion(draft, s))
	b.state.improved(s.key, "")
	b.state.Pending = nil
	for _, candidate := range b.candidates(draft, s) {
		if !slices.Contains(b.state.Declined[s.key], candidate) {
			return
		}
	}
	last := b.state.Declined[s.key]
	b.state.Declined[s.key] = nil
	if len(b.candidates(draft, s)) > 1 { // the one just declined does not come at once
		b.state.decline(s.key, last[len(last)-1])
	}
	b.note(t.exhausted)
}

func (b *Builder) improve(draft assistant.Draft, s step, how string) {
	t := textsOf(draft)
	if called.MatchString(how) && s.key != "name" {
		b.ask(draft, assistant.FieldName)
		s = b.waiting(draft)
	}
	switch s.key {
	case "avatar":
		b.decline(draft, s)
		b.note(t.avatarByWords)
		return
	case "knowledge":
		b.note(t.knowledgeByFiles)
		return
	case "trial", "done": // more exact after a trial: the wish goes into the instructions
		if draft.Wrote(assistant.FieldInstructions) {
			b.note(t.byHandFirst)
		}
		b.ask(draft, assistant.FieldInstructions)
		s = b.waiting(draft)
	}
	before := b.suggestion(draft, s)
	after, remark := improved(draft, s, before, how, b.candidates(draft, s))
	if remark != "" {
		b.note(remark)
	}
	if after == "" || after == before {
		if remark == "" {
			b.note(t.cannot)
		}
		return
	}
	b.state.improved(s.key, after)
	if s.key == "instructions" {
		b.state.Pending = append(b.state.Pending, how)
	}
}

// skip goes on without an answer, where that is possible.
func (b *Builder) skip(draft assistant.Draft, s step) {
	t := textsOf(draft)
	switch {
	case s.criterion != nil && s.key != "language":
		b.assistant.Change(t.changes[s.field]+t.wasSkipped, func(d *assistant.Draft) { put(d, s, "") })
		b.settle(b.assistant.Draft(), s)
	case s.key == "knowledge" || s.key == "trial":
		b.settle(draft, s)
	case s.key == "done":
		b.note(t.alreadyDone)
	default:
		b.note(t.needed)
	}
}

// write takes a person's own words as the answer.
func (b *Builder) write(draft assistant.Draft, s step, text string) {
	t := textsOf(draft)
	switch s.key {
	case "avatar", "done":
		b.improve(draft, s, text)
		return
	case "trial":
		parts := expects.FindStringSubmatch(text)
		if parts == nil { // the trial was not exact enough
			b.improve(draft, s, text)
			return
		}
		b.addTrial(draft, b.suggestion(draft, s), words(parts[2]))
	case "purpose":
		if len(wordsOf(text)) == 0 {
			b.note(t.noWords)
			return
		}
		after := draft.Clone()
		put(&after, s, text)
		t = textsOf(after) // the purpose may have changed the language
	case "name":
		if text = oneLine(text); len([]rune(text)) > longestName {
			b.note(t.longName)
			return
		}
	}
	choices := b.question(draft, s).Choices
	switch {
	case s.key == "trial":
	case len(choices) > 0 && isChoice(text, choices):
		b.assistant.Change(t.changes[s.field]+t.wasAccepted, func(d *assistant.Draft) {
			put(d, s, text)
			if s.criterion == nil {
				d.Unwrite(s.field)
			}
		})
	default:
		b.assistant.Change(t.changes[s.field]+t.wasWritten, func(d *assistant.Draft) {
			put(d, s, text)
			d.Write(s.field)
		})
	}
	if s.key == "knowledge" {
		b.note(t.noted)
	}
	b.settle(b.assistant.Draft(), s)
}

// isChoice tells whether a text is nothing but choices, with commas between them.
func isChoice(text string, choices []string) bool {
	isOne := func(part string) bool {
		return slices.ContainsFunc(choices, func(choice string) bool { return strings.EqualFold(choice, part) })
	}
	return isOne(text) || !slices.ContainsFunc(words(text), func(part string) bool { return !isOne(part) })
}

// longestName is how many characters fit where a name is shown.
const longestName = 60

func (b *Builder) ask(draft assistant.Draft, field assistant.Field) {
	for _, s := range slices.Backward(b.steps(draft)) {
		if s.field == field && field != "" || field == assistant.FieldSettings && s.key == "language" {
			b.state.reopen(s.key)
		}
	}
}

// addTrial keeps a starter as a trial, so that each later change can be tried by it.
func (b *Builder) addTrial(draft assistant.Draft, starter string, expect []string) {
	if !slices.Contains(draft.Starters, starter) {
		return
	}
	trial := assistant.Trial{
		Name:     starter,
		Messages: []assistant.Message{{Role: assistant.RoleUser, Text: starter}},
		Expect:   expect,
	}
	if draft.Task == assistant.AltTexts {
		trial.Avoid = textsOf(draft).avoid
	}
	for i, other := range b.assistant.Trials {
		if other.Name == trial.Name {
			if len(expect) > 0 {
				b.assistant.Trials[i].Expect = expect
			}
			return
		}
	}
	b.assistant.Trials = append(b.assistant.Trials, trial)
}

// words are the parts of a text between commas.
func words(text string) []string {
	var parts []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
