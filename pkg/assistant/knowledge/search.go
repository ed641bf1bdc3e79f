package knowledge

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/vectors"
)

// An Index finds the passages that fit a question. It may be searched from several goroutines.
type Index struct {
	passages []indexed
	average  float64        // of the passages' lengths
	holders  map[string]int // how many passages have a stem
}

// indexed is a passage, prepared for searching.
type indexed struct {
	Passage
	stems   map[string]int   // how often each one stands in the passage and its headings
	length  int              // the number of all of them
	title   []string         // the stems of the heading right above
	vectors []vectors.Vector // of the heading right above, of the whole, and of each sentence
}

// A Hit is a passage that fits a question, and how well.
type Hit struct {
	Passage
	Score float64 // of words and meaning together: only to be compared with others for the same question
}

// New reads files and makes an index of their passages. Language is the assistant's: "en" or "ru", or "" for "en". Notes and
// questions may mix both.
//
// An error names every file that could not be read; the index is of the others. No files make an index that finds nothing.
func New(files []assistant.File, language string) (*Index, error) {
	if language != "" && language != "en" && language != "ru" {
		return nil, catalogue.Errorf("language", language)
	}
	passages, err := readAll(files)
	x := &Index{holders: map[string]int{}}
	for _, p := range passages {
		x.add(p)
	}
	x.average /= float64(max(1, len(x.passages)))
	return x, err
}

func (x *Index) add(p Passage) {
	heading := p.Heading[strings.LastIndex(p.Heading, below)+1:]
	one := indexed{Passage: p, stems: map[string]int{}, title: stems(heading)}
	for _, stem := range append(stems(strings.Repeat(p.Heading+"\n", headingWeight)), stems(p.Citation.Passage)...) {
		one.stems[stem]++
		one.length++
	}
	for stem := range one.stems {
		x.holders[stem]++
	}
	whole := vectors.Of(heading)
	one.vectors = append(one.vectors, whole.Unit())
	for _, sentence := range between.Split(p.Citation.Passage, -1) {
		v := vectors.Of(sentence)
		whole = whole.Add(v)
		if len(sentence) > 15 {
			one.vectors = append(one.vectors, v.Unit())
		}
	}
	one.vectors = append(one.vectors, whole.Unit())
	x.passages = append(x.passages, one)
	x.average += float64(one.length)
}

// between are the ends of sentences, of paragraphs, and the beginnings of items and rows. Other lines only end because the next word
// did not fit.
var between = regexp.MustCompile(`[.!?:;]\s+|\n\s*\n|\n\s*[-*+|]`)

const (
	headingWeight = 2   // how many times a heading's words count
	several       = 0.2 // for each of up to three words in common
)

// enough is the lowest score of a passage that fits, chosen on questions about other documents: see TestQuestions. The more
// passages there are, the nearer the nearest is by chance. Russian texts are nearer to each other than English ones.
func (x *Index) enough(question string) float64 {
	english := 0.185 * math.Log(float64(max(80, len(x.passages))))
	if strings.ContainsFunc(question, isCyrillic) {
		return english + 0.35
	}
	return english
}

// Search returns the n passages that fit a question best, the best first; equal ones in the order of the files.
//
// A passage fits by its words and by its meaning. By its words: the part of the question's words that it and its headings have, weighed
// by how rare they are, once by BM25 and once as they are. Forms of a word are the same word: "running" finds "run". By its meaning:
// how near the question is to the heading, the passage or one of its sentences (see package vectors). When nothing fits well enough,
// there are no hits: "What is the capital of France?" does not find the rule for capital letters.
func (x *Index) Search(question string, n int) []Hit {
	enough := x.enough(question)
	hits := slices.DeleteFunc(x.ranked(question), func(hit Hit) bool { return hit.Score < enough })
	return hits[:max(0, min(n, len(hits)))]
}

// ranked are all passages, the best first.
func (x *Index) ranked(question string) []Hit {
	words, meaning := wordsOf(question), vectors.Of(question).Unit()
	unknown := x.namesUnknown(question)
	all := 0.0
	for _, word := range words {
		all += x.rarity(word)
	}
	var hits []Hit
	for _, p := range x.passages {
		weighed, rarity, found := x.bm25(words, p)
		common := (weighed + rarity) / max(all, 1e-9)
		named := slices.ContainsFunc(words, func(word string) bool { return slices.Contains(p.title, word) })
		switch {
		case found == 1 && unknown: // the "capital" of Peru, where nothing is said of Peru
			found, common = 0, 0
		case found == 1 && len(words) > 1 && !named:
			common = 0 // by chance: its meaning has to fit
		}
		hits = append(hits, Hit{p.Passage, p.near(meaning) + common + several*float64(min(found, 3))})
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}

// namesUnknown says whether a question has a name, a word with a capital letter inside of it, of which no passage says anything.
func (x *Index) namesUnknown(question string) bool {
	for i, word := range strings.Fields(question) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, `"'“«(`))
		if found := stems(word); i > 0 && unicode.IsUpper(first) && len(found) > 0 && x.holders[found[0]] == 0 {
			return true
		}
	}
	return false
}

// bm25 says how many of the words a passage has: a word says the more, the fewer passages have it, the more often it stands in
// this one, and the shorter this one is. From Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), section 3.4,
// with the usual k1 = 1.2 and b = 0.75. Rarity only asks whether the words stand in the passage; found is their number.
func (x *Index) bm25(words []string, p indexed) (weighed, rarity float64, found int) {
	const k1, b = 1.2, 0.75
	for _, word := range words {
		if times := float64(p.stems[word]); times > 0 {
			found++
			rarity += x.rarity(word)
			weighed += x.rarity(word) * times / (times + k1*(1-b+b*float64(p.length)/x.average))
		}
	}
	return weighed, rarity, found
}

// near is the nearest of a passage's vectors to a question's.
func (p indexed) near(meaning vectors.Vector) float64 {
	near := 0.0
	for _, v := range p.vectors {
		near = max(near, v.Dot(&meaning))
	}
	return near
}

// rarity has a 1 in the logarithm, which keeps it above 0, as in Lucene.
func (x *Index) rarity(word string) float64 {
	holders := float64(x.holders[word])
	return math.Log(1 + (float64(len(x.passages))-holders+0.5)/(holders+0.5))
}
