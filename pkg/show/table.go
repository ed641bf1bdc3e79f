package show

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"
)

// Table shows rows under their headings. Numbers are aligned to the right; a float64
// has six significant digits, so format it first if you want more or fewer.
// It panics if a row does not have one cell for each heading.
func Table(headings []string, rows ...[]any) {
	cells, right := cellsOf(headings, rows)
	show("", output{html: tableHTML(headings, cells, right), plain: tableText(headings, cells, right)})
}

// cellsOf returns the texts of the rows, and which columns are aligned to the right.
func cellsOf(headings []string, rows [][]any) (cells [][]string, right []bool) {
	cells = make([][]string, len(rows))
	for i, row := range rows {
		if len(row) != len(headings) {
			panic(fmt.Sprintf("show: row %d of the table has %d cells but there are %d headings", i+1, len(row), len(headings)))
		}
		for _, value := range row {
			cells[i] = append(cells[i], cell(value))
		}
	}
	right = make([]bool, len(headings))
	for column := range headings {
		right[column] = len(rows) > 0 && isNumber(rows[0][column])
	}
	return cells, right
}

func tableHTML(headings []string, rows [][]string, right []bool) string {
	var b strings.Builder
	write := func(tag string, cells []string) {
		b.WriteString("<tr>")
		for column, text := range cells {
			side := "left"
			if right[column] {
				side = "right"
			}
			fmt.Fprintf(&b, `<%s style="text-align: %s">%s</%s>`, tag, side, html.EscapeString(text), tag)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("<table><thead>")
	write("th", headings)
	b.WriteString("</thead><tbody>")
	for _, row := range rows {
		write("td", row)
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

func tableText(headings []string, rows [][]string, right []bool) string {
	widths := make([]int, len(headings))
	lines := append([][]string{headings}, rows...)
	for _, line := range lines {
		for column, text := range line {
			widths[column] = max(widths[column], utf8.RuneCountInString(text))
		}
	}
	var b strings.Builder
	for _, line := range lines {
		var text strings.Builder
		for column, cell := range line {
			blank := strings.Repeat(" ", widths[column]-utf8.RuneCountInString(cell))
			if right[column] {
				text.WriteString(blank + cell + "  ")
			} else {
				text.WriteString(cell + blank + "  ")
			}
		}
		b.WriteString(strings.TrimRight(text.String(), " ") + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func cell(value any) string {
	switch value := value.(type) {
	case float64, float32:
		return fmt.Sprintf("%.6g", value)
	default:
		return fmt.Sprint(value)
	}
}

func isNumber(value any) bool {
	switch value.(type) {
	case float64, float32, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return true
	}
	return false
}
