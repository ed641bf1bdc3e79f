package page

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestQuotationsAndTablesArePartsOfTheirOwn(t *testing.T) {
	text := func(text string) block { return block{Text: text} }
	table := func(rows ...[]string) block { return block{Table: rows} }
	quoted := func(blocks ...block) block { return block{Quote: blocks} }
	for _, c := range []struct {
		name string
		from assistant.Role
		text string
		want []block
	}{
		{"nothing", assistant.RoleAssistant, "", nil},
		{"no quotation", assistant.RoleAssistant, "one\n\ntwo", []block{text("one\n\ntwo")}},
		{"a quotation of two paragraphs", assistant.RoleAssistant, "It says:\n\n> one\n> \n> two\n\nThat is all.",
			[]block{text("It says:"), quoted(text("one\n\ntwo")), text("That is all.")}},
		{"a quotation alone, without a space", assistant.RoleAssistant, ">one", []block{quoted(text("one"))}},
		{"a sign inside a line", assistant.RoleAssistant, "a > b", []block{text("a > b")}},
		{"what a user types", assistant.RoleUser, "> one\ntwo\n| a |\n|---|", []block{text("> one\ntwo\n| a |\n|---|")}},
		{"a table", assistant.RoleAssistant, "Prices:\n| day | <b>price</b> |\n|:---|---:|\n| Monday | 3 \\| 4 |\n| | |\nThat is all.",
			[]block{text("Prices:"), table([]string{"day", "<b>price</b>"}, []string{"Monday", "3 | 4"}, []string{"", ""}), text("That is all.")}},
		{"a table that is quoted", assistant.RoleAssistant, "> |a|\n> |-|\n> |1|", []block{quoted(table([]string{"a"}, []string{"1"}))}},
		{"two tables", assistant.RoleAssistant, "|a|\n|-|\n\n|b|\n|-|\n|2|", []block{table([]string{"a"}), table([]string{"b"}, []string{"2"})}},
		{"lines that are no table", assistant.RoleAssistant, "|a|\n|b|\n|-", []block{text("|a|\n|b|\n|-")}},
	} {
		turn := turn{Message: assistant.Message{Role: c.from, Text: c.text}}
		if got := turn.Blocks(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestAQuotationHasItsPlaceOnce(t *testing.T) {
	cite := func(file string) assistant.Citation {
		return assistant.Citation{File: file, Heading: "`alt` > Links¶", Line: 3}
	}
	said := turn{Message: assistant.Message{
		Role: assistant.RoleAssistant, Citations: []assistant.Citation{cite("a  guide.md"), cite("b.md"), cite("c.md")},
		Text: "It says:\n\n> one\n> \n> — a guide.md, “`alt` > Links¶”, line 3\n\n> two\n> — b.md, line 3\n\n> — another one.md, line 3",
	}}
	var places []string
	for _, block := range said.Blocks() {
		if block.Source == nil {
			continue
		}
		places = append(places, block.Source.File)
		if strings.Contains(block.Quote[0].Text, "—") {
			t.Errorf("%q has the place still", block.Quote[0].Text)
		}
	}
	if rest := said.Elsewhere(); !slices.Equal(places, []string{"a  guide.md", "b.md"}) || len(rest) != 1 || rest[0].File != "c.md" {
		t.Errorf("got the places %q, and elsewhere %v", places, rest)
	}
	if got := heading("`alt` > Links¶ ¶"); got != "alt > Links" {
		t.Errorf("got the heading %q", got)
	}
}
