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

// wishesIn are the wishes of a text, one after another, and the parts that are not understood. Beside such a part only wishes for
// a style are taken, and none before or after a "but" or a "not": there half of a wish may be the opposite.
func wishesIn(how string, s step) (wishes []wish, left []string) {
	if found := verbatim.FindStringSubmatch(how); found != nil {
		return []wish{{verbatimly, found[1]}}, nil
	}
	if found := added.FindStringSubmatch(how); found != nil {
		return []wish{{add, found[1]}}, nil
	}
	if found := quoted.FindStringSubmatch(how); found != nil {
		how = found[1]
	}
	asked := polite.MatchString(how)
	how = politeEnd.ReplaceAllString(polite.ReplaceAllString(how, ""), "")
	if strings.HasSuffix(how, "?") && !asked && !called.MatchString(how) {
		return nil, nil
	}
	how = strings.TrimRight(how, "? ")
	onlyStyles := true
	for _, part := range both.Split(how, -1) {
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
		if !onlyStyles || contrast.MatchString(how) {
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
			if len(found) == 0 && !amongKinds.MatchString(word) {
				return nil
			}
			kinds = append(kinds, found...)
		}
	}
	return kinds
}

func wishIn(how string, s step) (wish, bool) {
	for _, style := range styles {
		if style.pattern.MatchString(how) {
			return wish{does: style.does}, true
		}
	}
	if name := nameIn(how); name != "" {
		return wish{call, name}, true
	}
	if aboutItself.MatchString(how) {
		return wish{}, false
	}
	if s.key == "instructions" {
		return wish{add, how}, directive.MatchString(how)
	}
	if found := leavingOut.FindStringSubmatch(how); found != nil && !opposed.MatchString(how) {
		w := wish{without, strings.Trim(either.ReplaceAllString(found[1], ""), `"“”«» `)}
		otherForm := s.isCriterion() && takeOut.MatchString(how) && len(kindsWithout([]wish{w})) == 0 // "убери рыбу", but "без рыбы"
		return w, !otherForm
	}
	return wish{}, false
}

// nameIn finds the name in "call it Bob" and in «назови его Бобом», where it is Боб. What may be no name, or is in a form that
// rules cannot turn into the basic one, is left to the person: "".
func nameIn(how string) string {
	found := called.FindStringSubmatch(how)
	if found == nil {
		return ""
	}
	name := found[1] + found[2]
	if inQuotes := quoted.FindStringSubmatch(name); inQuotes != nil {
		return oneLine(inQuotes[1])
	}
	if strings.ContainsAny(name, ",?:;\n") || aboutItself.MatchString(name) || len(strings.Fields(name)) > 5 {
		return ""
	}
	if isCyrillic(name) && !strings.Contains(how, ":") {
		name = instrumental.ReplaceAllString(name, "$1")
		if otherCase.MatchString(name) {
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
