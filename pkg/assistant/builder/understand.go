package builder

import (
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// understand tells what a reply to a question means: one of the replies, "ask" for a field, "improve" or "answer".
func understand(text string, q Question, s step) (does string, field assistant.Field) {
	// Words that are a choice are an answer, even when they look like a command.
	isChoice := slices.ContainsFunc(append(q.Choices, q.Suggestion), func(choice string) bool { return strings.EqualFold(choice, text) })
	if isChoice || s.key == "diets" && says("nobody", text) {
		return "answer", ""
	}
	for _, reply := range []string{"accept", "decline", "keep", "skip"} {
		if says(reply, text) {
			return reply, ""
		}
	}
	part := text // the word for a part is enough to go there
	if named := found("goingTo", text); named != "" {
		part = named
	}
	for _, field := range assistant.Fields {
		if says("field."+string(field), part) {
			return "ask", field
		}
	}
	if isWish(text, s) {
		return "improve", ""
	}
	return "answer", ""
}

// isWish tells whether a text wants the suggestion changed, and is no answer itself.
func isWish(text string, s step) bool {
	wishes, left := wishesIn(text, s)
	if len(left) > 0 && s.key == "name" && upperFirst(left[0]) == left[0] { // "Short and Sweet" is a name
		wishes = nil
	}
	explicit := says("verbatim", text) || says("added", text) || says("called", text)
	question := says("asking", text) && strings.HasSuffix(text, "?")
	switch {
	case s.isCriterion(): // "for children" and "short" are answers there
		return explicit || question || len(kindsWithout(wishes)) > 0
	case len(wishes) > 0 && (wishes[0].does != without || s.key == "starters"): // "No Name" is a name
		return true
	case s.key == "purpose" || s.key == "knowledge":
		return false
	case says("objection", text) && !strings.Contains(text, "\n"), s.key == "instructions" && len(patterns["sentenceEnd"].Split(text, -1)) == 1:
		return true
	case s.key == "starters":
		return says("demand", text) && !strings.Contains(text, "\n")
	}
	words := len(strings.Fields(text))
	odd := s.key == "name" && (words > 5 || strings.HasSuffix(text, "?")) || s.key == "instructions" && words < 12
	return odd || question || says("demand", text)
}
