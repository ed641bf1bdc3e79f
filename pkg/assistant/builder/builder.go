// Package builder is the conversation in which an assistant is built: one question
// at a time, and never a question without a suggestion.
//
//	b := builder.New(assistant.New())
//	b.Say(purpose)      // "Write alt texts for my cooking blog"
//	b.Question()        // "What should it be called?", with a name suggested
//	b.Improve("shorter")
//	b.Accept()
//
// It needs no network and no model: it knows a few kinds of assistants (see
// recipes.go), recognises them by words of the purpose, and composes what it
// suggests from those words by rules. A suggestion says nothing that nobody said.
// What rules cannot do, a model can (see Builder.Model); without one, it says so.
//
// Nearly all of its state is the draft: a question is settled when the draft has
// its answer. So an undo, or a hand that writes into the draft from outside, asks
// or settles a question by itself.
package builder

import (
	"context"
	"slices"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/embedded"
)

// A Builder asks, suggests, and writes what was agreed on into the draft of an assistant. Every change of the draft is a
// version, every step of the conversation is kept in the assistant's Building.
// Its methods may not be called at the same time.
type Builder struct {
	// Model writes what rules cannot: other suggestions, and improvements in any words. What it wrote is marked (Question.ByModel).
	// It may be nil.
	Model func(ctx context.Context, prompt string) (string, error)

	assistant *assistant.Assistant
	state     state
	engine    embedded.Engine // knows which starters have an answer in the knowledge
}

// A Question is what the builder waits for. It has a suggestion until all is done.
type Question struct {
	Field           assistant.Field   // where the answer goes; for a trial, "trial"
	Key             string            // the question's own name: "name", or a criterion's: "pictures"
	Text            string            // the question
	Suggestion      string            // what Accept takes
	Choices         []string          // answers to choose from beside the suggestion; what is typed may be something else
	Several         bool              // several choices may be taken together, said with commas between them
	CanSkip         bool              // it can be left without an answer: "skip"
	Wishes          []string          // what Improve can do here: "shorter"
	ByHand          bool              // a person wrote what the draft has here: it stays unless a suggestion is accepted
	ByModel         bool              // the model wrote the suggestion: a person should read it closely
	SuggestedAvatar *assistant.Avatar // what Accept takes, where an avatar is asked for
	Done            bool              // nothing is missing; any field can be asked for again
}

// New goes on with the conversation where the assistant's Building says. If that is damaged, or there is none, the conversation
// begins at the first thing that the draft does not have yet.
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
func (b *Builder) Accept() { b.reply("accepted", "", "accept") }

// Decline asks for another suggestion. None comes again before all others of its kind have been seen.
func (b *Builder) Decline() { b.reply("declined", "", "decline") }

// Improve changes the suggestion: "shorter", "for children", "add: never mention prices". A wish that no rule can follow goes to
// the model; without one, it says so. No text, nothing happens.
func (b *Builder) Improve(how string) { b.reply("improve", how, "improve") }

// Say is what a person typed. It is understood as a yes, as a no, as a wish for the suggestion, as a question, or as the wish to
// change something else; if it is none of these, it is the answer itself, written by hand. No text, nothing happens.
func (b *Builder) Say(text string) { b.reply("typed", text, "") }

// Ask goes back to a field to change it. What the draft has there is the first suggestion.
func (b *Builder) Ask(field assistant.Field) {
	for _, key := range slices.Backward(stepsOf(b.assistant.Draft())) {
		if fieldOf(key) == field && field != "" || field == assistant.FieldSettings && key == "language" {
			b.state.reopen(key)
		}
	}
	b.keep()
}

// Transcript is what was said so far, oldest first, without the question that waits.
func (b *Builder) Transcript() []assistant.Message { return slices.Clone(b.state.Transcript) }

// Files are what would help as knowledge, for this kind of assistant: "the rule books as PDF or text".
func (b *Builder) Files() []string { return recipeOf(b.assistant.Draft()).lines("files") }

// reply tells the question and what was said to it, by a button or by words, and does what it means: where does is "", what it is
// understood as.
func (b *Builder) reply(said, text, does string) {
	draft := b.assistant.Draft()
	key := b.waiting(draft)
	q := b.question(draft, key)
	field, criterion := assistant.Field(""), ""
	if text = clean(text); does == "" && text != "" {
		does, field = understand(text, q, key)
		if criterion = criterionToChange(text, stepsOf(draft)); criterion != "" && !q.offers(text) && key != "purpose" && key != "knowledge" {
			does = "ask"
		}
	}
	isButton := slices.Contains([]string{"accept", "decline", "keep", "skip"}, does)
	if !isButton && text == "" || isButton && key == done {
		return
	}
	b.tell(q, textsOf(draft).Say("said."+said, text))
	switch {
	case does == "accept":
		b.accept(draft, key, q)
	case does == "decline":
		b.decline(draft, key)
	case does == "improve":
		b.improve(draft, key, text)
	case does == "ask" && criterion != "":
		b.state.reopen(criterion)
	case does == "ask":
		b.Ask(field)
	case does == "keep" && has(draft, key):
		b.settle(key)
	case does == "keep" || does == "skip":
		b.skip(draft, key)
	default:
		b.answer(draft, key, q, text)
	}
	b.keep()
}
