package knowledge

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

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
	stems          map[string]int // how often each one stands in the passage and its headings
	length         int            // the number of all of them
	heading, whole vectors.Vector // of the heading right above, and of all
	sentences      []vectors.Vector
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
	one := indexed{Passage: p, stems: map[string]int{}}
	for _, stem := range append(stems(strings.Repeat(p.Heading+"\n", headingWeight)), stems(p.Citation.Passage)...) {
		one.stems[stem]++
		one.length++
	}
	for stem := range one.stems {
		x.holders[stem]++
	}
	heading := vectors.Of(p.Heading[strings.LastIndex(p.Heading, below)+1:])
	whole := heading
	for _, sentence := range between.Split(p.Citation.Passage, -1) {
		v := vectors.Of(sentence)
		whole = whole.Add(v)
		if len(sentence) > 15 {
			one.sentences = append(one.sentences, v.Unit())
		}
	}
	one.heading, one.whole = heading.Unit(), whole.Unit()
	x.passages = append(x.passages, one)
	x.average += float64(one.length)
}

// between are the ends of sentences, of paragraphs, and the beginnings of items and rows. Other lines only end because the next word
// did not fit.
var between = regexp.MustCompile(`[.!?:;]\s+|\n\s*\n|\n\s*[-*+|]`)

const headingWeight = 2 // how many times a heading's words count

// Search returns the n passages that fit a question best, the best first; equal ones in the order of the files.
//
// A passage fits by its words and by its meaning. By its words: the part of the question's words that it and its headings have, weighed
// by BM25. Forms of a word are the same word: "running" finds "run". By its meaning: how near the question is to the heading, to the
// passage and to one of its sentences (see package vectors).
//
// When the best passage does not seem to answer the question, there are no hits: "What is the capital of France?" does not find the
// rule for capital letters. Nor are there any that fit less than half as well as the best.
func (x *Index) Search(question string, n int) []Hit {
	hits, clues := x.ranked(question)
	if answer(question, clues) < 0 {
		return nil
	}
	hits = slices.DeleteFunc(hits, func(hit Hit) bool { return hit.Score < hits[0].Score/2 })
	return hits[:max(0, min(n, len(hits)))]
}

// clues are what tells whether the best passage answers a question: a 1; how near it is in meaning; its part of the question's words, by
// BM25; how many of them it has, 3 for all or for more; the logarithm of the number of passages, for the more there are, the nearer the
// nearest one is by chance.
type clues [5]float64

// answers are the weights of two neurons, false for English and true for Russian, whose texts are nearer to each other. They come from
// a logistic regression on 787 questions about other documents; our own neuron learns nearly the same: TestANeuronLearnsWhenToRefuse.
var answers = map[bool]clues{false: {-5.7, 11.3, 3.4, 2.3, -0.4}, true: {-13.5, 13.5, 6.6, 2.8, -0.2}}

// answer says how sure it is that the best passage answers a question: what the neuron's sigmoid gets, so at 0 it is 50 %.
func answer(question string, best clues) (sum float64) {
	for i, weight := range answers[strings.ContainsFunc(question, isCyrillic)] {
		sum += weight * best[i]
	}
	return sum
}

// ranked are all passages, the best first, and the clues of the best one.
func (x *Index) ranked(question string) (hits []Hit, best clues) {
	words, meaning := wordsOf(question), vectors.Of(question).Unit()
	all, score := 1e-9, -1.0
	for _, word := range words {
		all += x.rarity(word)
	}
	for _, p := range x.passages {
		near := p.near(meaning)
		share, found := x.bm25(words, p)
		share /= all
		hits = append(hits, Hit{p.Passage, near + 1.5*share})
		if last := hits[len(hits)-1].Score; last > score {
			score, best = last, clues{1, near, share, float64(found), math.Log(float64(len(x.passages)))}
		}
	}
	switch found := best[3]; {
	case found == 1 && x.namesUnknown(question):
		best[2], best[3] = 0, -1 // the "capital" of Peru counts against a passage where nothing is said of Peru
	case found >= 3 || found > 0 && found == float64(len(words)):
		best[3] = 3
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits, best
}

// namesUnknown says whether a question has a name of which no passage says anything.
func (x *Index) namesUnknown(question string) bool {
	return slices.ContainsFunc(names.FindAllString(question, -1), func(name string) bool {
		found := stems(name)
		return len(found) > 0 && x.holders[found[0]] == 0
	})
}

// names are the words with a capital letter, but for the first of a question.
var names = regexp.MustCompile(`\s["'“«(]*\p{Lu}\S*`)

// bm25 says how many of the words a passage has: a word says the more, the fewer passages have it, the more often it stands in
// this one, and the shorter this one is. From Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), section 3.4,
// with the usual k1 = 1.2 and b = 0.75. Found is the number of the words that it has.
func (x *Index) bm25(words []string, p indexed) (score float64, found int) {
	const k1, b = 1.2, 0.75
	for _, word := range words {
		if times := float64(p.stems[word]); times > 0 {
			found++
			score += x.rarity(word) * times / (times + k1*(1-b+b*float64(p.length)/x.average))
		}
	}
	return score, found
}

// near is how near a passage is to a question's vector, about from 0 to 1.
func (p indexed) near(meaning vectors.Vector) float64 {
	whole := p.whole.Dot(&meaning)
	nearest := whole
	for _, v := range p.sentences {
		nearest = max(nearest, v.Dot(&meaning))
	}
	return 0.2*p.heading.Dot(&meaning) + 0.5*whole + 0.5*nearest
}

// rarity has a 1 in the logarithm, which keeps it above 0, as in Lucene.
func (x *Index) rarity(word string) float64 {
	holders := float64(x.holders[word])
	return math.Log(1 + (float64(len(x.passages))-holders+0.5)/(holders+0.5))
}
