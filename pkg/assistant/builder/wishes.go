package builder

import (
	"cmp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant/alttext"
	"firstneuron/pkg/assistant/texts"
)

// A wish is what somebody asked of a suggestion.
type wish struct {
	does  string // one of the styles, or "call", "add", "without" or "verbatim"
	words string // of the latter
}

// styles are the wishes that need no other words.
var styles = []string{"shorter", "friendlier", "formal", "simpler", "children", "beginners", "noEmojis"}

// wishesIn are the wishes of a text, one after another, and the parts that are not understood. Beside such a part only wishes for
// a style are taken, and none before or after a "but" or a "not": there half of a wish may be the opposite.
func wishesIn(how, key string) (wishes []wish, left []string) {
	for _, does := range []string{"verbatim", "add"} {
		if words := found(does, how); words != "" {
			return []wish{{does, words}}, nil
		}
	}
	typed := cmp.Or(found("quoted", how), how)
	how = strip(typed, "objection")
	objection := how != typed
	asked := says("polite", how)
	how = strip(how, "polite", "politeEnd")
	if strings.HasSuffix(how, "?") && !asked && !says("called", how) && !says("proposed", how) {
		return nil, nil
	}
	how = strings.TrimRight(how, "? ")
	for _, part := range patterns.Form("both").Split(how, -1) {
		if w, ok := wishIn(part, key); ok {
			wishes = append(wishes, w)
		} else {
			left = append(left, part)
		}
	}
	if len(left) == 0 {
		return wishes, nil
	}
	switch w, ok := wishIn(how, key); {
	case ok: // "call it Tom and Jerry"
		return []wish{w}, nil
	case key == "instructions" && isRule(how), isCriterion(key) && objection:
		return []wish{{"add", how}}, nil
	case says("contrast", how), slices.ContainsFunc(wishes, func(w wish) bool { return w.words != "" }):
		return nil, nil
	}
	return wishes, left
}

// wishIn is the only wish of a text, if it is one.
func wishIn(how, key string) (wish, bool) {
	bare := strip(how, "manners", "politeEnd", "nouns")
	for _, style := range styles {
		if says("wish."+style, bare) {
			return wish{does: style}, true
		}
	}
	if name := nameIn(how, key); name != "" {
		return wish{"call", name}, true
	}
	if says("aboutItself", how) {
		return wish{}, false
	}
	if key == "instructions" {
		return wish{"add", how}, says("directive", how)
	}
	if words := found("leavingOut", how); words != "" && !says("opposed", how) {
		w := wish{"without", strings.Trim(strip(words, "either"), `"“”«» `)}
		otherForm := isCriterion(key) && says("takeOut", how) && len(kindsWithout([]wish{w})) == 0 // "убери рыбу", but "без рыбы"
		return w, !otherForm
	}
	return wish{}, false
}

// isRule tells whether words can be added to instructions as they are: they say what is so or what to do, and do not speak of the
// text that is suggested.
func isRule(text string) bool {
	sentences := patterns.Form("sentenceEnd").Split(text, -1)
	if len(sentences) > 1 && says("directive", sentences[0]) {
		return true
	}
	return len(wordsOf(text)) > 3 && !says("demand", text) && !says("asking", text) && (len(sentences) > 1 || !says("aboutItself", text))
}

// kindsWithout are the kinds of pictures in "without charts and photographs". There are none if it says anything else.
func kindsWithout(wishes []wish) (kinds []alttext.Kind) {
	isOther := func(word string) bool { return len(alttext.KindsIn(word)) == 0 && !says("amongKinds", word) }
	for _, w := range wishes {
		if w.does != "without" || slices.ContainsFunc(wordsOf(w.words), isOther) {
			return nil
		}
		kinds = append(kinds, alttext.KindsIn(w.words)...)
	}
	return kinds
}

// nameIn finds the name in "call it Bob", in "maybe Bob?" and in «назови его Бобом», where it is Боб. What may be no name, or is in a form that
// rules cannot turn into the basic one, is left to the person: "".
func nameIn(how, key string) string {
	name, proposed := oneLine(found("called", how)), ""
	if name == "" && key == "name" {
		proposed = oneLine(found("proposed", how))
		name = proposed
	}
	if inQuotes := found("quoted", name); inQuotes != "" {
		return inQuotes
	}
	if strings.ContainsAny(name, ",?:;") || says("aboutItself", name) || len(strings.Fields(name)) > 5 {
		return ""
	}
	if proposed != "" && (says("demand", name) || says("noName", name)) { // "maybe less formal", "better names"
		return ""
	}
	if isCyrillic(name) && proposed == "" && !strings.Contains(how, ":") {
		name = patterns.Form("instrumental").ReplaceAllString(name, "$1")
		if says("otherCase", name) {
			return ""
		}
	}
	if strings.ToLower(name) == name {
		name = upperFirst(name)
	}
	return name
}

// adding puts words behind a text, unless it has them already, and in the place of an answer that is not known.
func adding(key, text, words string) string {
	before, added := strings.TrimRight(text, ". ")+"; ", oneLine(words)
	switch key {
	case "name":
		before = text + " "
	case "description":
		before, added = sentence(text)+" ", sentence(added)
	case "starters":
		before, added = text+"\n", upperFirst(added)
	case "instructions":
		before, added = text+"\n\n", sentence(words)
	}
	switch {
	case strings.Contains(text, added):
		return text
	case isCriterion(key) && (text == "" || says("notKnown", text)):
		return added
	}
	return before + added
}

// leaving takes starters or kinds of pictures out, and is the same text if they are not in it. To an answer to a criterion "no nuts"
// is added: without the word "nuts", "must not eat nuts" would be the opposite. It is "" where rules cannot: a sentence without one
// of its words is seldom one.
func leaving(t texts.Texts, key, text string, w wish) string {
	kinds := kindsWithout([]wish{w})
	switch {
	case key == "starters":
		inWords := func(text string) string { return " " + strings.Join(wordsOf(text), " ") + " " }
		has := func(line string) bool { return strings.Contains(inWords(line), inWords(w.words)) }
		return strings.Join(slices.DeleteFunc(strings.Split(text, "\n"), has), "\n")
	case key == "pictures" && len(kinds) > 0:
		isUnused := func(kind alttext.Kind) bool { return slices.Contains(kinds, kind) }
		return strings.Join(slices.DeleteFunc(parts(text), func(part string) bool { return slices.ContainsFunc(alttext.KindsIn(part), isUnused) }), ", ")
	case isCriterion(key):
		return adding(key, text, t.Say("note.forbidden", w.words))
	}
	return ""
}
