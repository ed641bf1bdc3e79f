package openai

import (
	"cmp"
	"regexp"
	"strings"
	"sync"
)

// thoughts takes out of a text in pieces what a model writes for itself: <think> … </think>, without an end up to the text's own.
// Where the model's template has written the beginning, all before a lone </think> is thought. A mark in code between ticks or
// tildes, or after a quotation mark, is one that the answer is about.
type thoughts struct {
	hold bool // the text before the first mark: it may be thought
	any  bool // there were some

	inside  bool
	end     *regexp.Regexp // of the thought or the code that the text is in, nil in neither
	pending string         // may become a mark
	held    string
}

var (
	beginning  = regexp.MustCompile("(?i)['\"«“„]?</?(?:think|thinking|thought)>|`+|~{3,}")
	endThought = regexp.MustCompile(`(?i)</(?:think|thinking|thought)>`)
	half       = regexp.MustCompile("(?i)(?:['\"«“„]?(?:</?[a-z]{0,8})?|`+|~+)$")

	thinkers = regexp.MustCompile(`(?i)\b(r1|qwq|(think|reason)[a-z]*)\b`) // names of models whose template often writes the beginning
	openers  sync.Map                                                      // names of engines where it was seen to do so
)

// add takes the next piece, and returns what belongs to the answer. With restart, nothing that was returned before does.
func (t *thoughts) add(text string) (shown string, restart bool) {
	text = t.pending + text
	open := half.FindStringIndex(text)
	text, t.pending = text[:open[0]], text[open[0]:]
	for text != "" {
		before, mark, after := text, "", ""
		if at := cmp.Or(t.end, beginning).FindStringIndex(text); at != nil {
			before, mark, after = text[:at[0]], text[at[0]:at[1]], text[at[1]:]
		}
		if !t.inside {
			shown += before
		}
		switch {
		case mark == "":
		case t.inside:
			t.inside, t.end = false, nil
		case t.end != nil:
			shown, t.end = shown+mark, nil
		case strings.ContainsAny(mark, "`~"):
			shown, t.end = shown+mark, endOfCode(mark)
		case mark[0] != '<': // after a quotation mark
			shown += mark
		case mark[1] != '/':
			t.inside, t.end, t.any = true, endThought, true
		default:
			shown, t.held, restart, t.any = "", "", true, true
		}
		text = after
	}
	t.held += shown
	if t.hold && !t.any {
		return "", restart
	}
	shown, t.held = t.held, ""
	return shown, restart
}

// endOfCode is what ends the code that a mark begins: inline code ends with its line.
func endOfCode(mark string) *regexp.Regexp {
	if len(mark) < 3 {
		mark += "|\n"
	}
	return regexp.MustCompile(mark)
}

// rest returns what could have become a mark at the end.
func (t *thoughts) rest() string {
	if t.inside {
		return ""
	}
	return t.held + t.pending
}

// withoutThoughts is an answer as it may be sent back.
func withoutThoughts(text string) string {
	var t thoughts
	shown, _ := t.add(text)
	return strings.TrimSpace(shown + t.rest())
}
