package page

import (
	"regexp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// A part of a text is a paragraph, what it quotes in lines that begin with ">", or a table.
type part struct {
	Quoted bool
	Text   string     // "" for a table
	Table  [][]string // the header first
}

// Parts are the parts of what was said, in their order. What a user says is one part.
func (t turn) Parts() (parts []part) {
	if t.Role == assistant.RoleUser {
		return partsOf([]string{strings.Trim(t.Text, "\n")}, false)
	}
	var lines []string
	quoted := false
	for line := range strings.SplitSeq(t.Text, "\n") {
		marked := strings.HasPrefix(line, ">")
		if marked != quoted {
			parts, lines, quoted = append(parts, partsOf(lines, quoted)...), nil, marked
		}
		if marked {
			line = strings.TrimPrefix(line[1:], " ")
		}
		lines = append(lines, line)
	}
	return append(parts, partsOf(lines, quoted)...)
}

// passageParts are the parts of a passage of the knowledge, all of which is quoted.
func passageParts(passage string) []part { return partsOf(strings.Split(passage, "\n"), false) }

var (
	tableRow  = regexp.MustCompile(`^\s*\|.*\|\s*$`)
	tableRule = regexp.MustCompile(`^\s*\|(\s*:?-+:?\s*\|)+\s*$`)
)

// partsOf tells the tables in lines of Markdown from what stands around them.
func partsOf(lines []string, quoted bool) []part {
	var parts []part
	text := func(lines []string) {
		parts = append(parts, part{Quoted: quoted, Text: strings.Trim(strings.Join(lines, "\n"), "\n")})
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
		parts = append(parts, part{Quoted: quoted, Table: table})
		start = i
	}
	text(lines[min(start, len(lines)):])
	return slices.DeleteFunc(parts, func(p part) bool { return p.Text == "" && p.Table == nil })
}

func cells(row string) []string {
	row = strings.ReplaceAll(strings.TrimSpace(row), `\|`, "\x00")
	row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
	all := strings.Split(row, "|")
	for i, cell := range all {
		all[i] = strings.TrimSpace(strings.ReplaceAll(cell, "\x00", "|"))
	}
	return all
}
