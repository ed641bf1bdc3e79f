package alttext

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy cleans a text, and leaves out a small word that is said twice in a row.
func tidy(text string) string {
	return strings.Join(slices.CompactFunc(strings.Fields(clean(text)), func(a, b string) bool {
		return patterns.Match("small", strings.ToLower(a)) && strings.EqualFold(a, b)
	}), " ")
}

// clean gives a text single spaces and no signs that cannot be seen. It leaves the words as they are.
func clean(text string) string {
	text = invisible.ReplaceAllString(strings.ToValidUTF8(text, ""), "")
	return strings.Join(strings.Fields(control.ReplaceAllString(text, " ")), " ")
}

var (
	invisible = regexp.MustCompile(`[^\P{Cf}\x{200D}]`) // marks of direction and the like, but not the joiner that holds an emoji together
	control   = regexp.MustCompile(`\p{Cc}`)
)

// sentence makes a text begin with a capital letter and end without a full stop: an alt text is read aloud as one item, and
// its reader pauses after it anyway. Question marks, and the dots of abbreviations, stay.
func sentence(text string) string { return capital(withoutStop(tidy(text))) }

// capital makes a text begin with a capital letter, unless its first word is a name that is written in a way of its own.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(first) || ownSpelling.MatchString(text) {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

var ownSpelling = regexp.MustCompile(`^\S+(?:[\p{Lu}\p{Nd}_/]|\.\S)`) // iPhone, x1, go.mod

func withoutStop(text string) string {
	text = strings.TrimRight(text, " ,;:")
	cut, dotted := strings.CutSuffix(text, ".")
	word := cut[strings.LastIndexByte(cut, ' ')+1:]
	if !dotted || strings.Contains(word, ".") || utf8.RuneCountInString(word) < 2 || patterns.Match("abbreviations", strings.ToLower(word)) {
		return text // an abbreviation, or three dots
	}
	return strings.TrimRight(cut, " ,;:")
}

// words returns the words of a text in lower case, without punctuation. A number is a word. Hyphens and apostrophes hold a
// word together.
func words(text string) []string {
	return oneWord.FindAllString(strings.NewReplacer("’", "'", "ё", "е").Replace(strings.ToLower(text)), -1)
}

var oneWord = regexp.MustCompile(`[\pL\p{Nd}\pM](?:[\pL\p{Nd}\pM'-]*[\pL\p{Nd}\pM])?`)

// spoken is a text as its words alone, with single spaces.
func spoken(text string) string { return strings.Join(words(text), " ") }

// same says whether two texts have the same words; capitals and punctuation do not count.
func same(a, b string) bool { return spoken(a) == spoken(b) }

// says says whether a text has the words of another in it, one after the other.
func says(text, part string) bool {
	part = spoken(part)
	return part == "" || strings.Contains(" "+spoken(text)+" ", " "+part+" ")
}

// lacking returns the words that a text does not have, each once, in their order.
func lacking(text string, wanted []string) (lacking []string) {
	has := words(text)
	for _, word := range wanted {
		if !slices.Contains(has, word) {
			lacking, has = append(lacking, word), append(has, word)
		}
	}
	return lacking
}

// weighty returns the words of a text that name something.
func weighty(text string) []string { return without(words(text), "small") }

// without leaves out the words of a list.
func without(said []string, list string) []string {
	return slices.DeleteFunc(slices.Clone(said), func(word string) bool { return patterns.Match(list, word) })
}

// alike says whether two words differ only in their ends, as "search" and "searching", "поиск" and "поиска" do.
func alike(a, b string) bool {
	left, right := []rune(a), []rune(b)
	common := 0
	for common < min(len(left), len(right)) && left[common] == right[common] {
		common++
	}
	longer := max(len(left), len(right))
	return a == b || common >= 3 && longer-common <= 3 && 3*common >= 2*longer
}
