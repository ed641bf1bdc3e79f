package alttext

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"firstneuron/pkg/assistant/texts"
)

// NoAlt stands for the text of a picture that has no alt attribute at all. An empty text is something else: it says that
// the picture is decorative.
const NoAlt = "\x00no alt"

// DefaultLimit is the length of a text, in characters, above which Check warns. No standard gives a limit; most screen
// readers read long texts too, but in one piece, without a way to pause inside or to go back.
const DefaultLimit = 150

// A Finding is something about the form of a text that is wrong, or, for a warning, may be.
type Finding struct {
	Rule    string // its name: "missing", "file name", "image of", "length"; texts.json has all of them
	Warning bool
	Reason  string // what is wrong and what to do, in the language of About
}

// Check looks at the form of an alt text: whether it is what the guidance asks for this picture, as far as About tells.
// It finds nothing in a text that is well formed. The limit is a number of characters above which the text is called long;
// 0 stands for DefaultLimit, and a negative number for none.
//
// It checks form, never truth. A well-formed text may say something that the picture does not show; see [Says].
func Check(text string, about About, limit int) []Finding {
	c := &checker{About: about, text: strings.TrimSpace(text)}
	c.isRead = spoken(text) != "" && len(lacking(about.Text, words(text))) == 0
	switch {
	case text == NoAlt && about.Purpose == Functional:
		c.find("check.missing.link")
	case text == NoAlt:
		c.find("check.missing")
	case c.text == "" && text != "":
		c.find("check.blank.space")
	case c.text == "":
		if key := emptyText[c.Purpose]; key != "" {
			c.find(key)
		}
	case about.Purpose == Decorative:
		c.find("check.decorative", c.quoted(c.text))
	default:
		for _, rule := range []func(){
			c.phrases, c.placeholder, c.fileName, c.preface, c.action, c.long, c.textLeftOut, c.caption, c.keywords, c.oneWord,
		} {
			rule()
		}
		limit = cmp.Or(limit, DefaultLimit)
		if n := utf8.RuneCountInString(c.text); limit > 0 && n > limit {
			c.find("check.length", n, limit)
		}
	}
	return c.findings
}

// emptyText is what is wrong with a text of nothing, which only a decorative picture has.
var emptyText = map[Purpose]string{"": "check.blank.unknown", Functional: "check.blank.link", Informative: "check.blank.told", TextPicture: "check.blank.told"}

// A Described is a picture with its alt text.
type Described struct {
	About About
	Text  string // or NoAlt
}

// CheckAll checks the texts of all pictures of a page, and finds in addition texts that stand for different pictures. It
// returns the findings of each text.
func CheckAll(pictures []Described, limit int) [][]Finding {
	var all [][]Finding
	first := map[string]int{} // the picture that has had a text before
	for i, p := range pictures {
		findings := Check(p.Text, p.About, limit)
		key := spoken(p.Text)
		before, seen := first[key]
		switch {
		case key == "" || p.Text == NoAlt:
		case !seen:
			first[key] = i
		case differ(pictures[before].About, p.About):
			c := &checker{About: p.About, findings: findings}
			c.find("check.same-text", cmp.Or(pictures[before].About.Name, catalogue.In(c.Language).Say("check.picture", before+1)))
			findings = c.findings
		}
		all = append(all, findings)
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
	isRead   bool   // these are words that can be read in the picture, which may be anything
	findings []Finding
}

// find tells a finding by the key of its reason, in which the name of the rule stands: "check.file-name" is of the rule
// "file name", and "check.blank.space" of "blank".
func (c *checker) find(key string, values ...any) {
	mayBeRight := []string{"check.blank.unknown", "check.action.unknown", "check.one-word", "check.length"}
	rule := strings.ReplaceAll(strings.Split(key, ".")[1], "-", " ")
	c.findings = append(c.findings, Finding{rule, slices.Contains(mayBeRight, key), catalogue.In(c.Language).Say(key, values...)})
}

func (c *checker) quoted(text string) string {
	return catalogue.In(c.Language).Say("check.quoted", texts.Shorten(text, longestQuoted))
}

// longestQuoted keeps a reason readable, however long the text is.
const longestQuoted = 80 // characters
