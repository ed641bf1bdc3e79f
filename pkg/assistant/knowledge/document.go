package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A document is a file as the parsers see it: its text, and where the blocks are in it.
type document struct {
	text    string
	written strings.Builder // text, where it is not the file itself
	blocks  []block
	lines   bool // a passage is found by its line; otherwise by its page, if there is one
	path    []heading
	heads   int            // how many headings there were
	header  map[int]string // the header of the table, for each place where a long table is cut
	partly  error          // why the text is not all that the file has
}

// A block is a paragraph, a list, a table, or a heading that nothing follows.
type block struct {
	span
	heading string // all headings above it
	section int    // the number of the last heading
	page    int
	rows    bool // a list or a table: may be cut between its lines
	apart   bool // is not joined with the block before it: something was left out in between
	item    bool // of a list: stands in one block with the items before it
	title   int  // the level of a heading, 0 for other blocks
}

// A span is a part of the document's text.
type span struct{ start, end int }

type heading struct {
	level int
	title string
}

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
	if last := len(d.blocks) - 1; b.item && last >= 0 && d.blocks[last].item {
		d.append("\n" + text)
		d.blocks[last].end = len(d.text)
		return
	}
	d.append("\n\n" + text)
	b.start, b.end = len(d.text)-len(text), len(d.text)
	if b.title > 0 {
		d.head(b.title, b)
	} else {
		d.add(b)
	}
}

func (d *document) append(text string) {
	d.written.WriteString(text)
	d.text = d.written.String()
}

// add appends a block, under the heading that was last.
func (d *document) add(b block) {
	b.span = d.trimmed(b.span)
	if b.start == b.end {
		return
	}
	if last := len(d.blocks) - 1; last >= 0 && b.title == 0 && d.blocks[last].title > 0 {
		d.blocks = d.blocks[:last] // the heading has text now, and stands above it
	}
	b.heading, b.section = d.heading(), d.heads
	d.blocks = append(d.blocks, b)
}

// head begins what stands under a heading. The heading itself becomes a block, until something follows it. What is too long for a
// heading is a paragraph.
func (d *document) head(level int, b block) {
	b.span = d.trimmed(b.span)
	title := strings.Join(strings.Fields(headingMarks.Replace(d.text[b.start:b.end])), " ")
	if title == "" || utf8.RuneCountInString(title) > longestTitle {
		b.title = 0
		d.add(b)
		return
	}
	for len(d.path) > 0 && d.path[len(d.path)-1].level >= level {
		d.path = d.path[:len(d.path)-1]
	}
	if last := len(d.blocks) - 1; last >= 0 && 0 < d.blocks[last].title && d.blocks[last].title < level {
		d.blocks = d.blocks[:last]
	}
	d.heads++
	d.path = append(d.path, heading{level, title})
	b.title = level
	d.add(b)
}

func (d *document) heading() string {
	titles := make([]string, len(d.path))
	for i, h := range d.path {
		titles[i] = h.title
	}
	return strings.Join(titles, " "+below+" ")
}

func (d *document) trimmed(s span) span {
	text := d.text[s.start:s.end]
	s.start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	s.end -= len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace))
	return span{s.start, max(s.start, s.end)}
}
