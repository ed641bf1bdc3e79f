package alttext

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrases finds what is not about the picture: a program's guess, how to press, where else to read, whose picture it is, code.
func (c *checker) phrases() {
	text := strings.Join(strings.Fields(c.text), " ")
	for _, rule := range []string{"automatic", "click", "refers", "credit", "code"} {
		if found := patterns.Form(rule).FindString(text); found != "" && !c.isRead {
			if rule != "code" {
				found = text
			}
			c.find("check."+rule, c.quoted(found))
		}
	}
}

// placeholder finds texts that somebody or some program left behind.
func (c *checker) placeholder() {
	said := words(c.text)
	isPictured := slices.ContainsFunc(said, func(word string) bool { return patterns.Match("pictured", word) })
	saysSomething := slices.ContainsFunc(said, func(word string) bool {
		return !patterns.Match("says nothing", word) && !patterns.Match("small", word) && !(isPictured && patterns.Match("modelled", word))
	})
	isEmpty := !saysSomething && (len(said) > 0 || !strings.ContainsFunc(c.text, unicode.IsSymbol)) // a ✓ or a € says something
	isSort := len(said) > 1 && slices.Contains(catalogue.In(c.Language).Lines("sorts"), strings.Join(without(said, "articles"), " "))
	if (isEmpty || isSort || patterns.Match("unfinished", c.text)) && !c.isRead && !(c.Action != "" && same(c.text, c.Action)) {
		c.find("check.placeholder", c.quoted(c.text))
	}
}

func hasDigits(text string) bool { return strings.ContainsAny(text, "0123456789") }

// fileName finds texts that are the name of a file, and those that a camera or a program made up.
func (c *checker) fileName() {
	stem := patterns.Form("picture extension").ReplaceAllString(c.Name, "")
	isOneWord := !strings.ContainsFunc(c.text, unicode.IsSpace)
	isStem := isOneWord && strings.EqualFold(c.text, stem) && strings.ContainsAny(stem, "_-0123456789")
	isIts := c.Name != "" && strings.EqualFold(c.text, c.Name) || isStem
	isRandom := patterns.Match("random", c.text) && patterns.Match("letters and digits", c.text)
	if !c.isRead && (isIts || patterns.Match("given name", c.text) || isRandom) {
		c.find("check.file-name", c.quoted(c.text))
	}
}

// preface: a screen reader says "graphic" or "image" before every text.
func (c *checker) preface() {
	text := strings.Join(strings.Fields(c.text), " ")
	before := strings.TrimSpace(cmp.Or(beginning(text, "preface"), beginning(text, "clinging")))
	isPlaceholder := slices.ContainsFunc(c.findings, func(f Finding) bool { return f.Rule == "placeholder" })
	if before != "" && !isPlaceholder && !says(c.Text, before) { // the title of a book may begin like this
		c.find("check.image-of", c.quoted(before))
	}
}

// action: a link is known by what it does, not by how it looks. Half of the words that name the action must be there, in any
// form: "searching", "login" for "log in".
func (c *checker) action() {
	if c.Purpose != Functional {
		return
	}
	action := weighty(c.Action)
	if len(action) == 0 {
		action = words(c.Action)
	}
	named := count(action, func(word string) bool {
		return slices.ContainsFunc(words(c.text), func(other string) bool {
			isBeginning := strings.HasPrefix(other, word) || strings.HasPrefix(word, other)
			return alike(word, other) || isBeginning && min(utf8.RuneCountInString(word), utf8.RuneCountInString(other)) >= 3
		})
	})
	switch {
	case len(action) == 0:
		c.find("check.action.unknown")
	case 2*named < len(action):
		c.find("check.action", c.quoted(tidy(c.Action)))
	}
}

// long: a chart holds more than a short text can say.
func (c *checker) long() {
	if c.Kind != Chart || c.Purpose == Functional || c.Purpose == TextPicture {
		return
	}
	switch long := cmp.Or(clean(c.Long), tidy(c.Details)); {
	case long == "":
		c.find("check.long-description")
	case same(long, c.text):
		c.find("check.long-description.repeats")
	}
}

// textLeftOut: what sighted readers can read, others must be able to hear.
func (c *checker) textLeftOut() {
	wanted := words(c.Text)
	if c.Purpose != TextPicture {
		wanted = weighty(c.Text)
	}
	if left := lacking(c.text, wanted); len(left) > 0 {
		c.find("check.text-left-out", c.quoted(strings.Join(left, " ")))
	}
}

// caption: who hears both hears the same thing twice.
func (c *checker) caption() {
	if tidy(c.Caption) != "" && same(c.text, c.Caption) {
		c.find("check.caption")
	}
}

// keywords finds texts that are made for search engines: the same word again and again, a list without a sentence, or what
// people search for. A word comes again and again when three short items of a list have it, or when it comes three times: as
// more than half of the text, or without any of the small words that a sentence has.
func (c *checker) keywords() {
	if c.Purpose == TextPicture || c.isRead {
		return
	}
	var items [][]string
	for _, item := range strings.FieldsFunc(c.text, func(r rune) bool { return strings.ContainsRune(",;|/#•·", r) }) {
		if said := words(item); len(said) > 0 {
			items = append(items, said)
		}
	}
	all, said := words(c.text), weighty(c.text)
	isSentence := len(said) < len(all) || hasDigits(c.text)
	for _, word := range lacking("", said) {
		isAlike := func(other string) bool { return alike(word, other) }
		times := count(said, isAlike)
		inItems := count(items, func(item []string) bool { return len(item) <= 4 && slices.ContainsFunc(item, isAlike) })
		isWord := utf8.RuneCountInString(word) >= 3 && !hasDigits(word)
		if isWord && (inItems >= 3 || times >= 3 && (2*times > len(all) || !isSentence)) {
			c.find("check.keywords.again", c.quoted(word))
			return
		}
	}
	listed := count(items, func(item []string) bool {
		isNumbers := count(item, hasDigits) == len(item)
		return len(item) <= 3 && !isNumbers && len(without(item, "small")) == len(item)
	})
	if listed >= 5 && listed == len(items) || patterns.Match("searched", c.text) {
		c.find("check.keywords")
	}
}

func count[T any](all []T, is func(T) bool) (n int) {
	for _, one := range all {
		if is(one) {
			n++
		}
	}
	return n
}

// oneWord warns of a subject without anything about it: "man", "A cat". A name is more: "GitHub", "W3C".
func (c *checker) oneWord() {
	said := without(words(c.text), "articles")
	if len(said) != 1 || len(c.findings) > 0 || c.Purpose == Functional || c.Purpose == TextPicture || c.isRead {
		return
	}
	_, size := utf8.DecodeRuneInString(c.text)
	if !strings.ContainsFunc(c.text[size:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) {
		c.find("check.one-word", c.quoted(c.text))
	}
}
