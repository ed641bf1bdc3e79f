package explain

import (
	"regexp"
	"slices"
	"sync"
)

// A rule has the sentence for a message of Go. In a sentence ${1} is the first group of the pattern.
type rule struct {
	pattern          *pattern
	english, russian string

	// say makes a sentence that one template cannot say; empty: the rule does not apply.
	say func(l Language, match []string, p problem) string
}

// compilerRules are for the cells that do not compile, panicRules for the programs that run and fail.
// The first rule that applies has the word.
var compilerRules = slices.Concat(nameRules, packageRules, typeRules, syntaxRules)

// sentence says in plain words what the problem is, or nothing if no rule applies.
func (l Language) sentence(p problem) string {
	rules := compilerRules
	if p.ran {
		rules = panicRules
	}
	for _, r := range rules {
		pattern := r.pattern.regexp()
		match := pattern.FindStringSubmatchIndex(p.message)
		if match == nil {
			continue
		}
		if r.say == nil {
			return string(pattern.ExpandString(nil, l.in(r.english, r.russian), p.message, match))
		}
		if said := r.say(l, pattern.FindStringSubmatch(p.message), p); said != "" {
			return said
		}
	}
	return ""
}

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
