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
	gone := text
	if found := goingTo.FindStringSubmatch(text); found != nil {
		gone = found[1]
	}
	for field, words := range fields {
		if words.MatchString(gone) && (gone != text || s.key == "done") { // at the end the name of a field is enough
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
	explicit := verbatim.MatchString(text) || added.MatchString(text) || called.MatchString(text)
	question := asking.MatchString(text) && strings.HasSuffix(text, "?")
	switch {
	case s.isCriterion(): // "for children" and "short" are answers there
		return explicit || question
	case len(wishes) > 0 && wishes[0].does != without: // "No Name" is an answer
		return true
	case s.key == "purpose" || s.key == "knowledge":
		return false
	case s.key == "starters":
		return demand.MatchString(text) && !strings.Contains(text, "\n")
	}
	return question || demand.MatchString(text) || s.key == "name" && len(strings.Fields(text)) > 5
}
