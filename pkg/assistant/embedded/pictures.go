package embedded

import (
	"errors"
	"slices"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// altTexts is what the replay knows of the pictures of a conversation.
type altTexts struct {
	interview *alttext.Interview  // about the picture at hand; nil before the first and after a stop
	written   bool                // whether its text is written
	waiting   []assistant.Picture // sent together with it
	texts     []string            // written so far
	abouts    []alttext.About     // of their pictures
}

// hearAboutPictures takes new pictures, and replies to questions about the one at hand. It returns false for what belongs to none.
func (d *dialogue) hearAboutPictures(text string, pictures []assistant.Picture) bool {
	p := &d.pictures
	switch {
	case len(pictures) > 0:
		if p.interview != nil && !p.written {
			d.say("picture.unfinished", d.shown(p.interview.About().Name))
		}
		if len(pictures) > 1 {
			d.say("picture.several", len(pictures))
		}
		p.waiting = slices.Clone(pictures)
		d.next(text)
		return true
	case p.interview == nil:
		return false
	case p.written:
		p.interview.Answer(text)
		if question, _ := p.interview.Question(); text == "" || question.Text == "" {
			return false // nothing about the kind, which is all that may still be corrected
		}
		p.texts, p.abouts, p.written = p.texts[:len(p.texts)-1], p.abouts[:len(p.abouts)-1], false
	case stop.MatchString(text):
		p.interview, p.waiting = nil, nil
		d.say("picture.stopped")
		return true
	case !d.isQuestion(text):
		p.interview.Answer(text)
	case d.last:
		d.converse(text)
		d.say("picture.back")
	}
	d.ask()
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
	picture := p.waiting[0]
	p.waiting, p.interview, p.written = p.waiting[1:], nil, false
	about := alttext.About{Name: picture.Name, Language: d.texts.Language}
	if parts := captioned.FindStringSubmatch(said); parts != nil {
		about.Caption = strings.TrimSpace(parts[1])
	} else if kinds := alttext.KindsIn(said); len(kinds) == 1 {
		about.Kind = kinds[0]
	}
	if d.look(picture, &about) {
		for _, criterion := range d.draft.Criteria {
			listed := alttext.KindsIn(criterion.Answer)
			if criterion.Key == "pictures" && about.Kind != "" && len(listed) > 0 && !slices.Contains(listed, about.Kind) {
				d.say("kind.notListed")
			}
		}
		p.interview = alttext.NewInterview(about, d.draft.Criteria)
		d.ask()
	} else if len(p.waiting) > 0 {
		d.next("")
	}
}

// look says what a picture is taken for, unless its author has told. It is false for one that cannot be read.
func (d *dialogue) look(picture assistant.Picture, about *alttext.About) bool {
	known, ours := alttext.Describe(picture)
	seen := d.engine.classify(picture)
	kind, percent := "", min(int(100*seen.confidence+0.5), 99) // nothing is surer than that
	if seen.kind != "" {
		kind = seen.kind.In(d.texts.Language)
	}
	switch {
	case ours && (about.Kind == "" || about.Kind == alttext.Chart):
		known.Caption, known.Language = about.Caption, about.Language
		*about = known
		d.say("kind.ownChart", known.Sort)
	case errors.Is(seen.err, picturefile.ErrTooLarge):
		d.say("picture.large", d.shown(picture.Name), picturefile.MaxBytes>>20, picturefile.MaxPixels/1_000_000)
	case seen.err != nil:
		d.say("picture.unreadable", d.shown(picture.Name))
	case about.Kind != "":
	case seen.kind == "":
		d.say("kind.unknown")
	case seen.confidence < sure:
		about.Guess = seen.kind
		d.say("kind.unsure", kind, percent)
	default:
		about.Kind = seen.kind
		d.say("kind.sure", kind, percent)
	}
	return ours || seen.err == nil
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
