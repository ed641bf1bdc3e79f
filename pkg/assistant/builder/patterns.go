package builder

import (
	_ "embed"
	"strings"

	"firstneuron/pkg/assistant/texts"
)

//go:embed patterns.txt
var patternFile []byte

// patterns are what is recognised in a person's words.
var patterns = texts.ParsePatterns(patternFile)

// says tells whether a text has what the pattern of that name recognises.
func says(name, text string) bool { return patterns.Match(name, text) }

// strip takes what the patterns recognise out of a text.
func strip(text string, names ...string) string {
	for _, name := range names {
		text = patterns.Form(name).ReplaceAllString(text, "")
	}
	return text
}

// found is what the group of a pattern caught in a text, or "". Each of its alternatives has one group.
func found(name, text string) string {
	if groups := patterns.Form(name).FindStringSubmatch(text); groups != nil {
		return strings.Join(groups[1:], "")
	}
	return ""
}
