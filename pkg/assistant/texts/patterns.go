package texts

import (
	"fmt"
	"regexp"
	"strings"
)

// Patterns recognize what people write, in all languages at once. Case does not matter.
type Patterns struct {
	forms map[string]*regexp.Regexp
	words map[string]map[string]bool
}

// ParsePatterns reads a file of patterns. Below the name of a form and its frame are its alternatives, some on each line; together
// they take the place of the dots. Below a name without a frame are the words of a list.
//
//	hello: ^(…)[!. ]*$
//	  hi|hello|good {time}
//	  привет|добр(ое|ый) (утро|день)
//	articles:
//	  a an the
//
// A name in braces stands for the alternatives of an earlier form, or for a list. A line that begins with a # is a comment.
// It panics where a form is wrong: the file is part of the program.
func ParsePatterns(file []byte) *Patterns {
	p := &Patterns{map[string]*regexp.Regexp{}, map[string]map[string]bool{}}
	var name, frame string
	var lines, earlier []string
	end := func() {
		if frame == "" {
			lines = strings.Fields(strings.Join(lines, " "))
			p.words[name] = map[string]bool{}
			for _, word := range lines {
				p.words[name][word] = true
			}
		}
		named := strings.NewReplacer(earlier...)
		alternatives := "(?:" + named.Replace(strings.Join(lines, "|")) + ")"
		if frame != "" {
			p.forms[name] = regexp.MustCompile("(?i)" + strings.Replace(named.Replace(frame), "…", alternatives, 1))
		}
		earlier = append(earlier, "{"+name+"}", alternatives)
		lines = nil
	}
	for line := range strings.Lines(string(file)) {
		content := strings.TrimSpace(line)
		switch {
		case content == "" || line[0] == '#':
		case line[0] == ' ':
			lines = append(lines, content)
		default:
			if name != "" {
				end()
			}
			name, frame, _ = strings.Cut(content, ":")
			frame = strings.TrimSpace(frame)
		}
	}
	end()
	return p
}

// Match tells whether a text has a form, or is a word of a list. It panics for a name that the file does not have.
func (p *Patterns) Match(name, text string) bool {
	if words, ok := p.words[name]; ok {
		return words[text]
	}
	return p.Form(name).MatchString(text)
}

// Form is a form as a regular expression. It panics for a name that the file does not have.
func (p *Patterns) Form(name string) *regexp.Regexp {
	if form, ok := p.forms[name]; ok {
		return form
	}
	panic(fmt.Sprintf("texts: there is no pattern %q", name))
}
