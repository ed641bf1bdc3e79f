package knowledge

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"

	"firstneuron/pkg/assistant"
)

// An Index finds the passages that fit a question. It may be searched from several goroutines.
type Index struct {
	passages []Passage
	stems    []map[string]int // how often each stem stands in each passage and its headings
	lengths  []int            // the number of all of them
	average  float64          // of the lengths
	titles   [][]string       // the stems of the heading right above each passage
	holders  map[string]int   // how many passages have a stem
	stem     func(text string) []string
	asking   []string // the stems of asking
}

// A Hit is a passage that fits a question, and how well.
type Hit struct {
	Passage
	Score float64 // by BM25: only to be compared with others for the same question
}

// New reads files and makes an index of their passages. Language is the assistant's: "en" or "ru", or "" for "en". Notes and
// questions may mix both, so each word is taken by its letters, whatever the language: Cyrillic as Russian, the rest as English.
//
// An error names every file that could not be read; the index is of the others. No files make an index that finds nothing.
func New(files []assistant.File, language string) (*Index, error) {
	if language != "" && language != "en" && language != "ru" {
		return nil, fmt.Errorf("the language of the knowledge cannot be %q; use \"en\" or \"ru\"", language)
	}
	passages, err := readAll(files)
	x := &Index{passages: passages, holders: map[string]int{}, stem: stemmer()}
	x.asking = x.stem(asking)
	for _, p := range passages {
		stems := map[string]int{}
		all := x.stem(p.Heading + "\n" + p.Citation.Passage)
		for _, stem := range all {
			stems[stem]++
		}
		for stem := range stems {
			x.holders[stem]++
		}
		title := p.Heading[strings.LastIndex(p.Heading, below)+1:]
		x.stems, x.lengths, x.titles = append(x.stems, stems), append(x.lengths, len(all)), append(x.titles, x.stem(title))
		x.average += float64(len(all)) / float64(len(passages))
	}
	return x, err
}

// Search returns the n passages that fit a question best, the best first; equal ones in the order of the files.
//
// A passage fits when it and its headings have at least half of the question's words: two or more, or one that stands in the
// heading right above or is the whole question. Words like "the" and "how" do not count, nor those by which people ask ("tell me",
// "please"). Forms of a word are the same word: "running" finds "run", "картинками" finds "картинка". When nothing fits, there are
// no hits: one word of two is too little, or "What is the capital of France?" would find the rule for capital letters.
func (x *Index) Search(question string, n int) []Hit {
	words := x.words(question)
	var hits []Hit
	for i, p := range x.passages {
		found, score, named := 0, 0.0, false
		for _, word := range words {
			if times := x.stems[i][word]; times > 0 {
				found++
				named = named || slices.Contains(x.titles[i], word)
				score += x.score(word, times, x.lengths[i])
			}
		}
		if 2*found >= len(words) && (found >= 2 || found == 1 && (named || len(words) == 1)) {
			hits = append(hits, Hit{p, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:max(0, min(n, len(hits)))]
}

// score is BM25: a word says the more, the fewer passages have it, the more often it stands in this one, and the shorter this one
// is. From Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), section 3.4, with the usual k1 = 1.2 and
// b = 0.75; the rarity has a 1 in the logarithm, which keeps it above 0, as in Lucene.
//
// bleve has an index of its own. It is not used: what it calls BM25 takes the root of how often and the square of how rare, and
// linking it would cost every cell two seconds.
func (x *Index) score(word string, times, length int) float64 {
	const k1, b = 1.2, 0.75
	holders, t := float64(x.holders[word]), float64(times)
	rarity := math.Log(1 + (float64(len(x.passages))-holders+0.5)/(holders+0.5))
	return rarity * t / (t + k1*(1-b+b*float64(length)/x.average))
}

// Len returns the number of passages.
func (x *Index) Len() int { return len(x.passages) }

// words are the stems of a question that count, each once.
func (x *Index) words(question string) []string {
	all := slices.Compact(slices.Sorted(slices.Values(x.stem(question))))
	words := slices.DeleteFunc(slices.Clone(all), func(word string) bool { return slices.Contains(x.asking, word) })
	if len(words) == 0 {
		return all // "Show!" may be about the word itself
	}
	return words
}

// asking is how people ask, whatever they ask about. The knowledge need not have these words.
const asking = "tell explain describe show give please say help can may must might shall will need " +
	"расскажи объясни опиши покажи дай пожалуйста скажи подскажи помоги делать сделать нужно нужен можешь должен"

// stemmer returns what cuts a text into words and these to their stems, without the words that say nothing. The analysers are
// bleve's: Unicode's word boundaries, lists of stop words, Porter's stemmer for English and Snowball's for Russian.
func stemmer() func(text string) []string {
	cache := registry.NewCache()
	english, err := cache.AnalyzerNamed(en.AnalyzerName)
	if err != nil {
		panic(err) // registered by the import
	}
	russian, err := cache.AnalyzerNamed(ru.AnalyzerName)
	if err != nil {
		panic(err)
	}
	return func(text string) []string {
		text = strings.NewReplacer("ё", "е", "Ё", "Е").Replace(norm.NFC.String(text))
		var stems []string
		take := func(tokens analysis.TokenStream, cyrillic bool) {
			for _, token := range tokens {
				if stem := string(token.Term); stem != "" && strings.ContainsFunc(stem, isCyrillic) == cyrillic {
					stems = append(stems, stem)
				}
			}
		}
		take(english.Analyze([]byte(text)), false)
		take(russian.Analyze([]byte(text)), true)
		return stems
	}
}

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }
