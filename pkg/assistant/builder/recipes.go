package builder

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"firstneuron/pkg/assistant"
)

// A recipe is what the builder knows about one kind of assistant. The texts are in texts.go and texts_ru.go.
type recipe struct {
	purpose      string      // as it is suggested
	roots        []string    // words that a name may be made from, besides those of the purpose
	descriptions []string    // one sentence each
	more         string      // a further sentence for a description
	criteria     []criterion // in the order in which they are asked
	title        string      // what it is, as a sober name
	role         string      // the instructions' first sentence, for a purpose that was suggested
	can          []string    // what it does
	tone         string
	never        []string // what it does not do
	starters     []string // taken a few at a time
	files        []string // which knowledge would help
}

// A criterion is a question that a purpose calls for.
type criterion struct {
	key      string
	question string
	answers  []string // the suggestions, best first
	choices  []string
	several  bool
	says     string // what the instructions make of the answer, which stands for %s
}

func (r recipe) criterion(key string) *criterion {
	for i := range r.criteria {
		if r.criteria[i].key == key {
			return &r.criteria[i]
		}
	}
	return nil
}

// A kind tells recipes apart. It is the place of the recipe in texts.recipes.
type kind int

const (
	altTexts kind = iota
	games
	menus
	documents
	anything
)

// stems are beginnings of words by which a purpose is recognised, in English and in Russian.
var stems = [anything][]string{
	altTexts:  {"alt", "alts", "alttext", "caption", "picture", "image", "screenshot", "photo", "illustrat", "альт", "картин", "изображен", "скриншот", "иллюстрац", "фотограф"},
	games:     {"game", "boardgame", "rule", "player", "chess", "игр", "настол", "правил", "шахмат"},
	menus:     {"menu", "meal", "recipe", "cook", "dinner", "lunch", "breakfast", "food", "diet", "меню", "рецепт", "блюд", "еда", "еду", "ужин", "обед", "завтрак", "готов", "питан", "диет"},
	documents: {"document", "manual", "handbook", "file", "faq", "polic", "guideline", "documentation", "документ", "справочник", "регламент", "файл", "инструкци", "положени"},
}

// alternative are the words that make a text about pictures one about alt texts, whatever else it speaks of.
var alternative = regexp.MustCompile(`(?i)(^|[^\pL])(alt|alts|alt-?texts?|alternative texts?|альт|альты|альт-?текст\pL*|альтернативн\pL+ текст\pL*)($|[^\pL])`)

// recognise tells which recipe a purpose calls for: the one with most of its stems in it, the earlier of two with as many.
func recognise(purpose string) kind {
	if alternative.MatchString(purpose) {
		return altTexts
	}
	best, most := anything, 0
	for k := range anything {
		count := 0
		for _, word := range wordsOf(purpose) {
			if slices.ContainsFunc(stems[k], func(stem string) bool { return begins(word, stem) }) {
				count++
			}
		}
		if k == altTexts && count < 2 { // "describe pictures" needs both words; "a picture" alone says little
			if count == 0 || !describes.MatchString(purpose) {
				continue
			}
			count++
		}
		if count > most {
			best, most = k, count
		}
	}
	return best
}

var describes = regexp.MustCompile(`(?i)(^|[^\pL])(descri|caption|опис|подпис)`)

// begins tells whether a word is a stem with an ending. Short stems are words of their own.
func begins(word, stem string) bool {
	if len([]rune(stem)) < 4 && !isCyrillic(stem) {
		return word == stem
	}
	return strings.HasPrefix(word, stem) && len([]rune(word)) <= len([]rune(stem))+6
}

// recipeOf is the recipe of a draft, in the draft's language.
func recipeOf(draft assistant.Draft) recipe {
	k := recognise(draft.Purpose)
	if draft.Task == assistant.AltTexts {
		k = altTexts
	}
	return textsOf(draft).recipes[k]
}

// pictureKinds are the kinds of pictures of an alt text, as package alttext names them; criteria have the same keys.
var pictureKinds = []string{"screenshot", "illustration", "photograph", "chart"}

var kindWords = []*regexp.Regexp{
	regexp.MustCompile(`(?i)screen ?shot|screen ?grab|скрин|сним\pL+ экран`),
	regexp.MustCompile(`(?i)illustrat|drawing|generated|иллюстрац|рисун|генерир|генерац`),
	regexp.MustCompile(`(?i)photo|фото`),
	regexp.MustCompile(`(?i)chart|diagram|(^|[^\pL])graphs?($|[^\pL])|infographic|диаграмм|график(и|ов|ам|ах|ами)?($|[^\pL])|схем|инфограф`),
}

var everything = regexp.MustCompile(`(?i)^(all|everything|all of them|all four|все|всё|все четыре|всякие)[.!]?$`)

// kindsIn are the kinds of pictures that a text speaks of.
func kindsIn(text string) []string {
	var kinds []string
	for i, words := range kindWords {
		if words.MatchString(text) {
			kinds = append(kinds, pictureKinds[i])
		}
	}
	return kinds
}

// wordsOf are the words of a text in small letters.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func isCyrillic(text string) bool {
	cyrillic, latin := 0, 0
	for _, r := range text {
		if unicode.Is(unicode.Cyrillic, r) {
			cyrillic++
		} else if unicode.Is(unicode.Latin, r) {
			latin++
		}
	}
	return cyrillic > latin
}
