package page

import (
	"regexp"
	"slices"
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

// Parts are the parts of what was said, in their order. What a user says is one text.
func (t turn) Parts() (parts []part) {
	if t.Role == assistant.RoleUser {
		return []part{{Blocks: []block{{Text: strings.Trim(t.Text, "\n")}}}}
	}
	var lines []string
	quoted, left := false, t.Citations
	end := func() {
		var source *assistant.Citation
		if quoted && len(left) > 0 && isPlace(lines[len(lines)-1], left[0]) {
			lines, source, left = lines[:len(lines)-1], &left[0], left[1:]
		}
		if blocks := blocksOf(lines); len(blocks) > 0 {
			parts = append(parts, part{quoted, blocks, source})
		}
		lines, quoted = nil, !quoted
	}
	for line := range strings.SplitSeq(t.Text, "\n") {
		if strings.HasPrefix(line, ">") != quoted {
			end()
		}
		if quoted {
			line = strings.TrimPrefix(line[1:], " ")
		}
		lines = append(lines, line)
	}
	end()
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

var (
	tableRow  = regexp.MustCompile(`^\s*\|.*\|\s*$`)
	tableRule = regexp.MustCompile(`^\s*\|(\s*:?-+:?\s*\|)+\s*$`)
)

// blocksOf tells the tables in lines of Markdown from what stands around them.
func blocksOf(lines []string) (blocks []block) {
	text := func(lines []string) {
		blocks = append(blocks, block{Text: strings.Trim(strings.Join(lines, "\n"), "\n")})
	}
	start := 0
	for i := 0; i+1 < len(lines); i++ {
		if !tableRow.MatchString(lines[i]) || !tableRule.MatchString(lines[i+1]) {
			continue
		}
		text(lines[start:i])
		table := [][]string{cells(lines[i])}
		for i += 2; i < len(lines) && tableRow.MatchString(lines[i]); i++ {
			table = append(table, cells(lines[i]))
		}
		blocks = append(blocks, block{Table: table})
		start = i
	}
	text(lines[start:])
	return slices.DeleteFunc(blocks, func(b block) bool { return b.Text == "" && b.Table == nil })
}

func cells(row string) []string {
	row = strings.ReplaceAll(strings.TrimSpace(row), `\|`, "\x00")
	all := strings.Split(strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|"), "|")
	for i, cell := range all {
		all[i] = strings.TrimSpace(strings.ReplaceAll(cell, "\x00", "|"))
	}
	return all
}
