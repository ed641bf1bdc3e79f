package knowledge

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
)

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
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		if len(content)%2 == 1 {
			return "", catalogue.Errorf("text.half")
		}
		text, err := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder().Bytes(content)
		return string(text), err
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
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
