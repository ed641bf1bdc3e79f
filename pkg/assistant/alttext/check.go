package alttext

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NoAlt stands for the text of a picture that has no alt attribute at all. An empty text is something else: it says that
// the picture is decorative.
const NoAlt = "\x00no alt"

// DefaultLimit is the length of a text, in characters, above which Check warns. No standard gives a limit; most screen
// readers read long texts too, but in one piece, without a way to pause inside or to go back.
const DefaultLimit = 150

// A Finding is something about the form of a text that is wrong, or, for a warning, may be.
type Finding struct {
	Rule    string // one of the constants Rule...
	Warning bool
	Reason  string // what is wrong and what to do, in the language of About
}

// The rules of Check, in the order of its findings.
const (
	RuleMissing     = "missing"          // there is no alt attribute
	RuleBlank       = "blank"            // nothing but white space, or nothing where there should be something
	RuleDecorative  = "decorative"       // a decorative picture has a text
	RulePlaceholder = "placeholder"      // "alt", "image", "TODO", "..."
	RuleFileName    = "file name"        // "IMG_1234.jpg"
	RulePreface     = "image of"         // begins with what a screen reader has said already
	RuleAction      = "action"           // a link or a button that does not say what it does
	RuleLong        = "long description" // a chart without one
	RuleText        = "text left out"    // words in the picture are not in the text
	RuleCaption     = "caption"          // repeats the caption
	RuleKeywords    = "keywords"         // a list for search engines
	RuleLength      = "length"
	RuleAutomatic   = "automatic" // a program's guess: "May be an image of text"
	RuleClick       = "click"     // "Click here"
	RuleRefers      = "refers"    // "See caption"
	RuleCredit      = "credit"    // "Photo by … on Unsplash"
	RuleCode        = "code"      // "&quot;", "{{title}}"
	RuleOneWord     = "one word"  // "man"
	RuleSame        = "same text" // on different pictures: only CheckAll can see it
)

// Check looks at the form of an alt text: whether it is what the guidance asks for this picture, as far as About tells.
// It finds nothing in a text that is well formed. The limit is a number of characters above which the text is called long;
// 0 stands for DefaultLimit, and a negative number for none.
//
// It checks form, never truth. A well-formed text may say something that the picture does not show; see [Says].
func Check(text string, about About, limit int) []Finding {
	c := &checker{About: about, text: strings.TrimSpace(text)}
	switch {
	case text == NoAlt:
		c.find(RuleMissing, "check.missing")
	case c.text == "":
		c.blank(text)
	case about.Purpose == Decorative:
		c.find(RuleDecorative, "check.decorative", quoted(about.Language, c.text))
	default:
		for _, rule := range []func(){
			c.phrases, c.placeholder, c.fileName, c.preface, c.action, c.long, c.textLeftOut, c.caption, c.keywords, c.oneWord, func() { c.length(limit) },
		} {
			rule()
		}
	}
	return c.findings
}

// CheckAll checks the texts of all pictures of a page, each with what is known about its picture, and finds in addition
// texts that stand for different pictures. It returns the findings of each text. What is not known about a text because
// abouts is shorter is taken as empty.
func CheckAll(texts []string, abouts []About, limit int) [][]Finding {
	abouts = append(slices.Clone(abouts), make([]About, max(0, len(texts)-len(abouts)))...)
	all := make([][]Finding, len(texts))
	first := map[string]int{} // the picture that has had this text before
	for i, text := range texts {
		all[i] = Check(text, abouts[i], limit)
		key := strings.Join(words(text), " ")
		before, seen := first[key]
		switch {
		case key == "" || text == NoAlt:
		case !seen:
			first[key] = i
		case differ(abouts[before], abouts[i]):
			c := &checker{About: abouts[i], findings: all[i]}
			name := cmp.Or(abouts[before].Name, catalogue.In(c.Language).Say("check.picture", before+1))
			c.find(RuleSame, "check.same", name)
			all[i] = c.findings
		}
	}
	return all
}

// differ says whether two pictures need texts of their own. One picture that is shown twice does not, nor do two links that
// do the same.
func differ(a, b About) bool {
	if a.Name != "" && a.Name == b.Name {
		return false
	}
	return !(a.Purpose == Functional && b.Purpose == Functional && tidy(a.Action) != "" && same(a.Action, b.Action))
}

// Says is the sentence that belongs beside every result of Check, in the language "en" or "ru".
func Says(language string) string { return catalogue.In(language).Say("check.says") }

// checker collects the findings about one text.
type checker struct {
	About
	text     string // without white space around it, and not empty
	findings []Finding
}

func (c *checker) find(rule, key string, values ...any) {
	c.findings = append(c.findings, Finding{Rule: rule, Reason: catalogue.In(c.Language).Say(key, values...)})
}

func (c *checker) warn(rule, key string, values ...any) {
	c.find(rule, key, values...)
	c.findings[len(c.findings)-1].Warning = true
}

// blank judges a text of nothing, or of nothing but white space.
func (c *checker) blank(text string) {
	switch {
	case text != "":
		c.find(RuleBlank, "check.blank.space")
	case c.Purpose == "":
		c.warn(RuleBlank, "check.blank.unknown")
	case c.Purpose == Functional:
		c.find(RuleBlank, "check.blank.link")
	case c.Purpose != Decorative:
		c.find(RuleBlank, "check.blank.told")
	}
}

// phrases finds what is not about the picture: a program's guess, how to press, where else to read, whose picture it is, code.
func (c *checker) phrases() {
	text := strings.Join(strings.Fields(c.text), " ")
	if c.Text != "" && same(text, c.Text) {
		return
	}
	for _, phrase := range []struct {
		form      *regexp.Regexp
		rule, key string
	}{
		{automatic, RuleAutomatic, "check.automatic"},
		{click, RuleClick, "check.click"},
		{refers, RuleRefers, "check.refers"},
		{credit, RuleCredit, "check.credit"},
		{code, RuleCode, "check.code"},
	} {
		if found := phrase.form.FindString(text); found != "" {
			if phrase.rule != RuleCode {
				found = text
			}
			c.find(phrase.rule, phrase.key, quoted(c.Language, found))
		}
	}
}

// placeholder finds texts that somebody or some program left behind.
func (c *checker) placeholder() {
	if c.Text != "" && same(c.text, c.Text) || c.Action != "" && same(c.text, c.Action) {
		return
	}
	said := words(c.text)
	isPictured := slices.ContainsFunc(said, func(word string) bool { return pictured[word] })
	saysSomething := slices.ContainsFunc(said, func(word string) bool {
		return !isContentless(word) && !empties[word] && !(isPictured && modelled[word])
	})
	isSort := slices.Contains(catalogue.In(c.Language).Lines("sorts"), strings.Join(without(said, "a", "an", "the"), " ")) // of a chart: "a bar chart"
	if !saysSomething && (len(said) > 0 || !hasSymbol(c.text)) || isSort && len(said) > 1 || unfinished.MatchString(c.text) {
		c.find(RulePlaceholder, "check.placeholder", quoted(c.Language, c.text))
	}
}

// fileName finds texts that are the name of a file, and those that a camera or a program made up.
func (c *checker) fileName() {
	stem, _, _ := cutExtension(c.Name)
	oneWord := !strings.ContainsFunc(c.text, unicode.IsSpace)
	_, _, hasExtension := cutExtension(c.text)
	isIts := c.Name != "" && (strings.EqualFold(c.text, c.Name) || strings.EqualFold(c.text, stem) && oneWord && strings.ContainsAny(stem, "_-0123456789"))
	isGiven := slices.ContainsFunc(givenNames, func(form *regexp.Regexp) bool { return form.MatchString(c.text) })
	if same(c.text, c.Text) && c.Text != "" { // a file name that stands in the picture
		return
	}
	if isIts || isGiven || oneWord && hasExtension || isHash(c.text) {
		c.find(RuleFileName, "check.fileName", quoted(c.Language, c.text))
	}
}

// oneWord warns of a subject without anything about it: "man", "A cat". A name is more: "GitHub", "W3C".
func (c *checker) oneWord() {
	said := without(words(c.text), "a", "an", "the")
	if len(said) != 1 || len(c.findings) > 0 {
		return
	}
	isName := strings.ContainsFunc(strings.TrimLeftFunc(c.text, func(r rune) bool { return !unicode.IsSpace(r) })+strings.ToLower(c.text[:1])+c.text[1:],
		func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
	isKnown := c.Purpose == Functional || c.Purpose == TextPicture || c.Text != "" && says(c.Text, said[0])
	if !isName && !isKnown {
		c.warn(RuleOneWord, "check.oneWord", quoted(c.Language, c.text))
	}
}

// preface: a screen reader says "graphic" or "image" before every text.
func (c *checker) preface() {
	before, _, _, found := prefaceOf(strings.Join(strings.Fields(c.text), " "))
	isFound := slices.ContainsFunc(c.findings, func(f Finding) bool { return f.Rule == RulePlaceholder })
	if !found || isFound || says(c.Text, before) { // the title of a book may begin like this
		return
	}
	c.find(RulePreface, "check.preface", quoted(c.Language, before))
}

// action: a link is known by what it does, not by how it looks. Half of the words that name the action must be there, in any
// form.
func (c *checker) action() {
	if c.Purpose != Functional {
		return
	}
	action := weighty(c.Action)
	if len(action) == 0 {
		action = words(c.Action)
	}
	if len(action) == 0 {
		c.warn(RuleAction, "check.action.unknown")
		return
	}
	has, named := words(c.text), 0
	for _, word := range action {
		if slices.ContainsFunc(has, func(other string) bool { return alike(word, other) || begins(other, word) || begins(word, other) }) {
			named++
		}
	}
	if 2*named < len(action) {
		c.find(RuleAction, "check.action", quoted(c.Language, tidy(c.Action)))
	}
}

// begins says whether a word begins with another that is not tiny: "login" with "log".
func begins(word, beginning string) bool {
	return utf8.RuneCountInString(beginning) >= 3 && strings.HasPrefix(word, beginning)
}

// long: a chart holds more than a short text can say.
func (c *checker) long() {
	if c.Kind != Chart || c.Purpose == Functional || c.Purpose == TextPicture {
		return
	}
	switch long := cmp.Or(clean(c.Long), tidy(c.Details)); {
	case long == "":
		c.find(RuleLong, "check.long")
	case same(long, c.text):
		c.find(RuleLong, "check.long.repeats")
	}
}

// textLeftOut: what sighted readers can read, others must be able to hear.
func (c *checker) textLeftOut() {
	wanted := words(c.Text)
	if c.Purpose != TextPicture {
		wanted = weighty(c.Text)
	}
	if left := lacking(c.text, wanted); len(left) > 0 {
		c.find(RuleText, "check.textLeftOut", quoted(c.Language, shortened(strings.Join(left, " "))))
	}
}

// caption: who hears both hears the same thing twice.
func (c *checker) caption() {
	if tidy(c.Caption) != "" && same(c.text, c.Caption) {
		c.find(RuleCaption, "check.caption")
	}
}

// length only warns: some pictures need many words.
func (c *checker) length(limit int) {
	if limit == 0 {
		limit = DefaultLimit
	}
	if n := utf8.RuneCountInString(c.text); limit > 0 && n > limit {
		c.warn(RuleLength, "check.length", n, limit)
	}
}

func quoted(language, text string) string {
	return catalogue.In(language).Say("check.quoted", shortened(text))
}

// shortened keeps a reason readable, however long the text is.
func shortened(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return text
}
