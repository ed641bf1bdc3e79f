package knowledge

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded returns a file's content as text that can be seen, in UTF-8 with "\n" at the end of each line.
func decoded(content []byte) (string, error) {
	for start, what := range map[string]string{"%PDF-": "pdf", "PK\x03\x04": "zip", "\xd0\xcf\x11\xe0": "office", "\x89PNG": "picture",
		"\xff\xd8\xff": "picture", "GIF8": "picture"} {
		if bytes.HasPrefix(content, []byte(start)) {
			return "", catalogue.Errorf("content." + what)
		}
	}
	text, _, err := transform.Bytes(utf16.BOMOverride(transform.Nop), asDeclared(content))
	if err != nil {
		return "", err
	} else if !utf8.Valid(text) {
		text, _ = charmap.Windows1251.NewDecoder().Bytes(text)
		if !isRussian(text) {
			return "", catalogue.Errorf("text.encoding", bytes.IndexRune(content, utf8.RuneError))
		}
	} else if !utf8.Valid(content) && bytes.ContainsRune(text, utf8.RuneError) {
		return "", catalogue.Errorf("text.half")
	}
	if at := bytes.IndexByte(text, 0); at >= 0 {
		return "", catalogue.Errorf("text.zero", at)
	}
	return visible(string(text)), nil
}

// https://html.spec.whatwg.org/multipage/parsing.html: a browser looks for it in the first 1024 bytes.
var charset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)`)

// asDeclared returns a web page in UTF-8 when it is in the encoding that it declares, and any other text as it is.
func asDeclared(content []byte) []byte {
	name := charset.FindSubmatch(content[:min(1024, len(content))])
	if name != nil && !utf8.Valid(content) {
		if declared, err := htmlindex.Get(string(name[1])); err == nil {
			if text, err := declared.NewDecoder().Bytes(content); err == nil && !bytes.ContainsRune(text, utf8.RuneError) {
				return text
			}
		}
	}
	return content
}

// isRussian tells Russian from what another one-byte encoding becomes when it is read as Windows-1251: "cafй" mixes alphabets in
// a word, KOI8-R turns small letters into capitals, and Greek, Hebrew and Arabic become other letters than those that are most
// frequent in Russian (62 of 100, 26 of them о, а and и, where the others have й).
func isRussian(text []byte) bool {
	count := func(class string) int { return len(regexp.MustCompile(class).FindAllIndex(text, -1)) }
	small, capital := count(`[а-яё]`), count(`[А-ЯЁ]`)
	odd := count(`[^\x00-\x7fа-яёА-ЯЁ«»„“”‘’–—…№•\x{a0}§°]`) + count(`\p{Latin}\p{Cyrillic}|\p{Cyrillic}\p{Latin}`)
	frequent, vowels, short := count(`(?i)[оеаинтсрвл]`), count(`(?i)[оаи]`), count(`й`)
	return small > capital && 20*odd <= small+capital && 100*frequent > 46*(small+capital) && 10*vowels > small+capital && 4*vowels > 5*short
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n")

// visible leaves out what nobody sees but a machine reads, so that what is quoted is what was read: control characters, format
// characters (zero width, direction, tags, byte order marks), selectors of variants, in which bytes can hide, and letters without a shape.
func visible(text string) string {
	var before rune
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || (r == '\u200c' || r == '\u200d') && joining.MatchString(string(before)):
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point),
			r == '\u2800', '\ufe00' <= r && r <= '\ufe0e', '\U000e0100' <= r && r <= '\U000e01ef':
			return -1
		}
		before = r
		return r
	}, newlines.Replace(text))
}

// joining is what a joiner or non-joiner may follow, because it changes what is seen: a letter of a script in which letters join
// (Persian, Hindi), or a part of an emoji of several.
var joining = regexp.MustCompile(`[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Nko}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}` +
	`\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}\p{So}\x{fe0f}\x{1f3fb}-\x{1f3ff}]`)
