package show

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/janpfeifer/gonb/gonbui"
)

// Sortable shows rows as [Table] does, and in a notebook below them, folded, the same rows sorted by
// each column in which they differ: the lowest number first, then texts in the order of the alphabet,
// then empty cells. No script sorts them, so this works on every page, also where a notebook is not
// trusted, and a screen reader reads the rows in the order in which they are seen.
//
// A notebook should stay small. If all this needs more than 300 KB, the last rows are left out, and
// the text below the table says how many are shown.
func Sortable(headings []string, rows ...[]any) {
	show("", fitting(headings, rows, true))
}

// fitting is a table without the rows that would make an output too large for a notebook.
func fitting(headings []string, rows [][]any, isSortable bool) output {
	cells, right := cellsOf(headings, rows)
	write := func(count int) string {
		if isSortable {
			return sortableHTML(headings, rows[:count])
		}
		return tableHTML(headings, cells[:count], right)
	}
	count := len(rows)
	page := write(count)
	for len(page) > mostHTML && count > 1 {
		count = min(count-1, count*mostHTML/len(page))
		page = write(count) + fmt.Sprintf("<div>Rows shown: %d of %d, so that the notebook stays small.</div>", count, len(rows))
	}
	return output{html: page, plain: tableText(headings, cells, right)}
}

func sortableHTML(headings []string, rows [][]any) string {
	var page strings.Builder
	cells, right := cellsOf(headings, rows)
	page.WriteString(tableHTML(headings, cells, right))
	group := gonbui.UniqueId() // of which a browser unfolds one at a time
	for column, heading := range headings {
		sorted := slices.SortedStableFunc(slices.Values(rows), func(a, b []any) int { return compareCells(a[column], b[column]) })
		if len(rows) == 0 || compareCells(sorted[0][column], sorted[len(rows)-1][column]) == 0 {
			continue
		}
		cells, _ := cellsOf(headings, sorted)
		// The attribute leaves the keys of the fold to it: Jupyter has others for Enter.
		fmt.Fprintf(&page, `<details name="%s"><summary data-lm-suppress-shortcuts="true">sorted by %s</summary>%s</details>`,
			group, html.EscapeString(heading), tableHTML(headings, cells, right))
	}
	return page.String()
}

func compareCells(a, b any) int {
	x, y := rankOf(a), rankOf(b)
	return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.number, y.number), cmp.Compare(x.text, y.text))
}

// rank is where a cell belongs in its column.
type rank struct {
	kind   int // 0: a number, 1: not a number (NaN), 2: a text, 3: nothing
	number float64
	text   string
}

func rankOf(value any) rank {
	if isNumber(value) {
		number := reflect.ValueOf(value).Convert(reflect.TypeFor[float64]()).Float()
		if math.IsNaN(number) {
			return rank{kind: 1}
		}
		return rank{number: number}
	}
	if text := cell(value); text != "" {
		return rank{kind: 2, text: text}
	}
	return rank{kind: 3}
}
