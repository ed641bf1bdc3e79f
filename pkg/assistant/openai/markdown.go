package openai

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// markdown knows whether the end of a text in pieces stands in code.
type markdown struct {
	fence string // of the code block
	line  string // as far as it has come
}

var (
	fence = regexp.MustCompile("^[ \t>]*(?:(?:[-*+]|\\d+[.)]) +)?(`{3,}|~{3,})([^`]*)$")
	ticks = regexp.MustCompile("`+")
)

func (m *markdown) add(text string) {
	for line := range strings.Lines(text) {
		m.line += line
		if !strings.HasSuffix(line, "\n") {
			return
		}
		found := fence.FindStringSubmatch(strings.TrimSpace(m.line))
		switch {
		case found == nil:
		case m.fence == "":
			m.fence = found[1]
		case strings.HasPrefix(found[1], m.fence) && found[2] == "":
			m.fence = ""
		}
		m.line = ""
	}
}

func (m *markdown) isQuoted() bool {
	opened := m.fence
	for _, run := range ticks.FindAllString(m.line, -1) {
		switch {
		case opened == "":
			opened = run
		case run == opened:
			opened = ""
		}
	}
	last, _ := utf8.DecodeLastRuneInString(m.line)
	return m.fence != "" || opened != "" || strings.ContainsRune("'\"«“„", last) ||
		strings.HasPrefix(m.line, "    ") || strings.HasPrefix(m.line, "\t") || fence.MatchString(m.line)
}
