package alttext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// keywords finds texts that are made for search engines: the same words again and again, or a list without a sentence.
// A picture of text says what the picture says.
func (c *checker) keywords() {
	if c.Purpose == TextPicture || c.Text != "" && len(lacking(c.Text, words(c.text))) == 0 {
		return
	}
	if word := c.repeated(); word != "" {
		c.find(RuleKeywords, "check.keywords.again", quoted(c.Language, word))
		return
	}
	if c.isList() || searched.MatchString(c.text) {
		c.find(RuleKeywords, "check.keywords")
	}
}

// repeated returns a word that three short items of a list have, or that comes three times in a text: as more than half of it,
// or without any of the small words that a sentence has.
func (c *checker) repeated() string {
	said := weighty(c.text)
	for _, word := range said {
		if utf8.RuneCountInString(word) < 3 || digits.MatchString(word) {
			continue
		}
		isAlike := func(other string) bool { return alike(word, other) }
		times, items := 0, 0
		for _, item := range c.items() {
			if slices.ContainsFunc(item, isAlike) && len(item) <= 4 {
				items++
			}
		}
		for _, other := range said {
			if isAlike(other) {
				times++
			}
		}
		isSentence := len(said) < len(words(c.text)) || digits.MatchString(c.text)
		if items >= 3 || times >= 3 && (2*times > len(words(c.text)) || !isSentence) {
			return word
		}
	}
	return ""
}

// items are the words between commas and the like.
func (c *checker) items() [][]string {
	var items [][]string
	for _, item := range strings.FieldsFunc(c.text, func(r rune) bool { return strings.ContainsRune(",;|/#•·", r) }) {
		if said := words(item); len(said) > 0 {
			items = append(items, said)
		}
	}
	return items
}

// isList says whether a text is five short items or more, with commas and the like between them and no "and" before the last.
func (c *checker) isList() bool {
	items := c.items()
	if len(items) < 5 {
		return false
	}
	for _, item := range items {
		if len(item) > 3 || slices.ContainsFunc(item, func(word string) bool { return joining[word] }) || allNumbers(item) {
			return false
		}
	}
	return true
}

// joining are words that make a sentence of a list.
var joining = setOf("and or with in on at is are from to of by и или с со в во на у из от к под над")

func allNumbers(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !digits.MatchString(word) })
}
