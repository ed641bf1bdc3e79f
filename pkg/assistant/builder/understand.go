package builder

import (
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// A reply is what a person's words were understood as.
type reply struct {
	does  does
	field assistant.Field // to go back to
}

type does int

const (
	answers does = iota
	accepts
	declines
	improves
	keeps
	skips
	asks
)

// understand tells what a reply to a question means.
func understand(text string, q Question, s step) reply {
	// Words that are a choice are an answer, even when they look like a command.
	if slices.ContainsFunc(q.Choices, func(choice string) bool { return strings.EqualFold(choice, text) }) {
		return reply{does: answers}
	}
	switch {
	case s.key == "diets" && nobody.MatchString(text):
		return reply{does: answers}
	case yes.MatchString(text):
		return reply{does: accepts}
	case no.MatchString(text):
		return reply{does: declines}
	case keep.MatchString(text):
		return reply{does: keeps}
	case pass.MatchString(text):
		return reply{does: skips}
	}
	if found := goingTo.FindStringSubmatch(text); found != nil {
		if field, ok := fieldOf(found[1]); ok {
			return reply{does: asks, field: field}
		}
	}
	if s.key == "done" { // there the name of a field is enough
		if field, ok := fieldOf(text); ok {
			return reply{does: asks, field: field}
		}
	}
	if isWish(text, s) {
		return reply{does: improves}
	}
	return reply{does: answers}
}

// isWish tells whether a text wants the suggestion changed, and is no answer itself.
func isWish(text string, s step) bool {
	wishes := wishesIn(text, s)
	sure := len(wishes) > 0 && !slices.ContainsFunc(wishes, func(w wish) bool { return w.does == without }) // "no nuts" is an answer
	isQuestion := asking.MatchString(text) && strings.HasSuffix(text, "?")
	switch {
	case s.isCriterion(): // "for children" and "short" are answers there
		return isQuestion || sure && !slices.ContainsFunc(wishes, func(w wish) bool {
			return !slices.Contains([]string{call, add, verbatimly, shorter}, w.does) || s.key == "tone" && w.words == ""
		})
	case s.key == "purpose" || s.key == "knowledge":
		return sure
	case s.key == "starters":
		return sure || demand.MatchString(text) && !strings.Contains(text, "\n")
	case s.key == "name":
		return sure || isQuestion || demand.MatchString(text) || len(strings.Fields(text)) > 5
	}
	return sure || isQuestion || demand.MatchString(text)
}

func fieldOf(word string) (assistant.Field, bool) {
	word = strings.ToLower(strings.TrimRight(word, ".!"))
	for _, f := range fields {
		for _, beginning := range f.words {
			if strings.HasPrefix(word, beginning) && len([]rune(word)) <= len([]rune(beginning))+3 {
				return f.field, true
			}
		}
	}
	return "", false
}
