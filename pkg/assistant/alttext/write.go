package alttext

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Write writes the texts of a picture from what is known about it, in the language of About. The short one begins with a
// capital letter and ends without a full stop; the long one, which only a chart has, ends with one.
//
// It never says "image of": a screen reader has said so already. A screenshot and a chart are named, because that it is one
// tells the reader something; https://www.w3.org/WAI/tutorials/images/tips/.
func Write(about About) Text {
	subject, details := withoutStop(withoutPreface(tidy(about.Subject))), withoutStop(tidy(about.Details))
	if says(subject, details) {
		details = ""
	} else if says(details, subject) && about.Kind != Chart {
		subject, details = details, ""
	}
	text, long := "", ""
	switch {
	case about.Purpose == Decorative:
		return Text{}
	case about.Purpose == Functional:
		return Text{Short: about.functional()}
	case about.Purpose == TextPicture:
		return Text{Short: clean(about.Text)}
	case about.Kind == Chart:
		text, long = about.chart(subject), clean(about.Long)
		if !says(long, details) {
			long = joined(" ", stopped(sentence(details)), long)
		}
	case about.Kind == Screenshot:
		text = about.screenshot(subject, details)
	default:
		text = sentence(joined(", ", subject, details))
	}
	if readable := withoutStop(clean(about.Text)); text == "" {
		text = readable
	} else if len(lacking(text, words(readable))) > 0 {
		text = catalogue.In(about.Language).Say("write.text", text, readable)
	}
	return Text{Short: text, Long: stopped(capital(long))}
}

// functional says what a click does, and before it the words that can be seen, by which people who speak to their computer
// name a link: WCAG 2.2, success criterion 2.5.3.
func (a About) functional() string {
	switch action, text := tidy(a.Action), withoutStop(clean(a.Text)); {
	case says(action, text):
		return sentence(action)
	case says(text, action):
		return sentence(text)
	default:
		return sentence(text + ": " + action)
	}
}

func (a About) screenshot(subject, details string) string {
	t := catalogue.In(a.Language)
	switch {
	case subject == "":
		return ""
	case patterns.Match("names a screenshot", subject):
		subject = capital(subject)
	default:
		subject = t.Say("write.screenshot", lowerArticle(subject))
	}
	if details == "" {
		return subject
	}
	return t.Say("write.notice", subject, details)
}

// chart says in short which chart it is, of what, and where the details are.
// See https://www.w3.org/WAI/tutorials/images/complex/.
func (a About) chart(subject string) string {
	if subject == "" {
		return ""
	}
	t, sort := catalogue.In(a.Language), cmp.Or(tidy(a.Sort), "chart")
	if known := slices.Index(catalogue.In("en").Lines("sorts"), strings.ToLower(sort)); known >= 0 {
		sort = t.Lines("sorts")[known]
	}
	if sorts := t.Lines("sorts"); !slices.Contains(sorts, strings.ToLower(sort)) {
		isWhole := func(other string) bool { return strings.HasPrefix(other, strings.ToLower(sort)+" ") }
		sort = append(slices.DeleteFunc(sorts, func(other string) bool { return !isWhole(other) }), sort)[0] // "bar" alone is a bar chart
	}
	text, lowered := capital(sort)+": "+subject, lowerArticle(subject)
	if says(subject, sort) {
		text = capital(subject)
	} else if unicode.IsLower([]rune(lowered)[0]) {
		text = t.Say("write.chart", capital(sort), lowered)
	}
	where := withoutStop(tidy(a.Where))
	switch first, _, _ := strings.Cut(strings.ToLower(where), " "); {
	case where == "":
		return text
	case says(where, "details") || says(where, "подробности"):
		return text + "; " + where
	case patterns.Match("places", first):
		return t.Say("write.details", text, where)
	default: // "the table below"
		return t.Say("write.details", text, t.Say("write.place", lowerArticle(where)))
	}
}

func joined(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), between)
}

// stopped gives a long text its full stop.
func stopped(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}

// lowerArticle lowers the article with which a text begins, now that it stands inside a sentence. Other capitals may
// belong to a name, and stay.
func lowerArticle(text string) string { return article.ReplaceAllStringFunc(text, strings.ToLower) }

var article = regexp.MustCompile(`^(?:An?|The|Our) `)
