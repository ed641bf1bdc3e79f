package embedded

import (
	"crypto/sha256"
	"errors"
	"image"
	"slices"
	"strings"

	"firstneuron/internal/picturefile"
	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// A Classifier tells what kind of picture it sees, one of alttext.Kinds, and how sure it is, from 0 to 1.
type Classifier interface {
	Kind(picture image.Image) (kind string, confidence float64)
}

// sure is the confidence from which on the author is told a kind, and not asked for it.
const sure = 0.6

// altTexts is what the replay knows of the pictures of a conversation.
type altTexts struct {
	interview *alttext.Interview  // about the picture at hand; nil before the first and after a stop
	written   bool                // whether its text is written
	asksOwn   bool                // whether the author was asked to write it another way
	waiting   []sent              // pictures that come after it
	described []alttext.Described // with a text so far
}

// sent is a picture and what was said with it.
type sent struct {
	assistant.Picture
	said string
}

// hearAboutPictures takes new pictures, and replies to questions about the one at hand. It returns false for what belongs to none.
func (d *dialogue) hearAboutPictures(text string, pictures []assistant.Picture) bool {
	switch {
	case len(pictures) > 0:
		d.receive(text, pictures)
		return true
	case d.interview == nil:
		return false
	case d.written:
		return d.hearAfterwards(text)
	}
	question, _ := d.interview.Question()
	switch {
	case question.Needed && patterns.Match("skip", text):
		d.say("picture.skipped", d.shown(d.interview.About().Name))
		fallthrough
	case patterns.Match("stop", text):
		d.interview = nil
		if len(d.waiting) == 0 {
			d.say("picture.stopped")
		}
		d.goOn()
		return true
	case !d.isQuestion(text):
		d.interview.Answer(text)
	default:
		d.interview.Answer("") // what was said about the last answer is not said again
		if d.last {
			d.converse(text)
			d.say("picture.back")
		}
		if question, _ := d.interview.Question(); question.Key == "text" || question.Key == "action" {
			d.say("picture.quote")
		}
	}
	d.ask()
	return true
}

// receive takes new pictures: at once, or after the one at hand. A question that comes with them is answered first.
func (d *dialogue) receive(text string, pictures []assistant.Picture) {
	if asks(text, false) && !patterns.Match("for this", text) && d.converse(text) {
		text = ""
	}
	for _, picture := range pictures {
		d.waiting = append(d.waiting, sent{Picture: picture})
	}
	d.waiting[len(d.waiting)-len(pictures)].said = text
	if d.interview != nil && !d.written {
		d.say("picture.later", len(d.waiting), d.shown(d.interview.About().Name))
		d.ask()
		return
	}
	if len(pictures) > 1 {
		d.say("picture.several", len(pictures))
	}
	d.next()
}

// hearAfterwards takes what is said when the text is written: a wish, a text of the author's own, or another kind or purpose.
func (d *dialogue) hearAfterwards(text string) bool {
	isOwn := d.asksOwn && text != "" && !patterns.Match("agreed", text) && !d.isQuestion(text)
	d.asksOwn = alttext.IsWish(text) || patterns.Match("declined", text) || isOwn && alttext.IsNoAnswer(text)
	switch {
	case d.asksOwn:
		d.say("written.own")
		return true
	case text == "":
		return false
	}
	d.interview.Answer(text)
	question, _ := d.interview.Question()
	switch {
	case patterns.Match("changed mind", text):
		d.say("written.change")
	case question.Text != "": // it is of another kind or purpose
		d.described, d.written = d.described[:len(d.described)-1], false
		d.ask()
	case isOwn:
		d.described[len(d.described)-1].Text = strings.Trim(text, `"“”«»`)
		d.judge()
	default:
		return false
	}
	return true
}

// isQuestion tells whether a reply asks something instead of answering, or is small talk. What can be read in a picture may well
// be a question, in quotation marks; "help" may be what a link does.
func (d *dialogue) isQuestion(text string) bool {
	question, _ := d.interview.Question()
	isChart := d.interview.About().Kind == alttext.Chart && question.Key == "subject" && patterns.Match("said of a chart", text)
	return asks(text, isChart) || patterns.Match("check", text) || slices.Contains(d.draft.Starters, text) ||
		isTalk(text) && (question.Key != "action" || !patterns.Match("ability", text))
}

// asks tells whether a text is a question: by its mark, or by its words unless they may be indirect.
func asks(text string, mayBeIndirect bool) bool {
	const most = 25 // words: who says more is telling something
	switch {
	case alttext.IsWish(text):
		return false
	case strings.HasSuffix(text, "?") || patterns.Match("asks at its end", text):
		return true
	}
	return !mayBeIndirect && len(strings.Fields(text)) <= most && patterns.Match("question", text) && !patterns.Match("relative", text)
}

// isTalk tells whether a text is small talk.
func isTalk(text string) bool {
	return slices.ContainsFunc([]string{"hello", "thanks", "bye", "who", "ability"}, func(form string) bool { return patterns.Match(form, text) })
}

// goOn goes on with the picture that waits, if there is one.
func (d *dialogue) goOn() {
	if len(d.waiting) > 0 {
		d.say("picture.next", d.shown(d.waiting[0].Name))
		d.next()
	}
}

// next takes the picture that waits longest. What was said with it may name its caption or its kind, or describe it.
func (d *dialogue) next() {
	picture := d.waiting[0]
	d.waiting, d.interview, d.written, d.asksOwn = d.waiting[1:], nil, false, false
	about := alttext.About{Name: picture.Name, Language: d.texts.Language}
	if parts := patterns.Form("captioned").FindStringSubmatch(picture.said); parts != nil {
		about.Caption = strings.TrimSpace(parts[1])
	} else {
		if kinds := alttext.KindsIn(picture.said); len(kinds) == 1 {
			about.Kind = kinds[0]
		}
		rest := patterns.Form("request before").ReplaceAllString(picture.said, "")
		if !patterns.Match("request", rest) && !asks(rest, false) && !isTalk(rest) {
			about.Said = rest
		}
	}
	if d.look(picture.Picture, &about) {
		for _, criterion := range d.draft.Criteria {
			listed := alttext.KindsIn(criterion.Answer)
			if criterion.Key == "pictures" && about.Kind != "" && len(listed) > 0 && !slices.Contains(listed, about.Kind) {
				d.say("kind.notListed")
			}
		}
		d.interview = alttext.NewInterview(about, d.draft.Criteria)
		d.ask()
	} else if len(d.waiting) > 0 {
		d.next()
	}
}

// look says what a picture is taken for, unless its author has told. It is false for one that cannot be read.
func (d *dialogue) look(picture assistant.Picture, about *alttext.About) bool {
	known, ours := alttext.Describe(picture)
	seen := d.engine.classify(picture.Content)
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
		d.say("kind.unsure", seen.kind.In(d.texts.Language))
	default:
		about.Kind, about.Guess = seen.kind, seen.kind // until the author agrees
		others := []any{seen.kind.In(d.texts.Language)}
		for _, kind := range alttext.Kinds {
			if kind != seen.kind {
				others = append(others, kind.In(d.texts.Language))
			}
		}
		d.say("kind.sure", others[:3]...)
	}
	return ours || seen.err == nil
}

// seen is what a picture was taken for. It has no kind where only the author can tell: for an SVG, and without a classifier.
type seen struct {
	kind       alttext.Kind
	confidence float64
	err        error // why it cannot be read
}

// classify looks at a picture, once: a replay comes to it again and again.
func (e *Engine) classify(content []byte) (s seen) {
	key := sha256.Sum256(content)
	if known, ok := e.pictures.Load(key); ok {
		return known.(seen)
	}
	if !picturefile.IsSVG(content) {
		var picture image.Image
		if picture, s.err = picturefile.Decode(content); s.err == nil && e.Classifier != nil {
			kind, confidence := e.Classifier.Kind(picture)
			if kind := alttext.Kind(kind); slices.Contains(alttext.Kinds, kind) && confidence > 0 { // NaN is not
				s.kind, s.confidence = kind, confidence
			}
		}
	}
	e.pictures.Store(key, s)
	return s
}

// ask puts the next question, or writes the text when there is none left.
func (d *dialogue) ask() {
	question, more := d.interview.Question()
	if len(d.waiting) > 0 && more {
		question.Text = d.shown(d.interview.About().Name) + ": " + question.Text // which of them is meant
	}
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
	about := d.interview.About()
	text := alttext.Write(about)
	d.written, d.described = true, append(d.described, alttext.Described{About: about, Text: text.Short})
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
	d.judge()
	if d.last && about.Kind != "" && about.Purpose != alttext.Decorative { // what the knowledge says about such pictures
		d.quote("knowledge.compare", d.texts.Say("search."+string(about.Kind)), 1)
	}
	d.goOn()
}

// judge says what the checker finds in the last text: beside the others of the conversation, because the same text may not stand
// for two pictures.
func (d *dialogue) judge() {
	d.tell(alttext.CheckAll(d.described, d.draft.Settings.AltLimit)[len(d.described)-1])
}
