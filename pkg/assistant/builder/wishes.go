package builder

import (
	"regexp"
	"slices"
	"strings"

	"firstneuron/pkg/assistant/alttext"
)

// A wish is what somebody asked of a suggestion.
type wish struct {
	does  string // one of those below, or the name of a style in texts.json: "formal"
	words string // of call, add, without and verbatim
}

const (
	shorter  = "shorter"
	call     = "call"
	add      = "add"
	without  = "without"
	verbatim = "verbatim"
)

// styles are the wishes that need no other words.
var styles = []string{shorter, "friendlier", "formal", "simpler", "children", "beginners", "noEmojis"}

// wishesIn are the wishes of a text, one after another, and the parts that are not understood. Beside such a part only wishes for
// a style are taken, and none before or after a "but" or a "not": there half of a wish may be the opposite.
func wishesIn(how string, s step) (wishes []wish, left []string) {
	for does, words := range map[string]string{verbatim: found("verbatim", how), add: found("added", how)} {
		if words != "" {
			return []wish{{does, words}}, nil
		}
	}
	if inQuotes := found("quoted", how); inQuotes != "" {
		how = inQuotes
	}
	typed := how
	how = withoutObjection(how)
	objection := how != typed
	asked := says("polite", how)
	how = patterns.Form("politeEnd").ReplaceAllString(patterns.Form("polite").ReplaceAllString(how, ""), "")
	if strings.HasSuffix(how, "?") && !asked && !says("called", how) {
		return nil, nil
	}
	how = strings.TrimRight(how, "? ")
	onlyStyles := true
	for _, part := range patterns.Form("both").Split(how, -1) {
		if w, ok := wishIn(part, s); ok {
			wishes = append(wishes, w)
			onlyStyles = onlyStyles && w.words == ""
		} else {
			left = append(left, part)
		}
	}
	if len(left) == 0 {
		return wishes, nil
	}
	switch w, ok := wishIn(how, s); {
	case ok: // "call it Tom and Jerry"
		return []wish{w}, nil
	case s.key == "instructions" && isRule(how):
		return []wish{{add, how}}, nil
	case s.isCriterion() && objection:
		return []wish{{add, how}}, nil
	case !onlyStyles || says("contrast", how):
		return nil, nil
	}
	return wishes, left
}

// wishIn is the only wish of a text, if it is one.
func wishIn(how string, s step) (wish, bool) {
	bare := patterns.Form("nouns").ReplaceAllString(patterns.Form("manners").ReplaceAllString(how, ""), "")
	for _, style := range styles {
		if says("wish."+style, bare) {
			return wish{does: style}, true
		}
	}
	if name := nameIn(how); name != "" {
		return wish{call, name}, true
	}
	if says("aboutItself", how) {
		return wish{}, false
	}
	if s.key == "instructions" {
		return wish{add, how}, says("directive", how)
	}
	if words := found("leavingOut", how); words != "" && !says("opposed", how) {
		w := wish{without, strings.Trim(patterns.Form("either").ReplaceAllString(words, ""), `"“”«» `)}
		otherForm := s.isCriterion() && says("takeOut", how) && len(kindsWithout([]wish{w})) == 0 // "убери рыбу", but "без рыбы"
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
	for _, w := range wishes {
		if w.does != without {
			return nil
		}
		for _, word := range wordsOf(w.words) {
			named := alttext.KindsIn(word)
			if len(named) == 0 && !says("amongKinds", word) {
				return nil
			}
			kinds = append(kinds, named...)
		}
	}
	return kinds
}

// nameIn finds the name in "call it Bob" and in «назови его Бобом», where it is Боб. What may be no name, or is in a form that
// rules cannot turn into the basic one, is left to the person: "".
func nameIn(how string) string {
	name := oneLine(found("called", how))
	if inQuotes := found("quoted", name); inQuotes != "" {
		return inQuotes
	}
	if strings.ContainsAny(name, ",?:;") || says("aboutItself", name) || len(strings.Fields(name)) > 5 {
		return ""
	}
	if isCyrillic(name) && !strings.Contains(how, ":") {
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

// adding puts words behind a text, unless it has them already.
func adding(s step, text, words string) string {
	before, added := strings.TrimRight(text, ". ")+"; ", oneLine(words)
	switch s.key {
	case "name":
		before = text + " "
	case "description":
		before, added = sentence(text)+" ", sentence(added)
	case "starters":
		before, added = text+"\n", upperFirst(added)
	case "instructions":
		before, added = text+"\n\n", sentence(words)
	}
	if strings.Contains(text, added) {
		return text
	}
	return before + added
}

// forbidding adds "no nuts" to an answer, in the place of one that is not known. No word of the answer is taken out: in "must not eat
// nuts" that would be the opposite. It is "" if the words are a "no" themselves.
func forbidding(s step, no, text, words string) string {
	forbidden := regexp.MustCompile(`(?:^|[^\pL])` + patterns.Form("forbids").String() + regexp.QuoteMeta(words) + `(?:$|[^\pL])`)
	switch {
	case says("negation", words):
		return ""
	case forbidden.MatchString(text):
		return text
	case text == "" || says("notKnown", text):
		return no
	}
	return adding(s, text, no)
}

// withoutKinds takes kinds of pictures out of the answer that has them between commas.
func withoutKinds(text string, unused []alttext.Kind) string {
	isUnused := func(kind alttext.Kind) bool { return slices.Contains(unused, kind) }
	return strings.Join(slices.DeleteFunc(parts(text), func(part string) bool { return slices.ContainsFunc(alttext.KindsIn(part), isUnused) }), ", ")
}

// withoutWords takes words out of a text, wherever they stand by themselves. The text is the same if they are not in it.
func withoutWords(text, words string) string {
	pattern := regexp.MustCompile(`(?i)(^|[^\pL\d])` + regexp.QuoteMeta(words) + `($|[^\pL\d])`)
	if !pattern.MatchString(text) {
		return text
	}
	text = oneLine(pattern.ReplaceAllString(text, "$1$2"))
	return strings.Trim(strings.NewReplacer(" ,", ",", ",,", ",", " .", ".", ";;", ";").Replace(text), ",; ")
}
