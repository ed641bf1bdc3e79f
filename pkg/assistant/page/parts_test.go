package page

import (
	"reflect"
	"testing"

	"firstneuron/pkg/assistant"
)

func TestQuotationsAndTablesArePartsOfTheirOwn(t *testing.T) {
	said := func(text string) part { return part{Text: text} }
	quoted := func(text string) part { return part{Quoted: true, Text: text} }
	table := func(rows ...[]string) part { return part{Table: rows} }
	for _, c := range []struct {
		name string
		from assistant.Role
		text string
		want []part
	}{
		{"nothing", assistant.RoleAssistant, "", nil},
		{"no quotation", assistant.RoleAssistant, "one\n\ntwo", []part{said("one\n\ntwo")}},
		{"a quotation of two paragraphs", assistant.RoleAssistant, "It says:\n\n> one\n> \n> two\n\nThat is all.",
			[]part{said("It says:"), quoted("one\n\ntwo"), said("That is all.")}},
		{"a quotation alone, without a space", assistant.RoleAssistant, ">one", []part{quoted("one")}},
		{"a sign inside a line", assistant.RoleAssistant, "a > b", []part{said("a > b")}},
		{"what a user types", assistant.RoleUser, "> one\ntwo\n| a |\n|---|", []part{said("> one\ntwo\n| a |\n|---|")}},
		{"a table", assistant.RoleAssistant, "Prices:\n| day | <b>price</b> |\n|:---|---:|\n| Monday | 3 \\| 4 |\n| | |\nThat is all.",
			[]part{said("Prices:"), table([]string{"day", "<b>price</b>"}, []string{"Monday", "3 | 4"}, []string{"", ""}), said("That is all.")}},
		{"a table that is quoted", assistant.RoleAssistant, "> |a|\n> |-|\n> |1|", []part{{Quoted: true, Table: [][]string{{"a"}, {"1"}}}}},
		{"two tables", assistant.RoleAssistant, "|a|\n|-|\n\n|b|\n|-|\n|2|", []part{table([]string{"a"}), table([]string{"b"}, []string{"2"})}},
		{"lines that are no table", assistant.RoleAssistant, "|a|\n|b|\n|-", []part{said("|a|\n|b|\n|-")}},
	} {
		turn := turn{Message: assistant.Message{Role: c.from, Text: c.text}}
		if got := turn.Parts(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}
