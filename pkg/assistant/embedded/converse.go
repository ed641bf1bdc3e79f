package embedded

import (
	"strconv"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
	"firstneuron/pkg/assistant/knowledge"
	"firstneuron/pkg/assistant/texts"
)

// converse answers what does not belong to a picture. It is false where it can only refuse.
func (d *dialogue) converse(asked string) bool {
	isForPictures := d.draft.Task == assistant.AltTexts
	switch {
	case isForPictures && (patterns.Match("agreed", asked) || patterns.Match("for this", asked)):
		d.say("greet.picture")
	case asked == "", patterns.Match("agreed", asked):
		d.say("talk.empty")
	case patterns.Match("hello", asked):
		d.greet()
	case patterns.Match("thanks", asked):
		d.say("talk.welcome")
	case patterns.Match("bye", asked):
		d.say("talk.bye")
	case patterns.Match("who", asked):
		d.introduce()
		d.say("greet.model")
	case patterns.Match("ability", asked):
		d.say("can.quote")
		if isForPictures {
			d.say("can.alt")
		}
		if d.draft.Description != "" {
			d.write(d.draft.Description)
		}
		d.listKnowledge()
		d.suggestStarters()
	case isForPictures && patterns.Match("check", asked):
		text := strings.Trim(strings.TrimSpace(patterns.Form("check").FindStringSubmatch(asked)[1]), `"“”«»`)
		d.tell(alttext.Check(text, alttext.About{Language: d.texts.Language}, d.draft.Settings.AltLimit))
	case patterns.Match("beyond", asked):
		d.say("can.not")
		d.quote("can.material", asked, 2)
		return false
	default:
		return d.lookUp(asked)
	}
	return true
}

// greet says who it is, what could be asked, and what of it needs a language model.
func (d *dialogue) greet() {
	d.introduce()
	refused := d.suggestStarters()
	switch {
	case d.draft.Task == assistant.AltTexts:
		d.say("greet.picture")
	case len(d.draft.Knowledge) == 0:
		d.say("greet.needs")
	case len(refused) > 0:
		d.say("greet.cannot")
		d.list(refused...)
	}
}

func (d *dialogue) introduce() {
	name := d.texts.Say("greet.nameless")
	if d.draft.Name != "" {
		name = d.texts.Say("greet.name", d.draft.Name)
	}
	d.write(strings.TrimSpace(name + " " + d.draft.Description))
}

// suggestStarters lists the draft's starters that have an answer here, and returns the others.
func (d *dialogue) suggestStarters() (refused []string) {
	var offered []string
	for _, starter := range d.draft.Starters[:min(8, len(d.draft.Starters))] {
		if d.engine.Answers(d.draft, starter) {
			offered = append(offered, starter)
		} else {
			refused = append(refused, starter)
		}
	}
	if len(offered) > 0 {
		d.say("greet.ask")
		d.list(offered[:min(4, len(offered))]...)
	}
	return refused
}

// listKnowledge says which files there are.
func (d *dialogue) listKnowledge() {
	if len(d.draft.Knowledge) == 0 {
		d.say("knowledge.none")
		return
	}
	d.say("knowledge.files")
	for i, file := range d.draft.Knowledge {
		if i == 8 {
			d.list("…")
			break
		}
		d.list(d.shown(file.Name))
	}
}

// lookUp answers from the knowledge: with its best passages, or by saying that nothing fits, which is false.
func (d *dialogue) lookUp(question string) bool {
	if d.quote("knowledge.says", question, 3) {
		if patterns.Match("lacks", question) || patterns.Match("all of", question) {
			d.say("knowledge.partly")
		}
		return true
	}
	if d.draft.Task == assistant.AltTexts {
		for _, about := range []string{"chart", "screenshot", "link", "decorative", "length", "mistakes", "photograph", "text"} {
			if patterns.Match("guidance."+about, question) {
				d.say("guidance." + about)
				d.add(" " + d.texts.Say("guidance.source"))
				return true
			}
		}
	}
	d.say("knowledge.nothing")
	d.listKnowledge()
	d.suggestStarters()
	return false
}

// quote writes the passages of the knowledge that fit a question best, word for word, each line behind a mark, and where they
// stand. Nothing in them is read as anything else. What of the knowledge cannot be read is told.
func (d *dialogue) quote(intro, question string, n int) (found bool) {
	index, err := d.engine.knowledge.Index(d.draft.Knowledge, d.texts.Language)
	for _, hit := range index.Search(question, n) {
		if !found {
			d.say(intro)
		}
		found = true
		d.write(quotation(hit.Citation.Passage) + d.place(hit))
		d.answer[len(d.answer)-1].Citation = &hit.Citation
	}
	if err != nil {
		d.say("knowledge.unreadable", err)
	}
	return found
}

// quotation puts a mark before each line. What has several lines, as a table or a list, is parted from what follows it.
func quotation(passage string) string {
	lines := strings.Split(strings.TrimSpace(lineEnds.Replace(passage)), "\n")
	if len(lines) > 1 {
		lines = append(lines, "")
	}
	return "> " + strings.Join(lines, "\n> ") + "\n> "
}

// lineEnds are all that a screen may show as the end of a line: behind each, the mark of the quotation comes again.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// place says where a passage stands.
func (d *dialogue) place(hit knowledge.Hit) string {
	place := "— " + strings.Join(strings.Fields(hit.File), " ")
	if hit.Heading != "" {
		place += ", " + d.shown(hit.Heading)
	}
	if hit.Page > 0 {
		place += d.texts.Say("place.page", strconv.Itoa(hit.Page))
	}
	if hit.Line > 0 {
		place += d.texts.Say("place.line", strconv.Itoa(hit.Line))
	}
	return place
}

// shown is a name as it can be shown in a sentence.
func (d *dialogue) shown(name string) string {
	return d.texts.Say("quote", texts.Shorten(name, 200))
}

// tell says what the checker finds in a text.
func (d *dialogue) tell(findings []alttext.Finding) {
	if len(findings) == 0 {
		d.say("written.fine")
	} else {
		d.say("written.findings")
	}
	for _, finding := range findings {
		d.list(finding.Reason)
	}
	d.write(alttext.Says(d.texts.Language))
}
