package knowledge

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
)

const blog = "../../../notebooks/files/blog"

// oracle is what other libraries made of the same texts: see testdata/oracle.py.
func oracle(t *testing.T) (o struct {
	Texts     []string
	Scores    map[string][]float64
	Stems     map[string][]string
	BrandBook string `json:"brand-book.pdf"`
	Notes     string `json:"notes-for-editors.html"`
}) {
	t.Helper()
	content, err := os.ReadFile("testdata/oracle.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestStemsAreThoseOfSnowball(t *testing.T) {
	for question, want := range oracle(t).Stems {
		if got := slices.Compact(slices.Sorted(slices.Values(stems(question)))); !slices.Equal(got, want) {
			t.Errorf("stems of %q: got %q, want %q", question, got, want)
		}
	}
}

func TestScoresAreBM25(t *testing.T) {
	o := oracle(t)
	var files []assistant.File
	for i, text := range o.Texts {
		files = append(files, assistant.File{Name: fmt.Sprintf("%d.txt", i), Content: []byte(text)})
	}
	x, err := New(files, "en")
	if err != nil {
		t.Fatal(err)
	}
	for question, scores := range o.Scores {
		for i, p := range x.passages {
			if got, _ := x.bm25(wordsOf(question), p); math.Abs(got-scores[i]) > 1e-9 {
				t.Errorf("score of %q for %q: got %.12f, want %.12f", o.Texts[i], question, got, scores[i])
			}
		}
	}
}

func TestFormsOfAWordAreTheSameWord(t *testing.T) {
	for _, c := range []struct{ question, text string }{
		{"running", "They run every morning."},
		{"run", "Running is healthy."},
		{"picture", "The editor's pictures are kept."},
		{"editors", "What the editor’s desk needs."},
		{"screenshots", "SCREENSHOT OF THE PAGE"},
		{"картинками", "У каждой есть картинка."},
		{"картинка", "Статьи с картинками читают чаще."},
		{"редактор", "Это решают редакторы."},
		{"зеленый", "Зелёный чай."},
		{"Чёрный", "черного чая нет"},
		{"й\u0306" + "од", "Продаём й\u0306од."},
		{"Зеленыи\u0306", "Зелёный чай."}, // й in two characters, as macOS writes it
		{"alt-текст", "Пишем alt и текст."},
		{"125", "At most 125 characters."},
	} {
		x, err := New([]assistant.File{{Name: "a.txt", Content: []byte(c.text)}}, "ru")
		if err != nil {
			t.Fatal(err)
		}
		if hits := x.Search(c.question, 1); len(hits) != 1 {
			t.Errorf("%q in %q: got %d hits, want 1", c.question, c.text, len(hits))
		}
	}
}

func TestOnlyWhatFitsIsFound(t *testing.T) {
	x, err := New([]assistant.File{{Name: "a.md", Content: []byte("# Names\n\nThe name of the shop has two capital letters.\n\n# Charts\n\nA chart needs a title and a table.\n\n# Capitalization\n\nTitle case is for headings.")}}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		question string
		want     string // the heading of the first hit
	}{
		{"What is the capital of Peru?", ""}, // in a heading by chance, and nothing about Peru
		{"How is Capitalization done?", "Capitalization"},
		{"What is the capital of France?", ""}, // one word of two, and about something else
		{"capital letter", "Names"},
		{"Drawing charts", "Charts"}, // near the heading
		{"capital letters", "Names"},
		{"Tell me about charts, please!", "Charts"},      // asking does not count
		{"Which letters are capital in Paris?", "Names"}, // two of three
		{"Paris London Rome", ""},                        //
		{"the letters, letters and letters", "Names"},    // a word counts once
		{"what is the", ""},                              // no word that counts
		{"", ""}, {"???", ""}, {"\x00\xff\u202e", ""},    //
		{"charts", "Charts"},                               // by its heading too
		{"Does a chart need a table?", "Charts"},           //
		{strings.Repeat("chart table ", 10_000), "Charts"}, //
	} {
		got := ""
		if hits := x.Search(c.question, 1); len(hits) > 0 {
			got = hits[0].Heading
		}
		if got != c.want {
			t.Errorf("%.50q: got %q, want %q", c.question, got, c.want)
		}
	}
}

func TestTheBlogsFilesAnswerQuestions(t *testing.T) {
	x := blogIndex(t)
	for _, c := range []struct{ question, file, heading string }{
		{"How do I write numbers?", "style-guide.md", "Numbers"},
		{"How long may an alternative text be?", "style-guide.md", "Pictures and alt texts"},
		{"What colours does the brand have?", "brand-book.pdf", "Colours"},
		{"May I stretch the logo?", "brand-book.pdf", "The logo"},
		{"Which typeface do headings have?", "brand-book.pdf", "Typefaces"},
		{"How wide is a picture at the head of an article?", "notes-for-editors.html", "Files of pictures"},
		{"When is an article published?", "notes-for-editors.html", "The way of an article"},
		{"Who decides what a picture is for?", "notes-for-editors.html", "Who may decide"},
		{"Do we use exclamation marks?", "style-guide.md", "Voice"},
		{"How are screenshots described?", "style-guide.md", "Screenshots"},
		{"Как писать числа?", "руководство.md", "Числа"},
		{"Какие картинки остаются без альтернативного текста?", "руководство.md", "Картинки"},
		{"Что важно на фотографиях чая?", "руководство.md", "Фотографии"},
	} {
		hits := x.Search(c.question, 3)
		if len(hits) == 0 || hits[0].File != c.file || !strings.HasSuffix(hits[0].Heading, c.heading) {
			t.Errorf("%q: got %+v, want %s, %s", c.question, hits, c.file, c.heading)
		}
	}
	for _, question := range []string{"What is the capital of France?", "Who won the world cup?", "Какая завтра погода в Москве?", "How do I repair a bicycle tyre?"} {
		if hits := x.Search(question, 3); len(hits) > 0 {
			t.Errorf("%q: got %+v, want nothing", question, hits)
		}
	}
}

func TestEqualHitsKeepTheirOrder(t *testing.T) {
	x, err := New([]assistant.File{{Name: "b.txt", Content: []byte("green tea")}, {Name: "a.txt", Content: []byte("green tea.")}}, "")
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range [][]string{0: nil, 1: {"b.txt"}, 2: {"b.txt", "a.txt"}, 3: {"b.txt", "a.txt"}} {
		var got []string
		for _, hit := range x.Search("green tea", n) {
			got = append(got, hit.File)
		}
		if !slices.Equal(got, want) {
			t.Errorf("the best %d: got %q, want %q", n, got, want)
		}
	}
	if hits := x.Search("tea", -1); len(hits) != 0 {
		t.Errorf("the best -1: got %v, want none", hits)
	}
	if len(x.passages) != 2 {
		t.Errorf("passages: got %d, want 2", len(x.passages))
	}
}

func TestNewNamesEveryFileThatCannotBeRead(t *testing.T) {
	x, err := New([]assistant.File{{Name: "good.txt", Content: []byte("tea")}, {Name: "a.docx", Content: []byte("coffee")}, {Name: "b.txt"}}, "en")
	if err == nil || !strings.Contains(err.Error(), "a.docx") || !strings.Contains(err.Error(), "b.txt") || strings.Contains(err.Error(), "good") {
		t.Errorf("got %v, want an error that names a.docx and b.txt", err)
	}
	if hits := x.Search("tea", 3); len(hits) != 1 || hits[0].File != "good.txt" {
		t.Errorf("beside files that cannot be read, the search finds %v, want the one in good.txt", hits)
	}
	if _, err := New(nil, "fr"); err == nil || !strings.Contains(err.Error(), `"fr"`) {
		t.Errorf("got %v, want an error that names the language", err)
	}
	x, err = New(nil, "ru")
	if err != nil || len(x.passages) != 0 || len(x.Search("tea", 3)) != 0 {
		t.Errorf("no files: got %v and %v, want an empty index", x, err)
	}
}

func TestAnIndexMayBeSearchedByMany(t *testing.T) {
	x := blogIndex(t)
	want := x.Search("How are screenshots described?", 3)
	for range 4 {
		t.Run("searcher", func(t *testing.T) {
			t.Parallel()
			for range 20 {
				if got := x.Search("How are screenshots described?", 3); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		})
	}
}

func blogIndex(t testing.TB) *Index {
	t.Helper()
	x, err := New(filesIn(t, blog), "en")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func filesIn(t testing.TB, folder string) []assistant.File {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []assistant.File
	for _, entry := range entries {
		if _, known := parsers[filepath.Ext(entry.Name())]; !known {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, assistant.File{Name: entry.Name(), Content: content})
	}
	return files
}
