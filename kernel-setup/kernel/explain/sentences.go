package explain

import (
	"cmp"
	"regexp"
	"slices"
	"sync"
)

// A rule has the sentence for a message of Go. In a sentence ${1} is the first group of the pattern; or of the line, where
// that says what was meant, and the message does not.
type rule struct {
	pattern          *pattern
	line             *pattern // the line at fault; without a pattern it is one that the parser cannot read
	english, russian string

	// say makes a sentence that one template cannot say; empty: the rule does not apply.
	say func(l Language, match []string, p problem) string
}

// compilerRules are for the cells that do not compile, panicRules for the programs that run and fail.
// The first rule that applies has the word.
var compilerRules = slices.Concat(nameRules, packageRules, typeRules, foreignRules, syntaxRules)

// sentence says in plain words what the problem is, or nothing if no rule applies.
func (l Language) sentence(p problem) string {
	rules := compilerRules
	if p.ran {
		rules = panicRules
	}
	for _, r := range rules {
		text, pattern := p.message, r.pattern
		if r.line != nil {
			if !cmp.Or(pattern, noGo).regexp().MatchString(text) {
				continue
			}
			text, pattern = p.place.text, r.line
		}
		match := pattern.regexp().FindStringSubmatchIndex(text)
		if match == nil {
			continue
		}
		if r.say == nil {
			return string(pattern.regexp().ExpandString(nil, l.in(r.english, r.russian), text, match))
		}
		if said := r.say(l, pattern.regexp().FindStringSubmatch(text), p); said != "" {
			return said
		}
	}
	return ""
}

// noGo is what the parser says of a line that is no Go, and the compiler of a label that was not meant as one.
var noGo = message(`(?:expected|missing|illegal|unexpected|import path|label) .+`)

// A pattern is compiled when it is first needed: the program that this belongs to starts with every cell, and mostly needs
// none.
type pattern struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

func lazily(text string) *pattern { return &pattern{text: text} }

func (p *pattern) regexp() *regexp.Regexp {
	p.once.Do(func() { p.compiled = regexp.MustCompile(p.text) })
	return p.compiled
}

// message is the pattern of a message, all of it.
func message(text string) *pattern { return lazily("^(?s:" + text + ")$") }
