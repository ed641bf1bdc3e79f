package knowledge

import (
	"encoding/csv"
	"strconv"
	"strings"
)

// spreadsheet reads comma-separated values as a table. The separator is the one of , ; and tab that the first line has most of.
func spreadsheet(text string) (*document, error) {
	first, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	for _, separator := range ",;\t" {
		if strings.Count(first, string(separator)) > strings.Count(first, string(r.Comma)) {
			r.Comma = separator
		}
	}
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll() // no error, with these settings: any text is a table
	d := &document{}
	d.write(table(rows), block{rows: true})
	return d, err
}

// table writes rows as a table of Markdown (https://github.github.com/gfm/#tables-extension-), the first one as its header. Each
// row has all columns, so that no value moves to another.
func table(rows [][]string) string {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	var b strings.Builder
	for i, row := range rows {
		b.WriteByte('|')
		for _, text := range append(row, make([]string, columns-len(row))...) {
			text = strings.Join(strings.Fields(strings.ReplaceAll(text, "|", `\|`)), " ")
			b.WriteString(strings.TrimRight(" "+text, " ") + " |")
		}
		b.WriteByte('\n')
		if i == 0 {
			b.WriteString("|" + strings.Repeat(" --- |", columns) + "\n")
		}
	}
	return b.String()
}

// withCell appends a cell to a row, and empty ones for the other columns that it takes.
func withCell(row []string, text, columns string) []string {
	wide, _ := strconv.Atoi(columns)
	return append(append(row, text), make([]string, min(max(wide-1, 0), 100))...)
}
