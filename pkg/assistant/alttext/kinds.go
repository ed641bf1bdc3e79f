package alttext

import (
	"regexp"
	"slices"
	"strings"
)

// A Kind is what sort of picture it is.
type Kind string

const (
	Screenshot   Kind = "screenshot"
	Illustration Kind = "illustration"
	Photograph   Kind = "photograph"
	Chart        Kind = "chart" // or a diagram
)

// Kinds are all kinds, in the order in which an author may choose.
var Kinds = []Kind{Screenshot, Illustration, Photograph, Chart}

// In is the kind with its article, in the language "en" or "ru": "a screenshot".
func (k Kind) In(language string) string { return catalogue.In(language).Say("kind." + string(k)) }

// KindsIn returns the kinds of pictures that a text names, in English or Russian, each once and in the order of the text.
// Kinds that it denies are left out: "not a screenshot, a photo" names a photograph.
func KindsIn(text string) []Kind {
	return named(screenshotInTwoWords.ReplaceAllString(strings.ToLower(text), "screenshot"), kindWords)
}

// named are the values whose words stand in a text, each once, and not those that it denies.
func named[T comparable](text string, table []wordsOf[T]) (found []T) {
	denied, before := false, ""
	for _, word := range wordOrSign.FindAllString(strings.NewReplacer("ё", "е", "’", "'").Replace(strings.ToLower(text)), -1) {
		i := slices.IndexFunc(table, func(w wordsOf[T]) bool { return w.words.MatchString(word) })
		switch {
		case i < 0:
			denied = denials[word] || denied && betweenDenials[word] && before != "no" && before != "нет"
		case !denied && !slices.Contains(found, table[i].value):
			found = append(found, table[i].value)
		}
		before = word
	}
	return found
}

// wordsOf is a pattern for the words of a value.
type wordsOf[T any] struct {
	value T
	words *regexp.Regexp
}
