package knowledge

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/porter"
	"github.com/blevesearch/snowballstem/russian"
	"golang.org/x/text/unicode/norm"
)

// stems returns the words of a text without their endings, and without those that say nothing, such as "the" and "how". Each is
// taken by its letters, whatever the language: Cyrillic as Russian, the rest as English.
func stems(text string) []string {
	text = spellings.Replace(strings.ToLower(norm.NFC.String(text)))
	var all []string
	env := snowballstem.NewEnv("")
	for _, word := range word.FindAllString(text, -1) {
		word = strings.TrimSuffix(word, "'s")
		if _, found := slices.BinarySearch(stopWords, word); found {
			continue
		}
		env.SetCurrent(word)
		if strings.ContainsFunc(word, isCyrillic) {
			russian.Stem(env)
		} else {
			porter.Stem(env)
		}
		all = append(all, env.Current())
	}
	return all
}

// spellings are those of the same word.
var spellings = strings.NewReplacer("ё", "е", "’", "'")

// wordsOf are the stems of a question that count, each once.
func wordsOf(question string) []string {
	all := slices.Compact(slices.Sorted(slices.Values(stems(question))))
	words := slices.DeleteFunc(slices.Clone(all), func(word string) bool { return slices.Contains(asking, word) })
	if len(words) == 0 {
		return all // "Show!" may be about the word itself
	}
	return words
}

// asking is how people ask, whatever they ask about. The knowledge need not have these words.
var asking = stems("tell explain describe show give please say help can may must might shall will need " +
	"расскажи объясни опиши покажи дай пожалуйста скажи подскажи помоги делать сделать нужно нужен можешь должен")

var word = regexp.MustCompile(`[\p{L}\p{M}\p{N}]+('\p{L}+)?`)

// stopWords are the lists of the Snowball project (https://snowballstem.org, BSD licence).
var stopWords = slices.Sorted(strings.FieldsSeq(stopWordsFile))

//go:embed stopwords.txt
var stopWordsFile string

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }
