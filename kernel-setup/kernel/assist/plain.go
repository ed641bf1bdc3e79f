package assist

import (
	"regexp"
	"strings"
)

var (
	// gopls links to files where a comment names another thing.
	fileLink = regexp.MustCompile(`\[([^\[\]\n]*)\]\(file:[^)\s]*\)`)
	link     = regexp.MustCompile(`\[([^\[\]\n]*)\]\([^)\s]*\)`)
	escaped  = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// plain is Markdown, as gopls writes it, without its marks: fences, rules, links and backslashes.
func plain(markdown string) string {
	var lines []string
	inCode := false
	for line := range strings.SplitSeq(markdown, "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			inCode = !inCode
			continue
		case inCode:
		case line == "---":
			continue
		default:
			line = escaped.ReplaceAllString(link.ReplaceAllString(line, "$1"), "$1")
		}
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
