package openai

import (
	"regexp"
	"strings"
	"sync"
)

// thoughts takes out of a text in pieces what a model writes for itself: <think> … </think>, without an end up to the text's own.
// Where the model's template has written the beginning, all before a lone </think> is thought. A mark in a code block, in inline
// code or after a quotation mark is one that the answer is about.
type thoughts struct {
	hold bool // the text, until it is known whether it is thought
	any  bool // there were some
	lone bool // their beginning was missing

	inside  bool
	skip    bool            // the space after them
	pending string          // may become a mark
	ready   strings.Builder // belongs to the answer, if nothing is held
	shown   markdown
}

var (
	thoughtMark = regexp.MustCompile(`(?i)<(/?)(think|thinking|thought)>`)
	half        = regexp.MustCompile(`(?i)</?[a-z]{0,8}$`)
	thinkers    = regexp.MustCompile(`(?i)\b(r1|qwq|(think|reason)[a-z]*)\b`) // names of models whose template often writes the beginning
	openers     sync.Map                                                      // names of engines where it was seen to do so
)

// add takes the next piece, and returns what belongs to the answer, however the text goes on.
func (t *thoughts) add(text string) string {
	text, t.pending = t.pending+text, ""
	if open := half.FindStringIndex(text); open != nil {
		text, t.pending = text[:open[0]], text[open[0]:]
	}
	for text != "" {
		before, mark, isEnd, after := text, "", false, ""
		if at := thoughtMark.FindStringSubmatchIndex(text); at != nil {
			before, mark, isEnd, after = text[:at[0]], text[at[0]:at[1]], at[2] < at[3], text[at[1]:]
		}
		t.show(before)
		switch {
		case mark == "":
		case t.inside:
			t.inside, t.skip = !isEnd, isEnd
		case t.shown.isQuoted():
			t.show(mark)
		case !isEnd:
			t.inside, t.any, t.hold = true, true, false
		case !t.any:
			t.ready.Reset()
			t.shown, t.any, t.lone, t.skip, t.hold = markdown{}, true, true, true, false
		}
		text = after
	}
	if t.hold {
		return ""
	}
	return t.take()
}

func (t *thoughts) show(text string) {
	if t.inside {
		return
	}
	if t.skip {
		text = strings.TrimLeft(text, " \t\r\n")
		t.skip = text == ""
	}
	t.shown.add(text)
	t.ready.WriteString(text)
}

func (t *thoughts) take() string {
	defer t.ready.Reset()
	return t.ready.String()
}

// end returns the rest.
func (t *thoughts) end() string {
	t.show(t.pending)
	return t.take()
}

// apart is told of thoughts that the server sends beside the answer.
func (t *thoughts) apart() { t.any, t.hold = true, false }

// withoutThoughts is an answer as it may be sent back.
func withoutThoughts(text string) string {
	t := thoughts{hold: true}
	return t.add(text) + t.end()
}
