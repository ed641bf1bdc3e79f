package page

import (
	"slices"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestQuotedLinesAreAPartOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		name string
		from assistant.Role
		text string
		want []part
	}{
		{"nothing", assistant.RoleAssistant, "", nil},
		{"no quotation", assistant.RoleAssistant, "one\n\ntwo", []part{{false, "one\n\ntwo"}}},
		{"a quotation of two paragraphs", assistant.RoleAssistant, "It says:\n\n> one\n> \n> two\n\nThat is all.",
			[]part{{false, "It says:"}, {true, "one\n\ntwo"}, {false, "That is all."}}},
		{"a quotation alone, without a space", assistant.RoleAssistant, ">one", []part{{true, "one"}}},
		{"a sign inside a line", assistant.RoleAssistant, "a > b", []part{{false, "a > b"}}},
		{"what a user types", assistant.RoleUser, "> one\ntwo", []part{{false, "> one\ntwo"}}},
	} {
		turn := shownTurn{turn: turn{Message: assistant.Message{Role: c.from, Text: c.text}}}
		if got := turn.Parts(); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}
