package texts

import (
	"fmt"
	"regexp"
	"strings"
)

// Patterns are forms by their names. They recognize what people write, in all languages at once. Case does not matter.
type Patterns map[string]*regexp.Regexp

// ParsePatterns reads a file of patterns. Below the name of a form and its frame are its alternatives, some on each line; together
// they take the place of the dots. Below a name without a frame are the words of a list.
//
//	hello: ^(…)[!. ]*$
//	  hi|hello|good {time}
//	  привет|добр(ое|ый) (утро|день)
//	articles:
//	  a an the
//
// A name in braces stands for the alternatives of an earlier form, or for a list. An apostrophe between letters may be written as ’ or
// left out: don't, don’t, dont. A line that begins with a # is a comment.
// It panics where a form is wrong: the file is part of the program.
func ParsePatterns(file []byte) Patterns {
	p, earlier := Patterns{}, []string{}
	content := apostrophe.ReplaceAllString(comment.ReplaceAllString(string(file), ""), "$1['’]?$2")
	for _, form := range written.FindAllStringSubmatch(content, -1) {
		name, frame, between := form[1], form[2], newLine
		if frame == "" {
			frame, between = "^…$", space
		}
		named := strings.NewReplacer(earlier...)
		alternatives := "(?:" + named.Replace(between.ReplaceAllString(strings.TrimSpace(form[3]), "|")) + ")"
		p[name] = regexp.MustCompile("(?i)" + strings.Replace(named.Replace(frame), "…", alternatives, 1))
		earlier = append(earlier, "{"+name+"}", alternatives)
	}
	return p
}

var (
	comment    = regexp.MustCompile(`(?m)^#.*`)
	apostrophe = regexp.MustCompile(`(\pL)'(\pL)`)
	written    = regexp.MustCompile(`(?m)^(\S[^:\n]*): *(.*?)\r?\n((?: .*\n|\r?\n)*)`)
	newLine    = regexp.MustCompile(`\s*\n\s*`)
	space      = regexp.MustCompile(`\s+`)
)

// Match tells whether a text has a form, or is a word of a list. It panics for a name that the file does not have.
func (p Patterns) Match(name, text string) bool { return p.Form(name).MatchString(text) }

// Form is a form as a regular expression. It panics for a name that the file does not have.
func (p Patterns) Form(name string) *regexp.Regexp {
	if form, ok := p[name]; ok {
		return form
	}
	panic(fmt.Sprintf("texts: there is no pattern %q", name))
}
