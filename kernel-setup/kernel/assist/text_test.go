package assist

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

const mixed = "// нейрон 🧠\nдлина := \"🧠🧠\"\n\nx"

func TestCursorsAreCountedInThreeWays(t *testing.T) {
	tests := []struct {
		name           string
		cursor, offset int
		at             position
	}{
		{"the start", 0, 0, position{0, 0}},
		{"behind Cyrillic", 9, 15, position{0, 9}},
		{"behind an emoji", 11, 20, position{0, 12}},
		{"a second line", 12, 21, position{1, 0}},
		{"in it", 14, 25, position{1, 2}},
		{"between two emoji", 23, 40, position{1, 12}},
		{"an empty line", 26, 46, position{2, 0}},
		{"the end", 28, 48, position{3, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := byteOffset(mixed, test.cursor); got != test.offset {
				t.Errorf("byteOffset(%d) = %d, want %d", test.cursor, got, test.offset)
			}
			if got := codePoints(mixed, test.offset); got != test.cursor {
				t.Errorf("codePoints(%d) = %d, want %d", test.offset, got, test.cursor)
			}
			if got := positionAt(mixed, test.offset); got != test.at {
				t.Errorf("positionAt(%d) = %v, want %v", test.offset, got, test.at)
			}
			if got, ok := offsetAt(mixed, test.at); got != test.offset || !ok {
				t.Errorf("offsetAt(%v) = %d, %v, want %d", test.at, got, ok, test.offset)
			}
		})
	}
}

func TestPlacesOutsideOfTheText(t *testing.T) {
	if got := byteOffset(mixed, -1); got != 0 {
		t.Errorf("byteOffset(-1) = %d, want 0", got)
	}
	if got := byteOffset(mixed, 1000); got != len(mixed) {
		t.Errorf("byteOffset(1000) = %d, want %d", got, len(mixed))
	}
	for _, at := range []position{{-1, 0}, {0, -1}, {0, 13}, {0, 11}, {3, 2}, {4, 0}} {
		if got, ok := offsetAt(mixed, at); ok {
			t.Errorf("offsetAt(%v) = %d, want none: it is not there, or within an emoji", at, got)
		}
	}
}

// The oracle is the standard library's UTF-16.
func FuzzPositions(f *testing.F) {
	f.Add(mixed, 5)
	f.Add("\xff\n🧠", 2)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		offset := byteOffset(text, cursor)
		at := positionAt(text, offset)
		line := text[:offset]
		for i := len(line) - 1; i >= 0; i-- {
			if line[i] == '\n' {
				line = line[i+1:]
				break
			}
		}
		if want := len(utf16.Encode([]rune(line))); at.Character != want {
			t.Errorf("positionAt(%q, %d) = %v, want %d units", text, offset, at, want)
		}
		if back, ok := offsetAt(text, at); utf8.ValidString(text) && (back != offset || !ok) {
			t.Errorf("offsetAt(%q, %v) = %d, %v, want %d", text, at, back, ok, offset)
		}
	})
}

func TestApply(t *testing.T) {
	edit := func(l1, c1, l2, c2 int, text string) textEdit {
		return textEdit{textRange{position{l1, c1}, position{l2, c2}}, text}
	}
	tests := []struct {
		name, text string
		edits      []textEdit
		want       string
	}{
		{"none", "a", nil, "a"},
		{"in any order", "ab\ncd\n", []textEdit{edit(0, 0, 0, 1, "A"), edit(1, 1, 1, 2, "D"), edit(0, 2, 1, 0, " ")}, "Ab cD\n"},
		{"behind an emoji", "🧠b", []textEdit{edit(0, 2, 0, 3, "c")}, "🧠c"},
		{"at the end", "a\n", []textEdit{edit(1, 0, 1, 0, "b")}, "a\nb"},
		{"not in the text", "a", []textEdit{edit(5, 0, 5, 0, "b")}, "a"},
		{"backwards", "ab", []textEdit{edit(0, 2, 0, 1, "x")}, "ab"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := apply(test.text, test.edits); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestURI(t *testing.T) {
	for path, want := range map[string]string{"/a b/ж": "file:///a%20b/%D0%B6", "C:/a": "file:///C:/a"} {
		if got := uri(path); got != want {
			t.Errorf("uri(%q) = %q, want %q", path, got, want)
		}
	}
}
