package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A document is a file as the readers see it: its text, and where its blocks are in it, by chapters.
type document struct {
	text     string
	written  strings.Builder // text, where it is not the file itself
	chapters []*chapter
	heading  *chapter // the one that was last
	apart    bool     // what comes next is not joined with what was before: something was left out in between
	lines    bool     // a passage is found by its line; otherwise by its page, if there is one
	partly   error    // why the text is not all that the file has
}

// A chapter is what stands under a heading, on one page. It goes on in another one after something that was left out.
type chapter struct {
	block          // the heading; without a level where a chapter goes on, or has none
	heading string // all headings above the blocks: "Voice > Numbers"
	above   *chapter
	blocks  []block
}

// A block is a heading, a paragraph, a list or a table.
type block struct {
	span
	level int // of a heading
	page  int
	rows  bool // a list or a table: may be cut between its lines
}

// A span is a part of the document's text.
type span struct{ start, end int }

// below stands between a heading and one below it.
const below = ">"

// headingMarks are what is no part of a heading's words: the marks of code in Markdown, and the sign of its link on a web page.
var headingMarks = strings.NewReplacer("`", "", "¶", "")

// longestTitle is the number of characters of a heading. What is longer is a paragraph.
const longestTitle = 150

// write appends text, where the file has no lines of its own, and the block that it is.
func (d *document) write(text string, b block) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	d.written.WriteString("\n\n" + text)
	b.start = len(d.text)
	d.text = d.written.String()
	b.end = len(d.text)
	d.add(b)
}

// add appends a block: a heading begins a chapter, another block stands in the last one.
func (d *document) add(b block) {
	if b.span = d.trimmed(b.span); b.start == b.end {
		return
	}
	title := strings.Join(strings.Fields(headingMarks.Replace(d.text[b.start:b.end])), " ")
	if b.level > 0 && title != "" && utf8.RuneCountInString(title) <= longestTitle {
		for d.heading != nil && d.heading.level >= b.level {
			d.heading = d.heading.above
		}
		if d.heading != nil {
			title = d.heading.heading + " " + below + " " + title
		}
		d.heading = &chapter{block: b, heading: title, above: d.heading}
		d.chapters, d.apart = append(d.chapters, d.heading), false
		return
	}
	last := len(d.chapters) - 1
	if last < 0 || d.apart || d.chapters[last].page != b.page {
		next := &chapter{block: block{page: b.page}}
		if d.heading != nil {
			next.heading = d.heading.heading
		}
		d.chapters, last, d.apart = append(d.chapters, next), last+1, false
	}
	d.chapters[last].blocks = append(d.chapters[last].blocks, b)
}

func (d *document) trimmed(s span) span {
	text := d.text[s.start:s.end]
	s.start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	s.end -= len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace))
	return span{s.start, max(s.start, s.end)}
}
