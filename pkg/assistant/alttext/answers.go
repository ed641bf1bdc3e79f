package alttext

import (
	"regexp"
	"slices"
	"strings"
)

// KindsIn returns the kinds of pictures that a text names, in English or Russian, each once and in the order of the text.
// Kinds that it denies are left out: "not a screenshot, a photo" names a photograph.
func KindsIn(text string) []Kind {
	return named(patterns.Form("screenshot in two words").ReplaceAllString(text, "screenshot"), Kinds)
}

// named are the kinds or purposes whose words stand in a text, each once, and not those that it denies.
func named[T ~string](text string, all []T) (found []T) {
	denied, before := false, ""
	for _, word := range wordOrSign.FindAllString(strings.NewReplacer("ё", "е", "’", "'").Replace(strings.ToLower(text)), -1) {
		i := slices.IndexFunc(all, func(one T) bool { return patterns.Match(string(one), word) })
		switch {
		case i < 0:
			denied = patterns.Match("denials", word) || denied && patterns.Match("between denials", word) && before != "no" && before != "нет"
		case !denied && !slices.Contains(found, all[i]):
			found = append(found, all[i])
		}
		before = word
	}
	return found
}

// IsWish tells whether somebody wants a text to be another, and says nothing about the picture: "make it shorter". In quotation
// marks it may be what can be read in the picture.
func IsWish(said string) bool { return patterns.Match("wish", plain(said)) }

// purposeIn is the purpose that an answer tells. Who says more than a few words may well be describing the picture, unless the
// purpose comes first.
func purposeIn(answer string) Purpose {
	const few = 4
	told, said := named(answer, Purposes), words(answer)
	isFirst := slices.Equal(named(append(other(said), "")[0], Purposes), told[:min(1, len(told))])
	if len(told) == 0 || len(said) > few && !isFirst {
		return ""
	}
	return told[0]
}

// isDecorative tells whether an answer says in words of its own that the picture only decorates. Where its purpose is not asked,
// the answer begins so: a description may have such words in it. Few words may be what can be read in the picture.
func isDecorative(answer, key string) bool {
	const most = 15 // words: who says more describes the picture
	said, form, few := plain(answer), "begins with decorative", 0
	switch key {
	case "purpose":
		form = "own words for decorative"
	case "text", "long":
		few = 3
	case "subject", "details", "": // or all is known
	default:
		return false
	}
	return len(words(answer)) > few && patterns.Match(form, said) && !patterns.Match("denied decoration", said) && len(words(answer)) <= most
}

// purposeAfterAll is the purpose that a reply to any question tells: "I changed my mind, it is a link". Of a screenshot's details
// "it is a button" may well be said, and of a picture that is a link to where it leads.
func purposeAfterAll(answer, key string, known About) Purpose {
	said := plain(answer)
	told := named(answer, Purposes)
	switch {
	case key == "kind" || len(told) == 0 || told[0] == known.Purpose || !patterns.Match("purpose after all", said),
		key == "details" && strings.Contains(said, " ") && !patterns.Match("with a changed mind", said):
		return ""
	}
	return told[0]
}

// IsNoAnswer tells whether words are no text for any picture: "go on", "2", "I don't know". In quotation marks they may be one.
func IsNoAnswer(said string) bool {
	return isNoAnswer(clean(said), "") || isNothing(clean(said)) || patterns.Match("yes", plain(clean(said)))
}

// isNoAnswer tells whether words answer no question that asks for words of the author's: a number, a request, "go on". In quotation
// marks they do.
func isNoAnswer(answer, key string) bool {
	said := plain(answer)
	mayBeOneWord := key == "action" || key == "where"
	return patterns.Match("no answer", said) || wantsItWritten(answer) || patterns.Match("going on", said) && (strings.Contains(said, " ") || !mayBeOneWord)
}

// wantsItWritten tells whether the author asks for an answer instead of giving one.
func wantsItWritten(answer string) bool { return patterns.Match("wants it written", plain(answer)) }

// isDescription tells whether an answer says what is in a picture: with two words at least that name something.
func isDescription(answer string) bool {
	return len(other(words(answer))) >= 2 && !strings.HasSuffix(answer, "?") && !isNothing(answer) && !isNoAnswer(answer, "") && !patterns.Match("yes", plain(answer))
}

// other are the words that do not only lead to what is said.
func other(said []string) []string { return without(without(said, "small"), "around") }

// plain is an answer as the patterns expect it: its words in lower case, with single spaces. In quotation marks it is a text
// and fits none of them: “OK”.
func plain(answer string) string {
	if said := strings.Join(words(answer), " "); said != "" && !patterns.Match("in quotes", answer) {
		return said
	}
	return answer
}

func isNothing(answer string) bool { return patterns.Match("nothing", plain(answer)) }

// correction tells whether an answer says that the picture is of another kind, and of which: "no, that's a drawing", "chart".
// The kind is empty where it only says what the picture is not. The words in a picture may well be "chart".
func correction(answer, key string, known Kind) (kind Kind, is bool) {
	const most = 30 // words: who says more is answering
	said := words(answer)
	if key == "kind" || len(said) == 0 || len(said) > most || patterns.Match("in quotes", answer) {
		return "", false
	}
	told := KindsIn(patterns.Form("refused").ReplaceAllString(answer, ""))
	if len(told) > 1 || len(told) == 1 && told[0] == known {
		return "", false
	}
	isAround := func(word string) bool { return patterns.Match("around", word) || len(KindsIn(word)) > 0 }
	nothingElse := !slices.ContainsFunc(said, func(word string) bool { return !isAround(word) })
	denies := slices.ContainsFunc(said, func(word string) bool { return slices.Contains(KindsIn(word), known) })
	if len(told) == 0 {
		return "", nothingElse && (denies || patterns.Match("refused", answer) && (key == "purpose" || !isNothing(answer)))
	}
	endsWithIt := len(said) <= 9 && slices.Equal(KindsIn(said[len(said)-1]), told)
	points := patterns.Form("pointing").FindStringSubmatch(plain(answer)) // its group is a "no" or the like
	isNoPurpose := key == "purpose" && len(named(answer, Purposes)) == 0
	return told[0], denies || nothingElse && (len(said) > 1 || key != "text") || points != nil && (points[1] != "" || endsWithIt) || isNoPurpose
}

var wordOrSign = regexp.MustCompile(`\pL+('\pL+)*|[^\pL\s-]`)
