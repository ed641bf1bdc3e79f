package builder

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean takes away what cannot be seen or kept: white space at the ends, control characters, broken UTF-8.
func clean(text string) string {
	return strings.TrimSpace(strip(strings.ToValidUTF8(text, ""), "control"))
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// wordsOf are the words of a text in small letters.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// parts are the parts of a text between commas.
func parts(text string) []string {
	return once(patterns.Form("commas").Split(strings.TrimSpace(text), -1))
}

// once keeps the first of equal texts, and none that is empty.
func once(texts []string) []string {
	seen := map[string]bool{"": true}
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool {
		again := seen[text]
		seen[text] = true
		return again
	})
}

func isCyrillic(text string) bool {
	return len(patterns.Form("cyrillic").FindAllString(text, -1)) > len(patterns.Form("latin").FindAllString(text, -1))
}

// trimStop takes the stop from the end of a sentence, unless there is nothing else.
func trimStop(text string) string {
	return cmp.Or(strings.TrimRight(text, ".!? "), text)
}

func upperFirst(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:size]) + text[size:]
}

// sentence makes a sentence of a person's words.
func sentence(text string) string {
	text = upperFirst(strings.TrimSpace(text))
	if text != "" && !strings.ContainsAny(text[len(text)-1:], ".!?:;") && !strings.HasSuffix(text, "…") {
		text += "."
	}
	return text
}

// longestName is how many characters fit where a name is shown.
const longestName = 60

func tooLong(name string) bool { return utf8.RuneCountInString(name) > longestName }
