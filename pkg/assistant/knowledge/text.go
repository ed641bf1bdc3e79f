package knowledge

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

func plainText(content []byte) (*document, error) { return lined(content, false) }

func markdown(content []byte) (*document, error) { return lined(content, true) }

var (
	// https://spec.commonmark.org/0.31.2: ATX headings, setext headings, thematic breaks, fences, list items; a table row is GitHub's.
	hashes    = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$`)
	underline = regexp.MustCompile(`^ {0,3}(=+|-{2,})[ \t]*$`)
	rule      = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$`)
	fence     = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	item      = regexp.MustCompile(`^\s*(?:[-*+•–—]|\d{1,3}[.)])\s+\S|^\s*\|`)
	delimited = regexp.MustCompile(`^` + delimiter + `$`)

	// What other programs add to Markdown: the front matter of Jekyll and Hugo, names for headings, and lists of links to these.
	front  = regexp.MustCompile(`^(?:---|\+\+\+)[ \t]*\n(?:[ \t]*\n|#.*\n|[ \t]*[\w-]+[ \t]*[:=].*\n|[ \t]+\S.*\n|-[ \t].*\n)*?(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|$)`)
	title  = regexp.MustCompile(`(?m)^title[ \t]*[:=][ \t]*["']?(.*?)["']?[ \t]*$`)
	anchor = regexp.MustCompile(`[ \t]*\{:?[ \t]*[#.][^{}]*\}[ \t]*#*[ \t]*$`)
	linked = regexp.MustCompile(`^(?:\s*(?:[-*+]|\d{1,3}[.)])\s+\[[^\]\n]*\]\(#[^)\n]*\)[ \t]*(?:\n|$))+$`)
)

// lined finds the blocks of a text: paragraphs between blank lines, lists, and headings, which plain text has by an underline
// only. Blocks are spans of the text itself, so that a passage is the source to the letter.
func lined(content []byte, isMarkdown bool) (*document, error) {
	text, err := decoded(content)
	if err != nil {
		return nil, err
	}
	d := &document{text: text, lines: true}
	var now block // what the lines so far belong to; empty between blocks
	var fenced string
	flush := func() {
		if isMarkdown && linked.MatchString(text[now.start:now.end]) {
			now = block{apart: true}
			return
		}
		d.add(now)
		now = block{apart: now.apart && now.end == now.start}
	}
	start := 0
	if matter := front.FindString(text); isMarkdown && matter != "" {
		if named := title.FindStringSubmatchIndex(matter); named != nil {
			d.head(1, block{span: span{named[2], named[3]}})
		}
		start = len(matter)
	}
	for start < len(text) {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		if isMarkdown && fenced == "" {
			if from, to, found := comment(text, start, end); found {
				if from > start { // the line goes on to the comment
					end = from
				} else {
					flush()
					now.apart = true
					start = to
					continue
				}
			}
		}
		line := text[start:end]
		open := now.end > now.start
		mark := hashes.FindStringSubmatchIndex(line)
		switch fences := fence.FindStringSubmatch(line); {
		case isMarkdown && fenced != "": // inside a fence nothing has a meaning but its end
			now.end = end
			if fences != nil && strings.HasPrefix(fences[1], fenced) {
				fenced = ""
			}
		case isMarkdown && fences != nil:
			if !open {
				now.start = start
			}
			now.end, fenced = end, fences[1]
		case strings.TrimSpace(line) == "":
			flush()
		case isMarkdown && mark != nil:
			flush()
			name := line[mark[4]:mark[5]]
			d.head(mark[3]-mark[2], block{span: span{start + mark[4], start + mark[4] + len(anchor.ReplaceAllString(name, ""))}})
		case isMarkdown && open && strings.Contains(line, "|") && delimited.MatchString(line):
			now.end, now.rows = end, true
		case open && !now.rows && underline.MatchString(line) && !strings.Contains(text[now.start:now.end], "\n"):
			level := 1
			if strings.Contains(line, "-") {
				level = 2
			}
			d.head(level, now)
			now = block{}
		case rule.MatchString(line):
			flush()
		case !open:
			now.span, now.rows = span{start, end}, item.MatchString(line)
		case !now.rows && item.MatchString(line): // a list right below its introduction
			flush()
			now.span, now.rows = span{start, end}, true
		default:
			now.end = end
		}
		start = end
		if start < len(text) && text[start] == '\n' {
			start++
		}
	}
	flush()
	return d, nil
}

// comment finds the first comment that begins in text[start:end], which does not count inside code.
func comment(text string, start, end int) (from, to int, found bool) {
	at := strings.Index(text[start:end], "<!--")
	if at < 0 || strings.Count(text[start:start+at], "`")%2 == 1 {
		return 0, 0, false
	}
	from = start + at
	length := strings.Index(text[from+4:], "-->")
	return from, from + 4 + length + 3, length >= 0
}

// decoded returns a file's content as text that can be seen, in UTF-8 with "\n" at the end of each line.
func decoded(content []byte) (string, error) {
	for start, what := range map[string]string{"%PDF-": "pdf", "PK\x03\x04": "zip", "\xd0\xcf\x11\xe0": "office", "\x89PNG": "picture",
		"\xff\xd8\xff": "picture", "GIF8": "picture"} {
		if bytes.HasPrefix(content, []byte(start)) {
			return "", catalogue.Errorf("content." + what)
		}
	}
	text, err := inUTF8(content)
	if err != nil {
		return "", err
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return "", catalogue.Errorf("text.zero", at)
	}
	return visible(text), nil
}

func inUTF8(content []byte) (string, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		content = content[3:]
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		return fromUTF16(content[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		return fromUTF16(content[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	}
	if utf8.Valid(content) {
		return string(content), nil
	}
	if russian, err := charmap.Windows1251.NewDecoder().Bytes(content); err == nil && isRussian(string(russian)) {
		return string(russian), nil
	}
	at := 0
	for {
		r, size := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && size <= 1 {
			return "", catalogue.Errorf("text.encoding", at)
		}
		at += size
	}
}

func fromUTF16(content []byte, unit func([]byte) uint16) (string, error) {
	if len(content)%2 == 1 {
		return "", catalogue.Errorf("text.half")
	}
	units := make([]uint16, len(content)/2)
	for i := range units {
		units[i] = unit(content[2*i:])
	}
	return string(utf16.Decode(units)), nil
}

// isRussian tells Russian from what another one-byte encoding becomes when it is read as Windows-1251: "cafй" mixes alphabets in
// a word, KOI8-R turns small letters into capitals, and Greek, Hebrew and Arabic become other letters than those that are most
// frequent in Russian (62 of 100, 26 of them о, а and и, where the others have й).
func isRussian(text string) bool {
	var small, capital, mixed, other, frequent, vowels, short int
	var before rune
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Cyrillic, r) && unicode.IsLower(r):
			small++
		case unicode.Is(unicode.Cyrillic, r):
			capital++
		case r > 127 && !strings.ContainsRune("«»„“”‘’–—…№•\u00a0§°", r):
			other++
		}
		if strings.ContainsRune("оеаинтсрвлОЕАИНТСРВЛ", r) {
			frequent++
		}
		if strings.ContainsRune("оаиОАИ", r) {
			vowels++
		} else if r == 'й' {
			short++
		}
		if latin := unicode.Is(unicode.Latin, r); latin && unicode.Is(unicode.Cyrillic, before) || unicode.Is(unicode.Cyrillic, r) && unicode.Is(unicode.Latin, before) {
			mixed++
		}
		before = r
	}
	return small > capital && 20*(mixed+other) <= small+capital && 100*frequent > 46*(small+capital) &&
		10*vowels > small+capital && 4*vowels > 5*short
}

// visible leaves out what nobody sees, so that what is quoted is what was read.
func visible(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n").Replace(text)
	var before rune
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || joins(before, r):
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), // control; format: zero width, direction, tags, byte order marks
			r >= 0xE0100 && r <= 0xE01EF, r >= 0xFE00 && r <= 0xFE0E, // selectors of variants, in which bytes can hide
			strings.ContainsRune("\u115f\u1160\u3164\uffa0\u2800\u034f", r): // letters without a shape
			return -1
		}
		before = r
		return r
	}, text)
}

// joins tells whether r is a joiner or non-joiner that changes what is seen: after a letter of a script in which letters join
// (Persian, Hindi), or in an emoji of several.
func joins(before, r rune) bool {
	const nonJoiner, joiner, colour = '\u200c', '\u200d', '\ufe0f'
	return r == nonJoiner && unicode.In(before, joining...) ||
		r == joiner && (unicode.In(before, joining...) || before == colour || unicode.In(before, unicode.So, unicode.Sk) && before > 0x2000)
}

var joining = []*unicode.RangeTable{unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali,
	unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
	unicode.Khmer, unicode.Myanmar}
