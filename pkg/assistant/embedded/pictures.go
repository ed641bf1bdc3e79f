package embedded

import (
	"regexp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// altTexts is what the replay knows of the pictures of a conversation.
type altTexts struct {
	picture   assistant.Picture   // the one at hand, or the last one
	kind      alttext.Kind        // of it, if it is known
	caption   string              // of it, if it was given
	waiting   []assistant.Picture // sent together with it
	interview *alttext.Interview  // nil: no picture is at hand
	texts     []string            // written so far
	abouts    []alttext.About     // of their pictures
}

var (
	pointing = regexp.MustCompile(`(?i)^((no|nope|wrong|not? quite|нет|неверно|не то|не совсем)([\s,.!:;—-]+|$))?` +
		`(actually,? |but |а )?((that|this|it)(['’]s|\s+is)\s|это\s|an?\s)`)
	stop      = regexp.MustCompile(`(?i)^(stop|cancel|enough|never mind|стоп|отмена|хватит|отменить)[\s.!]*$`)
	captioned = regexp.MustCompile(`(?is)^(caption|подпись)\s*:\s*(.+)$`)
)

// hearAboutPictures takes new pictures, and replies to questions about the one at hand. It returns false for what belongs to none.
func (d *dialogue) hearAboutPictures(text string, pictures []assistant.Picture) bool {
	p := &d.pictures
	if len(pictures) > 0 {
		if p.interview != nil {
			d.say(d.texts.leftUnfinished+"\n\n", d.texts.shown(p.picture.Name))
		}
		if len(pictures) > 1 {
			d.say(d.texts.oneByOne+"\n\n", len(pictures))
		}
		p.waiting = slices.Clone(pictures)
		d.next(text)
		return true
	}
	if kind, corrected := d.corrected(text); corrected {
		if p.interview == nil && len(p.texts) > 0 { // what was written for the wrong kind does not count
			p.texts, p.abouts = p.texts[:len(p.texts)-1], p.abouts[:len(p.abouts)-1]
		}
		d.say(d.texts.corrected+"\n\n", d.texts.kinds[kind])
		d.begin(kind)
		return true
	}
	switch {
	case p.interview == nil:
		return false
	case text == "":
		d.ask()
	case stop.MatchString(text):
		p.interview, p.waiting = nil, nil
		d.say(d.texts.stopped)
	case d.isQuestion(text):
		if d.last {
			d.converse(text)
			d.say("\n\n" + d.texts.backToPicture + " ")
		}
		d.ask()
	default:
		p.interview.Answer(text)
		d.ask()
	}
	return true
}

// corrected tells whether a reply says what kind of picture it is after all: "no, that is a photograph". What ends with the name
// of the kind that is known already is an answer.
func (d *dialogue) corrected(text string) (alttext.Kind, bool) {
	p := &d.pictures
	if p.picture.Content == nil || !pointing.MatchString(text) || len(strings.Fields(text)) > 9 {
		return "", false
	}
	kind, named := kindAtEnd(text)
	return kind, named && kind != p.kind
}

// isQuestion tells whether a reply asks something instead of answering. The words in a picture may well be a question.
func (d *dialogue) isQuestion(text string) bool {
	question, _ := d.pictures.interview.Question()
	return question.Key != "text" && strings.HasSuffix(text, "?") || slices.Contains(d.draft.Starters, text)
}

// next takes the picture that waits longest. What was said with it may name its kind or its caption.
func (d *dialogue) next(said string) {
	p := &d.pictures
	p.interview = nil
	p.picture, p.waiting = p.waiting[0], p.waiting[1:]
	var kind alttext.Kind
	if kinds := alttext.KindsIn(said); len(kinds) == 1 {
		kind = kinds[0]
	}
	p.caption = ""
	if parts := captioned.FindStringSubmatch(said); parts != nil {
		kind, p.caption = "", strings.TrimSpace(parts[2])
	}
	d.begin(kind)
}

// begin starts the questions about the picture at hand. Kind is what the author calls it, or empty.
func (d *dialogue) begin(kind alttext.Kind) {
	p, t := &d.pictures, d.texts
	about := alttext.About{Name: p.picture.Name, Kind: kind, Caption: p.caption, Language: d.draft.Settings.Language}
	description, ours := alttext.Describe(p.picture)
	var s sight
	if !ours {
		s = d.engine.look(p.picture)
	}
	switch {
	case ours && (kind == "" || kind == alttext.Chart):
		about.Kind, about.Subject, about.Sort, about.Long = alttext.Chart, description.Title, description.Kind, description.Long
		d.say(t.ownChart+"\n\n", description.Kind)
	case s.damage != none:
		d.say(t.damaged[s.damage], t.shown(p.picture.Name))
		if len(p.waiting) > 0 {
			d.say("\n\n")
			d.next("")
		}
		return
	case kind != "":
	case s.kind == "":
		d.say(t.unknownKind + "\n\n")
	case s.confidence < sureEnough:
		about.Guess = s.kind
		d.say(t.unsure+"\n\n", t.kinds[s.kind], percent(s.confidence))
	default:
		about.Kind = s.kind
		other := alttext.Photograph // an example of what it may be instead
		if s.kind == other {
			other = alttext.Illustration
		}
		d.say(t.takeFor+"\n\n", t.kinds[s.kind], percent(s.confidence), t.kinds[other])
	}
	if listed := alttext.KindsIn(criterion(d.draft, "pictures")); about.Kind != "" && len(listed) > 0 && !slices.Contains(listed, about.Kind) {
		d.say(t.notListed + "\n\n")
	}
	p.kind = about.Kind
	p.interview = alttext.NewInterview(about, d.draft.Criteria)
	d.ask()
}

// ask puts the next question, or writes the text when there is none left.
func (d *dialogue) ask() {
	t := d.texts
	question, more := d.pictures.interview.Question()
	if !more {
		d.finish()
		return
	}
	d.say(question.Text)
	for i, choice := range question.Choices {
		d.say("\n%d. %s", i+1, choice)
	}
	if question.Suggestion != "" {
		d.say("\n\n"+t.suggestion, question.Suggestion)
	}
}

// finish writes the text and what the checker finds in it.
func (d *dialogue) finish() {
	p, t := &d.pictures, d.texts
	about := p.interview.About()
	p.interview, p.kind = nil, about.Kind
	text := alttext.Write(about)
	p.texts, p.abouts = append(p.texts, text.Short), append(p.abouts, about)

	if text.Short == "" && about.Purpose == alttext.Decorative {
		d.say(t.emptyText)
	} else {
		d.say(t.written + "\n\n> " + text.Short)
	}
	if text.Long != "" {
		d.say("\n\n" + t.writtenLong + "\n\n> " + strings.ReplaceAll(strings.TrimSpace(text.Long), "\n", "\n> "))
	}
	// All texts of the conversation together, because the same text may not stand for two pictures.
	findings := alttext.CheckAll(p.texts, p.abouts, d.draft.Settings.AltLimit)[len(p.texts)-1]
	if len(findings) > 0 {
		d.say("\n\n" + t.findings)
		d.list(findings)
	} else {
		d.say("\n\n" + t.noFindings)
	}
	d.say(" " + alttext.Says(about.Language))
	if d.last {
		d.quoteGuide(about.Kind)
	}
	if len(p.waiting) > 0 {
		d.say("\n\n"+t.nextPicture+"\n\n", t.shown(p.waiting[0].Name))
		d.next("")
	}
}

// quoteGuide adds what the knowledge says about such pictures, to compare.
func (d *dialogue) quoteGuide(kind alttext.Kind) {
	query, ok := d.texts.guides[kind]
	if !ok {
		return
	}
	hit, found, err := d.search(query)
	if found {
		d.say("\n\n" + d.texts.toCompare + "\n\n")
		d.quote(hit.Citation)
	}
	if err != nil {
		d.say("\n\n"+d.texts.unreadable, err)
	}
}

func criterion(draft assistant.Draft, key string) string {
	for _, c := range draft.Criteria {
		if c.Key == key {
			return c.Answer
		}
	}
	return ""
}
