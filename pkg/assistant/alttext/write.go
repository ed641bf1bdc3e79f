package alttext

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Write writes the texts of a picture from what is known about it, in the language of About. The short one begins with a
// capital letter and ends without a full stop; the long one, which only a chart has, ends with one.
//
// It never says "image of": a screen reader has said so already. A screenshot and a chart are named, because that it is one
// tells the reader something; https://www.w3.org/WAI/tutorials/images/tips/.
func Write(about About) Text {
	switch about.Purpose {
	case Decorative:
		return Text{}
	case Functional:
		return Text{Short: about.functional()}
	case TextPicture:
		return Text{Short: clean(about.Text)}
	}
	switch about.Kind {
	case Screenshot:
		return Text{Short: about.screenshot()}
	case Chart:
		return about.chart()
	default:
		return Text{Short: about.withText(about.subject())}
	}
}

// functional says what a click does, and before it the words that can be seen, by which people who speak to their computer
// name a link: WCAG 2.2, success criterion 2.5.3.
func (a About) functional() string {
	action, text := withoutStop(tidy(a.Action)), withoutStop(clean(a.Text))
	switch {
	case text == "" || says(action, text):
		return sentence(action)
	case action == "" || says(text, action):
		return sentence(text)
	default:
		return sentence(text) + ": " + action
	}
}

func (a About) screenshot() string {
	subject, details := withoutStop(withoutPreface(tidy(a.Subject))), withoutStop(tidy(a.Details))
	if says(subject, details) {
		details = "" // there is nothing to point out
	}
	t := catalogue.In(a.Language)
	text := lowerArticle(cmp.Or(subject, details))
	switch {
	case text == "":
		return ""
	case namesScreenshot.MatchString(text):
		text = sentence(text)
	default:
		text = t.Say("write.screenshot", text)
	}
	if subject != "" && details != "" {
		text = t.Say("write.notice", text, details)
	}
	return a.withText(text)
}

// subject says what a photograph or an illustration shows, and what matters in it.
func (a About) subject() string {
	subject, details := withoutStop(withoutPreface(tidy(a.Subject))), withoutStop(tidy(a.Details))
	switch {
	case says(subject, details):
		details = ""
	case says(details, subject):
		subject = ""
	}
	return sentence(joined(", ", subject, details))
}

// chart says in short which chart it is, of what, and where the details are; at length what is in it.
// See https://www.w3.org/WAI/tutorials/images/complex/.
func (a About) chart() Text {
	t := catalogue.In(a.Language)
	subject := withoutStop(withoutPreface(tidy(a.Subject)))
	short := ""
	if subject != "" {
		sort, link := a.sort(), ": "
		if lowered := lowerArticle(subject); a.Language != "ru" && startsLower(lowered) {
			subject, link = lowered, " of "
		}
		short = sentence(sort + link + subject)
		if says(subject, sort) {
			short = sentence(subject)
		}
		where := withoutStop(tidy(a.Where))
		switch first := append(words(where), "")[0]; {
		case first == "":
		case says(where, "details") || says(where, "подробности"):
			short += "; " + where
		case places[first]:
			short = t.Say("write.details", short, where)
		default: // "the table below"
			short = t.Say("write.details", short, t.Say("write.place", lowerArticle(where)))
		}
	}
	long := clean(a.Long)
	if details := tidy(a.Details); details != "" && !says(long, details) {
		long = joined(" ", stopped(sentence(details)), long)
	}
	return Text{Short: a.withText(short), Long: stopped(capital(long))}
}

// sort is the kind of chart in the language of the text, as far as its name is known there.
func (a About) sort() string {
	sort := cmp.Or(tidy(a.Sort), "chart")
	if known := slices.Index(catalogue.In("en").Lines("sorts"), strings.ToLower(sort)); known >= 0 {
		return catalogue.In(a.Language).Lines("sorts")[known]
	}
	return sort
}

// places are the words with which a place begins.
var places = setOf(`in below under above on at after next before behind beside following near to within
	в во на под над за после ниже выше рядом по справа слева далее сразу перед около возле внизу вверху здесь`)

// withText adds the words in the picture, if the text does not have them yet.
func (a About) withText(said string) string {
	text := withoutStop(clean(a.Text))
	switch {
	case text == "" || len(lacking(said, words(text))) == 0:
		return said
	case said == "":
		return text
	default:
		return catalogue.In(a.Language).Say("write.text", said, text)
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
func lowerArticle(text string) string {
	for _, article := range []string{"A ", "An ", "The ", "Our "} {
		if strings.HasPrefix(text, article) {
			return strings.ToLower(article) + text[len(article):]
		}
	}
	return text
}

func startsLower(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}
