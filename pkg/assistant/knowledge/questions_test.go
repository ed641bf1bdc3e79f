package knowledge

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/vectors"
	"firstneuron/pkg/datasets"
	"firstneuron/pkg/neuron"
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
	of := map[string]*part{}
	for name, content := range zipped(t, "documents.zip") {
		p, name := parts[path.Dir(name)], path.Base(name)
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

// zipped are the files of a zip, in its order.
func zipped(t testing.TB, name string) iter.Seq2[string, []byte] {
	t.Helper()
	archive, err := zip.OpenReader("testdata/questions/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string, []byte) bool) {
		defer archive.Close()
		for _, entry := range archive.File {
			r, err := entry.Open()
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(entry.Name, content) {
				return
			}
		}
	}
}

// frequent are lists of frequently asked questions, for choosing only: the answers are the documents, each in a section of its own,
// and the questions are asked.
func frequent(t testing.TB, elsewhere []string) *part {
	t.Helper()
	p := &part{alone: map[string]*Index{}, elsewhere: elsewhere}
	for name, content := range zipped(t, "faqs.zip") {
		p.files = append(p.files, assistant.File{Name: name, Content: content})
		p.alone[name] = index(t, p.files[len(p.files)-1])
	}
	for _, line := range lines(t, "faqs.txt") {
		fields := strings.Split(line, "\t")
		p.answerable = append(p.answerable, question{document: fields[0], text: fields[1], sections: map[string]bool{fields[2]: true}})
	}
	return p
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
func (p *part) measure(together bool, rank func(*Index, string) ([]Hit, float64)) (r result) {
	var best, worst []float64
	for _, q := range p.answerable {
		x := p.alone[q.document]
		if together {
			x = p.all
		}
		hits, sure := rank(x, q.text)
		best = append(best, sure)
		right := func(hit Hit) bool { return hit.File == q.document && q.sections[section(hit.Passage)] }
		percent := 100 / float64(len(p.answerable))
		if sure < 0 {
			r.refused += percent
			continue
		}
		if right(hits[0]) {
			r.first += percent
		}
		if slices.ContainsFunc(hits[:min(4, len(hits))], right) {
			r.four += percent
		}
	}
	for _, text := range p.elsewhere {
		asked := p.indexes(text, together)
		for _, x := range asked {
			_, sure := rank(x, text)
			worst = append(worst, sure)
			if sure >= 0 {
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

// indexes are those that are asked about something else: all together, or each document in the question's language.
func (p *part) indexes(text string, together bool) []*Index {
	if together {
		return []*Index{p.all}
	}
	var indexes []*Index
	for _, file := range p.files {
		if strings.Contains(file.Name, "-ru") == strings.ContainsFunc(text, isCyrillic) {
			indexes = append(indexes, p.alone[file.Name])
		}
	}
	return indexes
}

// clues adds what the neurons learn from: what is known of the best passage for each question, and whether the question has an answer.
func (p *part) clues(together bool, add func(text string, clues clues, answered int)) {
	for _, q := range p.answerable {
		x := p.alone[q.document]
		if together {
			x = p.all
		}
		_, clues := x.ranked(q.text)
		add(q.text, clues, 1)
	}
	for _, text := range p.elsewhere {
		for _, x := range p.indexes(text, together) {
			_, clues := x.ranked(text)
			add(text, clues, 0)
		}
	}
}

// The weights of answer are from a logistic regression on these questions. Our own neuron learns the same from them, and comes to
// weights that tell answers apart about as well. None of the questions is of the part for the test.
func TestANeuronLearnsWhenToRefuse(t *testing.T) {
	development := parts(t)["development"]
	rows, labels := map[bool][][]float64{}, map[bool][]int{}
	add := func(text string, clues clues, answered int) {
		russian := strings.ContainsFunc(text, isCyrillic)
		rows[russian], labels[russian] = append(rows[russian], clues[:]), append(labels[russian], answered)
	}
	development.clues(false, add)
	for range 5 { // among many passages, which there are fewer questions about
		development.clues(true, add)
	}
	frequent(t, development.elsewhere).clues(false, add)
	for russian, weights := range answers {
		set, err := datasets.New("questions", rows[russian], labels[russian])
		if err != nil {
			t.Fatal(err)
		}
		learnt := neuron.New(rand.New(rand.NewPCG(1, 2)), len(weights))
		learnt.Loss, learnt.Rate = neuron.CrossEntropy, 0.0005
		if err := learnt.Train(set, 30_000); err != nil {
			t.Fatal(err)
		}
		ours := &neuron.Neuron{Weights: weights[:], Loss: neuron.CrossEntropy}
		t.Logf("Russian %t, %d questions: learnt %v, right %.3f, loss %.4f; ours %v, right %.3f, loss %.4f", russian, set.Len(),
			learnt, learnt.Accuracy(set), learnt.Pass(set).Loss(), ours, ours.Accuracy(set), ours.Pass(set).Loss())
		if learnt.Accuracy(set)-ours.Accuracy(set) > 0.01 {
			t.Errorf("Russian %t: got the weights %v, want about %v", russian, weights, learnt.Weights)
		}
	}
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
	for _, name := range []string{"development", "test"} {
		for _, together := range []bool{false, true} {
			p := all[name]
			t.Logf("%s, %d questions and %d about something else, all documents together: %t", name, len(p.answerable), len(p.elsewhere), together)
			words, got := p.measure(together, byWords), p.measure(together, search)
			t.Logf("BM25 alone, without refusals: %v", words)
			t.Logf("vectors alone, without refusals: %v", p.measure(together, byMeaning))
			t.Logf("both, without refusals: %v", p.measure(together, byBoth))
			t.Logf("the search: %v", got)
			if want := (result{29, 45, 19, 11, 0.93}); got.first < want.first-1 || got.four < want.four-1 || got.refused > want.refused || got.offTopic > want.offTopic || got.area < want.area || got.area < words.area {
				t.Errorf("%s, together %t: got %v; want at least %v", name, together, got, want)
			}
		}
	}
}

// The ways to rank return how sure the best hit is: below 0 it is refused.

func search(x *Index, text string) ([]Hit, float64) {
	hits, clues := x.ranked(text)
	sure := answer(text, clues)
	return slices.DeleteFunc(hits, func(hit Hit) bool { return sure >= 0 && hit.Score < hits[0].Score/2 }), sure
}

func byBoth(x *Index, text string) ([]Hit, float64) {
	hits, _ := x.ranked(text)
	return hits, hits[0].Score
}

func byWords(x *Index, text string) ([]Hit, float64) {
	words := wordsOf(text)
	return x.by(func(p indexed) float64 { score, _ := x.bm25(words, p); return score })
}

func byMeaning(x *Index, text string) ([]Hit, float64) {
	meaning := vectors.Of(text).Unit()
	return x.by(func(p indexed) float64 { return max(0, p.near(meaning)) })
}

func (x *Index) by(score func(indexed) float64) (hits []Hit, sure float64) {
	for _, p := range x.passages {
		hits = append(hits, Hit{p.Passage, score(p)})
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits, hits[0].Score
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
