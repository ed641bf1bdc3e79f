package relay

import (
	"strings"
	"unicode/utf8"
)

// whole is a text as valid UTF-8. The beginning of a letter at its end is left as the rest, to which more may come.
func whole(text []byte) (letters string, rest []byte) {
	end := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if at := len(text) - back; utf8.RuneStart(text[at]) {
			if !utf8.FullRune(text[at:]) {
				end = at
			}
			break
		}
	}
	return valid(text[:end]), text[end:]
}

func valid(text []byte) string { return strings.ToValidUTF8(string(text), string(utf8.RuneError)) }
