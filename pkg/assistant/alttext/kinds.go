package alttext

import (
	"regexp"
	"slices"
	"strings"
)

// A Kind is what sort of picture it is.
type Kind string

const (
	Screenshot   Kind = "screenshot"
	Illustration Kind = "illustration"
	Photograph   Kind = "photograph"
	Chart        Kind = "chart" // or a diagram
)

// Kinds are all kinds, in the order in which an author may choose.
var Kinds = []Kind{Screenshot, Illustration, Photograph, Chart}

// KindsIn returns the kinds of pictures that a text names, in English or Russian, each once and in the order of the text.
// Kinds that it denies are left out: "not a screenshot, a photo" names a photograph.
func KindsIn(text string) []Kind {
	text = strings.NewReplacer("ё", "е", "’", "'").Replace(strings.ToLower(text))
	text = screenshotInTwoWords.ReplaceAllString(text, "screenshot")
	var named []Kind
	denied, before := false, ""
	for _, word := range wordOrSign.FindAllString(text, -1) {
		kind := kindOf(word)
		switch {
		case kind == "":
			denied = denials[word] || denied && betweenDenials[word] && before != "no" && before != "нет"
		case !denied && !slices.Contains(named, kind):
			named = append(named, kind)
		}
		before = word
	}
	return named
}

func kindOf(word string) Kind {
	for _, k := range kindWords {
		if k.words.MatchString(word) {
			return k.kind
		}
	}
	return ""
}

var kindWords = []struct {
	kind  Kind
	words *regexp.Regexp
}{
	{Screenshot, regexp.MustCompile(`^(screen(shot|grab|cap)s?|скрин\pL*)$`)},
	{Illustration, regexp.MustCompile(`^(illustrat\pL+|draw(n|ings?)|paint(ed|ings?)|sketch(es)?|cartoons?|cliparts?|generated|` +
		`иллюстр\pL+|рисун\pL+|(на)?рисован\pL+|с?генерир\pL+|генерац\pL+|эскиз\pL*|карикатур\pL*|картин(а|ы|у|ой))$`)},
	{Photograph, regexp.MustCompile(`^(photo(graph(s|ed|y|ic)?|s)?|snapshots?|фото|фот(ок|к\pL+)|фотограф\pL+|сфотограф\pL+|фотосним\pL+|снимок|снимк\pL+)$`)},
	{Chart, regexp.MustCompile(`^((flow)?charts?|diagrams?|graphs?|plots?|histograms?|infographics?|maps?|` +
		`диаграм\pL+|график(и|ом|ов|ам|ах|ами)?|(блок)?схем\pL*|гистограм\pL+|инфографик\pL*|карт(а|ы|у|ой)?)$`)},
}

var (
	wordOrSign           = regexp.MustCompile(`\pL+('\pL+)*|[^\pL\s-]`)
	screenshotInTwoWords = regexp.MustCompile(`screen[ -](shot|grab|capture)s?|снимо?к\pL* (с )?экран\pL*`)

	denials        = setOf("no not isn't aren't never neither nor without except нет не ни без кроме")
	betweenDenials = setOf("a an the any or really quite exactly или это совсем никакой никакая никаких")
)
