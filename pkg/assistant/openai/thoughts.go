package openai

import (
	"regexp"
	"strings"
)

// thoughts takes out of a text in pieces what a model writes for itself: <think> … </think>, without an end up to the
// text's own. A mark right after a quotation mark is one that the answer is about.
type thoughts struct {
	pending string
	inside  bool
	any     bool   // there were some
	last    string // the letter before pending, at least
}

var (
	thoughtBegins = regexp.MustCompile("(?i)(^|[^`'\"«])<(think|thinking|thought)>")
	thoughtEnds   = regexp.MustCompile(`(?i)</(think|thinking|thought)>\s*`)
	half          = regexp.MustCompile(`(?i)</?[a-z]{0,8}$|</(think|thinking|thought)>\s*$`) // may become a mark
	alone         = regexp.MustCompile("(?is)^.*[^`'\"«]</(think|thinking|thought)>\\s*")    // the server has kept the beginning
)

// add takes the next piece, and returns what belongs to the answer, however the text goes on.
func (t *thoughts) add(text string) string {
	t.pending += text
	var answer strings.Builder
	for {
		if t.inside {
			at := thoughtEnds.FindStringIndex(t.pending)
			if at == nil || at[1] == len(t.pending) {
				if at == nil { // all but what may be half an end is thought
					t.pending = t.pending[max(0, len(t.pending)-16):]
				}
				return answer.String()
			}
			t.pending, t.inside = t.pending[at[1]:], false
			continue
		}
		at := thoughtBegins.FindStringSubmatchIndex(t.last + t.pending)
		if at == nil {
			end := len(t.pending)
			if open := half.FindStringIndex(t.pending); open != nil {
				end = open[0]
			}
			answer.WriteString(t.release(end))
			return answer.String()
		}
		answer.WriteString(t.release(at[3] - len(t.last)))
		t.pending, t.inside, t.any = t.pending[strings.IndexByte(t.pending, '>')+1:], true, true
	}
}

func (t *thoughts) release(end int) string {
	end = max(end, 0)
	text := t.pending[:end]
	t.pending = t.pending[end:]
	if end > 0 {
		t.last = text[max(0, end-3):]
	}
	return text
}

// end returns the rest.
func (t *thoughts) end() string {
	if t.inside {
		return ""
	}
	return t.pending
}

// withoutThoughts is an answer as it may be sent back.
func withoutThoughts(text string) string {
	var t thoughts
	text = t.add(text) + t.end()
	return alone.ReplaceAllString(text, "")
}
