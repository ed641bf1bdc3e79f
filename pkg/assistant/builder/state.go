package builder

import (
	"encoding/json"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// state is what the draft does not tell about the conversation. It is kept as JSON in the assistant's Building.
type state struct {
	Schema     string              `json:"schema"`
	Asked      []string            `json:"asked,omitempty"`    // steps to go back to, the next one first
	Passed     []string            `json:"passed,omitempty"`   // steps that leave no trace in the draft, and are over
	Declined   map[string][]string `json:"declined,omitempty"` // what was declined at a step
	Improved   map[string]string   `json:"improved,omitempty"` // the suggestion at a step, if it was improved
	ByModel    map[string]bool     `json:"byModel,omitempty"`  // whether a model wrote the improved one
	Basis      uint64              `json:"madeFrom,omitempty"` // a fingerprint of what the accepted instructions were made from
	Form       string              `json:"form,omitempty"`     // the text of ours with which they begin: what follows stays in new ones
	Told       string              `json:"told,omitempty"`     // the question that the transcript has last, with its suggestion
	Transcript []assistant.Message `json:"transcript,omitempty"`
}

const schema = "firstneuron/builder/1"

// restore reads a kept state. What cannot be read begins again.
func restore(building []byte) state {
	s := state{Schema: schema, Declined: map[string][]string{}, Improved: map[string]string{}, ByModel: map[string]bool{}}
	if building != nil && (json.Unmarshal(building, &s) != nil || s.Schema != schema || s.Declined == nil || s.Improved == nil || s.ByModel == nil) {
		return restore(nil)
	}
	return s
}

// keep writes the state down.
func (b *Builder) keep() {
	b.assistant.Building, _ = json.Marshal(b.state) // strings and lists always can be written
}

// improve puts another suggestion in the place of those from the draft; "" takes it away.
func (s *state) improve(key, suggestion string, byModel bool) {
	s.Improved[key], s.ByModel[key] = suggestion, byModel
}

func (s *state) reopen(key string) {
	s.close(key)
	s.Asked = slices.Insert(s.Asked, 0, key)
}

func (s *state) close(key string) {
	s.Asked = slices.DeleteFunc(s.Asked, func(asked string) bool { return asked == key })
	delete(s.Declined, key)
	s.improve(key, "", false)
}

// tell adds a question and what was replied to the transcript. While the same question waits, only another suggestion is new.
func (b *Builder) tell(q Question, reply string) {
	whole := strings.TrimSpace(q.Text + "\n\n" + q.Suggestion)
	switch {
	case b.state.Told == whole:
	case b.state.Told == q.Text, strings.HasPrefix(b.state.Told, q.Text+"\n\n"):
		b.note(textsOf(b.assistant.Draft()).Say("whatAbout") + "\n\n" + q.Suggestion)
	default:
		b.note(whole)
	}
	b.state.Told = whole
	b.state.Transcript = append(b.state.Transcript, assistant.Message{Role: assistant.RoleUser, Text: reply})
}

// note adds what the builder says to the transcript.
func (b *Builder) note(text string) {
	b.state.Transcript = append(b.state.Transcript, assistant.Message{Role: assistant.RoleAssistant, Text: text})
}
