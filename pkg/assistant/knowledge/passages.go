package knowledge

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
)

// The size of a passage, in words (see size).
const (
	shortest = 60
	longest  = 200
)

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
