package builder

import (
	"regexp"
	"strings"

	"firstneuron/pkg/assistant/alttext"
)

// A wish is what somebody asked of a suggestion.
type wish struct {
	does  string // one of those below, or the name of a style in texts.json: "formal"
	words string // of call, add, without and verbatimly
}

const (
	shorter    = "shorter"
	call       = "call"
	add        = "add"
	without    = "without"
	verbatimly = "verbatim"
)

// styles are the wishes that need no other words.
var styles = []string{shorter, "friendlier", "formal", "simpler", "children", "beginners", "noEmojis"}

// wishesIn are the wishes of a text, one after another, and the parts that are not understood. Beside such a part only wishes for
// a style are taken, and none before or after a "but" or a "not": there half of a wish may be the opposite.
func wishesIn(how string, s step) (wishes []wish, left []string) {
	if found := patterns["verbatim"].FindStringSubmatch(how); found != nil {
		return []wish{{verbatimly, found[1]}}, nil
	}
	if found := patterns["added"].FindStringSubmatch(how); found != nil {
		return []wish{{add, found[1]}}, nil
	}
	if found := patterns["quoted"].FindStringSubmatch(how); found != nil {
		how = found[1]
	}
	asked := says("polite", how)
	how = patterns["politeEnd"].ReplaceAllString(patterns["polite"].ReplaceAllString(how, ""), "")
	if strings.HasSuffix(how, "?") && !asked && !says("called", how) {
		return nil, nil
	}
	how = strings.TrimRight(how, "? ")
	onlyStyles := true
	for _, part := range patterns["both"].Split(how, -1) {
		if w, ok := wishIn(part, s); ok {
			wishes = append(wishes, w)
			onlyStyles = onlyStyles && w.words == ""
		} else {
			left = append(left, part)
		}
	}
	if len(left) > 0 {
		if w, ok := wishIn(how, s); ok { // "call it Tom and Jerry"
			return []wish{w}, nil
		}
		if !onlyStyles || says("contrast", how) {
			return nil, nil
		}
	}
	return wishes, left
}

// kindsWithout are the kinds of pictures in "without charts and photographs". There are none if it says anything else.
func kindsWithout(wishes []wish) (kinds []alttext.Kind) {
	for _, w := range wishes {
		if w.does != without {
			return nil
		}
		for _, word := range wordsOf(w.words) {
			found := alttext.KindsIn(word)
			if len(found) == 0 && !says("amongKinds", word) {
				return nil
			}
			kinds = append(kinds, found...)
		}
	}
	return kinds
}

func wishIn(how string, s step) (wish, bool) {
	bare := patterns["nouns"].ReplaceAllString(patterns["manners"].ReplaceAllString(how, ""), "")
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
	if found := patterns["leavingOut"].FindStringSubmatch(how); found != nil && !says("opposed", how) {
		w := wish{without, strings.Trim(patterns["either"].ReplaceAllString(found[1], ""), `"“”«» `)}
		otherForm := s.isCriterion() && says("takeOut", how) && len(kindsWithout([]wish{w})) == 0 // "убери рыбу", but "без рыбы"
		return w, !otherForm
	}
	return wish{}, false
}

// nameIn finds the name in "call it Bob" and in «назови его Бобом», where it is Боб. What may be no name, or is in a form that
// rules cannot turn into the basic one, is left to the person: "".
func nameIn(how string) string {
	found := patterns["called"].FindStringSubmatch(how)
	if found == nil {
		return ""
	}
	name := found[1] + found[2]
	if inQuotes := patterns["quoted"].FindStringSubmatch(name); inQuotes != nil {
		return oneLine(inQuotes[1])
	}
	if strings.ContainsAny(name, ",?:;\n") || says("aboutItself", name) || len(strings.Fields(name)) > 5 {
		return ""
	}
	if isCyrillic(name) && !strings.Contains(how, ":") {
		name = patterns["instrumental"].ReplaceAllString(name, "$1")
		if says("otherCase", name) {
			return ""
		}
	}
	if strings.ToLower(name) == name {
		name = upperFirst(name)
	}
	return oneLine(name)
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
