package builder

import (
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
)

// instructions are written as one would brief a person: what the work is, what it takes, what to know, in which tone, and what
// never to do. There are three forms, from the same purpose and the same criteria: in paragraphs, as a list, and short, with every
// rule and every answer in fewer words.
func instructions(draft assistant.Draft) []string {
	t, r := textsOf(draft), recipeOf(draft)
	role := t.Say("role.task", task(trimStop(draft.Purpose)))
	var know []string
	for _, c := range draft.Criteria {
		switch answer := trimStop(c.Answer); {
		case c.Answer == "" || c.Key == "language":
		case slices.Contains(criteria[r.kind], c.Key):
			know = append(know, t.Say("criterion."+c.Key+".says", answer))
		default:
			know = append(know, c.Question+" "+sentence(answer))
		}
	}
	tone := r.say("tone")
	if own := reading(draft, "tone"); own != "" { // what a person said about it must not be contradicted
		tone = t.Say("criterion.tone.says", own)
		if slices.Contains(criteria[r.kind], "tone") {
			tone = ""
		}
	}
	language := t.Say("role.language")
	if own := answer(draft, "language"); own != "" && says("sayRussian", own) == says("sayEnglish", own) {
		language = t.Say("role.otherLanguage", trimStop(own))
	}
	can, never := r.lines("can"), r.lines("never")

	paragraphs := []string{role + " " + strings.Join(can, " "), strings.Join(know, " "), t.Say("role.sources"),
		strings.TrimSpace(tone + " " + language), strings.Join(never, " ")}
	list := slices.Concat(can, know, []string{t.Say("role.sources"), tone, language}, never)
	short := []string{t.Say("role.brief", task(trimStop(draft.Purpose))), r.say("brief"), strings.Join(know, " "), t.Say("sources.brief"),
		tone, language, r.say("neverBrief")}
	return []string{
		strings.Join(once(paragraphs), "\n\n"),
		role + "\n\n- " + strings.Join(once(list), "\n- "),
		strings.Join(once(short), " "),
	}
}
