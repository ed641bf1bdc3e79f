package page

import (
	"iter"
	"regexp"
	"strings"

	"firstneuron/pkg/assistant"
)

// A part of a text is what it says itself, or what it quotes in lines that begin with ">".
type part struct {
	Quoted bool
	Blocks []block
	Source *assistant.Citation // of a quotation that ends with its place, which is shown apart
}

// A block is a text, or a table with the header first.
type block struct {
	Text  string
	Table [][]string
}

var (
	quotation = regexp.MustCompile(`(?m)^>.*(?:\n>.*)*$`)
	quoteMark = regexp.MustCompile(`(?m)^> ?`)
	table     = regexp.MustCompile(`(?m)^[ \t]*\|.*\|\s*\n[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?:\n[ \t]*\|.*\|[ \t]*)*$`)
	cell      = regexp.MustCompile(`((?:\\\||[^|])*)\|`) // with the line that ends it
)

// Parts are the parts of what was said, in their order. What a user says is one text.
func (t turn) Parts() (parts []part) {
	if t.Role == assistant.RoleUser {
		return []part{{Blocks: []block{{Text: strings.Trim(t.Text, "\n")}}}}
	}
	left := t.Citations
	for text, quoted := range pieces(quotation, t.Text) {
		p := part{Quoted: quoted}
		if quoted {
			text = quoteMark.ReplaceAllString(text, "")
			if last := strings.LastIndex(text, "\n") + 1; len(left) > 0 && isPlace(text[last:], left[0]) {
				text, p.Source, left = text[:last], &left[0], left[1:]
			}
		}
		if p.Blocks = blocksOf(text); len(p.Blocks) > 0 {
			parts = append(parts, p)
		}
	}
	return parts
}

// Elsewhere are the citations that no part shows.
func (t turn) Elsewhere() []assistant.Citation {
	shown := 0
	for _, part := range t.Parts() {
		if part.Source != nil {
			shown++
		}
	}
	return t.Citations[shown:]
}

// isPlace says whether a line tells where a citation stands, as the engine without a model ends a quotation.
func isPlace(line string, c assistant.Citation) bool {
	return strings.HasPrefix(line, "— "+strings.Join(strings.Fields(c.File), " "))
}

// heading is a heading without the marks that a file has in it: those of code, and the sign that links to the heading.
func heading(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("`", "", "¶", "").Replace(text)), " ")
}

// blocksOf tells the tables in Markdown from what stands around them.
func blocksOf(text string) (blocks []block) {
	for text, isTable := range pieces(table, text) {
		if !isTable {
			blocks = append(blocks, block{Text: text})
			continue
		}
		var rows [][]string
		for row := range strings.SplitSeq(text, "\n") {
			var cells []string
			for _, found := range cell.FindAllStringSubmatch(strings.TrimSpace(row)[1:], -1) {
				cells = append(cells, strings.TrimSpace(strings.ReplaceAll(found[1], `\|`, "|")))
			}
			rows = append(rows, cells)
		}
		blocks = append(blocks, block{Table: append(rows[:1], rows[2:]...)}) // without the rule below the header
	}
	return blocks
}

// pieces cuts a text into what a pattern matches and what stands between.
func pieces(pattern *regexp.Regexp, text string) iter.Seq2[string, bool] {
	return func(yield func(piece string, matches bool) bool) {
		start := 0
		for _, at := range append(pattern.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
			if between := strings.Trim(text[start:at[0]], "\n"); between != "" && !yield(between, false) {
				return
			}
			if at[0] < at[1] && !yield(text[at[0]:at[1]], true) {
				return
			}
			start = at[1]
		}
	}
}
