package builder

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
)

//go:embed patterns.txt
var patternFile string

// patterns are what is recognised in a person's words, by their names in patterns.txt, which says how they are written.
var patterns = parsePatterns(patternFile)

var places = map[string]string{
	"whole": `^(?:%s)[.!]*$`,
	"start": `^(?:%s)(?:$|[^\pL])`,
	"word":  `(?:^|[^\pL])(?:%s)(?:$|[^\pL])`,
	"lead":  `^(?:(?:%s)[ ,]+)+`,
	"tail":  `(?:[ ,]+(?:%s))*[.! ]*$`,
	"as":    `%s`,
}

func parsePatterns(file string) map[string]*regexp.Regexp {
	place, names := "", []string(nil)
	placed, alternatives := map[string]string{}, map[string][]string{}
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			words := strings.Fields(strings.Trim(line, "[]"))
			place, names = words[0], words[1:]
		default:
			for _, name := range names {
				placed[name], alternatives[name] = place, append(alternatives[name], line)
			}
		}
	}
	patterns := map[string]*regexp.Regexp{}
	for name, lines := range alternatives {
		patterns[name] = regexp.MustCompile("(?i)" + fmt.Sprintf(places[placed[name]], strings.Join(lines, "|")))
	}
	return patterns
}

// says tells whether a text has what a pattern of that name recognises.
func says(name, text string) bool { return patterns[name].MatchString(text) }

// found is what the first group of the pattern's alternatives caught in a text, or "".
func found(name, text string) string {
	if groups := patterns[name].FindStringSubmatch(text); groups != nil {
		return strings.Join(groups[1:], "") // only one alternative has one
	}
	return ""
}
