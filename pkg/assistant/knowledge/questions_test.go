package knowledge

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/vectors"
)

// Questions in a user's words about documents that nobody here wrote: testdata/questions/README.md.

// A question has its answer in the sections of a document that have a passage which the pattern finds.
type question struct {
	document, text string
	answer         *regexp.Regexp
	sections       map[string]bool // those that answer it
}

// A part of the documents: what the search has was chosen on "development", and is measured on "test".
type part struct {
	files      []assistant.File
	answerable []question
	elsewhere  []string // questions that no document answers
	all        *Index
	alone      map[string]*Index // of each document
}

func parts(t testing.TB) map[string]*part {
	t.Helper()
	parts := map[string]*part{"development": {}, "test": {}}
	documents, err := zip.OpenReader("testdata/questions/documents.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer documents.Close()
	of := map[string]*part{}
	for _, entry := range documents.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		p, name := parts[path.Dir(entry.Name)], path.Base(entry.Name)
		p.files = append(p.files, assistant.File{Name: name, Content: content})
		of[name] = p
	}
	for _, line := range lines(t, "answerable.txt") {
		fields := strings.Split(line, "\t")
		p := of[fields[0]]
		p.answerable = append(p.answerable, question{document: fields[0], text: fields[1], answer: regexp.MustCompile("(?is)" + fields[2])})
	}
	for i, line := range lines(t, "elsewhere.txt") {
		p := parts[[]string{"development", "test"}[i%2]]
		p.elsewhere = append(p.elsewhere, line)
	}
	for _, p := range parts {
		p.all, p.alone = &Index{holders: map[string]int{}}, map[string]*Index{}
		for _, file := range p.files {
			x := index(t, file)
			p.alone[file.Name] = x
			p.all.join(x)
		}
		for i, q := range p.answerable {
			p.answerable[i].sections = sectionsWith(p.alone[q.document], q)
			if len(p.answerable[i].sections) == 0 {
				t.Errorf("no passage of %s has %s", q.document, q.answer)
			}
		}
	}
	return parts
}

// join adds the passages of another index, as if both were made of all their files: TestTheDocumentsAreOneIndex.
func (x *Index) join(other *Index) {
	n, more := float64(len(x.passages)), float64(len(other.passages))
	x.average = (x.average*n + other.average*more) / (n + more)
	x.passages = append(x.passages, other.passages...)
	for stem, holders := range other.holders {
		x.holders[stem] += holders
	}
}

func TestTheDocumentsAreOneIndex(t *testing.T) {
	one, other := guide("Green tea is hot.\n\n## Cups\n\nA cup is round."), assistant.File{Name: "b.txt", Content: []byte("Black tea")}
	joined := &Index{holders: map[string]int{}}
	joined.join(index(t, one...))
	joined.join(index(t, other))
	if whole := index(t, append(one, other)...); !reflect.DeepEqual(joined, whole) {
		t.Errorf("got %+v, want %+v", joined, whole)
	}
}

func lines(t testing.TB, name string) []string {
	t.Helper()
	content, err := os.ReadFile("testdata/questions/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(content)), "\n")
}

// A result is in percent, but for the area under the ROC curve of the best scores.
type result struct {
	first, four, refused, offTopic, area float64
}

func (r result) String() string {
	return fmt.Sprintf("right at once %.0f, in the first four %.0f, refused %.0f; off-topic answered %.0f; area %.2f", r.first, r.four, r.refused, r.offTopic, r.area)
}

// measure asks a document alone about itself and about what is elsewhere, or all documents of the part together.
func (p *part) measure(together bool, rank func(*Index, string) []Hit, enough func(*Index, string) float64) (r result) {
	var best, worst []float64
	for _, q := range p.answerable {
		x := p.alone[q.document]
		if together {
			x = p.all
		}
		hits := rank(x, q.text)
		best = append(best, hits[0].Score-enough(x, q.text))
		right := func(hit Hit) bool {
			return hit.Score >= enough(x, q.text) && hit.File == q.document && q.sections[section(hit.Passage)]
		}
		percent := 100 / float64(len(p.answerable))
		if hits[0].Score < enough(x, q.text) {
			r.refused += percent
		}
		if right(hits[0]) {
			r.first += percent
		}
		if slices.ContainsFunc(hits[:min(4, len(hits))], right) {
			r.four += percent
		}
	}
	for _, text := range p.elsewhere {
		asked := []*Index{p.all}
		if !together {
			asked = asked[:0]
			for _, file := range p.files {
				if strings.Contains(file.Name, "-ru") == strings.ContainsFunc(text, isCyrillic) {
					asked = append(asked, p.alone[file.Name])
				}
			}
		}
		for _, x := range asked {
			score := rank(x, text)[0].Score
			worst = append(worst, score-enough(x, text))
			if score >= enough(x, text) {
				r.offTopic += 100 / float64(len(p.elsewhere)*len(asked))
			}
		}
	}
	for _, b := range best {
		for _, w := range worst {
			r.area += float64(cmp.Compare(b, w)+1) / 2 / float64(len(best)*len(worst))
		}
	}
	return r
}

// sectionsWith are those that answer a question. A document without headings has no sections, only passages.
func sectionsWith(x *Index, q question) map[string]bool {
	sections := map[string]bool{}
	for _, p := range x.passages {
		if q.answer.MatchString(p.Heading + "\n" + p.Citation.Passage) {
			sections[section(p.Passage)] = true
		}
	}
	return sections
}

func section(p Passage) string {
	if strings.HasSuffix(p.File, ".txt") {
		return p.Citation.Passage
	}
	return p.Heading
}

func index(t testing.TB, files ...assistant.File) *Index {
	t.Helper()
	x, err := New(files, "en")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// The search must not fall below what it had. It is compared with its own parts.
func TestQuestions(t *testing.T) {
	all := parts(t)
	never := func(*Index, string) float64 { return -1 }
	for _, name := range []string{"development", "test"} {
		for _, together := range []bool{false, true} {
			p := all[name]
			t.Logf("%s, %d questions and %d about something else, all documents together: %t", name, len(p.answerable), len(p.elsewhere), together)
			ranked := remembered((*Index).ranked)
			words := p.measure(together, byWords, never)
			got := p.measure(together, ranked, (*Index).enough)
			t.Logf("BM25 alone, without refusals: %v", words)
			t.Logf("vectors alone, without refusals: %v", p.measure(together, byMeaning, never))
			t.Logf("both, without refusals: %v", p.measure(together, ranked, never))
			t.Logf("the search: %v", got)
			if want := (result{28, 38, 27, 12, 0.92}); got.first < want.first-1 || got.four < want.four-1 || got.refused > want.refused || got.offTopic > want.offTopic || got.area < want.area || got.area < words.area {
				t.Errorf("%s, together %t: got %v; want at least %v", name, together, got, want)
			}
		}
	}
}

// remembered ranks each question for an index once.
func remembered(rank func(*Index, string) []Hit) func(*Index, string) []Hit {
	type asked struct {
		x    *Index
		text string
	}
	known := map[asked][]Hit{}
	return func(x *Index, text string) []Hit {
		if _, found := known[asked{x, text}]; !found {
			known[asked{x, text}] = rank(x, text)
		}
		return known[asked{x, text}]
	}
}

func byWords(x *Index, text string) []Hit {
	words := wordsOf(text)
	return x.by(func(p indexed) float64 { score, _, _ := x.bm25(words, p); return score })
}

func byMeaning(x *Index, text string) []Hit {
	meaning := vectors.Of(text).Unit()
	return x.by(func(p indexed) float64 { return p.near(meaning) })
}

func (x *Index) by(score func(indexed) float64) []Hit {
	var hits []Hit
	for _, p := range x.passages {
		hits = append(hits, Hit{p.Passage, score(p)})
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}

func BenchmarkIndex(b *testing.B) {
	files := append(parts(b)["test"].files, parts(b)["development"].files...)
	for b.Loop() {
		index(b, files...)
	}
}

func BenchmarkSearch(b *testing.B) {
	x := index(b, append(parts(b)["test"].files, parts(b)["development"].files...)...)
	for b.Loop() {
		x.Search("How can I be sure that the copies of my files are good?", 3)
	}
}
