package knowledge

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

// The size of a passage, in words (see size).
const (
	shortest = 60
	longest  = 200
)

// A chunk is a part of a chapter, as long as a passage may be.
type chunk struct {
	span
	header string // of a table that begins in another chunk
	size   int    // of both
}

// passages joins short blocks of a chapter, and cuts long ones. A heading that nothing follows is a passage by itself.
func (d *document) passages(file string) []Passage {
	var passages []Passage
	line, counted := 1, 0
	for i, s := range d.chapters {
		blocks := s.blocks
		followed := i+1 < len(d.chapters) && (d.chapters[i+1].level == 0 || d.chapters[i+1].level > s.level)
		if len(blocks) == 0 && !followed {
			blocks = []block{s.block}
		}
		for _, p := range d.joined(blocks) {
			citation := assistant.Citation{File: file, Heading: s.heading, Page: s.page, Passage: p.header + d.text[p.start:p.end]}
			if d.lines {
				line, counted = line+strings.Count(d.text[counted:p.start], "\n"), p.start
				citation.Line = line
			}
			passages = append(passages, Passage{citation})
		}
	}
	return passages
}

// joined fills chunks with the blocks of a chapter: until one is long enough, and further where a list follows the sentence that
// introduces it.
func (d *document) joined(blocks []block) []chunk {
	var chunks []chunk
	for _, b := range blocks {
		for _, next := range d.chunks(b) {
			last := len(chunks) - 1
			open := last >= 0 && (chunks[last].size < shortest || b.rows && strings.HasSuffix(d.text[:chunks[last].end], ":"))
			if !open || !chunks[last].take(next) {
				chunks = append(chunks, next)
			}
		}
	}
	if last := len(chunks) - 1; last > 0 && chunks[last].size < shortest && chunks[last-1].take(chunks[last]) {
		chunks = chunks[:last]
	}
	return chunks
}

// take appends the next chunk, unless that is too much.
func (c *chunk) take(next chunk) bool {
	if c.size+next.size > longest {
		return false
	}
	c.end = next.end
	c.size += next.size
	return true
}

var (
	tableHeader = regexp.MustCompile(`^[^\n]*\|[^\n]*\n` + delimiter + `\n`)

	// Where a block that is too long is cut. A sentence may end in a quotation mark or a bracket; that an abbreviation ends like one
	// does no harm, because pieces are joined up to their size. Some languages have no spaces.
	rowEnd      = regexp.MustCompile(`\n`)
	sentenceEnd = regexp.MustCompile(`[.!?…]["')\]*_` + "`" + `”»’]*\s`)
	wordEnd     = regexp.MustCompile(`\s`)
	tenWords    = regexp.MustCompile(`(?s).{100}`)
)

// delimiter is the row between the header and the body of a table in Markdown.
const delimiter = ` {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*`

// chunks cuts a block that is too long into chunks of about the same size. Each one of a table gets the table's header.
func (d *document) chunks(b block) []chunk {
	whole := size(d.text[b.start:b.end])
	if whole <= longest {
		return []chunk{{span: b.span, size: whole}}
	}
	header := tableHeader.FindString(d.text[b.start:b.end])
	if size(header) > longest/2 {
		header = ""
	}
	most := longest - size(header)
	even := whole/(whole/most+1) + 1 + size(header)
	ends := []*regexp.Regexp{sentenceEnd, wordEnd, tenWords}
	if b.rows {
		ends[0] = rowEnd
	}
	var chunks []chunk
	for _, piece := range d.split(span{b.start + len(header), b.end}, most, ends) {
		n := size(d.text[piece.start:piece.end])
		last := len(chunks) - 1
		if last < 0 || chunks[last].size+n/2 > even || !chunks[last].take(chunk{span: piece, size: n}) {
			chunks = append(chunks, chunk{piece, header, size(header) + n})
		}
	}
	chunks[0].start, chunks[0].header = b.start, ""
	return chunks
}

// split divides a text into pieces of at most so many words, at the first of ends, and where that is not enough at the others.
func (d *document) split(s span, most int, ends []*regexp.Regexp) []span {
	text := d.text[s.start:s.end]
	if size(text) <= most {
		return []span{s}
	}
	var pieces []span
	at := 0
	for _, end := range append(ends[0].FindAllStringIndex(text, -1), []int{0, len(text)}) {
		pieces = append(pieces, d.split(d.trimmed(span{s.start + at, s.start + end[1]}), most, ends[1:])...)
		at = end[1]
	}
	return pieces
}

// size counts words; something without spaces counts as a word for each ten characters, so that no passage is endless.
func size(text string) int { return max(len(strings.Fields(text)), utf8.RuneCountInString(text)/10) }
