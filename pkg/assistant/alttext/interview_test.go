package alttext_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"firstneuron/pkg/assistant"
	"firstneuron/pkg/assistant/alttext"
)

// talk answers an interview with the given answers and returns the keys of its questions, the one that still waits included.
func talk(t *testing.T, interview *alttext.Interview, answers ...string) []string {
	t.Helper()
	var keys []string
	for _, answer := range answers {
		question, waits := interview.Question()
		if !waits {
			t.Fatalf("after the questions %q nothing waits for the answer %q", keys, answer)
		}
		keys = append(keys, question.Key)
		interview.Answer(answer)
	}
	if question, waits := interview.Question(); waits {
		keys = append(keys, question.Key)
	}
	return keys
}

func TestInterview(t *testing.T) {
	wishes := []assistant.Criterion{
		{Key: "pictures", Answer: "screenshots and charts"},
		{Key: "screenshot", Answer: "name the program and the menu"},
		{Key: "photograph", Answer: "name the place"},
		{Key: "illustration", Answer: "no"},
	}
	tests := []struct {
		name    string
		about   alttext.About
		answers []string
		keys    []string
		want    string // the text in the end
	}{
		{"decorative by number", alttext.About{Kind: alttext.Photograph}, []string{"4"}, []string{"purpose"}, ""},
		{"just decoration", alttext.About{Kind: alttext.Illustration}, []string{"just decoration"}, []string{"purpose"}, ""},
		{"kind and purpose by word", alttext.About{}, []string{"a photo, not a screenshot", "it informs", "two children plant a tree", "none"},
			[]string{"kind", "purpose", "subject", "text"}, "Two children plant a tree"},
		{"a denied kind", alttext.About{}, []string{"not a screenshot, a drawing", "decorative"}, []string{"kind", "purpose"}, ""},
		{"link", alttext.About{Kind: alttext.Illustration}, []string{"it's a link", "search", "no"}, []string{"purpose", "action", "text"}, "Search"},
		{"link with words", alttext.About{Kind: alttext.Illustration}, []string{"2", "go to the home page", "“Acme”"}, []string{"purpose", "action", "text"}, "Acme: go to the home page"},
		{"accepted suggestions", alttext.About{Name: "old-oak_2.jpg", Guess: alttext.Photograph}, []string{"yes", "ok", "YES!", "y"},
			[]string{"kind", "purpose", "subject", "text"}, "Old oak"},
		{"nothing to tell", alttext.About{Name: "IMG_1234.jpg", Kind: alttext.Photograph}, []string{"1", "yes"}, []string{"purpose", "subject"}, ""},
		{"screenshot", alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative}, []string{"Notepad", "File menu is open"}, []string{"subject", "details"}, "Screenshot of Notepad: File menu is open"},
		{"screenshot of a whole window", alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative}, []string{"Notepad", "nothing"}, []string{"subject", "details"}, "Screenshot of Notepad"},
		{"chart", alttext.About{Kind: alttext.Chart, Purpose: alttext.Informative}, []string{"sales by month", "1", "yes", "Sales rise from 1 to 3"},
			[]string{"subject", "sort", "where", "long"}, "Bar chart of sales by month; details in the table below"},
		{"our own chart", alttext.Description{Kind: "line chart", Title: "Learning", Long: "Line chart. Loss falls."}.About("loss.svg", "en"), []string{"yes", "yes"},
			[]string{"purpose", "where"}, "Line chart: Learning; details in the description below"},
		{"наш график", alttext.Description{Kind: "line chart", Title: "Обучение", Long: "Line chart. Loss falls."}.About("loss.svg", "ru"), []string{"да", "да", "Ошибка убывает"},
			[]string{"purpose", "where", "long"}, "Линейный график: Обучение; подробности в описании ниже"},
		{"наш график по-английски", alttext.Description{Kind: "line chart", Title: "Обучение", Long: "Line chart. Loss falls."}.About("loss.svg", "ru"), []string{"да", "да", "да"},
			[]string{"purpose", "where", "long"}, "Линейный график: Обучение; подробности в описании ниже"},
		{"text", alttext.About{Kind: alttext.Illustration}, []string{"3", "Spring is here!"}, []string{"purpose", "text"}, "Spring is here!"},
		{"text without text", alttext.About{Kind: alttext.Illustration}, []string{"3", "no text", "a heart"}, []string{"purpose", "text", "subject"}, "A heart"},
		{"a wish for photographs", alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, []string{"a bridge", "no", "Tower Bridge, London"},
			[]string{"subject", "text", "details"}, "A bridge, Tower Bridge, London"},
		{"a wish that is none", alttext.About{Kind: alttext.Illustration, Purpose: alttext.Informative}, []string{"a heart", "no"}, []string{"subject", "text"}, "A heart"},
		{"not understood, then understood", alttext.About{}, []string{"what?", "7", "3", "1", "a tree", "-"}, []string{"kind", "kind", "kind", "purpose", "subject", "text"}, "A tree"},
		{"blank answers are none", alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative}, []string{" ", "\n", "a tree", "no"}, []string{"subject", "subject", "subject", "text"}, "A tree"},
		{"по-русски", alttext.About{Language: "ru"}, []string{"фотография", "информативная", "двое детей сажают дерево", "нет"},
			[]string{"kind", "purpose", "subject", "text"}, "Двое детей сажают дерево"},
		{"просто украшение", alttext.About{Kind: alttext.Photograph, Language: "ru"}, []string{"просто украшение"}, []string{"purpose"}, ""},
		{"не снимок экрана", alttext.About{Language: "ru"}, []string{"это не снимок экрана, а рисунок", "4"}, []string{"kind", "purpose"}, ""},
		{"ссылка", alttext.About{Kind: alttext.Illustration, Name: "логотип.svg", Language: "ru"}, []string{"да", "да", "Ромашка"}, []string{"purpose", "action", "text"}, "Ромашка: перейти на главную страницу"},
		{"фото кота", alttext.About{Kind: alttext.Photograph, Purpose: alttext.Informative, Language: "ru"}, []string{"фото кота", "рыжий кот", "нет"},
			[]string{"subject", "subject", "text"}, "Рыжий кот"},
		{"диаграмма", alttext.About{Kind: alttext.Chart, Purpose: alttext.Informative, Language: "ru"}, []string{"продажи по месяцам", "2", "да", "да"},
			[]string{"subject", "sort", "where", "long"}, "Линейный график: продажи по месяцам; подробности в таблице ниже"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var criteria []assistant.Criterion
			if strings.HasPrefix(test.name, "a wish") {
				criteria = wishes
			}
			interview := alttext.NewInterview(test.about, criteria)
			if keys := talk(t, interview, test.answers...); !slices.Equal(keys, test.keys) {
				t.Errorf("asked %q, want %q", keys, test.keys)
			}
			about := interview.About()
			if got := alttext.Write(about).Short; got != test.want {
				t.Errorf("got the text %q, want %q", got, test.want)
			}
			if missing := about.Missing(); len(missing) > 0 {
				t.Errorf("%q is missing after the interview", missing)
			}
		})
	}
}

func TestInterviewQuotesTheWish(t *testing.T) {
	criteria := []assistant.Criterion{{Key: "screenshot", Question: "What matters in screenshots?", Answer: "name the program and the menu."}}
	interview := alttext.NewInterview(alttext.About{Kind: alttext.Screenshot, Purpose: alttext.Informative}, criteria)
	question, _ := interview.Question()
	if want := "You asked for this: “name the program and the menu”."; !strings.HasSuffix(question.Text, want) {
		t.Errorf("got %q, want it to end with %q", question.Text, want)
	}
}

func TestInterviewSaysWhatItDidNotUnderstand(t *testing.T) {
	for language, want := range map[string]string{"en": "I did not understand “beige”. Which kind of picture is it?", "ru": "Не получилось понять ответ «beige». Что это за картинка?"} {
		interview := alttext.NewInterview(alttext.About{Language: language}, nil)
		interview.Answer("beige")
		if question, _ := interview.Question(); question.Text != want {
			t.Errorf("got %q, want %q", question.Text, want)
		}
	}
}

// Whatever the answers, an interview suggests with each question, and ends as soon as its suggestions are accepted; the same
// answers lead the same way again.
func TestInterviewAlwaysEnds(t *testing.T) {
	answers := []string{"yes", "no", "1", "2", "3", "4", "decorative", "link", "a cat", "фото кота", "да", "нет", "", "\x00", "-", "Spring", "screenshot"}
	rng := rand.New(rand.NewPCG(7, 7))
	for round := range 3000 {
		about := alttext.About{Name: []string{"", "IMG_1.jpg", "sales.png", "логотип.svg"}[rng.IntN(4)], Language: []string{"en", "ru"}[rng.IntN(2)]}
		criteria := []assistant.Criterion{{Key: "photograph", Answer: "name the place"}, {Key: "chart", Answer: "name the year"}}
		interview, again := alttext.NewInterview(about, criteria), alttext.NewInterview(about, criteria)
		for step := range 40 {
			question, waits := interview.Question()
			if repeated, _ := again.Question(); !reflect.DeepEqual(repeated, question) {
				t.Fatalf("round %d: the same answers led to %+v, then to %+v", round, question, repeated)
			}
			if !waits {
				break
			}
			if question.Suggestion == "" || question.Text == "" || question.Key == "" {
				t.Fatalf("round %d: a question lacks something: %+v", round, question)
			}
			answer := answers[rng.IntN(len(answers))]
			if step > 15 {
				answer = "yes"
			}
			interview.Answer(answer)
			again.Answer(answer)
		}
		if question, waits := interview.Question(); waits {
			t.Fatalf("round %d: after 40 answers it still asks %+v about %+v", round, question, interview.About())
		}
		if missing := interview.About().Missing(); len(missing) > 0 {
			t.Fatalf("round %d: %q is missing about %+v", round, missing, interview.About())
		}
	}
}

// Who accepts every suggestion gets a text that is well formed, whatever the picture is called.
func TestAcceptedSuggestionsKeepTheRules(t *testing.T) {
	names := []string{"", "IMG_1234.jpg", "old-oak_2.jpg", "logo.svg", "search-icon.png", "divider.png", "Screenshot 2024-05-01.png", "sales bar chart.png",
		"photo.jpg", "3f2b8c9d1e4a5f60.webp", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6.png", "heat_map.svg", "фото-2.png", "скачать.svg", "график продаж.png", "лупа.gif"}
	for _, name := range names {
		for _, caption := range []string{"", "Our garden in May", "Picture of our garden", "Фото нашего сада"} {
			for _, kind := range append(slices.Clone(alttext.Kinds), "") {
				for _, language := range []string{"en", "ru"} {
					interview := alttext.NewInterview(alttext.About{Name: name, Kind: kind, Caption: caption, Language: language}, nil)
					for range 12 {
						interview.Answer("yes")
					}
					if question, waits := interview.Question(); waits {
						t.Fatalf("%q, a %q: still asks %q", name, kind, question.Text)
					}
					about := interview.About()
					text := alttext.Write(about)
					if findings := alttext.Check(text.Short, about, 0); slices.ContainsFunc(findings, func(f alttext.Finding) bool { return !f.Warning }) {
						t.Errorf("%q with the caption %q, a %q, became %q: %v", name, caption, kind, text.Short, findings)
					}
				}
			}
		}
	}
}

func ExampleInterview() {
	interview := alttext.NewInterview(alttext.About{Name: "notepad.png", Kind: alttext.Screenshot}, []assistant.Criterion{
		{Key: "screenshot", Answer: "name the program and the menu"},
	})
	answers := []string{"1", "yes", "the File menu is open"}
	for _, answer := range answers {
		question, _ := interview.Question()
		fmt.Println(question.Text)
		fmt.Println("  for example:", question.Suggestion)
		interview.Answer(answer)
	}
	fmt.Println(alttext.Write(interview.About()).Short)
	// Output:
	// What does the picture do on its page?
	//   for example: informative: it tells the reader something
	// Which program and which window does it show? You asked for this: “name the program and the menu”.
	//   for example: notepad
	// What matters in it: which menu, button or message should the reader notice? You asked for this: “name the program and the menu”.
	//   for example: the whole window
	// Screenshot of notepad: the File menu is open
}
