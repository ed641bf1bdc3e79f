package assist

import (
	"cmp"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Three ways to say where something is in a text. Jupyter counts Unicode code points from the start of the cell (since
// protocol 5.2), Go bytes, and a language server lines and, within a line, UTF-16 code units.

// A position is a language server's: both numbers from 0.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"` // in UTF-16 code units
}

func (p position) compare(q position) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Character, q.Character))
}

// byteOffset is the place of Jupyter's cursor in bytes. A cursor outside of the text is at its nearer end.
func byteOffset(text string, cursor int) int {
	for offset := range text {
		if cursor <= 0 {
			return offset
		}
		cursor--
	}
	if cursor < 0 {
		return 0
	}
	return len(text)
}

// codePoints is the place of a byte in Jupyter's count.
func codePoints(text string, offset int) int { return utf8.RuneCountInString(text[:offset]) }

// positionAt is the place of a byte for a language server.
func positionAt(text string, offset int) position {
	before := text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	units := 0
	for _, r := range before[start:] {
		units += width(r)
	}
	return position{strings.Count(before, "\n"), units}
}

// offsetAt is the byte at a language server's place; ok is false when the text has no such place.
func offsetAt(text string, at position) (offset int, ok bool) {
	if at.Line < 0 || at.Character < 0 {
		return 0, false
	}
	for range at.Line {
		next := strings.IndexByte(text[offset:], '\n')
		if next < 0 {
			return 0, false
		}
		offset += next + 1
	}
	units := at.Character
	for i, r := range text[offset:] {
		if units <= 0 || r == '\n' {
			return offset + i, units == 0
		}
		units -= width(r)
	}
	return len(text), units == 0
}

// width is the number of UTF-16 code units of a code point.
func width(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// uri names a file for a language server.
func uri(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a Windows drive
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
