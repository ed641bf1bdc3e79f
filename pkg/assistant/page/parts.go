package page

import (
	"iter"
	"regexp"
	"strings"

	"firstneuron/pkg/assistant"
)

// A block is a part of what was said: a text, a table with the header first, or what it quotes in lines that begin with ">".
type block struct {
	Text   string
	Table  [][]string
	Quote  []block
	Source *assistant.Citation // of a quotation that ends with its place, which is shown apart
}

var (
	quotation = regexp.MustCompile(`(?m)^>.*(?:\n>.*)*$`)
	quoteMark = regexp.MustCompile(`(?m)^> ?`)
	table     = regexp.MustCompile(`(?m)^[ \t]*\|.*\|[ \t]*\n[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?:\n[ \t]*\|.*\|[ \t]*)*$`)
	cell      = regexp.MustCompile(`((?:\\\||[^|])*)\|`) // with the line that ends it
)

// Blocks are the parts of what was said, in their order. What a user says is one text.
func (t turn) Blocks() []block {
	blocks, _ := t.blocks()
	return blocks
}

// Elsewhere are the citations that no quotation shows.
func (t turn) Elsewhere() []assistant.Citation {
	_, left := t.blocks()
	return left
}

func (t turn) blocks() (blocks []block, left []assistant.Citation) {
	if t.Role == assistant.RoleUser {
		return []block{{Text: strings.Trim(t.Text, "\n")}}, nil
	}
	left = t.Citations
	for text, isQuoted := range pieces(quotation, t.Text) {
		if !isQuoted {
			blocks = append(blocks, blocksOf(text)...)
			continue
		}
		text = quoteMark.ReplaceAllString(text, "")
		quoted := block{}
		if last := strings.LastIndex(text, "\n") + 1; len(left) > 0 && isPlace(text[last:], left[0]) {
			text, quoted.Source, left = text[:last], &left[0], left[1:]
		}
		if quoted.Quote = blocksOf(text); len(quoted.Quote) > 0 {
			blocks = append(blocks, quoted)
		}
	}
	return blocks, left
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
