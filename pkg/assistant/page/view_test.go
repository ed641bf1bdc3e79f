package page

import (
	"slices"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestQuotedLinesAreAPartOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		name string
		from assistant.Speaker
		text string
		want []part
	}{
		{"nothing", assistant.Bot, "", nil},
		{"no quotation", assistant.Bot, "one\n\ntwo", []part{{false, "one\n\ntwo"}}},
		{"a quotation of two paragraphs", assistant.Bot, "It says:\n\n> one\n> \n> two\n\nThat is all.",
			[]part{{false, "It says:"}, {true, "one\n\ntwo"}, {false, "That is all."}}},
		{"a quotation alone, without a space", assistant.Bot, ">one", []part{{true, "one"}}},
		{"a sign inside a line", assistant.Bot, "a > b", []part{{false, "a > b"}}},
		{"what a user types", assistant.User, "> one\ntwo", []part{{false, "> one\ntwo"}}},
	} {
		turn := shownTurn{turn: turn{Message: assistant.Message{From: c.from, Text: c.text}}}
		if got := turn.Parts(); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}
