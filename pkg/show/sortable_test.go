//go:build unix

package show

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/janpfeifer/gonb/gonbui/protocol"
)

var (
	fold     = regexp.MustCompile(`<details name="([^"]+)"><summary data-lm-suppress-shortcuts="true">sorted by (.*?)</summary>(.*?)</details>`)
	firstRow = regexp.MustCompile(`<tr><td[^>]*>(.*?)</td>`)
)

// orders returns for each heading the first cells of the rows, as they stand when sorted by it.
func orders(page string) map[string]string {
	found := map[string]string{}
	for _, match := range fold.FindAllStringSubmatch(page, -1) {
		var names []string
		for _, row := range firstRow.FindAllStringSubmatch(match[3], -1) {
			names = append(names, row[1])
		}
		found[match[2]] = strings.Join(names, " ")
	}
	return found
}

func TestSortableHasTheRowsInEachOrder(t *testing.T) {
	got := shown(t, func() {
		Sortable([]string{"run", "loss", "steps", "same", "<b>"},
			[]any{"c", 10.0, uint8(9), 1, ""},
			[]any{"a", math.NaN(), 10, 1, "x"},
			[]any{"d", 9.5, 9, 1, true},
			[]any{"b", math.Inf(-1), -1, 1, 7},
			[]any{"e", "", "none", 1, 7.5})
	})
	page := got[0].Data[protocol.MIMETextHTML].(string)
	if rows := firstRow.FindAllStringSubmatch(page[:strings.Index(page, "<details")], -1); len(rows) != 5 || rows[0][1] != "c" || rows[4][1] != "e" {
		t.Errorf("on top are %q, want the rows in the order that was given", rows)
	}
	want := map[string]string{"run": "a b c d e", "loss": "b d c a e", "steps": "b c d a e", "&lt;b&gt;": "b e d a c"}
	if orders := orders(page); fmt.Sprint(orders) != fmt.Sprint(want) {
		t.Errorf("got the orders %v, want %v", orders, want)
	}
	for _, match := range fold.FindAllStringSubmatch(page, -1) {
		if match[1] != fold.FindStringSubmatch(page)[1] {
			t.Errorf("the folds are of the groups %q and %q, want one", match[1], fold.FindStringSubmatch(page)[1])
		}
	}
	if plain := got[0].Data["text/plain"].(string); !strings.HasPrefix(plain, "run") || strings.Count(plain, "\n") != 5 {
		t.Errorf("got %q, want the table as text", plain)
	}
}

func TestSortableWithNothingToSort(t *testing.T) {
	got := shown(t, func() {
		Sortable([]string{"run"})
		Sortable([]string{"run"}, []any{"one"})
	})
	for _, data := range got {
		if page := data.Data[protocol.MIMETextHTML].(string); strings.Contains(page, "<details") || strings.Count(page, "<table>") != 1 {
			t.Errorf("got %s, want a table without folds", page)
		}
	}
}

func TestALargeSortableStaysSmall(t *testing.T) {
	rows := make([][]any, 2000)
	for i := range rows {
		rows[i] = []any{i, 2000 - i, "a text of some length"}
	}
	page := shown(t, func() { Sortable([]string{"number", "other", "text"}, rows...) })[0].Data[protocol.MIMETextHTML].(string)
	shownRows := strings.Count(page[:strings.Index(page, "<details")], "<tr><td")
	if len(page) > mostHTML || len(page) < mostHTML/2 || !strings.HasSuffix(page, fmt.Sprintf("<div>Rows shown: %d of 2000, so that the notebook stays small.</div>", shownRows)) {
		t.Errorf("%d rows are in %d bytes, which end with %q", shownRows, len(page), page[len(page)-100:])
	}
}
