package alttext

import (
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
	if says(subject, details) || same(details, wholeWindow(a.Language)) {
		details = "" // there is nothing to point out
	}
	text := in(a.Language, "Screenshot", "Снимок экрана")
	switch {
	case namesScreenshot.MatchString(subject):
		text = joined(in(a.Language, ": ", ", "), subject, details)
	case subject == "" && details == "":
		return ""
	case subject == "":
		text += ": " + details
	case isRussian(a.Language):
		text += ": " + joined(", ", subject, details) // no case of the noun fits every name
	default:
		text += " of " + joined(": ", lowerArticle(subject), details)
	}
	return a.withText(sentence(text))
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
	subject := withoutStop(withoutPreface(tidy(a.Subject)))
	sort := tidy(a.Sort)
	if translated, ok := sortsInRussian[strings.ToLower(sort)]; ok && isRussian(a.Language) {
		sort = translated
	}
	if sort == "" {
		sort = in(a.Language, "chart", "диаграмма")
	}
	short := ""
	if subject != "" {
		link := ": "
		if lowered := lowerArticle(subject); !isRussian(a.Language) && startsLower(lowered) {
			subject, link = lowered, " of "
		}
		short = sentence(sort + link + subject)
		if says(subject, sort) {
			short = sentence(subject)
		}
		if where := withoutStop(tidy(a.Where)); where != "" {
			short += "; " + a.detailsAre(where)
		}
	}
	long := clean(a.Long)
	if details := tidy(a.Details); details != "" && !says(long, details) {
		long = joined(" ", stopped(sentence(details)), long)
	}
	return Text{Short: a.withText(short), Long: stopped(capital(long))}
}

// detailsAre says where the details of a chart are.
func (a About) detailsAre(where string) string {
	if says(where, in(a.Language, "details", "подробности")) {
		return where
	}
	return in(a.Language, "details ", "подробности ") + a.place(where)
}

// place makes a place of what the author wrote, whether that was "in the table below" or "the table below".
func (a About) place(where string) string {
	first := words(where)
	switch isPlace := len(first) > 0 && places[first[0]]; {
	case isPlace:
		return where
	case isRussian(a.Language):
		return "здесь: " + where // no case of the noun fits every answer
	default:
		return "in " + lowerArticle(where)
	}
}

// places are the words with which a place begins.
var places = setOf(`in below under above on at after next before behind beside following near to within
	в во на под над за после ниже выше рядом по справа слева далее сразу перед около возле внизу вверху здесь`)

// sortsInRussian are the kinds of chart that package chart names, and others that an author may choose.
var sortsInRussian = map[string]string{
	"chart": "диаграмма", "line chart": "линейный график", "bar chart": "столбчатая диаграмма", "pie chart": "круговая диаграмма",
	"scatter plot": "точечная диаграмма", "heat map": "тепловая карта", "contour map": "карта линий уровня",
	"contour map and trajectory": "карта линий уровня с траекторией", "trajectory": "траектория",
	"network diagram": "схема сети", "set of pictures": "набор картинок", "diagram": "схема", "flow chart": "блок-схема",
	"histogram": "гистограмма", "map": "карта", "line chart and scatter plot": "линейный график с точками",
	"scatter plot and line chart": "точечная диаграмма с линией",
}

// withText adds the words in the picture, if the text does not have them yet.
func (a About) withText(said string) string {
	text := withoutStop(clean(a.Text))
	switch {
	case text == "" || len(lacking(said, words(text))) == 0:
		return said
	case said == "":
		return text
	default:
		return said + in(a.Language, ", with the text “"+text+"”", ", текст: «"+text+"»")
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
