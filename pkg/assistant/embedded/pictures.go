package embedded

import (
	"slices"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// altTexts is what the replay knows of the pictures of a conversation.
type altTexts struct {
	picture   assistant.Picture   // the one at hand, or the last one
	caption   string              // of it, if it was given
	waiting   []assistant.Picture // sent together with it
	interview *alttext.Interview  // about it; nil before the first picture and after a stop
	written   bool                // whether its text is written
	texts     []string            // written so far
	abouts    []alttext.About     // of their pictures
}

// hearAboutPictures takes new pictures, and replies to questions about the one at hand. It returns false for what belongs to none.
func (d *dialogue) hearAboutPictures(text string, pictures []assistant.Picture) bool {
	p := &d.pictures
	switch {
	case len(pictures) > 0:
		if p.interview != nil && !p.written {
			d.say("picture.unfinished", d.shown(p.picture.Name))
		}
		if len(pictures) > 1 {
			d.say("picture.several", len(pictures))
		}
		p.waiting = slices.Clone(pictures)
		d.next(text)
	case p.interview == nil:
		return false
	case p.written:
		p.interview.Answer(text)
		if question, _ := p.interview.Question(); text == "" || question.Text == "" {
			return false // nothing about the kind, which is all that may still be corrected
		}
		p.texts, p.abouts, p.written = p.texts[:len(p.texts)-1], p.abouts[:len(p.abouts)-1], false
		d.ask()
	case stop.MatchString(text):
		p.interview, p.waiting = nil, nil
		d.say("picture.stopped")
	case d.isQuestion(text):
		if d.last {
			d.converse(text)
			d.say("picture.back")
		}
		d.ask()
	default:
		p.interview.Answer(text)
		d.ask()
	}
	return true
}

// isQuestion tells whether a reply asks something instead of answering. The words in a picture may well be a question.
func (d *dialogue) isQuestion(text string) bool {
	question, _ := d.pictures.interview.Question()
	return question.Key != "text" && strings.HasSuffix(text, "?") || slices.Contains(d.draft.Starters, text)
}

// next takes the picture that waits longest. What was said with it may name its kind or its caption.
func (d *dialogue) next(said string) {
	p := &d.pictures
	p.picture, p.waiting = p.waiting[0], p.waiting[1:]
	p.interview, p.written, p.caption = nil, false, ""
	var kind alttext.Kind
	if parts := captioned.FindStringSubmatch(said); parts != nil {
		p.caption = strings.TrimSpace(parts[1])
	} else if kinds := alttext.KindsIn(said); len(kinds) == 1 {
		kind = kinds[0]
	}
	about, ok := d.look(kind)
	if !ok {
		if len(p.waiting) > 0 {
			d.next("")
		}
		return
	}
	listed := alttext.KindsIn(d.criterion("pictures"))
	if about.Kind != "" && len(listed) > 0 && !slices.Contains(listed, about.Kind) {
		d.say("kind.notListed")
	}
	p.interview = alttext.NewInterview(about, d.draft.Criteria)
	d.ask()
}

// look says what the picture is taken for, unless its author has told, and returns what is known about it. It is false for a
// picture that cannot be read.
func (d *dialogue) look(kind alttext.Kind) (alttext.About, bool) {
	p, language := &d.pictures, d.texts.Language
	about := alttext.About{Name: p.picture.Name, Kind: kind, Caption: p.caption, Language: language}
	if description, ours := alttext.Describe(p.picture); ours && (kind == "" || kind == alttext.Chart) {
		about = description.About(p.picture.Name, language)
		about.Caption = p.caption
		d.say("kind.ownChart", description.Kind)
		return about, true
	}
	seen := d.engine.classify(p.picture)
	percent := min(int(100*seen.confidence+0.5), 99) // nothing is surer than that
	switch {
	case seen.problem == "large":
		d.say("picture.large", d.shown(p.picture.Name), picturefile.MaxBytes>>20, picturefile.MaxPixels/1_000_000)
		return about, false
	case seen.problem != "":
		d.say("picture.unreadable", d.shown(p.picture.Name))
		return about, false
	case kind != "":
		return about, true
	case seen.kind == "":
		d.say("kind.unknown")
	case seen.confidence < sure:
		about.Guess = seen.kind
		d.say("kind.unsure", seen.kind.In(language), percent)
	default:
		about.Kind = seen.kind
		other := alttext.Photograph // an example of what it may be instead
		if seen.kind == other {
			other = alttext.Illustration
		}
		d.say("kind.sure", seen.kind.In(language), percent, other.In(language))
	}
	return about, true
}

// ask puts the next question, or writes the text when there is none left.
func (d *dialogue) ask() {
	question, more := d.pictures.interview.Question()
	if question.Text != "" {
		d.write(question.Text)
	}
	if !more {
		d.finish()
		return
	}
	for i, choice := range question.Choices {
		d.add("\n" + string('1'+rune(i)) + ". " + choice)
	}
	if question.Suggestion != "" {
		d.say("ask.suggestion", question.Suggestion)
	}
}

// finish writes the text and what the checker finds in it.
func (d *dialogue) finish() {
	p := &d.pictures
	about := p.interview.About()
	text := alttext.Write(about)
	p.written, p.texts, p.abouts = true, append(p.texts, text.Short), append(p.abouts, about)

	if text.Short == "" {
		d.say("written.empty")
	} else {
		d.say("written.short")
		d.write("> " + text.Short)
	}
	if text.Long != "" {
		d.say("written.long")
		d.write("> " + text.Long)
	}
	// All texts of the conversation together, because the same text may not stand for two pictures.
	d.tell(alttext.CheckAll(p.texts, p.abouts, d.draft.Settings.AltLimit)[len(p.texts)-1])
	if d.last && about.Kind != "" { // what the knowledge says about such pictures
		d.quote("knowledge.compare", d.texts.Say("search."+string(about.Kind)), 1)
	}
	if len(p.waiting) > 0 {
		d.say("picture.next", d.shown(p.waiting[0].Name))
		d.next("")
	}
}

func (d *dialogue) criterion(key string) string {
	for _, c := range d.draft.Criteria {
		if c.Key == key {
			return c.Answer
		}
	}
	return ""
}
