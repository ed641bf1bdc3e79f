package knowledge

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

// A document is a file as the parsers see it: its text, and where the blocks are in it.
type document struct {
	text   string
	blocks []block
	lines  bool // a passage is found by its line; otherwise by its page, if there is one
	path   []heading
	heads  int            // how many headings there were
	header map[int]string // the header of the table, for each place where a long table is cut
	partly error          // why the text is not all that the file has
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

// The size of a passage, in words (see size).
const (
	shortest = 60
	longest  = 200

	longestTitle = 150 // characters
)

// A writer puts the text of a document together, where the file has no lines of its own.
type writer struct {
	text   strings.Builder
	blocks []block
}

func (w *writer) write(text string, b block) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	last := len(w.blocks) - 1
	if b.item && last >= 0 && w.blocks[last].item {
		w.text.WriteString("\n" + text)
		w.blocks[last].end = w.text.Len()
		return
	}
	w.text.WriteString("\n\n")
	b.start = w.text.Len()
	w.text.WriteString(text)
	b.end = w.text.Len()
	w.blocks = append(w.blocks, b)
}

func (w *writer) document() *document {
	d := &document{text: w.text.String()}
	for _, b := range w.blocks {
		if b.title > 0 {
			d.head(b.title, b)
		} else {
			d.add(b)
		}
	}
	return d
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
	title := strings.Join(strings.Fields(d.text[b.start:b.end]), " ")
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

// passages joins short blocks under the same heading, and cuts long ones.
func (d *document) passages() []Passage {
	var passages []Passage
	line, counted := 1, 0
	for start := 0; start < len(d.blocks); {
		end := start + 1
		for end < len(d.blocks) && d.together(d.blocks[start], d.blocks[end]) {
			end++
		}
		for _, s := range d.joined(d.blocks[start:end]) {
			p := Passage{assistant.Citation{Heading: d.blocks[start].heading, Page: d.blocks[start].page, Passage: d.header[s.start] + d.text[s.start:s.end]}}
			if d.lines {
				line, counted = line+strings.Count(d.text[counted:s.start], "\n"), s.start
				p.Line = line
			}
			passages = append(passages, p)
		}
		start = end
	}
	return passages
}

func (d *document) together(first, next block) bool {
	return !next.apart && next.title == 0 && first.title == 0 && next.section == first.section && next.page == first.page
}

// joined fills passages with the parts of blocks that stand together: until one is long enough, and further where a list follows
// the sentence that introduces it.
func (d *document) joined(blocks []block) []span {
	var spans []span
	var sizes []int
	for _, b := range blocks {
		for _, part := range d.parts(b) {
			last, size := len(spans)-1, size(d.text[part.start:part.end])
			if last >= 0 && sizes[last]+size <= longest && (sizes[last] < shortest || b.rows && d.introduces(spans[last])) {
				spans[last].end = part.end
				sizes[last] += size
				continue
			}
			spans, sizes = append(spans, part), append(sizes, size)
		}
	}
	if last := len(spans) - 1; last > 0 && sizes[last] < shortest && sizes[last-1]+sizes[last] <= longest {
		spans[last-1].end = spans[last].end
		spans = spans[:last]
	}
	return spans
}

func (d *document) introduces(s span) bool { return strings.HasSuffix(d.text[s.start:s.end], ":") }

// parts cuts a block that is too long into parts of about the same size, at rows or sentences, or else between words. Each part of
// a table gets the table's header.
func (d *document) parts(b block) []span {
	whole := size(d.text[b.start:b.end])
	if whole <= longest {
		return []span{b.span}
	}
	header := tableHeader.FindString(d.text[b.start:b.end])
	most := longest - size(header)
	if most < longest/2 {
		header, most = "", longest
	}
	even := min(whole/(whole/most+1)+1, most)
	var parts []span
	filled := 0
	for _, piece := range d.pieces(b, most) {
		n := size(d.text[piece.start:piece.end])
		if last := len(parts) - 1; last >= 0 && (filled < even && filled+n <= most || piece.start < b.start+len(header)) {
			parts[last].end = piece.end
			filled += n
			continue
		}
		if parts, filled = append(parts, piece), n; header != "" && piece.start > b.start {
			if d.header == nil {
				d.header = map[int]string{}
			}
			d.header[piece.start] = header
		}
	}
	return parts
}

var tableHeader = regexp.MustCompile(`^[^\n]*\|[^\n]*\n` + delimiter + `\n`)

// delimiter is the row between the header and the body of a table in Markdown.
const delimiter = ` {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*`

// pieces are the rows or sentences of a block, and what a too long one has to be cut into.
func (d *document) pieces(b block, most int) []span {
	ends := sentenceEnd
	if b.rows {
		ends = rowEnd
	}
	var pieces []span
	for _, piece := range d.cut(b.span, ends) {
		if size(d.text[piece.start:piece.end]) <= most {
			pieces = append(pieces, piece)
			continue
		}
		for _, word := range d.cut(piece, wordEnd) {
			for ; word.end-word.start > most; word.start = d.runeStart(word.start + most) {
				pieces = append(pieces, span{word.start, d.runeStart(word.start + most)})
			}
			pieces = append(pieces, word)
		}
	}
	return pieces
}

// cut divides a span after each place that an end names.
func (d *document) cut(s span, isEnd func(text string, at int) bool) []span {
	var spans []span
	text, start := d.text[:s.end], s.start
	for at := s.start; at < s.end; at++ {
		if isEnd(text, at) {
			spans = append(spans, d.trimmed(span{start, at}))
			start = at
		}
	}
	return append(spans, d.trimmed(span{start, s.end}))
}

func wordEnd(text string, at int) bool { return space(text[at]) && at > 0 && !space(text[at-1]) }

func rowEnd(text string, at int) bool { return text[at] == '\n' && wordEnd(text, at) }

// sentenceEnd knows a full stop, also before a closing quotation mark or bracket. That an abbreviation ends in one as well does
// no harm: parts are joined up to their size.
func sentenceEnd(text string, at int) bool {
	if !wordEnd(text, at) {
		return false
	}
	before := strings.TrimRight(text[max(0, at-12):at], `"')]*_`+"”»’")
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?…", last)
}

func (d *document) trimmed(s span) span {
	text := d.text[s.start:s.end]
	s.start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	s.end -= len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace))
	return span{s.start, max(s.start, s.end)}
}

func (d *document) runeStart(at int) int {
	for !utf8.RuneStart(d.text[at]) {
		at--
	}
	return at
}

// size counts words; something without spaces counts as a word for each ten characters, so that no passage is endless.
func size(text string) int {
	words, inside := 0, false
	for _, r := range text {
		if unicode.IsSpace(r) {
			inside = false
		} else if !inside {
			words, inside = words+1, true
		}
	}
	return max(words, utf8.RuneCountInString(text)/10)
}

func space(b byte) bool { return b == ' ' || b == '\n' || b == '\t' }
