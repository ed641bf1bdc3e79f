package builder

import (
	"strings"

	"firstneuron/pkg/assistant"
)

// instructions are written as one would brief a person: what the work is, what it takes, what to know, in which tone, and what
// never to do. There are three forms, from the same purpose and the same criteria: in paragraphs, as a list, and short.
func instructions(draft assistant.Draft) []string {
	t, r := textsOf(draft), recipeOf(draft)
	role := r.role
	if draft.Purpose != r.purpose {
		role = t.role(trimStop(draft.Purpose))
	}
	var know []string
	for _, c := range draft.Criteria {
		if c.Answer == "" || c.Key == "language" {
			continue
		}
		answer := trimStop(c.Answer)
		if asked := r.criterion(c.Key); asked != nil {
			know = append(know, strings.Replace(asked.says, "%s", answer, 1))
		} else {
			know = append(know, c.Question+" "+sentence(answer))
		}
	}
	language := t.answerIn
	if own := answer(draft, "language"); own != "" && t.ownLanguage(own) {
		language = t.answerInOther + own + "."
	}
	paragraphs := []string{role + " " + strings.Join(r.can, " ")}
	if len(know) > 0 {
		paragraphs = append(paragraphs, strings.Join(know, " "))
	}
	paragraphs = append(paragraphs, t.leanOn, r.tone+" "+language, strings.Join(r.never, " "))

	list := []string{role, ""}
	for _, part := range [][]string{r.can, know, {t.leanOn, r.tone, language}, r.never} {
		for _, line := range part {
			list = append(list, "- "+line)
		}
	}

	short := append([]string{role}, know...)
	short = append(short, language, r.never[0])
	return []string{strings.Join(paragraphs, "\n\n"), strings.Join(list, "\n"), strings.Join(short, " ")}
}
